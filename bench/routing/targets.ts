import type { NodeLevel } from './nodeLevel';
import type { Mix } from './rules';

/** One measurement. */
export interface Cell {
	mix: Mix;
	rules: number;
	engine: string;
	microseconds: number;
	/** Decisions that were compared with the reference, and those that differed. */
	checked: number;
	wrong: number;
}

/** Microseconds a question. */
export interface WorkingTimeSpeed {
	/** About somebody of whom nothing was asked before. */
	first: number;
	next: number;
}

interface Target {
	target: string;
	value: number;
	reached: boolean;
}

/**
 * What the engine is held to, as ratios of the same run. Peers answer with the rule only, so the
 * match is compared with them; the whole decision, with people, receipt and sentence, is shown too.
 */
export function targets(
	cells: readonly Cell[],
	{ hours, working }: { hours: number; working: WorkingTimeSpeed },
	nodes: NodeLevel,
): Target[] {
	const at = (engine: string, rules: number) =>
		cells.find((one) => one.engine === engine && one.rules === rules && one.mix === 'realistic')
			?.microseconds ?? Number.NaN;
	const atLeast = (engine: string, rules: number, times: number): Target[] =>
		['ours, match only', 'ours, decision'].map((ours) => {
			const value = at(engine, rules) / at(ours, rules);
			const target = `${ours}, ${rules} rules: times faster than ${engine}, at least ${times}`;
			return { target, value, reached: value >= times };
		});
	const atMost = (target: string, value: number, most: number): Target => ({
		target,
		value,
		reached: value <= most,
	});
	const growth = (ours: string) =>
		atMost(
			`${ours}: times slower from 10 to 100 000 rules, at most 10`,
			at(ours, 100_000) / at(ours, 10),
			10,
		);
	// Two measurements of the same code differ by this much on a shared machine.
	const noise = 1.15;
	const small = [10, 100].map((rules) =>
		atMost(
			`${rules} rules: time of the match over that of a plain compiled scan, about 1 or less`,
			at('ours, match only', rules) / at('ours, plain scan', rules),
			noise,
		),
	);
	const timesLess = nodes.switchNode / nodes.ours;
	return [
		...atLeast('n8n executeFilter', 1000, 150),
		...atLeast('json-logic-engine', 1000, 30),
		...atLeast('n8n executeFilter', 10_000, 1000),
		...atLeast('json-logic-engine', 10_000, 400),
		growth('ours, match only'),
		growth('ours, decision'),
		...small,
		{
			target: `node, vm, ${nodes.rules} rules: times less an item than Switch, at least 500`,
			value: timesLess,
			reached: timesLess >= 500,
		},
		atMost('nanoseconds a business-hours question, at most 200', hours, 200),
		atMost('microseconds a first question about working time, at most 10', working.first, 10),
		atMost('microseconds a question about working time, at most 10', working.next, 10),
	];
}
