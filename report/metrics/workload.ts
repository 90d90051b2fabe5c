import { shareOf, type Metric } from '../metric';

interface State {
	open: number;
	looks: number;
	hadNoRoom: number;
}

/** How much people have to do. */
export const workload: Metric<State, 'openContacts' | 'noRoom'> = {
	columns: {
		openContacts: {
			label: 'Open now',
			unit: 'count',
			definition:
				'Contacts that somebody owns and that are not closed when the report is made, as far as they were heard of within the days for which the plan counts them as open. By person and in all only.',
			better: null,
		},
		noRoom: {
			label: 'Had no room',
			unit: 'share',
			definition:
				'How often a person could not take a contact of their team because they had as much as their capacity or limit, of all contacts for which it was looked at. How much of their working time they were full cannot be told from it exactly. By person only.',
			better: 'less',
		},
	},
	begin: () => ({ open: 0, looks: 0, hadNoRoom: 0 }),
	add: {
		openContacts: (state, { open }, _context, count) => {
			state.open += open * count;
		},
		turns: (state, { looks, hadNoRoom }, _context, count) => {
			state.looks += looks * count;
			state.hadNoRoom += hadNoRoom * count;
		},
	},
	values: ({ open, looks, hadNoRoom }, { by, showsNow }) => {
		const isTold = showsNow && (by === null || by === 'person');
		return {
			openContacts: isTold ? open : null,
			noRoom: isTold && by === 'person' ? shareOf(hadNoRoom, looks) : null,
		};
	},
};
