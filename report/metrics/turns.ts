import type { Metric } from '../metric';

interface State {
	got: number;
	expected: number;
	isKnown: boolean;
}

/** How the turns of teams were shared: the certificate says whether that was fair. */
export const turns: Metric<State, 'turnsGot' | 'turnsExpected'> = {
	columns: {
		turnsGot: {
			label: 'Turns got',
			unit: 'turns',
			definition:
				'Contacts for which the strategies of their teams chose the person, those that were escalated or moved to them too; without those kept, set by hand or given back. By person only.',
			better: null,
		},
		turnsExpected: {
			label: 'Turns expected',
			unit: 'turns',
			definition:
				"What they would have got of these by their weights, for each contact among all who could have taken it. Whether a difference is fair, the team's strategy says: see Certify Fairness. By person only.",
			better: null,
		},
	},
	begin: () => ({ got: 0, expected: 0, isKnown: false }),
	add: {
		turns: (state, { got, expected }, _context, count) => {
			state.isKnown = true;
			state.got += got * count;
			state.expected += expected * count;
		},
	},
	values: ({ got, expected, isKnown }) => ({
		turnsGot: isKnown ? got : null,
		turnsExpected: isKnown ? expected : null,
	}),
};
