import type { Report } from '../report';
import type { Chart } from './chart';
import { waitingByAccount } from './kinds/accounts';
import { waitingCurve } from './kinds/curve';
import { askedByHour, lateByHour } from './kinds/heat';
import { answeredByPerson, medianByPerson } from './kinds/people';
import { resultsByPerson } from './kinds/results';
import { trendOfAnswers } from './kinds/trend';

/** The charts of a report, in the order in which they are shown; of what there is too little, none. */
export function chartsOf(report: Report): { main: Chart[]; accounts: Chart[] } {
	const main = [
		answeredByPerson,
		medianByPerson,
		lateByHour,
		askedByHour,
		waitingCurve,
		trendOfAnswers,
		resultsByPerson,
	];
	return {
		main: main.map((chart) => chart(report)).filter((chart) => chart !== null),
		accounts: waitingByAccount(report),
	};
}
