import { DateTime } from 'luxon';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Span } from '../../../ledger/reading';
import type { Trend } from '../../../report/request';
import { choices } from '../../shared/choices';
import { optionOf } from '../../shared/optionOf';
import { oneOf } from './oneOf';
import { optionFor } from './operation';

const TRENDS = {
	automatic: { name: 'Automatic', description: 'By the length of the period' },
	day: { name: 'By Day' },
	week: { name: 'By Week', description: 'From Monday' },
	month: { name: 'By Month' },
	none: { name: 'None' },
} as const satisfies Record<Trend | 'automatic', object>;

type Choice = keyof typeof TRENDS;

export const trendOption: INodeProperties = {
	displayName: 'Trend',
	name: 'trend',
	type: 'options',
	options: choices<Choice>(TRENDS),
	default: 'automatic',
	displayOptions: optionFor('report'),
	description: 'Into which parts the period is cut to show how figures change',
};

/** So many parts can still be told apart. */
const MOST_DAYS = 31;
const MOST_WEEKS = 27;

/**
 * @param zone IANA
 * @throws {NodeOperationError} when it is none of the choices
 */
export function readTrend(
	context: IExecuteFunctions,
	itemIndex: number,
	period: Span,
	zone: string,
): Trend {
	const given = optionOf(context, itemIndex, trendOption.name);
	const chosen = oneOf<Choice>(context, itemIndex, 'Trend', TRENDS, given) ?? 'automatic';
	return chosen === 'automatic' ? trendOf(period, zone) : chosen;
}

function trendOf({ from, to }: Span, zone: string): Trend {
	const [begins, ends] = [from, to].map((at) => DateTime.fromMillis(at, { zone }));
	const days = begins && ends ? ends.diff(begins, 'days').days : 0;
	if (days <= MOST_DAYS) return 'day';
	return days <= MOST_WEEKS * 7 ? 'week' : 'month';
}
