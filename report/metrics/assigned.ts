import { countSince, type Metric } from '../metric';

interface State {
	assigned: number;
	takenOver: number;
	/** Of how many it was kept what they were about. */
	withEvent: number;
}

/** How many contacts were given to people. */
export const assigned: Metric<State, 'assigned' | 'takenOver'> = {
	columns: {
		assigned: {
			label: 'Assigned',
			unit: 'count',
			definition:
				'Contacts that somebody got by a decision and that were carried out: new ones, those taken over and those moved with others. Turns that were given back do not count.',
			better: null,
		},
		takenOver: {
			label: 'Taken over',
			unit: 'count',
			definition:
				'Of the assigned contacts: those that somebody got because a colleague had not answered in time.',
			better: null,
		},
	},
	begin: () => ({ assigned: 0, takenOver: 0, withEvent: 0 }),
	add: {
		assignment: (state, { credited, event }, _context, count) => {
			if (credited) return;
			state.assigned += count;
			if (event !== null) state.withEvent += count;
			if (event === 'noReply') state.takenOver += count;
		},
	},
	values: ({ assigned: all, takenOver, withEvent }, { since, span }) => ({
		assigned: countSince(since.assignments, span, all),
		takenOver: all > 0 && withEvent === 0 ? null : countSince(since.assignments, span, takenOver),
	}),
};
