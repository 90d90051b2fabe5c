import type { CompiledPlan, CompiledRule } from '../compiledPlan';
import { targetsOf } from '../plan/rule';
import { conditionsOf } from '../plan/ruleConditions';
import type { Atom, Demand, PlanContext } from '../rules/conditions/condition';

/** A part of a demand, with all that the rules of the plan ask and that is true whenever it is. */
interface KnownAtom {
	words: string;
	/** Keys; its own is among them. */
	implied: readonly string[];
	/** Keys of what is most likely the same. */
	aliases: readonly string[];
}

/** One thing that a rule asks: any of its atoms is true. */
export interface KnownDemand {
	atoms: readonly KnownAtom[];
	keys: ReadonlySet<string>;
	/** The keys, and those of what is most likely the same. */
	likely: ReadonlySet<string>;
}

/** All that a rule asks. */
export interface RuleDemands {
	compiled: CompiledRule;
	demands: readonly KnownDemand[];
	/** Keys of tags that it asks for, so that it counts when one of them is added. */
	tags: ReadonlySet<string>;
	/** It may hand over to the next rule. */
	handsOver: boolean;
}

/** What the rules of a plan ask; those that are off or can never match ask nothing. */
export function demandsOf({ rules, context }: CompiledPlan): RuleDemands[] {
	const asked = rules
		.filter(({ never }) => never === null)
		.map((compiled) => ({ compiled, all: askedBy(compiled, context) }));
	const known = new KnownAtoms(asked.flatMap(({ all }) => all.flat()));
	return asked.map(({ compiled, all }) => ({
		compiled,
		demands: all.map((demand) => known.demand(demand)),
		tags: new Set(all.flat().flatMap(({ key, asksForTag }) => (asksForTag ? [key] : []))),
		handsOver: targetsOf(compiled.rule).some(({ type }) => type === 'nextRule'),
	}));
}

/** Atoms with keys that no other condition has. */
function askedBy({ rule }: CompiledRule, context: PlanContext): Demand[] {
	return conditionsOf(rule).flatMap(({ name, condition, value }) =>
		condition.demands(value, context).map((demand) => demand.map((atom) => inPlan(name, atom))),
	);
}

function inPlan(condition: string, { key, aliases, implies, ...more }: Atom): Atom {
	const start = `${condition} `;
	return {
		...more,
		key: start + key,
		...(aliases && { aliases: aliases.map((alias) => start + alias) }),
		...(implies && {
			implies: (other: string) => other.startsWith(start) && implies(other.slice(start.length)),
		}),
	};
}

/** Works out once for each key what it implies. */
class KnownAtoms {
	private readonly keys: readonly string[];
	private readonly implied = new Map<string, readonly string[]>();

	constructor(atoms: readonly Atom[]) {
		this.keys = [...new Set(atoms.map(({ key }) => key))];
	}

	demand(atoms: Demand): KnownDemand {
		const keys = atoms.map(({ key }) => key);
		return {
			atoms: atoms.map((atom) => this.atom(atom)),
			keys: new Set(keys),
			likely: new Set([...keys, ...atoms.flatMap(({ aliases = [] }) => aliases)]),
		};
	}

	private atom({ key, words, aliases = [], implies }: Atom): KnownAtom {
		let implied = this.implied.get(key);
		if (!implied) {
			implied = implies ? [...new Set([key, ...this.keys.filter(implies)])] : [key];
			this.implied.set(key, implied);
		}
		return { words, implied, aliases };
	}
}
