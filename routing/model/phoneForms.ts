import { fold } from './text';

// One person's number has several forms where numbering plans changed, and WhatsApp keeps the form
// in which somebody registered, years ago or now. Numbers in another form than +digits pass as they
// are. Sources: ITU national numbering plans (MX 2019, BR 2016, CI 2021, BJ 2024); the operators of
// Ivory Coast as libphonenumber lists them.

/**
 * The forms under which one person's number may be stored, best first: as WhatsApp sends it, then
 * the form of today's numbering plan, then another one that people use.
 * @param phone E.164
 */
export function storedForms(phone: string): string[] {
	return [...new Set([phone, currentForm(phone), ...otherForms(phone)])];
}

/**
 * The number in today's numbering plan, fit for a new contact: WhatsApp still has Mexican numbers
 * with the 1 that went away in 2019, Brazilian mobiles without the ninth digit, and the eight digits
 * that Ivory Coast and Benin had.
 */
export function currentForm(phone: string): string {
	return (
		phone
			.replace(/^\+521(\d{10})$/, '+52$1')
			.replace(/^\+55([1-9]\d)([6-9]\d{7})$/, '+55$19$2')
			// The second digit tells the operator; numbers that begin with 2 or 3 were landlines.
			.replace(/^\+225([04-9][0-3]\d{6})$/, '+22501$1')
			.replace(/^\+225([04-9][4-6]\d{6})$/, '+22505$1')
			.replace(/^\+225([04-9][7-9]\d{6})$/, '+22507$1')
			.replace(/^\+229(\d{8})$/, '+22901$1')
	);
}

/**
 * One key for all forms of a person's number: today's form, and Argentine mobiles without the 9 that
 * only callers from abroad add. An Argentine number is given out once, for a landline or a mobile.
 */
export function phoneKey(phone: string): string {
	return currentForm(phone).replace(/^\+549(\d{10})$/, '+54$1');
}

/**
 * How numbers of accounts compare, one key for all forms of a number that is written with its country
 * code: `+1 (202) 555-0143`, `tel:+1-202-555-0143`, `0012025550143`, `011 1 202 555 0143` and
 * `12025550143` are one, and so are the forms of `phoneKey`.
 */
export function phoneDigits(text: string): string {
	const isE164 = E164.test(text);
	// Most have one form only, and decisions are many.
	if (isE164 && !SEVERAL_FORMS.test(text) && !isWithTrunkPrefix(text)) return text.slice(1);
	return phoneKey(`+${internationalDigits(isE164 ? text : numberIn(text))}`).slice(1);
}

/**
 * The digits of an international number, without what is dialled before the country code and what is
 * dialled only within its country.
 * @param written as `numberIn` gives it
 */
export function internationalDigits(written: string): string {
	const zero = WITH_ZERO.test(written) ? '0' : '';
	const digits = written.replace(/\(\s?0\s?\)/, zero).replace(/\D/g, '');
	return withoutTrunkPrefix(digits.replace(CALLED_ABROAD, ''));
}

/**
 * A number as people type it or copy it from somewhere, without what is around it, in plain digits;
 * what else is in the text stays.
 */
export function numberIn(text: string): string {
	return (
		fold(text)
			.replace(/\p{Nd}/gu, plainDigit)
			// Quotes and apostrophes of spreadsheets.
			.replace(/^["'`\s]{1,3}|["'`\s]{1,3}$/g, '')
			// "p" is how Facebook's lead forms mark a number.
			.replace(/^(?:tel|whatsapp|wa|phone|mobile|ph?)\.?:\s*/, '')
			.replace(/^(?:https?:\/\/)?(?:wa\.me\/|api\.whatsapp\.com\/send\/?\?phone=)(\+?\d+).*$/, '$1')
			// One of the devices that the number has.
			.replace(/(?::\d{1,3})?@(?:s\.whatsapp\.net|c\.us)$/, '')
			.replace(/^\[([+\d]+)\]/, '($1)')
			.replace(/^\((\+\d+)\)/, '$1 ')
			.replace(/^\+\((\d+)\)/, '+$1 ')
	);
}

const E164 = /^\+[1-9]\d{6,14}$/;

/** The countries of which `phoneKey` and what is dialled within a country know more than one form. */
const SEVERAL_FORMS = /^\+(?:52|54|55|225|229)/;

/** Italy and Ivory Coast: the 0 in front is part of the number, also from abroad. */
const WITH_ZERO = /^\D{0,5}(?:00)?\D{0,5}(?:39|225)\D{0,5}\(\s?0\s?\)\D{0,5}[1-9]/;

/** What is dialled before a country code: in most countries, in Australia, in North America. */
const CALLED_ABROAD = /^(?:0011(?=\d{9})|00|011(?=\d{10}))/;

const DIGIT = /\p{Nd}/u;

/** The digits of every script stand in tens, from 0 to 9, with something else before the first 0. */
function plainDigit(digit: string): string {
	const code = digit.codePointAt(0) ?? 0;
	let value = 0;
	while (DIGIT.test(String.fromCodePoint(code - value - 1))) value++;
	return String(value % 10);
}

/**
 * Countries in which a 0 is dialled before the area code and no number begins with one: those for
 * which libphonenumber has 0 as the national prefix and no pattern with a 0 in front.
 */
const TRUNK_ZERO = new RegExp(
	`^(${(
		'20 27 31 32 33 40 41 43 44 46 49 51 53 54 55 57 58 60 61 62 63 64 66 81 82 84 86 90 91 92 93 94 ' +
		'95 98 211 212 213 218 231 232 233 234 243 249 251 252 254 255 256 260 261 262 263 264 265 291 ' +
		'353 355 358 370 373 374 377 380 381 382 383 385 386 387 389 421 423 508 590 591 593 594 595 596 ' +
		'598 686 850 855 856 880 886 961 962 963 964 966 967 970 971 972 976 977 994 995 996'
	).replaceAll(' ', '|')})0+`,
);

/**
 * What is dialled before the area code in countries that have more than a 0 for it, or numbers that
 * begin with one; only where all together is longer than a number of the country.
 */
const OTHER_TRUNK_PREFIX = new RegExp(
	[
		'(?<=^1)1(?=[2-9]\\d{9}$)',
		'(?<=^7)8(?=\\d{10}$)',
		'(?<=^36)06(?=\\d{8,9}$)',
		'(?<=^39)0(?=3[2-9]\\d{8}$)',
		// Carriers of calls from Brazilian and Colombian landlines.
		'(?<=^55)\\d\\d(?=[1-9]\\d9\\d{8}$)',
		'(?<=^57)3(?=3\\d{9}$)',
		'(?<=^241)0(?=[167]\\d{7}$)',
		'(?<=^250)0(?=\\d{9}$)',
		'(?<=^359)0(?=[2-9]\\d{8}$)',
		'(?<=^370)8(?=\\d{8}$)',
		'(?<=^371)8(?=\\d{8}$)',
		'(?<=^375)80?(?=\\d{9}$)',
		'(?<=^99[28])8(?=\\d{9}$)',
		'(?<=^993)8(?=\\d{8}$)',
	].join('|'),
);

function isWithTrunkPrefix(phone: string): boolean {
	const digits = phone.slice(1);
	return TRUNK_ZERO.test(digits) || OTHER_TRUNK_PREFIX.test(digits);
}

/** An international number without what is dialled only within its country. */
function withoutTrunkPrefix(digits: string): string {
	return (
		digits
			.replace(TRUNK_ZERO, '$1')
			.replace(OTHER_TRUNK_PREFIX, '')
			.replace(/^52(?:044|045|01)(\d{10})$/, '52$1')
			// The 15 of Argentine mobiles stands behind the area code: 11, or three or four digits.
			.replace(
				/^54(?:90?)?(?:(11)15(\d{8})|(?!11)(\d{3})15(\d{7})|(?!11)(\d{4})15(\d{6}))$/,
				'54$1$2$3$4$5$6',
			)
	);
}

/**
 * Everything that a ledger may know a person's number by, its key first. The other forms are for
 * people whom a ledger got to know when it took each form for a number of its own.
 */
export function knownForms(phone: string): string[] {
	return [...new Set([phoneKey(phone), ...storedForms(phone)])];
}

function otherForms(phone: string): string[] {
	const mexico = /^\+52(\d{10})$/.exec(phone);
	if (mexico) return [`+521${mexico[1]}`];
	const brazil = /^\+55([1-9]\d)9([6-9]\d{7})$/.exec(phone);
	if (brazil) return [`+55${brazil[1]}${brazil[2]}`];
	// With the 9 a mobile; without it a landline, or what people often type for the same mobile.
	const argentina = /^\+54(9?)(\d{10})$/.exec(phone);
	if (argentina) return [`+54${argentina[1] ? '' : '9'}${argentina[2]}`];
	const older = /^\+(225(?=0[157])|229(?=01))\d\d(\d{8})$/.exec(phone);
	return older && currentForm(`+${older[1]}${older[2]}`) === phone
		? [`+${older[1]}${older[2]}`]
		: [];
}
