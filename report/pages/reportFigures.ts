import type { MetricName } from '../metrics';
import { GROUPINGS, type Grouping } from '../request';
import type { Report, ReportRow } from '../report';
import { inZone } from '../words/times';
import { minutesWords, NOT_KNOWN, valueWords } from '../words/values';
import { contactUrl } from './contactUrl';
import { html, type Content, type Html } from './html';

/** In which table a figure stands: 30 columns in one are read by nobody. */
const TABLES = {
	answers: 'Answers',
	contacts: 'Contacts and work',
	results: 'Results and ratings',
} as const;

const TABLE_OF: Readonly<Record<MetricName, keyof typeof TABLES>> = {
	waits: 'answers',
	hadTarget: 'answers',
	inTarget: 'answers',
	answeredInTarget: 'answers',
	medianMinutes: 'answers',
	p90Minutes: 'answers',
	unansweredNow: 'answers',
	oldestUnansweredMinutes: 'answers',
	askedOutsideHours: 'answers',
	unclearReplies: 'answers',
	assigned: 'contacts',
	takenOver: 'contacts',
	kept: 'contacts',
	escalatedAway: 'contacts',
	openContacts: 'contacts',
	noRoom: 'contacts',
	turnsGot: 'contacts',
	turnsExpected: 'contacts',
	closed: 'results',
	closedShare: 'results',
	won: 'results',
	wonShare: 'results',
	lost: 'results',
	abandoned: 'results',
	hoursToClose: 'results',
	ratingsAsked: 'results',
	ratings: 'results',
	ratingsGood: 'results',
	ratingMean: 'results',
};

/** All figures, the longest waits, what is not seen, and what everything means. */
export function figures(report: Report): Html {
	return html`${groupPanels(report)} ${slowestPanel(report)} ${footer(report)}`;
}

/** Tables in which something is known. */
function groupPanels(report: Report): Array<Html | null> {
	return Object.entries(TABLES).map(([table, title]) => {
		const names = namesOf(report, table);
		if (names.length === 0) return null;
		return html`<section class="panel">
			<h2>${title}</h2>
			<div class="scroll">${figureTable(report, title, names)}</div>
		</section>`;
	});
}

/** What nobody has is not shown: that it is not recorded is said below. */
function namesOf({ columns, total, groups }: Report, table: string): MetricName[] {
	const rows = [total, ...groups];
	return (Object.keys(columns) as MetricName[]).filter(
		(name) => TABLE_OF[name] === table && rows.some(({ values }) => values[name] !== null),
	);
}

function figureTable(report: Report, title: string, names: readonly MetricName[]): Html {
	const { columns, total, groups, request } = report;
	return html`<table class="figures">
		<caption class="visually-hidden">
			${title}
		</caption>
		<thead>
			<tr>
				<td></td>
				${names.map((name) => html`<th scope="col" class="n">${columns[name].label}</th>`)}
			</tr>
		</thead>
		<tbody>
			${figureRow(report, total, names)}
		</tbody>
		${request.groupBy.map((by) =>
			groupBody(
				report,
				by,
				groups.filter((group) => group.by === by),
				names,
			),
		)}
	</table>`;
}

function groupBody(
	report: Report,
	by: Grouping,
	groups: readonly ReportRow[],
	names: readonly MetricName[],
): Html | null {
	if (groups.length === 0) return null;
	return html`<tbody>
		<tr>
			<th scope="rowgroup" class="muted" colspan="${names.length + 1}">${GROUPINGS[by]}</th>
		</tr>
		${groups.map((group) => figureRow(report, group, names))}
	</tbody>`;
}

function figureRow({ columns }: Report, row: ReportRow, names: readonly MetricName[]): Html {
	return html`<tr>
		<th scope="row">${row.name}</th>
		${names.map((name) => html`<td class="n">${valueWords(row.values[name], columns[name].unit)}</td>`)}
	</tr>`;
}

function slowestPanel({ slowest, request }: Report): Html | null {
	if (slowest.length === 0) return null;
	return html`<section class="panel">
		<h2>The longest waits</h2>
		<div class="scroll">
			<table>
				<thead>
					<tr>
						<th scope="col">Asked</th>
						<th scope="col" class="n">Waited</th>
						<th scope="col">Person</th>
						<th scope="col">WhatsApp account</th>
						<th scope="col">Contact in HighLevel</th>
					</tr>
				</thead>
				<tbody>
					${slowest.map(
						({ askedAt, minutes, isOpen, user, account, contactId }) =>
							html`<tr>
								<th scope="row">
									${inZone(askedAt, request.zone).toFormat('ccc d LLL yyyy, HH:mm')}
								</th>
								<td class="n">${minutesWords(minutes)}${isOpen ? ', still waits' : ''}</td>
								<td>${user ?? NOT_KNOWN}</td>
								<td>${account ?? NOT_KNOWN}</td>
								<td>${contactId === null ? NOT_KNOWN : link(request.location, contactId)}</td>
							</tr>`,
					)}
				</tbody>
			</table>
		</div>
	</section>`;
}

/** It opens beside the page, which may stand in a frame of HighLevel. */
function link(location: string, contactId: string): Html {
	return html`<a href="${contactUrl(location, contactId)}" target="_blank" rel="noopener">Open</a>`;
}

function footer(report: Report): Html {
	const notes = [
		...new Set(
			report.groups.flatMap(({ name, notes: all }) => all.map((note) => `${name}: ${note}`)),
		),
	];
	return html`<footer class="foot">
		${list('What this report does not see', [...report.notSeen, ...report.total.notes, ...notes])}
		<h2>What the figures mean</h2>
		<p>${NOT_KNOWN}: not known, or fewer than 20, of which a share says nothing.</p>
		<dl>
			${Object.values(report.columns).map(
				({ label, definition }) =>
					html`<dt>${label}</dt>
						<dd>${definition}</dd>`,
			)}
		</dl>
	</footer>`;
}

function list(title: string, sentences: readonly string[]): Content {
	if (sentences.length === 0) return null;
	return html`<h2>${title}</h2>
		<ul>
			${sentences.map((sentence) => html`<li>${sentence}</li>`)}
		</ul>`;
}
