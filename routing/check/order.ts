import type { CompiledPlan } from '../compiledPlan';
import { listed } from '../model/text';
import { demandsOf, type KnownDemand, type RuleDemands } from './demands';
import { finding, type Finding } from './finding';
import { ruleAt } from './places';

/**
 * Rules that never decide because others come first, and rules that lose contacts which they name:
 * a broader one before them matches whenever they do, or whenever one of several things that they
 * name is true. Rules that ask about different things (an account and a tag) overlap too; that is
 * how plans are written, and is no finding. Sound, not complete: what is called unreachable is.
 */
export function checkOrder(compiled: CompiledPlan): Finding[] {
	const earlier = new EarlierRules(demandsOf(compiled));
	return earlier.rules.flatMap((rule) => {
		const found = lossOf(rule, earlier.before(rule));
		const isDead = found?.code === 'unreachable';
		// Whatever it would take, those that take all of its own take first.
		if (!isDead && !rule.handsOver) earlier.add(rule);
		return found ? [found] : [];
	});
}

function lossOf(rule: RuleDemands, before: readonly RuleDemands[]): Finding | null {
	const certain = before.map((general) => [general, takenBy(rule, general, false)] as const);
	const taken = certain.flatMap(([general, what]) => (what ? [{ general, what }] : []));
	const whole = taken.filter(({ what }) => what === 'all').map(({ general }) => general);
	const dead = whole.find((general) => asksForTagsOf(rule, general));
	if (dead) return unreachable(rule, [dead]);
	const parts = takenParts(taken);
	for (const [demand, byWords] of parts) {
		const takers = [...new Set(byWords.values())];
		const isAll = demand.atoms.every(({ words }) => byWords.has(words));
		if (isAll && takers.every((general) => asksForTagsOf(rule, general))) {
			return unreachable(rule, takers);
		}
	}
	if (whole[0]) return onlyByTag(rule, whole[0]);
	const [part] = parts.values();
	if (part) return inPart(rule, part);
	const likely = before.find((general) => takenBy(rule, general, true) === 'all');
	return likely ? seemsTaken(rule, likely) : null;
}

/** Whether a tag that is added asks the earlier rule whenever it asks the later one. */
function asksForTagsOf(rule: RuleDemands, general: RuleDemands): boolean {
	return [...rule.tags].every((tag) => general.tags.has(tag));
}

/** Of one demand of a rule, the atoms by their words that another rule takes. */
interface Part {
	demand: KnownDemand;
	words: readonly string[];
}

/**
 * What an earlier rule takes of a later one: all, when each of its demands is implied; a part, when
 * the others are implied by some atoms of one demand; else nothing.
 * @param likely accounts that have other names count for the same
 */
function takenBy(rule: RuleDemands, general: RuleDemands, likely: boolean): 'all' | Part | null {
	const missing = general.demands.filter(
		(wanted) => !rule.demands.some((demand) => impliesAll(demand, wanted, likely)),
	);
	if (missing.length === 0) return 'all';
	return likely ? null : partThatImplies(rule, missing);
}

function impliesAll({ atoms }: KnownDemand, { keys, likely }: KnownDemand, isLikely: boolean) {
	return atoms.every(({ implied, aliases }) =>
		isLikely
			? implied.some((key) => likely.has(key)) || aliases.some((key) => likely.has(key))
			: implied.some((key) => keys.has(key)),
	);
}

function partThatImplies({ demands }: RuleDemands, missing: readonly KnownDemand[]): Part | null {
	for (const demand of demands) {
		const [first, ...more] = missing.map((wanted) => wordsThatImply(demand, wanted));
		const words = [...(first ?? [])].filter((one) => more.every((others) => others.has(one)));
		if (words.length > 0) return { demand, words };
	}
	return null;
}

function wordsThatImply({ atoms }: KnownDemand, { keys }: KnownDemand): Set<string> {
	const found = new Set<string>();
	const others = new Set<string>();
	for (const { words, implied } of atoms) {
		(implied.some((key) => keys.has(key)) ? found : others).add(words);
	}
	// One name may stand for several keys, as that of an account does.
	for (const words of others) found.delete(words);
	return found;
}

type Taken = { general: RuleDemands; what: 'all' | Part };

/** By demand and words, the first rule that takes it. */
function takenParts(taken: readonly Taken[]): Map<KnownDemand, Map<string, RuleDemands>> {
	const parts = new Map<KnownDemand, Map<string, RuleDemands>>();
	for (const { general, what } of taken) {
		if (what === 'all') continue;
		const byWords = parts.get(what.demand) ?? new Map<string, RuleDemands>();
		for (const words of what.words) if (!byWords.has(words)) byWords.set(words, general);
		parts.set(what.demand, byWords);
	}
	return parts;
}

/** The rules that were looked at, found by what they ask. */
class EarlierRules {
	private readonly byKey = new Map<string, RuleDemands[]>();
	private readonly frequency = new Map<string, number>();

	constructor(readonly rules: readonly RuleDemands[]) {
		for (const key of rules.flatMap(({ demands }) => demands.flatMap(keysOf))) {
			this.frequency.set(key, (this.frequency.get(key) ?? 0) + 1);
		}
	}

	/** A rule takes of others only what is in each of its demands, so the rarest is enough. */
	add(rule: RuleDemands): void {
		const [rarest] = rule.demands
			.map((demand) => ({ keys: keysOf(demand), crowd: this.crowd(demand) }))
			.sort((a, b) => a.crowd - b.crowd);
		for (const key of rarest?.keys ?? []) {
			const list = this.byKey.get(key);
			if (list) list.push(rule);
			else this.byKey.set(key, [rule]);
		}
	}

	/** Those among which are all that may take something of a rule, the first one first. */
	before({ demands }: RuleDemands): RuleDemands[] {
		const keys = demands.flatMap(({ atoms }) =>
			atoms.flatMap(({ implied, aliases }) => [...implied, ...aliases]),
		);
		const found = new Set(keys.flatMap((key) => this.byKey.get(key) ?? []));
		return [...found].sort((a, b) => a.compiled.position - b.compiled.position);
	}

	private crowd(demand: KnownDemand): number {
		return keysOf(demand).reduce((sum, key) => sum + (this.frequency.get(key) ?? 0), 0);
	}
}

function keysOf({ likely }: KnownDemand): string[] {
	return [...likely];
}

function unreachable(rule: RuleDemands, takers: readonly RuleDemands[]): Finding {
	const text =
		takers.length > 1
			? `${namesOf(takers)} come first and one of them matches whenever this rule does, so it never decides. Move it above them, or remove it.`
			: `${namesOf(takers)} comes first and matches whenever this rule does, so it never decides. Move it above that rule, or remove it.`;
	return finding('unreachable', whereOf(rule), text);
}

function onlyByTag(rule: RuleDemands, general: RuleDemands): Finding {
	const text = `${whereOf(general)} comes first and matches whenever this rule does, so this rule decides only when its tag is added to a contact who has an owner. Move it above that rule if it shall decide messages too.`;
	return finding('broader_first', whereOf(rule), text);
}

function inPart(rule: RuleDemands, byWords: ReadonlyMap<string, RuleDemands>): Finding {
	const takers = [...new Set(byWords.values())];
	const words = listed([...byWords.keys()], NAMED, (left) => ` and ${left} more`);
	const text = `${namesOf(takers)} ${takers.length > 1 ? 'come' : 'comes'} first for ${words}, so this rule names that in vain. Move this rule above, or take it out of one of them.`;
	return finding('broader_first', whereOf(rule), text);
}

function seemsTaken(rule: RuleDemands, general: RuleDemands): Finding {
	const text = `${whereOf(general)} comes first and seems to ask for the same WhatsApp account under another name; then this rule never decides. Choose the account in one way everywhere, and move this rule above that one if it asks more.`;
	return finding('broader_first', whereOf(rule), text);
}

/** How many a text names. */
const NAMED = 4;

function namesOf(rules: readonly RuleDemands[]): string {
	const names = rules.map(whereOf);
	if (names.length > NAMED) return listed(names, NAMED, (left) => ` and ${left} more rules`);
	return [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' and ');
}

function whereOf({ compiled: { rule, position } }: RuleDemands): string {
	return ruleAt(rule, position);
}
