import { shareOf, type Metric, type Value } from '../metric';
import type { KeptSince } from '../../ledger/reading';

interface State {
	assigned: number;
	closed: number;
	won: number;
	lost: number;
	abandoned: number;
}

type Name = 'closed' | 'closedShare' | 'won' | 'wonShare' | 'lost' | 'abandoned';

/** What became of the contacts that were assigned. */
export const results: Metric<State, Name> = {
	columns: {
		closed: {
			label: 'Closed',
			unit: 'count',
			definition:
				'Of the contacts assigned in the period: those closed since, by whoever had them. It counts for the last assignment before; whoever had a contact before that closed nothing.',
			better: 'more',
		},
		closedShare: {
			label: 'Resolution rate',
			unit: 'share',
			definition:
				'The share closed, of all contacts assigned in the period. Recent contacts have had less time for it.',
			better: 'more',
		},
		won: {
			label: 'Won',
			unit: 'count',
			definition:
				'Of the contacts assigned in the period: those of which an opportunity was won since, or noted as won, as long as nobody else got the contact.',
			better: 'more',
		},
		wonShare: {
			label: 'Won share',
			unit: 'share',
			definition: 'The share won, of all contacts assigned in the period.',
			better: 'more',
		},
		lost: {
			label: 'Lost',
			unit: 'count',
			definition:
				'Of the contacts assigned in the period: those of which an opportunity was lost since, or noted as lost.',
			better: 'less',
		},
		abandoned: {
			label: 'Abandoned',
			unit: 'count',
			definition:
				'Of the contacts assigned in the period: those of which an opportunity was abandoned since, or noted as abandoned.',
			better: 'less',
		},
	},
	begin: () => ({ assigned: 0, closed: 0, won: 0, lost: 0, abandoned: 0 }),
	add: {
		assignment: (state, { credited, outcomes }, _context, count) => {
			if (credited) return;
			state.assigned += count;
			if (outcomes.closed !== undefined) state.closed += count;
			if (outcomes.won !== undefined) state.won += count;
			if (outcomes.lost !== undefined) state.lost += count;
			if (outcomes.abandoned !== undefined) state.abandoned += count;
		},
	},
	values: ({ assigned, closed, won, lost, abandoned }, { since }) => {
		// An assignment of long ago may have been closed yesterday, so the period does not matter.
		const areClosed = since.outcomes.closed !== undefined;
		const areDeals = dealsSince(since) !== null;
		const ifKnown = (isKnown: boolean, value: Value) => (isKnown ? value : null);
		return {
			closed: ifKnown(areClosed, closed),
			closedShare: ifKnown(areClosed, shareOf(closed, assigned)),
			won: ifKnown(areDeals, won),
			wonShare: ifKnown(areDeals, shareOf(won, assigned)),
			lost: ifKnown(areDeals, lost),
			abandoned: ifKnown(areDeals, abandoned),
		};
	},
};

/** Since when it is noted what becomes of opportunities; null: it is not. */
export function dealsSince({ outcomes: { won, lost, abandoned } }: KeptSince): number | null {
	const first = Math.min(won ?? Infinity, lost ?? Infinity, abandoned ?? Infinity);
	return first === Infinity ? null : first;
}
