/** A piece of HTML: what comes from elsewhere is escaped in it. Made by {@link html} only. */
export class Html {
	/** @param text as it stands in the page */
	constructor(private readonly text: string) {}

	toString(): string {
		return this.text;
	}
}

/** What can stand in a page: texts and numbers are escaped, pieces and lists of them are not. */
export type Content = Html | string | number | null | readonly Content[];

/**
 * A template tag: `` html`<p>${name}</p>` ``. Every value is escaped, for text and for attributes in
 * double quotes alike, unless it is itself a piece of HTML; lists are joined, null is nothing.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
	const parts = strings.map((text, i) => {
		const value = i === 0 ? '' : written(values[i - 1] ?? null);
		return `${value}${text.replace(INDENTED, '\n')}`;
	});
	return new Html(parts.join(''));
}

/** How the code is written is no part of the page. */
const INDENTED = /[ \t]*\n\s*/g;

function written(content: Content): string {
	if (content === null) return '';
	if (content instanceof Html) return content.toString();
	if (typeof content === 'string' || typeof content === 'number') return escaped(String(content));
	return content.map(written).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** A text for HTML, in which nothing is code any more. */
export function escaped(text: string): string {
	return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

/** Data for a script of the page, as JSON that cannot end it. */
export function jsonForScript(data: unknown): Html {
	const escapes: Readonly<Record<string, string>> = {
		'<': '\\u003c',
		'>': '\\u003e',
		'&': '\\u0026',
		'\u2028': '\\u2028',
		'\u2029': '\\u2029',
	};
	return new Html(
		JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (sign) => escapes[sign] ?? sign),
	);
}

/** What this package writes itself, such as styles and scripts: never anything from elsewhere. */
export function ownCode(text: string): Html {
	return new Html(text);
}
