import type { CompiledPlan, CompiledRule } from '../compiledPlan';
import { fold } from '../model/text';
import type { Plan } from '../plan/plan';
import { conditionsOf } from '../plan/ruleConditions';
import { finding, type Finding } from './finding';
import { targetsOf } from '../plan/rule';
import { ruleName } from '../plan/ruleName';

/** Rules that can never match, and rules that never get the chance. */
export function checkRules({ rules, plan }: CompiledPlan): Finding[] {
	const findings: Finding[] = [];
	for (const compiled of rules) {
		const where = `Rule '${ruleName(compiled.rule)}'`;
		if (compiled.never !== null) {
			const text = `The rule matches nothing, because ${compiled.never}.`;
			findings.push(finding('matches_nothing', where, text));
			continue;
		}
		const contradiction = contradictionIn(compiled);
		if (contradiction) findings.push(finding('contradiction', where, contradiction));
	}
	return [...findings, ...unreachable(rules), ...checkOwnerRules(plan), ...sameNames(plan)];
}

/** What a rule says in vain because of whom the owner policy keeps. */
function checkOwnerRules({ rules, owners }: Plan): Finding[] {
	const keepsAll =
		owners?.mode === 'first' && owners.whenUnavailable === 'keep' && owners.respectManual;
	return rules.flatMap((rule) => {
		const where = `Rule '${ruleName(rule)}'`;
		const findings: Finding[] = [];
		const asksTags = conditionsOf(rule).some(({ name }) => name === 'tags' || name === 'item');
		if (keepsAll && !asksTags && targetsOf(rule).every(({ type }) => type === 'previousOwner')) {
			const text =
				'Whoever owns a contact keeps it before the rules are asked, so there is no previous owner when this rule is asked.';
			findings.push(finding('useless_previous_owner', where, text));
		}
		if (rule.label && owners?.mode !== 'context') {
			const text = `The label '${rule.label}' does nothing: only 'Owner by Rule Label' keeps an owner for each label.`;
			findings.push(finding('useless_label', where, text));
		}
		return findings;
	});
}

/** Each name once, however many rules have it. */
function sameNames({ rules }: Plan): Finding[] {
	const counts = new Map<string, { name: string; times: number }>();
	for (const rule of rules) {
		const name = ruleName(rule);
		const seen = counts.get(fold(name)) ?? { name, times: 0 };
		counts.set(fold(name), { ...seen, times: seen.times + 1 });
	}
	return [...counts.values()]
		.filter(({ times }) => times > 1)
		.map(({ name, times }) => {
			const text = `${times} rules have this name. Receipts do not tell them apart.`;
			return finding('same_name', `Rule '${name}'`, text);
		});
}

function contradictionIn({ rule, keys: needs }: CompiledRule): string | null {
	const onlyPreviousOwner = targetsOf(rule).every(({ type }) => type === 'previousOwner');
	for (const { condition, value } of conditionsOf(rule)) {
		const contradiction = condition.contradiction(value, { onlyPreviousOwner });
		if (contradiction !== null) return contradiction;
	}
	for (const [i, { dimension, keys }] of needs.entries()) {
		if (dimension.several) continue;
		const other = needs.slice(0, i).find((need) => need.dimension.name === dimension.name);
		if (other && !other.keys.some((key) => keys.includes(key))) {
			return `Nothing equals both '${other.keys[0] ?? ''}' and '${keys[0] ?? ''}'.`;
		}
	}
	return null;
}

/** What a rule asks: any of some keys, or something that only the same text implies. */
interface Demands {
	keyed: Array<{ dimension: string; keys: ReadonlySet<string> }>;
	other: ReadonlySet<string>;
}

/**
 * Finds rules behind one that matches whenever they do and never hands over. Sound, not complete:
 * a rule that only several earlier ones cover together is not found.
 */
function unreachable(rules: readonly CompiledRule[]): Finding[] {
	const findings: Finding[] = [];
	const byKey = new Map<string, Array<[CompiledRule, Demands]>>();
	const unkeyed: Array<[CompiledRule, Demands]> = [];
	for (const compiled of rules) {
		if (compiled.never !== null) continue;
		const demands = demandsOf(compiled);
		const candidates = [
			...unkeyed,
			...demands.keyed.flatMap(({ dimension, keys }) => {
				const [key = ''] = keys;
				return byKey.get(`${dimension}\n${key}`) ?? [];
			}),
		];
		const before = candidates.find(([, general]) => implies(demands, general));
		if (before) {
			const text = `Rule '${ruleName(before[0].rule)}' comes first and matches whenever this rule does.`;
			findings.push(finding('unreachable', `Rule '${ruleName(compiled.rule)}'`, text));
		}
		if (targetsOf(compiled.rule).some(({ type }) => type === 'nextRule')) continue;
		const [first] = demands.keyed;
		if (!first) unkeyed.push([compiled, demands]);
		for (const key of first?.keys ?? []) {
			const name = `${first?.dimension}\n${key}`;
			const list = byKey.get(name) ?? [];
			list.push([compiled, demands]);
			byKey.set(name, list);
		}
	}
	return findings;
}

function implies(special: Demands, general: Demands): boolean {
	return (
		general.keyed.every(({ dimension, keys }) =>
			special.keyed.some(
				(one) => one.dimension === dimension && [...one.keys].every((key) => keys.has(key)),
			),
		) && [...general.other].every((text) => special.other.has(text))
	);
}

function demandsOf({ rule, keys: needs }: CompiledRule): Demands {
	const keyed = needs.map(({ dimension, keys }) => ({
		dimension: dimension.name,
		keys: new Set(keys),
	}));
	const other = conditionsOf(rule).flatMap(({ name, condition, value }) =>
		condition.demands(value).map((demand) => JSON.stringify([name, demand])),
	);
	return { keyed, other: new Set(other) };
}
