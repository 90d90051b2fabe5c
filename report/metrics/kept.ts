import { countSince, type Metric } from '../metric';

/** How often contacts stayed with their owners. */
export const kept: Metric<{ kept: number }, 'kept'> = {
	columns: {
		kept: {
			label: 'Kept',
			unit: 'count',
			definition:
				'How often a message or another event of a contact came in and the contact stayed with its owner, also with one who was set by hand.',
			better: null,
		},
	},
	begin: () => ({ kept: 0 }),
	add: {
		kept: (state, fact, _context, count) => {
			state.kept += fact.count * count;
		},
	},
	values: (state, { since, span }) => ({ kept: countSince(since.kept, span, state.kept) }),
};
