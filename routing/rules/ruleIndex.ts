import type { Rule } from '../plan/plan';
import type { RuleTests } from './compileRule';
import type { Dimension, KeySet } from './conditions/condition';
import type { TouchFacts } from './touchFacts';

/** A rule in the order of trying. */
export interface CompiledRule extends RuleTests {
	rule: Rule;
	/** 1 for the first rule of the plan. */
	position: number;
}

/** Whether a rule matches; a test that throws does not match. */
export function ruleMatches({ never, tests }: CompiledRule, facts: TouchFacts): boolean {
	if (never !== null) return false;
	try {
		for (const test of tests) if (!test.passes(facts)) return false;
		return true;
	} catch {
		// Told by `explainRules`: a wrong type in one rule must not stop the others.
		return false;
	}
}

/** Asks every rule in order. What an index must agree with. */
export function scan(rules: readonly CompiledRule[], facts: TouchFacts, from: number): number {
	for (let i = from; i < rules.length; i++) {
		if (ruleMatches(rules[i] as CompiledRule, facts)) return i;
	}
	return -1;
}

/** Places in the list of rules, ascending. */
type Places = Int32Array;

/** Rules that are found by one dimension, or by two together. */
interface Group {
	first: Dimension;
	second: Dimension | null;
	/** By key of the first dimension; a map when there is a second. */
	byKey: Map<string, Places | Map<string, Places>>;
	/** All of them, for a touch whose values are not known. */
	all: Places;
}

/** A list of rules this short is not worth a second look-up. */
const SHORT = 8;
/** A rule is put down at most this often; with more keys, by one dimension only. */
const MOST_ENTRIES = 32;

/**
 * Finds the first rule that matches without asking most of the others. Every rule that can be
 * looked up is put down under its rarest key, and where rules are still crowded under a pair of
 * keys. A touch then asks only the rules under its own keys, in order, and no list further than the
 * best match so far. Rules that cannot be looked up are asked one after the other.
 */
export class RuleIndex {
	private readonly groups: readonly Group[];
	private readonly rest: Places;

	constructor(private readonly rules: readonly CompiledRule[]) {
		const frequency = new Map<string, number>();
		for (const { keys } of rules) {
			for (const { dimension, keys: list } of keys) {
				for (const key of list) {
					const name = `${dimension.name}\n${key}`;
					frequency.set(name, (frequency.get(name) ?? 0) + 1);
				}
			}
		}
		const crowd = ({ dimension, keys }: KeySet) =>
			keys.reduce((sum, key) => sum + (frequency.get(`${dimension.name}\n${key}`) ?? 0), 0);
		const groups = new Map<string, GroupBuilder>();
		const rest: number[] = [];
		rules.forEach(({ keys, never }, place) => {
			if (never !== null) return;
			const ranked = keys
				.map((keySet) => ({ keySet, size: crowd(keySet) }))
				.sort((a, b) => a.size - b.size);
			const [rarest] = ranked;
			if (!rarest) {
				rest.push(place);
				return;
			}
			const one = rarest.keySet;
			const two = ranked.find(
				({ keySet }) =>
					keySet.dimension.name !== one.dimension.name &&
					keySet.keys.length * one.keys.length <= MOST_ENTRIES,
			)?.keySet;
			const pair = rarest.size > SHORT && two ? [one, two].sort(byName) : [one];
			const [a = one, b = null] = pair;
			const name = pair.map(({ dimension }) => dimension.name).join('\n');
			let builder = groups.get(name);
			if (!builder) {
				groups.set(name, (builder = new GroupBuilder(a.dimension, b?.dimension ?? null)));
			}
			builder.add(place, a.keys, b?.keys ?? null);
		});
		this.groups = [...groups.values()].map((builder) => builder.build());
		this.rest = Int32Array.from(rest);
	}

	/** Place of the first rule from `from` on that matches, -1 when none does. */
	match(facts: TouchFacts, from: number): number {
		const none = this.rules.length;
		let best = none;
		for (const { first, second, byKey, all } of this.groups) {
			const values = first.values(facts);
			const others = second === null ? NO_VALUES : second.values(facts);
			if (values === null || others === null) {
				best = this.search(all, facts, from, best);
				continue;
			}
			for (const value of values) {
				const entry = byKey.get(value);
				if (entry === undefined) continue;
				if (entry instanceof Int32Array) {
					best = this.search(entry, facts, from, best);
					continue;
				}
				for (const other of others) {
					const places = entry.get(other);
					if (places !== undefined) best = this.search(places, facts, from, best);
				}
			}
		}
		best = this.search(this.rest, facts, from, best);
		return best === none ? -1 : best;
	}

	/** The first match of a list that comes before `best`, else `best`. */
	private search(places: Places, facts: TouchFacts, from: number, best: number): number {
		for (let i = from === 0 ? 0 : lowerBound(places, from); i < places.length; i++) {
			const place = places[i] as number;
			if (place >= best) return best;
			if (ruleMatches(this.rules[place] as CompiledRule, facts)) return place;
		}
		return best;
	}
}

const NO_VALUES: readonly string[] = [];

function byName(a: KeySet, b: KeySet): number {
	return a.dimension.name < b.dimension.name ? -1 : 1;
}

function lowerBound(places: Places, from: number): number {
	let low = 0;
	let high = places.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((places[middle] as number) < from) low = middle + 1;
		else high = middle;
	}
	return low;
}

class GroupBuilder {
	private readonly lists = new Map<string, Map<string, number[]>>();
	private readonly all: number[] = [];

	constructor(
		private readonly first: Dimension,
		private readonly second: Dimension | null,
	) {}

	/** Places come in ascending order. */
	add(place: number, keys: readonly string[], others: readonly string[] | null): void {
		this.all.push(place);
		for (const key of keys) {
			let list = this.lists.get(key);
			if (!list) this.lists.set(key, (list = new Map()));
			for (const other of others ?? ['']) {
				const places = list.get(other);
				if (places) places.push(place);
				else list.set(other, [place]);
			}
		}
	}

	build(): Group {
		const byKey: Group['byKey'] = new Map();
		for (const [key, list] of this.lists) {
			if (this.second === null) {
				byKey.set(key, Int32Array.from(list.get('') ?? []));
			} else {
				const frozen = new Map<string, Places>();
				for (const [other, places] of list) frozen.set(other, Int32Array.from(places));
				byKey.set(key, frozen);
			}
		}
		return { first: this.first, second: this.second, byKey, all: Int32Array.from(this.all) };
	}
}
