import { countSince, type Metric } from '../metric';

/** How often a question went on to somebody else. */
export const escalatedAway: Metric<{ escalated: number }, 'escalatedAway'> = {
	columns: {
		escalatedAway: {
			label: 'Escalated away',
			unit: 'count',
			definition:
				'How often a contact went on to somebody else because no answer came in time. Of a person: how often it was taken from them. If the answer had been given and became known late, it does not count.',
			better: 'less',
		},
	},
	begin: () => ({ escalated: 0 }),
	add: {
		question: (state, { escalated }, _context, count) => {
			state.escalated += escalated * count;
		},
		ownWait: (state, { end }, _context, count) => {
			if (end === 'escalated') state.escalated += count;
		},
	},
	values: ({ escalated }, { since, span }) => ({
		escalatedAway: countSince(since.waits, span, escalated),
	}),
};
