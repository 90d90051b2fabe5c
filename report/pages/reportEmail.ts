import { GROUPINGS, type Grouping } from '../request';
import type { Report, ReportGroup, Values } from '../report';
import { columnsOf } from '../words/columns';
import { changeOf, type Change } from '../words/changes';
import { headlines, TIME_WORDS } from '../words/headlines';
import { momentWords, periodWords, stepWords } from '../words/times';
import { minutesWords, NOT_KNOWN, shareWords, valueWords } from '../words/values';
import { contactUrl } from './contactUrl';
import { bar, changeMark, note, panel, table, type Heading } from './emailParts';
import { EMAIL_CSS } from './emailStyle';
import { html, ownCode, type Content, type Html } from './html';

/**
 * For e-mail and for n8n's HTML tab: tables and CSS bars only, no script, no picture. It stays below the
 * 102 KB from which on Gmail shows a part only.
 */
export function reportEmail(report: Report): string {
	const { zone, now, location } = report.request;
	const isKnown = knownColumns(report).length > 0;
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width,initial-scale=1" />
				<meta name="color-scheme" content="light dark" />
				<title>Assignment report</title>
				<style>
					${ownCode(EMAIL_CSS)}
				</style>
			</head>
			<body class="page">
				<div class="page">
					<table cellpadding="0" cellspacing="0" align="center" width="680" class="frame">
						<tr>
							<td class="top">${top(report)}</td>
						</tr>
						${panel(null, [headlinesOf(report), tiles(report)])} ${groupPanels(report)}
						${trendPanel(report)} ${slowestPanel(report)}
						${isKnown ? panel('All figures', allFigures(report)) : null}
						${listPanel('What this report does not see', report.notSeen)}
						${isKnown ? panel('What the figures mean', definitions(report)) : null}
						<tr>
							<td class="end">
								${note(`Made on ${momentWords(now, zone)}, of the sub-account ${location}.`)}
							</td>
						</tr>
					</table>
				</div>
			</body>
		</html> `.toString();
}

function top({ request }: Report): Html {
	const { period, before, zone, targetMinutes, timeCounts } = request;
	const compared = before ? `, compared with ${periodWords(before, zone)}` : '';
	const target = `An answer is wanted within ${minutesWords(targetMinutes)} ${TIME_WORDS[timeCounts]}.`;
	return html`<h1>Assignment report</h1>
		<p class="note muted">${periodWords(period, zone)}${compared}. ${target}</p>`;
}

function headlinesOf(report: Report): Html[] {
	const { overall, who, whoKey, where } = headlines(report);
	const plain = (text: string | null) => (text === null ? [] : [html`<p>${text}</p>`]);
	if (who === null || whoKey === null) return [who, where, overall].flatMap(plain);
	return [html`<p class="help bad">${who}</p>`, ...[where, overall].flatMap(plain)];
}

/** The figures that come first. */
const TILES = ['answeredInTarget', 'medianMinutes', 'p90Minutes', 'unansweredNow'] as const;

function tiles({ columns, total, before }: Report): Html {
	const cells = TILES.flatMap((name) => {
		const column = columns[name];
		if (!column) return [];
		const value = total.values[name] ?? null;
		return [
			html`<td class="tile">
				<div class="note muted">${column.label}</div>
				<div class="figure">${valueWords(value, column.unit)}</div>
				${changeMark(column, value, before?.values[name])}
			</td>`,
		];
	});
	return html`<table cellpadding="0" cellspacing="0" class="t">
		<tr>
			${cells}
		</tr>
	</table>`;
}

/** As many rows of groups as an e-mail can have, of all groupings together. */
const MOST_GROUPS = 90;
/** The last steps of a trend, as many as a month has days. */
const MOST_STEPS = 31;

function groupPanels(report: Report): Html[] {
	const { groups, request } = report;
	const most = Math.floor(MOST_GROUPS / Math.max(1, request.groupBy.length));
	const { whoKey } = headlines(report);
	return request.groupBy.map((by) => {
		const all = groups.filter((group) => group.by === by);
		if (all.length === 0) return panel(titleOf(by), note('Nothing in this period.'));
		const shown = mostAsked(all, most);
		const rows = shown.map((group) => groupRow(report, group, group.key === whoKey));
		const left = all.length - shown.length;
		const more =
			left > 0 ? note(`${left} more with fewer questions: see the page or the rows.`) : null;
		return panel(titleOf(by), [
			table(headingsFor(report, GROUPINGS[by], 'Wait now'), rows),
			notesOf(shown),
			more,
		]);
	});
}

const TITLES: Readonly<Record<Grouping, string>> = {
	person: 'People',
	team: 'Teams',
	account: 'WhatsApp accounts',
	rule: 'Rules',
	source: 'Sources',
};

function titleOf(by: Grouping): string {
	return TITLES[by];
}

/** Those with the most questions, in the order of the report. */
function mostAsked(all: readonly ReportGroup[], most: number): readonly ReportGroup[] {
	if (all.length <= most) return all;
	const byWaits = [...all].sort((a, b) => (b.values.waits ?? 0) - (a.values.waits ?? 0));
	const shown = new Set(byWaits.slice(0, most));
	return all.filter((group) => shown.has(group));
}

/** What is said of every group and of every step: who or when, how many in time, and how fast. */
function headingsFor({ request }: Report, first: string, last: string): Heading[] {
	return [
		{ label: first, width: 30 },
		{ label: `Answered within ${minutesWords(request.targetMinutes)}`, width: 38 },
		{ label: 'Half within', isWide: true },
		{ label: last },
	];
}

function groupRow({ columns }: Report, { name, values, before }: ReportGroup, isWorst: boolean) {
	const mark = isWorst ? html`<br /><b class="small bad">needs help</b>` : null;
	const change = changeOf(
		columns.answeredInTarget,
		values.answeredInTarget,
		before?.answeredInTarget ?? null,
	);
	return [
		html`${name}${mark}`,
		inTargetCell(values, isWorst, change),
		valueWords(values.medianMinutes ?? null, 'minutes'),
		waitingCell(values),
	];
}

function inTargetCell(values: Values, isBad: boolean, change: Change | null): Content {
	const { answeredInTarget: share = null, inTarget = null, hadTarget = null } = values;
	if (hadTarget === null) return html`<span class="muted">not known</span>`;
	if (hadTarget === 0) return html`<span class="muted">no questions</span>`;
	const counts = `${valueWords(inTarget, 'count')} of ${valueWords(hadTarget, 'count')}`;
	if (share === null) return counts;
	const changed =
		change === null || change.direction === 'none'
			? null
			: html` <span class="small muted">${change.text}</span>`;
	const words = html`<b>${shareWords(share)}</b> · ${counts}${changed}`;
	return bar(share, words, isBad);
}

function waitingCell({ unansweredNow = null, oldestUnansweredMinutes = null }: Values): Content {
	if (unansweredNow === null) return NOT_KNOWN;
	if (unansweredNow === 0 || oldestUnansweredMinutes === null) return String(unansweredNow);
	return html`${unansweredNow}<br /><span class="small muted"
			>oldest ${minutesWords(oldestUnansweredMinutes)}</span
		>`;
}

/** What is said of many is said once. */
function notesOf(groups: readonly ReportGroup[]): Html[] {
	return [...new Set(groups.flatMap(({ notes }) => notes))].map(note);
}

function trendPanel(report: Report): Html | null {
	const { trend, request } = report;
	if (trend.length === 0) return null;
	const shown = trend.slice(-MOST_STEPS);
	const rows = shown.map(({ begins, isPartial, values }) => [
		html`${stepWords(begins, request.trend)}${isPartial ? html` <span class="muted">(not over)</span>` : null}`,
		inTargetCell(values, false, null),
		valueWords(values.medianMinutes ?? null, 'minutes'),
		valueWords(values.waits ?? null, 'count'),
	]);
	const left = trend.length - shown.length;
	const more = left > 0 ? note(`${left} steps before these: see the page or the rows.`) : null;
	return panel('Over time', [table(headingsFor(report, 'From', 'Questions'), rows), more]);
}

function slowestPanel({ slowest, request }: Report): Html | null {
	if (slowest.length === 0) return null;
	const headings = [
		{ label: 'Asked' },
		{ label: 'Person' },
		{ label: 'WhatsApp account', isWide: true },
		{ label: 'Waited' },
		{ label: 'In HighLevel' },
	];
	const rows = slowest.map(({ askedAt, user, account, minutes, isOpen, contactId }) => [
		momentWords(askedAt, request.zone),
		user ?? NOT_KNOWN,
		account ?? NOT_KNOWN,
		`${minutesWords(minutes)}${isOpen ? ', still waits' : ''}`,
		contactId === null
			? NOT_KNOWN
			: html`<a href="${contactUrl(request.location, contactId)}">open</a>`,
	]);
	return panel('The longest waits', table(headings, rows));
}

/** What is known now or was before: that the rest is not recorded is said below. */
function knownColumns(report: Report): ReturnType<typeof columnsOf> {
	const all = [report.total.values, ...(report.before ? [report.before.values] : [])];
	return columnsOf(report).filter(([name]) => all.some((values) => values[name] !== null));
}

function allFigures(report: Report): Html[] {
	const { total, before } = report;
	const known = knownColumns(report);
	const rows = known.map(([name, column]) => {
		const value = total.values[name];
		const earlier = before?.values[name] ?? null;
		return [
			column.label,
			html`<b>${valueWords(value, column.unit)}</b>`,
			...(before ? [valueWords(earlier, column.unit), changeMark(column, value, earlier)] : []),
		];
	});
	const compared = before ? [{ label: 'Before', isWide: true }, { label: 'Change' }] : [];
	const figures = table([{ label: 'Figure', width: 45 }, { label: 'Value' }, ...compared], rows);
	const unknown = known.some(([name]) => [total, before].some((row) => row?.values[name] === null));
	const meaning = `${NOT_KNOWN}: not known, or too few to say it.`;
	return [figures, ...total.notes.map(note), ...(unknown ? [note(meaning)] : [])];
}

function listPanel(title: string, sentences: readonly string[]): Html | null {
	return sentences.length === 0 ? null : panel(title, sentences.map(note));
}

function definitions(report: Report): Html[] {
	return knownColumns(report).map(
		([, { label, definition }]) => html`<p class="note muted"><b>${label}</b>: ${definition}</p>`,
	);
}
