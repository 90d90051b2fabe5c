import { DateTime } from 'luxon';
import type { KeptSince } from '../ledger/reading';
import { ENOUGH, type Value } from './metric';
import type { MetricName } from './metrics';
import { ratingsSince } from './metrics/ratings';
import { dealsSince } from './metrics/results';
import type { ReportRequest } from './request';

interface Row {
	values: Readonly<Record<MetricName, Value>>;
}

/** What readers of a report have to know besides its figures: full sentences. */
export function notSeen(
	request: ReportRequest,
	since: KeptSince,
	total: Row['values'],
	groups: readonly Row[],
): string[] {
	return [
		...unclear(total),
		...notYet(request, since),
		...tooFew(total, groups),
		...outsideHours(total),
		'Answers that reach neither HighLevel nor a trigger of this package are not seen: their contacts count as unanswered.',
	];
}

function unclear({ unclearReplies: n }: Row['values']): string[] {
	if (!n) return [];
	const [was, they] =
		n === 1 ? ['1 message of your team was', 'it'] : [`${n} messages of your team were`, 'they'];
	return [
		`${was} unclear: sent by other software, so that ${they} may have been written by people or by a bot, and count as no answers. If you know which, set Messages Sent Through the API in Resolve Assignment.`,
	];
}

/** Of each kind of fact: since when it is kept, if not since the period, or the one before, began. */
function notYet(request: ReportRequest, since: KeptSince): string[] {
	const { outcomes } = since;
	return [
		...begins(request, since.assignments, 'Assignments'),
		...begins(request, since.waits, 'Waits and answers'),
		...begins(request, since.kept, 'Contacts that were kept'),
		...begins(
			request,
			outcomes.closed ?? null,
			'Closed contacts',
			'Assignment Ledger > Close Contact notes them.',
		),
		...begins(
			request,
			dealsSince(since),
			'Opportunities won, lost and abandoned',
			'Note them with HighLevel Contact Trigger or Assignment Ledger, or read opportunities when the report is made.',
		),
		...begins(
			request,
			ratingsSince(since),
			'Ratings',
			'Assignment Ledger > Close Contact can ask for one.',
		),
	];
}

function begins(
	{ period: { from }, before, zone }: ReportRequest,
	since: number | null,
	what: string,
	way?: string,
): string[] {
	if (since === null) {
		const none = `${what} are not recorded yet, so their columns are empty.`;
		return [way ? `${none} ${way}` : none];
	}
	if (since <= Math.min(from, before?.from ?? from)) return [];
	const day = DateTime.fromMillis(since, { zone, locale: 'en-GB' }).toFormat('d MMM yyyy');
	const recorded = `${what} are recorded since ${day}`;
	return [
		since > from
			? `${recorded}: what came before is not in this report.`
			: `${recorded}: the period before is not whole, so a change since then says nothing.`,
	];
}

function tooFew(total: Row['values'], groups: readonly Row[]): string[] {
	const rows = [total, ...groups.map(({ values }) => values)];
	const isSmall = rows.some(({ waits }) => waits !== null && waits > 0 && waits < ENOUGH);
	return isSmall
		? [
				`Of fewer than ${ENOUGH} there are only counts: shares, times and means of so few say nothing.`,
			]
		: [];
}

function outsideHours({ waits, askedOutsideHours }: Row['values']): string[] {
	return waits && askedOutsideHours === null
		? ['Whether somebody worked when contacts asked was not recorded then.']
		: [];
}
