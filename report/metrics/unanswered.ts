import { countSince, type Metric, type MetricContext } from '../metric';
import type { OwnWait, Question } from '../waits/questions';

interface State {
	unanswered: number;
	oldest: number | null;
}

/** What waits for an answer now. */
export const unanswered: Metric<State, 'unansweredNow' | 'oldestUnansweredMinutes'> = {
	columns: {
		unansweredNow: {
			label: 'Unanswered now',
			unit: 'count',
			definition:
				'Contacts that wait for an answer of a person when the report is made, whenever they asked. Of a person: those that they have to answer now.',
			better: 'less',
		},
		oldestUnansweredMinutes: {
			label: 'Oldest unanswered',
			unit: 'minutes',
			definition:
				'How long the one of them that waits longest has waited. Of a person: since they got it.',
			better: 'less',
		},
	},
	begin: () => ({ unanswered: 0, oldest: null }),
	add: { openQuestion: addOpen, openOwnWait: addOpen },
	values: (state, { since, span, showsNow }) => ({
		unansweredNow: showsNow ? countSince(since.waits, span, state.unanswered) : null,
		oldestUnansweredMinutes: showsNow ? state.oldest : null,
	}),
};

function addOpen(
	state: State,
	{ minutes }: Pick<Question | OwnWait, 'minutes'>,
	{ timeCounts }: MetricContext,
	count: number,
): void {
	state.unanswered += count;
	state.oldest = Math.max(minutes[timeCounts], state.oldest ?? 0);
}
