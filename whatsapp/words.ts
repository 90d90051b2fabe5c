/** Far longer than any name, and short enough for every list: WhatsApp itself allows 25 characters. */
const NAME_LENGTH = 200;

/** How much of a name is looked at, so that a forged one of a megabyte costs nothing. */
const LOOKED_AT = 10_000;

/** Half of a character: databases refuse it. */
const HALF = /\p{Cs}/gu;

/** The same, and what decoders put in its place. */
const BROKEN = /[\p{Cs}\ufffd]/gu;

/** What ends or moves a line, or looks like a blank though Unicode calls it a letter or a sign. */
const BLANKS = /[\s\u0085\u115f\u1160\u2800\u3164\uffa0]+/g;

/** Controls, and marks that nobody sees, e.g. those that turn the direction of what follows. */
const INVISIBLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\u034f\u17b4\u17b5\u180b-\u180f]/gu;

/** What joiners stand behind when they say how it is written: emoji, Arabic and Indian letters. */
const JOINED =
	'\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f\\p{sc=Arab}\\p{sc=Syrc}\\p{sc=Mong}\\p{sc=Deva}' +
	'\\p{sc=Beng}\\p{sc=Guru}\\p{sc=Gujr}\\p{sc=Orya}\\p{sc=Taml}\\p{sc=Telu}\\p{sc=Knda}\\p{sc=Mlym}' +
	'\\p{sc=Sinh}\\p{sc=Khmr}\\p{sc=Mymr}\\p{sc=Tibt}';

/** Joiners that join nothing. */
const LOOSE_JOINERS = new RegExp(
	`(?<![${JOINED}])[\\u200c\\u200d]+|[\\u200c\\u200d]+(?![${JOINED}])`,
	'gu',
);

/** Variants of signs without a sign. */
const LOOSE_VARIANTS = /(^| )[\ufe00-\ufe0f]+/g;

/**
 * A name as people see it: without controls, invisible marks and halves of characters, with single
 * blanks, at most 200 characters; null when nothing is left.
 */
export function cleanName(name: string | null | undefined): string | null {
	if (!name) return null;
	const visible = name
		.slice(0, LOOKED_AT)
		.replace(BROKEN, '')
		.replace(BLANKS, ' ')
		.replace(INVISIBLE, '');
	const short = [...tidy(visible)].slice(0, NAME_LENGTH).join('');
	return tidy(short) || null;
}

/** A name without what stands alone. */
function tidy(name: string): string {
	return name.replace(LOOSE_JOINERS, '').replace(LOOSE_VARIANTS, '$1').replace(/ +/g, ' ').trim();
}

/** A text that every database takes: without NUL, and with a sign for each half of a character. */
export function cleanText(text: string): string {
	return text.replaceAll('\0', '').replace(HALF, '\ufffd');
}
