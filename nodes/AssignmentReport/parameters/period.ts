import { DateTime, type DurationLike } from 'luxon';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Span } from '../../../ledger/reading';
import { choices } from '../../shared/choices';
import { fieldError } from '../../shared/fieldError';
import { readTime } from '../../shared/times';
import { oneOf } from './oneOf';
import { forOperations } from './operation';

/** Which days a report is about, as people choose them. */
const PERIODS = {
	last7Days: { name: 'Last 7 Days', description: 'Today and the 6 days before' },
	last30Days: { name: 'Last 30 Days', description: 'Today and the 29 days before' },
	last90Days: { name: 'Last 90 Days', description: 'Today and the 89 days before' },
	thisWeek: { name: 'This Week', description: 'From Monday on' },
	lastWeek: { name: 'Last Week', description: 'Monday to Sunday' },
	thisMonth: { name: 'This Month', description: 'From the 1st on' },
	lastMonth: { name: 'Last Month', description: 'From the 1st to its last day' },
	days: { name: 'Days of Your Choice' },
} as const;

type Period = keyof typeof PERIODS;

/** What is not chosen by its days. */
type NamedPeriod = Exclude<Period, 'days'>;

const DEFAULT: NamedPeriod = 'last7Days';

const FROM = { name: 'from', label: 'From' } as const;
const TO = { name: 'to', label: 'To' } as const;

const COMPARISONS = {
	before: {
		name: 'The Period Before',
		description: 'Until the same moment of it, when the period is not over yet',
	},
	nothing: { name: 'Nothing' },
} as const;

type Comparison = keyof typeof COMPARISONS;

const forPeriods = forOperations('report', 'certify');
const forDays = { show: { ...forPeriods.show, period: ['days' satisfies Period] } };

function day({ name, label }: { name: string; label: string }, description: string) {
	return {
		displayName: label,
		name,
		type: 'dateTime',
		default: '',
		displayOptions: forDays,
		description,
	} satisfies INodeProperties;
}

export const periodParameters: INodeProperties[] = [
	{
		displayName: 'Period',
		name: 'period',
		type: 'options',
		options: choices<Period>(PERIODS),
		default: DEFAULT,
		displayOptions: forPeriods,
		description: 'What counts is when a contact asked, or was assigned',
	},
	day(FROM, 'The first day'),
	day(TO, 'The last day. Empty means today.'),
	{
		displayName: 'Compare With',
		name: 'compareWith',
		type: 'options',
		options: choices<Comparison>(COMPARISONS),
		default: 'before',
		displayOptions: forOperations('report'),
	},
];

/** Whole days, and how far it is to the same days of before. */
interface Days {
	from: DateTime;
	to: DateTime;
	step: DurationLike;
}

function lastDays(today: DateTime, days: number): Days {
	return { from: today.minus({ days: days - 1 }), to: today.plus({ days: 1 }), step: { days } };
}

function whole(begins: DateTime, step: DurationLike): Days {
	return { from: begins, to: begins.plus(step), step };
}

/** @param today its beginning */
const DAYS: Readonly<Record<NamedPeriod, (today: DateTime) => Days>> = {
	last7Days: (today) => lastDays(today, 7),
	last30Days: (today) => lastDays(today, 30),
	last90Days: (today) => lastDays(today, 90),
	thisWeek: (today) => whole(today.startOf('week'), { weeks: 1 }),
	lastWeek: (today) => whole(today.startOf('week').minus({ weeks: 1 }), { weeks: 1 }),
	thisMonth: (today) => whole(today.startOf('month'), { months: 1 }),
	lastMonth: (today) => whole(today.startOf('month').minus({ months: 1 }), { months: 1 }),
};

/** What a report is about, and what it is compared with: null for nothing. */
export interface Periods {
	period: Span;
	before: Span | null;
}

/**
 * The days that an item asks for.
 * @param zone in which days begin; IANA
 * @param now milliseconds since 1970
 * @throws {NodeOperationError} when a day is missing, is none, or the last one is before the first
 */
export function readPeriods(
	context: IExecuteFunctions,
	itemIndex: number,
	zone: string,
	now: number,
): Periods {
	const at = DateTime.fromMillis(now, { zone });
	const given = context.getNodeParameter('compareWith', itemIndex, '');
	const compared = oneOf<Comparison>(context, itemIndex, 'Compare With', COMPARISONS, given);
	const { period, before } = periodsOf(readDays(context, itemIndex, at), at);
	return { period, before: compared === 'before' ? before : null };
}

/** The days, and the same ones of before: as long as what is over of them. */
function periodsOf({ from, to, step }: Days, now: DateTime) {
	const end = to > now ? now : to;
	return {
		period: { from: from.toMillis(), to: to.toMillis() },
		before: { from: from.minus(step).toMillis(), to: end.minus(step).toMillis() },
	};
}

/** A period that is called by a name, and the one before it. */
export function namedPeriods(period: NamedPeriod, now: DateTime) {
	return periodsOf(DAYS[period](now.startOf('day')), now);
}

function readDays(context: IExecuteFunctions, itemIndex: number, now: DateTime): Days {
	const given = context.getNodeParameter('period', itemIndex, DEFAULT);
	const period = oneOf<Period>(context, itemIndex, 'Period', PERIODS, given) ?? DEFAULT;
	const today = now.startOf('day');
	if (period !== 'days') return DAYS[period](today);
	const from = readDay(context, itemIndex, FROM, now);
	if (!from) throw noFirstDay(context, itemIndex);
	if (from > today) throw notYet(context, itemIndex);
	const last = readDay(context, itemIndex, TO, now) ?? today;
	if (last < from) throw wrongOrder(context, itemIndex);
	const to = last.plus({ days: 1 });
	return { from, to, step: { days: Math.round(to.diff(from, 'days').days) } };
}

/** The editor's calendar adds a time to a day, which says nothing. */
function readDay(
	context: IExecuteFunctions,
	itemIndex: number,
	field: typeof FROM | typeof TO,
	{ zone }: DateTime,
): DateTime | null {
	const at = readTime(context, itemIndex, field, zone.name);
	return at === null ? null : DateTime.fromMillis(at, { zone }).startOf('day');
}

function noFirstDay(context: IExecuteFunctions, itemIndex: number): Error {
	return fieldError(
		context,
		itemIndex,
		`'${FROM.label}' is empty`,
		'Choose the first day of the period, or another period.',
	);
}

function notYet(context: IExecuteFunctions, itemIndex: number): Error {
	return fieldError(
		context,
		itemIndex,
		`'${FROM.label}' is a day that has not come yet`,
		'Choose today or a day before. Days begin in the time zone of the workflow, unless an option says another one.',
	);
}

function wrongOrder(context: IExecuteFunctions, itemIndex: number): Error {
	return fieldError(
		context,
		itemIndex,
		`'${TO.label}' is before '${FROM.label}'`,
		'Choose a last day that is the first one or comes after it.',
	);
}
