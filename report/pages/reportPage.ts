import { chartsOf } from '../charts';
import { accountsNote } from '../charts/kinds/accounts';
import {
	CHART_ATTRIBUTE,
	DRAWN_CHARTS,
	type Chart,
	type ChartTable,
	type DrawnCharts,
} from '../charts/chart';
import { chartLibrary, chartLibrarySource } from '../charts/library';
import { ENOUGH } from '../metric';
import type { Report } from '../report';
import { headlines, TIME_WORDS } from '../words/headlines';
import { momentWords, periodWords } from '../words/times';
import { minutesWords } from '../words/values';
import { htmlDocument } from './document';
import { html, jsonForScript, ownCode, type Html } from './html';
import { figures } from './reportFigures';
import { tiles } from './reportTiles';

/**
 * One HTML document that needs nothing else, under 1.5 MB: its charts are drawn already, and again by its
 * script for the width that they have, with what is said when one points at something.
 */
export async function reportPage(report: Report): Promise<string> {
	const { main, accounts } = chartsOf(report);
	const charts = [...main, ...accounts];
	return htmlDocument({
		title: titleOf(report),
		style: STYLE,
		body: html`<main class="page">
				${top(report)} ${callouts(report)} ${tiles(report)}
				<div class="charts">${main.map(panel)}</div>
				${accountsPanel(report, accounts)} ${figures(report)}
			</main>
			${dataOf(charts)}`,
		...(charts.length > 0
			? { script: `${await chartLibrarySource()}\ncontactCharts.drawPage();` }
			: {}),
	});
}

const STYLE = `
.lead { font-size: 1.05rem; margin: 0 0 0.9rem; }
/* Eight in two rows, where they have no room in one: none alone below the others. */
@media (min-width: 45rem) and (max-width: 89rem) {
	.tiles:has(> :nth-child(8)) { grid-template-columns: repeat(4, minmax(0, 1fr)); }
}
.charts { display: flex; flex-wrap: wrap; gap: 0.9rem; }
.charts > .panel { flex: 1 1 min(100%, 36rem); }
.charts, .page > .panel { margin-bottom: 0.9rem; }
.charts + .panel, .panel + .charts, .page > .panel + .panel { margin-top: 0; }
.chart { min-width: 0; margin: 0.4rem 0 0; }
.chart svg { display: block; width: 100%; height: auto; }
.accounts { display: grid; gap: 0.8rem 1.2rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); }
.accounts { margin-top: 0.6rem; }
.accounts h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
@media print {
	.charts { display: block; } .charts > .panel + .panel { margin-top: 0.9rem; }
	.chart > div, .chart > div > div { width: 100% !important; height: auto !important; }
	.chart svg { position: static !important; }
	.chart details { display: none; }
	.accounts { grid-template-columns: repeat(2, minmax(0, 1fr)); }
}`;

function titleOf({ request }: Report): string {
	return `Assignment report, ${periodWords(request.period, request.zone)}`;
}

function top({ request }: Report): Html {
	const { period, before, zone, targetMinutes, timeCounts, now } = request;
	const compared = before ? `, compared with ${periodWords(before, zone)}` : '';
	return html`<header class="top">
		<h1>Assignment report</h1>
		<p class="muted">
			<strong>${periodWords(period, zone)}</strong>${compared}. An answer is wanted within
			${minutesWords(targetMinutes)} ${TIME_WORDS[timeCounts]}. Made on ${momentWords(now, zone)}.
		</p>
	</header>`;
}

/** What is to be seen first: who needs help, where it is slow, and how it went. */
function callouts(report: Report): Html {
	const { who, whoKey, where, overall } = headlines(report);
	// That nobody stands out is good news only when there was enough to see it.
	const nobody = (report.total.values.hadTarget ?? 0) < ENOUGH ? 'plain' : 'good';
	return html`<p class="lead">${overall}</p>
		<div class="callouts">
			${who === null ? null : callout(whoKey === null ? nobody : 'bad', 'Who needs help?', who)}
			${where === null ? null : callout('plain', 'Where are we slow?', where)}
		</div>`;
}

function callout(kind: 'good' | 'bad' | 'plain', question: string, answer: string): Html {
	return html`<p class="callout ${kind}"><small>${question}</small>${answer}</p>`;
}

function panel(chart: Chart): Html {
	return html`<section class="panel">
		<h2>${chart.title}</h2>
		<p class="note">${chart.note}</p>
		${figure(chart)}
	</section>`;
}

function accountsPanel(report: Report, accounts: readonly Chart[]): Html | null {
	if (accounts.length === 0) return null;
	return html`<section class="panel">
		<h2>WhatsApp accounts</h2>
		<p class="note">${accountsNote(report)}</p>
		<div class="accounts">${accounts.map(accountFigure)}</div>
	</section>`;
}

function accountFigure(chart: Chart): Html {
	return html`<div class="keep">
		<h3>${chart.title}</h3>
		<p class="note">${chart.note}</p>
		${figure(chart)}
	</div>`;
}

/** What is drawn is for eyes: whoever cannot see it has its title, and its figures below. */
function figure({ id, title, note, drawing, table }: Chart): Html {
	const svg = ownCode(chartLibrary().toSvg(drawing, id));
	const place = ownCode(`${CHART_ATTRIBUTE}="${id}"`);
	return html`<figure class="chart">
		<div ${place} role="img" aria-label="${title}. ${note} The figures are in the table below.">
			${svg}
		</div>
		<details>
			<summary>Figures as a table</summary>
			<div class="scroll">${tableOf(title, table)}</div>
		</details>
	</figure>`;
}

function tableOf(title: string, { columns, rows }: ChartTable): Html {
	return html`<table>
		<caption class="visually-hidden">
			${title}
		</caption>
		<thead>
			<tr>
				${columns.map((column, place) => html`<th scope="col" class="${place === 0 ? '' : 'n'}">${column}</th>`)}
			</tr>
		</thead>
		<tbody>
			${rows.map(
				([first = '', ...others]) =>
					html`<tr>
						<th scope="row">${first}</th>
						${others.map((text) => html`<td class="n">${text}</td>`)}
					</tr>`,
			)}
		</tbody>
	</table>`;
}

function dataOf(charts: readonly Chart[]): Html {
	const drawn: DrawnCharts = Object.fromEntries(
		charts.map(({ id, drawing, narrow }) => [id, { drawing, narrow }]),
	);
	return html`<script type="application/json" id="${DRAWN_CHARTS}">
		${jsonForScript(drawn)}
	</script>`;
}
