import type { KeptSince } from '../../ledger/reading';
import { countSince, ENOUGH, shareOf, type Metric } from '../metric';

interface State {
	asked: number;
	rated: number;
	good: number;
	sum: number;
}

/** From which rating on somebody is satisfied. */
const GOOD = 4;

/** How satisfied contacts are. */
export const ratings: Metric<State, 'ratingsAsked' | 'ratings' | 'ratingsGood' | 'ratingMean'> = {
	columns: {
		ratingsAsked: {
			label: 'Ratings asked',
			unit: 'count',
			definition:
				'How often contacts were asked in the period how satisfied they are. It counts for whoever had the contact then.',
			better: null,
		},
		ratings: {
			label: 'Ratings',
			unit: 'count',
			definition:
				'Ratings from 1 to 5 that came in within the period. They count for whoever had the contact when it was asked.',
			better: 'more',
		},
		ratingsGood: {
			label: 'Rated 4 or 5',
			unit: 'share',
			definition: 'The share of 4 and 5, of all ratings. Who did not rate is no part of it.',
			better: 'more',
		},
		ratingMean: {
			label: 'Mean rating',
			unit: 'rating',
			definition: 'The mean of all ratings, from 1 to 5: look at how many there are.',
			better: 'more',
		},
	},
	begin: () => ({ asked: 0, rated: 0, good: 0, sum: 0 }),
	add: {
		outcome: (state, { kind, value }, _context, count) => {
			if (kind === 'asked') state.asked += count;
			if (kind !== 'rated' || value === null) return;
			state.rated += count;
			state.sum += value * count;
			if (value >= GOOD) state.good += count;
		},
	},
	values: ({ asked, rated, good, sum }, { since, span }) => ({
		ratingsAsked: countSince(ratingsSince(since), span, asked),
		ratings: countSince(ratingsSince(since), span, rated),
		ratingsGood: shareOf(good, rated),
		ratingMean: rated < ENOUGH ? null : sum / rated,
	}),
};

/** Since when contacts are asked, or rate; null: they do not. */
export function ratingsSince({ outcomes: { asked, rated } }: KeptSince): number | null {
	const first = Math.min(asked ?? Infinity, rated ?? Infinity);
	return first === Infinity ? null : first;
}
