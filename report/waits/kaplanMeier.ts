import type { CurvePoint } from '../metric';
import type { MinuteCounts } from './minuteCounts';

/** What is lost where a share is the product of many. */
const ROUNDING = 1e-9;

/**
 * Which share of waits is still unanswered after how many minutes, by Kaplan and Meier: whoever stopped
 * waiting for another reason counts as long as they waited. At the same minute answers come first.
 * @param cut waits that ended, or go on, without an answer
 * @returns a step for each minute with answers; before the first one all are unanswered
 */
export function kaplanMeier(answered: MinuteCounts, cut: MinuteCounts): CurvePoint[] {
	const points: CurvePoint[] = [];
	const cuts = cut.ascending();
	let next = cuts.next();
	let atRisk = answered.total + cut.total;
	let unanswered = 1;
	for (const [minutes, count] of answered.ascending()) {
		for (; !next.done && next.value[0] < minutes; next = cuts.next()) atRisk -= next.value[1];
		unanswered *= 1 - count / atRisk;
		atRisk -= count;
		points.push({ minutes, unanswered });
	}
	return points;
}

/** After how many minutes at least this share is answered; null when the curve does not get there. */
export function minutesUntil(share: number, points: readonly CurvePoint[]): number | null {
	return points.find(({ unanswered }) => 1 - unanswered >= share - ROUNDING)?.minutes ?? null;
}
