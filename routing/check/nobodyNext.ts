import type { Roster } from '../availability/roster';
import type { CompiledPlan, CompiledRule } from '../compiledPlan';
import type { User } from '../model/decision';
import { count, fold } from '../model/text';
import type { ReplyTarget, ReplyTime, Target } from '../plan/plan';
import { targetsOf } from '../plan/rule';
import { ruleName } from '../plan/ruleName';
import { finding, type Finding } from './finding';
import { peopleOf } from './people';
import { AT_LAST, THEN, replyTimeAt, ruleAt } from './places';

/**
 * Reply times that hand contacts on to nobody: only one person can have them by a rule, and nobody
 * else can get them then. Such a contact stays where it is, and the item says so.
 * @param users those of HighLevel; without them nothing is said
 */
export function checkNobodyNext(compiled: CompiledPlan, users: readonly User[] | null): Finding[] {
	if (!users) return [];
	const { replyTimes = [] } = compiled.plan;
	const search = new Search(compiled, compiled.roster(users));
	return replyTimes.flatMap((entry, i) => {
		const alone = search.rulesOf(entry).flatMap((rule) => {
			const only = search.onlyPerson(rule, entry);
			return only ? [{ rule, only }] : [];
		});
		const [first] = alone;
		if (!first) return [];
		return [finding('nobody_next', replyTimeAt(i + 1), wordsOf(first, alone.length - 1))];
	});
}

function wordsOf({ rule, only }: { rule: CompiledRule; only: User }, more: number): string {
	const others = more > 0 ? ` (so it is with ${count(more, 'more rule')})` : '';
	const { rule: plain, position } = rule;
	return `Of ${ruleAt(plain, position)} nobody but ${only.name} can get a contact${others}, so it stays where it is, and the item says so. Add 'Backups' to the rule, choose somebody in ${AT_LAST}, or 'Tell Only' in ${THEN}.`;
}

class Search {
	private readonly known = new Map<string, User[] | null>();
	private readonly rules: readonly CompiledRule[];
	/** By folded name of a team that they name. */
	private readonly ofTeams = new Map<string, CompiledRule[]>();

	constructor(
		private readonly compiled: CompiledPlan,
		private readonly roster: Roster,
	) {
		this.rules = compiled.rules.filter(({ rule, never }) => !rule.off && never === null);
		for (const one of this.rules) {
			for (const name of new Set(targetsOf(one.rule).flatMap(teamIn))) {
				const rules = this.ofTeams.get(name) ?? [];
				rules.push(one);
				this.ofTeams.set(name, rules);
			}
		}
	}

	/** The rules whose contacts a reply time may be about. */
	rulesOf({ for: asked }: ReplyTime): readonly CompiledRule[] {
		if (asked.type === 'team') return this.ofTeams.get(fold(asked.team)) ?? [];
		if (asked.type !== 'rule') return this.rules;
		return this.rules.filter(({ rule }) => fold(ruleName(rule)) === fold(asked.rule));
	}

	/** Whoever has a contact of a rule when nobody else can ever get it; null when somebody can. */
	onlyPerson({ rule }: CompiledRule, { then, atLast }: ReplyTime): User | null {
		if (then.type === 'tell') return null;
		const { fallback } = this.compiled.plan;
		const ofRule = [...targetsOf(rule), ...(fallback ? [fallback] : [])];
		const next: ReadonlyArray<Target | ReplyTarget> = then.type === 'nextOfRule' ? ofRule : [then];
		const [only, ...more] = this.people(targetsOf(rule)) ?? [];
		if (!only || more.length > 0) return null;
		const others = this.people([...next, ...(atLast ? [atLast] : [])]);
		return others?.every(({ id }) => id === only.id) ? only : null;
	}

	/** Each once; null when only the contact knows. */
	private people(targets: ReadonlyArray<Target | ReplyTarget>): User[] | null {
		const found = new Map<string, User>();
		for (const target of targets) {
			const people = this.peopleOf(target);
			if (!people) return null;
			for (const user of people) found.set(user.id, user);
		}
		return [...found.values()];
	}

	/** Many rules name few teams. */
	private peopleOf(target: Target | ReplyTarget): User[] | null {
		const key = JSON.stringify(target);
		let people = this.known.get(key);
		if (people === undefined) {
			const found = peopleOf(this.compiled, this.roster, target);
			people = found === 'unknown' || target.type === 'nextRule' ? null : found;
			this.known.set(key, people);
		}
		return people;
	}
}

function teamIn(target: Target): string[] {
	return 'team' in target ? [fold(target.team)] : [];
}
