import type { Column } from '../metric';
import { changeOf } from '../words/changes';
import { EMAIL_COLOURS, STYLES } from './emailStyle';
import { html, type Content, type Html } from './html';

/** A part with a heading, one under the other. */
export function panel(title: string | null, content: Content): Html {
	const heading = title === null ? null : html`<h2 class="ink" style="${STYLES.h2}">${title}</h2>`;
	return html`<tr>
			<td class="panel" style="${STYLES.panel}">${heading}${content}</td>
		</tr>
		<tr>
			<td style="height:12px;line-height:12px;font-size:1px">&nbsp;</td>
		</tr>`;
}

export function note(text: string): Html {
	return html`<p class="muted" style="${STYLES.note}">${text}</p>`;
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
			html`<th
				scope="col"
				class="${classOf(heading, 'muted')}"
				style="${widthOf(heading)}${STYLES.head}"
			>
				${heading.label}
			</th>`,
	);
	const body = rows.map(
		(cells) =>
			html`<tr>
				${cells.map((content, i) => cellOf(headings[i], content, i === 0))}
			</tr> `,
	);
	return html`<table cellpadding="0" cellspacing="0" style="${STYLES.table}">
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
	const classes = classOf(heading, 'ink');
	const style = `text-align:left;font-weight:normal;${STYLES.cell}`;
	return names
		? html`<th scope="row" class="${classes}" style="${style}">${content}</th>`
		: html`<td class="${classes}" style="${STYLES.cell}">${content}</td>`;
}

function classOf(heading: Heading | undefined, colour: string): string {
	return heading?.isWide ? `${colour} wide` : colour;
}

function widthOf({ width }: Heading): string {
	return width === undefined ? '' : `width:${width}%;`;
}

/** A share as a bar of two coloured cells, which every program shows, with what it says above it. */
export function bar(share: number, words: Content, isBad: boolean): Html {
	const percent = Math.max(0, Math.min(100, Math.round(share * 100)));
	const full = isBad ? EMAIL_COLOURS.bad : EMAIL_COLOURS.bar;
	return html`${words}
		<table cellpadding="0" cellspacing="0" style="${STYLES.table}">
			<tr>
				${part(percent, 'bar', full)}${part(100 - percent, 'rest', EMAIL_COLOURS.rest)}
			</tr>
		</table>`;
}

function part(percent: number, name: string, colour: string): Html | null {
	if (percent === 0) return null;
	return html`<td
		class="${name}"
		width="${percent}%"
		bgcolor="${colour}"
		style="width:${percent}%;background:${colour};height:8px;line-height:8px;font-size:1px;padding:0"
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
	const isBad = change.isBetter === false;
	const name = change.isBetter === null ? 'muted' : isBad ? 'bad' : 'good';
	const style = `color:${EMAIL_COLOURS[name]};font-size:12px;white-space:nowrap`;
	const words = change.isBetter === null ? '' : isBad ? ' (worse)' : ' (better)';
	return html`<span class="${name}" style="${style}">${change.text}${words}</span>`;
}
