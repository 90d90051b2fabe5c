import type { Fault, FaultHandle, HighLevelSandbox } from '../../sandbox/highlevel';

/** Of the requests; shared equally by the kinds of failure. */
const FAILING = 0.1;

const EFFECTS: Record<string, Fault['effect']> = {
	'429': { kind: 'status', status: 429, headers: { 'X-RateLimit-Interval-Milliseconds': '1000' } },
	'503': { kind: 'status', status: 503 },
	'connection broken before': { kind: 'drop' },
	'applied, answer lost': { kind: 'dropAfterApply' },
};

/**
 * Makes one request in ten fail, each time in one of four ways.
 * @param path of those that fail; all by default
 * @returns how often each of them happened
 */
export function makeUnreliable(
	highLevel: HighLevelSandbox,
	seed: number,
	path?: string,
): Record<string, FaultHandle> {
	const kinds = Object.entries(EFFECTS);
	const each = FAILING / kinds.length;
	return Object.fromEntries(
		kinds.map(([kind, effect], index) => {
			// A fault is asked only when the ones before it have let the request pass.
			const probability = each / (1 - index * each);
			return [kind, highLevel.faults.add({ path, effect, probability, seed: seed + index })];
		}),
	);
}
