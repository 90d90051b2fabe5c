import { countSince, type Metric, type MetricContext } from '../metric';
import type { OwnWait, Question } from '../waits/questions';

interface State {
	waits: number;
	known: number;
	outside: number;
}

/** How many questions came when nobody was there to answer. */
export const askedOutsideHours: Metric<State, 'askedOutsideHours'> = {
	columns: {
		askedOutsideHours: {
			label: 'Outside hours',
			unit: 'count',
			definition:
				'Waits that began when whoever had to answer did not work. Those of which it was not recorded are left out.',
			better: null,
		},
	},
	begin: () => ({ waits: 0, known: 0, outside: 0 }),
	add: { question: addWait, ownWait: addWait },
	values: ({ waits, known, outside }, { since, span }) => ({
		askedOutsideHours: waits > 0 && known === 0 ? null : countSince(since.waits, span, outside),
	}),
};

function addWait(
	state: State,
	{ outsideHours }: Pick<Question | OwnWait, 'outsideHours'>,
	_context: MetricContext,
	count: number,
): void {
	state.waits += count;
	if (outsideHours === null) return;
	state.known += count;
	if (outsideHours) state.outside += count;
}
