import { planProblems } from '../../../routing/check/problems';
import { parsePlan, type Plan } from '../../../routing/plan/plan';

/** Each takes one look at the plan; whoever has more to mend sees these first. */
const MOST = 50;

/** A rule in whose place nothing can be said of any contact. */
const OFF_RULE = { off: true, when: {}, target: { type: 'nobody' } };

/**
 * A plan without what keeps it from being used, so that one wrong field does not hide what else there
 * is to say: what is wrong is left out, or, if it cannot be, what it belongs to.
 * @param input is changed
 * @returns null when nothing usable is left
 */
export function mended(input: unknown): Plan | null {
	for (let i = 0; i < MOST; i++) {
		const [problem] = planProblems(input);
		if (!problem) return parsePlan(input);
		if (!leaveOut(input, problem.path === '' ? [] : problem.path.split('.'))) return null;
	}
	return null;
}

/** @returns false when nothing was there to leave out */
function leaveOut(input: unknown, path: readonly string[]): boolean {
	const key = path.at(-1);
	if (key === undefined) return false;
	const holder = path.slice(0, -1).reduce<unknown>((value, step) => fieldOf(value, step), input);
	if (fieldOf(holder, key) === undefined) return leaveOut(input, path.slice(0, -1));
	if (!Array.isArray(holder)) delete (holder as Record<string, unknown>)[key];
	else if (path.length === 2 && path[0] === 'rules') holder[Number(key)] = { ...OFF_RULE };
	else holder.splice(Number(key), 1);
	return true;
}

function fieldOf(value: unknown, key: string): unknown {
	return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
		? (value as Record<string, unknown>)[key]
		: undefined;
}
