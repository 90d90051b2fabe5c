import { HOUR, MINUTE } from '../../routing/model/durations';
import { ENOUGH, type Metric } from '../metric';
import { MinuteCounts, quantile } from '../waits/minuteCounts';

/** How long it takes until contacts are closed. */
export const hoursToClose: Metric<MinuteCounts, 'hoursToClose'> = {
	columns: {
		hoursToClose: {
			label: 'Hours to close',
			unit: 'hours',
			definition:
				'Half of the contacts that were assigned in the period and are closed were closed within this time of being assigned, nights and days off included. Those that are not closed are no part of it.',
			better: 'less',
		},
	},
	begin: () => new MinuteCounts(),
	add: {
		assignment: (state, { credited, at, outcomes: { closed } }, _context, count) => {
			if (credited || closed === undefined) return;
			state.add(Math.max(0, Math.ceil((closed - at) / MINUTE)), count);
		},
	},
	values: (state) => {
		const minutes = state.total < ENOUGH ? null : quantile(state, 0.5);
		return { hoursToClose: minutes === null ? null : (minutes * MINUTE) / HOUR };
	},
};
