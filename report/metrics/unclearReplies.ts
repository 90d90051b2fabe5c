import { countSince, type Metric } from '../metric';

/** Messages that may have been answers. */
export const unclearReplies: Metric<{ unclear: number }, 'unclearReplies'> = {
	columns: {
		unclearReplies: {
			label: 'Unclear messages',
			unit: 'count',
			definition:
				'Messages of your team of which it cannot be told whether a person or a bot wrote them: they do not count as answers. Their teams, rules and sources are not known.',
			better: 'less',
		},
	},
	begin: () => ({ unclear: 0 }),
	add: {
		unclear: (state, _fact, _context, count) => {
			state.unclear += count;
		},
	},
	values: ({ unclear }, { by, since, span }) => {
		const isTold = by === null || by === 'person' || by === 'account';
		return { unclearReplies: isTold ? countSince(since.waits, span, unclear) : null };
	},
};
