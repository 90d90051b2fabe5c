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
	constructor(
		private readonly compiled: CompiledPlan,
		private readonly roster: Roster,
	) {}

	/** The rules whose contacts a reply time may be about. */
	rulesOf({ for: asked }: ReplyTime): CompiledRule[] {
		const inUse = this.compiled.rules.filter(({ rule, never }) => !rule.off && never === null);
		if (asked.type === 'rule') {
			return inUse.filter(({ rule }) => fold(ruleName(rule)) === fold(asked.rule));
		}
		if (asked.type !== 'team') return inUse;
		const isTeam = (target: Target) => 'team' in target && fold(target.team) === fold(asked.team);
		return inUse.filter(({ rule }) => targetsOf(rule).some(isTeam));
	}

	/** Whoever has a contact of a rule when nobody else can ever get it; null when somebody can. */
	onlyPerson({ rule }: CompiledRule, { then, atLast }: ReplyTime): User | null {
		if (then.type === 'tell') return null;
		const { fallback } = this.compiled.plan;
		const ofRule = [...targetsOf(rule), ...(fallback ? [fallback] : [])];
		const next: ReadonlyArray<Target | ReplyTarget> = then.type === 'nextOfRule' ? ofRule : [then];
		const holders = this.people(targetsOf(rule));
		const others = this.people([...next, ...(atLast ? [atLast] : [])]);
		const [only, ...more] = holders ?? [];
		if (!only || more.length > 0 || others?.some(({ id }) => id !== only.id) !== false) return null;
		return only;
	}

	/** Each once; null when only the contact knows. */
	private people(targets: ReadonlyArray<Target | ReplyTarget>): User[] | null {
		const found = new Map<string, User>();
		for (const target of targets) {
			const people = peopleOf(this.compiled, this.roster, target);
			if (people === 'unknown' || target.type === 'nextRule') return null;
			for (const user of people) found.set(user.id, user);
		}
		return [...found.values()];
	}
}
