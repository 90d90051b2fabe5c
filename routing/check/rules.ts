import type { CompiledPlan, CompiledRule } from '../compiledPlan';
import { fold } from '../rules/touchFacts';
import type { Rule } from '../plan/plan';
import { finding, type Finding } from './finding';

/** Rules that can never match, and rules that never get the chance. */
export function checkRules({ rules }: CompiledPlan): Finding[] {
	const findings: Finding[] = [];
	for (const compiled of rules) {
		const where = `Rule '${compiled.rule.name}'`;
		if (compiled.never !== null) {
			const text = `The rule matches nothing, because ${compiled.never}.`;
			findings.push(finding('matches_nothing', where, text));
			continue;
		}
		const contradiction = contradictionIn(compiled);
		if (contradiction) findings.push(finding('contradiction', where, contradiction));
	}
	return [...findings, ...unreachable(rules)];
}

/** Dimensions of which a touch has one value only; a contact has many tags and two country codes. */
const SEVERAL_VALUES = new Set(['tag', 'country', 'account']);

function contradictionIn({ rule, keys: needs }: CompiledRule): string | null {
	if (rule.kind !== 'conditional') return null;
	const { tags, contact } = rule.when;
	const unwanted = new Set((tags?.none ?? []).map(fold));
	const both = (tags?.all ?? []).find((tag) => unwanted.has(fold(tag)));
	if (both !== undefined) return `The tag '${both}' is both required and excluded.`;
	if (tags?.any?.length && tags.any.every((tag) => unwanted.has(fold(tag)))) {
		return 'Every tag that would do is excluded.';
	}
	const onlyOwner = [rule.target, ...rule.backups].every(({ type }) => type === 'previousOwner');
	if (contact === 'new' && onlyOwner) return 'A new contact has no previous owner.';
	for (const [i, { dimension, keys }] of needs.entries()) {
		if (SEVERAL_VALUES.has(dimension.name)) continue;
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
	unwanted: ReadonlySet<string>;
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
			const text = `Rule '${before[0].rule.name}' comes first and matches whenever this rule does.`;
			findings.push(finding('unreachable', `Rule '${compiled.rule.name}'`, text));
		}
		const { target, backups } = compiled.rule;
		if ([target, ...backups].some(({ type }) => type === 'nextRule')) continue;
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
		) &&
		[...general.other].every((text) => special.other.has(text)) &&
		[...general.unwanted].every((tag) => special.unwanted.has(tag))
	);
}

function demandsOf({ rule, keys: needs }: CompiledRule): Demands {
	const keyed = needs.map(({ dimension, keys }) => ({
		dimension: dimension.name,
		keys: new Set(keys),
	}));
	return { keyed, other: new Set(otherDemands(rule)), unwanted: unwantedTags(rule) };
}

function unwantedTags(rule: Rule): ReadonlySet<string> {
	return new Set(rule.kind === 'conditional' ? (rule.when.tags?.none ?? []).map(fold) : []);
}

function otherDemands(rule: Rule): string[] {
	if (rule.kind !== 'conditional') return [];
	const { source, ad, contact, time } = rule.when;
	const demands: unknown[] = [];
	if (source && (source.contains?.length || source.googleAds)) demands.push({ source });
	if (ad) demands.push({ ad });
	if (contact && contact !== 'any') demands.push({ contact });
	if (time !== undefined && time !== 'any') demands.push({ time });
	const filter = rule.conditions as {
		combinator: string;
		options?: unknown;
		conditions: Array<{ leftValue: unknown; rightValue: unknown; operator: unknown }>;
	} | null;
	if (filter) {
		const { combinator, options, conditions } = filter;
		const parts = conditions.map(({ leftValue, rightValue, operator }) => {
			return { leftValue, rightValue, operator, options };
		});
		demands.push(...(combinator === 'and' ? parts : [{ combinator, parts }]));
	}
	return demands.map((demand) => JSON.stringify(demand));
}
