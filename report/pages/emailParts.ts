import type { Column } from '../metric';
import { changeOf } from '../words/changes';
import { BAR_COLOURS } from './emailStyle';
import { html, type Content, type Html } from './html';

/** A part with a heading, one under the other. */
export function panel(title: string | null, content: Content): Html {
	const heading = title === null ? null : html`<h2>${title}</h2>`;
	return html`<tr>
			<td class="panel">${heading}${content}</td>
		</tr>
		<tr>
			<td class="gap">&nbsp;</td>
		</tr>`;
}

export function note(text: string): Html {
	return html`<p class="note muted">${text}</p>`;
}

/** A column of a table. */
export interface Heading {
	label: string;
	/** Left out on a phone. */
	isWide?: boolean;
	/** Share of the width in percent. */
	width?: number;
}

/** A table whose first cells name the rows. */
export function table(headings: readonly Heading[], rows: ReadonlyArray<readonly Content[]>): Html {
	const head = headings.map(
		(heading) =>
			html`<th scope="col" class="${classOf('head', heading)}" ${widthOf(heading)}>
				${heading.label}
			</th>`,
	);
	const body = rows.map((cells) => {
		const written = cells.map((content, i) => cellOf(headings[i], content, i === 0));
		return html`<tr>
			${written}
		</tr> `;
	});
	return html`<table cellpadding="0" cellspacing="0" class="t">
		<thead>
			<tr>
				${head}
			</tr>
		</thead>
		<tbody>
			${body}
		</tbody>
	</table>`;
}

function cellOf(heading: Heading | undefined, content: Content, names: boolean): Html {
	const classes = classOf('c', heading);
	return names
		? html`<th scope="row" class="${classes}">${content}</th>`
		: html`<td class="${classes}">${content}</td>`;
}

function classOf(name: string, heading: Heading | undefined): string {
	return heading?.isWide ? `${name} wide` : name;
}

function widthOf({ width }: Heading): Html | null {
	return width === undefined ? null : html` style="width:${width}%"`;
}

/** A share as a bar of two coloured cells, which every program shows, with what it says above it. */
export function bar(share: number, words: Content, isBad: boolean): Html {
	const percent = Math.max(0, Math.min(100, Math.round(share * 100)));
	const full = isBad ? BAR_COLOURS.bad : BAR_COLOURS.full;
	const parts = [part(percent, 'bar', full), part(100 - percent, 'rest', BAR_COLOURS.rest)];
	return html`${words}
		<table cellpadding="0" cellspacing="0" class="t">
			<tr>
				${parts}
			</tr>
		</table>`;
}

function part(percent: number, name: string, colour: string): Html | null {
	if (percent === 0) return null;
	return html`<td
		class="${name}"
		width="${percent}%"
		bgcolor="${colour}"
		style="width:${percent}%;background:${colour}"
	>
		&nbsp;
	</td>`;
}

/** `▲ 5 points`, coloured when it is better or worse; null when there is nothing to compare. */
export function changeMark(
	column: Column | undefined,
	now: number | null | undefined,
	before: number | null | undefined,
): Html | null {
	const change = column ? changeOf(column, now ?? null, before ?? null) : null;
	if (!change) return null;
	const { isBetter, text } = change;
	if (isBetter === null) return html`<span class="small muted">${text}</span>`;
	return isBetter
		? html`<span class="small good">${text} (better)</span>`
		: html`<span class="small bad">${text} (worse)</span>`;
}
