import type { GroupCurve } from './metric';
import { byName, nameOf, type Names } from './names';
import type { Grouping } from './request';
import type { Tallies } from './tallies';
import type { Tally } from './tally';

/** How waits go on, by Kaplan and Meier. */
export interface Curve extends GroupCurve {
	name: string;
	key: string | null;
	/** Null: the whole. */
	by: Extract<Grouping, 'person' | 'account'> | null;
}

const WITH_CURVES = ['person', 'account'] as const;

/** Of the whole, of people and of accounts: of all that have enough waits. */
export function curvesOf(tallies: Tallies, names: Names): Curve[] {
	const whole = curveOf(tallies.total, { name: 'All', key: null, by: null });
	const groups = WITH_CURVES.flatMap((by) =>
		tallies
			.keysOf(by)
			.map((key) => ({ name: nameOf(by, key, names), key, by }))
			.sort(byName)
			.flatMap((head) => curveOf(tallies.group(by, head.key), head)),
	);
	return [...whole, ...groups];
}

function curveOf(tally: Tally | null, head: Pick<Curve, 'name' | 'key' | 'by'>): Curve[] {
	const curve = tally?.curve() ?? null;
	return curve ? [{ ...head, ...curve }] : [];
}
