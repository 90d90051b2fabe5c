import type { CompiledPlan } from '../compiledPlan';
import type { Decision, Ownership, Tell, User } from '../model/decision';
import { nothingToDecide } from '../model/events';
import type { RoutingState, StateChange } from '../model/state';
import { fold } from '../model/text';
import type { Touch } from '../model/touch';
import type { OpenWait } from '../model/wait';
import type { Plan } from '../plan/plan';
import type { Rule } from '../plan/rule';
import { ruleName } from '../plan/ruleName';
import type { Skill } from '../plan/person';
import { asksForAddedTag } from '../rules/compileRule';
import type { CompiledRule } from '../rules/ruleIndex';
import { explainRules, type Explanation } from '../rules/ruleTrace';
import type { TouchFacts } from '../rules/touchFacts';
import { CandidateSearch, NO_SKILLS, type Found } from './candidateSearch';
import { OwnersOfContact, type Owner } from './owners';
import { decisionWithReceipt, type DecidedBy, type Ending } from './receipt';

/** A decision, and what has to be remembered because of it. */
export interface Resolution {
	decision: Decision;
	changes: StateChange[];
}

/** A decision that is being made: what it goes by, how far it got, and the ways in which it can end. */
export class DecisionDraft {
	readonly plan: Plan;
	readonly touch: Touch;
	readonly owners: OwnersOfContact;
	readonly search: CandidateSearch;
	/** The part of the contact that is decided on. */
	slot: string;
	/** Only rules that ask for the tag that was added count. */
	onlyAddedTag = false;
	/** The last rule that matched. */
	rule: CompiledRule | null = null;
	/** An owner of the slot who is not available, so that the policy did not simply keep them. */
	unavailableOwner: Owner | null = null;
	/** Who said that nobody gets the contact, whoever else could be asked. */
	endedBy: DecidedBy | null = null;
	/** Whoever is chosen answers this touch only. */
	cover = false;
	/** Somebody of the team wrote, who is no contact. */
	isTeamMember = false;
	/** What the flow has to tell somebody, because the contact stays where it is. */
	tell: Tell | null = null;
	/** The wait that is due, of events about one. */
	due: OpenWait | null = null;
	/** Whoever gets the question of `due` keeps it without a time. */
	isLast = false;
	/** Places of the rules that matched. */
	private readonly matched: number[] = [];
	/** Every rule was tried. */
	private exhausted = false;
	/** Rules of before, which are not asked whether they match: why they count. */
	private readonly rulesOfBefore = new Map<number, string>();
	private bound: readonly Skill[] | null = null;

	/**
	 * @param trace how many rules that did not match the receipt explains
	 * @param planName what the receipt calls the plan
	 */
	constructor(
		readonly compiled: CompiledPlan,
		readonly facts: TouchFacts,
		private readonly state: RoutingState,
		private readonly trace: number,
		private readonly planName: string,
	) {
		this.plan = compiled.plan;
		this.touch = facts.touch;
		const known = state.owners ?? null;
		this.owners = new OwnersOfContact(this.plan, this.touch, known, (owner) => this.hasLeft(owner));
		this.slot = this.owners.slotOfTouch;
		this.search = new CandidateSearch(compiled, facts, state, () =>
			this.owners.previous(this.slot),
		);
	}

	/** Another part of the contact is decided on: what was found out about the one before is over. */
	enter(slot: string): void {
		this.slot = slot;
		this.unavailableOwner = null;
		this.cover = false;
	}

	/** Who owns the slot now. */
	currentOwner(): Owner | null {
		return this.owners.of(this.slot);
	}

	/** Whom we assigned HighLevel listed once; others may be users of an agency, whom it never lists. */
	hasLeft({ user, assignedHere }: Owner): boolean {
		if (this.state.left?.includes(user)) return true;
		return assignedHere && !this.search.roster.byId(user);
	}

	/** A user, also one whom HighLevel does not list. */
	userOf(id: string): User {
		return this.search.roster.byId(id) ?? { id, name: id, email: '' };
	}

	/**
	 * Skills without which nobody gets or keeps the contact, whoever names them: those that the first
	 * rule that matches says so of.
	 */
	get boundSkills(): readonly Skill[] {
		if (!this.compiled.bindsOwners) return NO_SKILLS;
		return (this.bound ??= this.skillsOfFirstRule());
	}

	/** Whether the touch says that this user must not get it. */
	excludes(userId: string): boolean {
		return this.touch.excludedUsers?.includes(userId) ?? false;
	}

	/** The next rule that matches, null when none does any more. */
	nextRule(): Rule | null {
		const last = this.matched[this.matched.length - 1];
		const next = this.goBy(last === undefined ? this.firstPlace() : this.matchFrom(last + 1));
		if (!next) this.exhausted = true;
		return next;
	}

	/** The rule that a question had from the beginning; null when the plan has no such rule any more. */
	ruleOfWait(name: string): Rule | null {
		const place = this.placeOf(name);
		if (place !== -1) this.rulesOfBefore.set(place, 'it is the rule of this question');
		return this.goBy(place);
	}

	private goBy(place: number): Rule | null {
		const one = this.compiled.rules[place];
		if (!one) return null;
		this.matched.push(place);
		this.rule = one;
		return one.rule;
	}

	/**
	 * Place of the first rule that matches, -1 when none does. Of a contact who waited it is the one that
	 * matched then: what it asked, such as the text of the message, may not be known any more.
	 */
	private firstPlace(): number {
		const { rule } = this.touch.queued ?? {};
		const before = rule ? this.placeOf(rule) : -1;
		if (before === -1) return this.matchFrom(0);
		this.rulesOfBefore.set(before, 'it matched when the contact began to wait');
		return before;
	}

	private placeOf(name: string): number {
		return this.compiled.rules.findIndex(
			({ rule }) => !rule.off && fold(ruleName(rule)) === fold(name),
		);
	}

	/** Somebody was found. If it is the owner, nothing changes hands. */
	assign({ user, team, turns, tieBreak, pool }: Found, by: DecidedBy): Resolution {
		const current = this.currentOwner();
		if (!this.cover && current?.user === user.id) return this.keep(user, by, team, tieBreak);
		const changes: StateChange[] = [];
		if (team !== null && !isEmpty(turns)) changes.push({ type: 'turns', team, turns });
		changes.push({ type: 'assigned', user: user.id, at: this.facts.now, pool });
		if (!this.cover) changes.push(...this.ownedBy(user));
		const previous = current ?? this.unavailableOwner;
		const ownership = this.ownership(user.id, previous?.user ?? null, this.cover);
		return this.finish({ outcome: 'assigned', user, by, team, tieBreak, ownership }, changes);
	}

	/** The owner keeps the contact. */
	keep(
		user: User,
		by: DecidedBy = 'owner',
		team: string | null = null,
		tieBreak: string | null = null,
	): Resolution {
		const ownership = this.ownership(user.id, user.id, false);
		return this.finish(
			{ outcome: 'kept', user, by, team, tieBreak, ownership },
			this.owners.isRecorded(this.slot, user.id) ? [] : this.ownedBy(user),
		);
	}

	/** Nobody is available yet. Contacts who are moved stay with their owner for now. */
	wait(): Resolution {
		const { slot, touch, search, compiled, matched } = this;
		const [first] = matched;
		const priority = first === undefined ? null : (compiled.rules[first]?.position ?? null);
		const teams = [...search.teamsAsked];
		const queued: StateChange = { type: 'queued', slot, teams, priority };
		return this.finish({ outcome: 'waiting' }, touch.reassign ? [] : [queued]);
	}

	finish(ending: Ending, changes: StateChange[] = []): Resolution {
		const { compiled, facts, search, rule, planName } = this;
		const { staffSnapshot } = this.state;
		const explanation = this.explanation();
		const grounds = { compiled, facts, search, staffSnapshot, rule, explanation, planName };
		return { decision: decisionWithReceipt({ ...ending, tell: this.tell }, grounds), changes };
	}

	private explanation(): Explanation {
		const { matched, exhausted, trace } = this;
		if (nothingToDecide(this.touch.event)) return NOTHING_ASKED;
		if (this.rulesOfBefore.size === 0) return this.explain(matched, exhausted, trace);
		const rules = [...new Set(matched)].flatMap((place) => {
			const reason = this.rulesOfBefore.get(place);
			const one = this.compiled.rules[place];
			if (reason === undefined || !one) return this.explain([place], false, 0).rules;
			return [{ position: one.position, name: ruleName(one.rule), matched: true, reason }];
		});
		return { rules, notShown: 0 };
	}

	private explain(matched: readonly number[], all: boolean, trace: number): Explanation {
		const { compiled, facts } = this;
		return explainRules(compiled, facts, matched, all, trace, (one) =>
			this.passesOver(one) ? `it does not ask for the tag '${facts.touch.tag ?? ''}'` : null,
		);
	}

	private ownership(user: string, previous: string | null, cover: boolean): Ownership {
		const { owners, slot } = this;
		const primary = owners.isPrimary(slot, user);
		const replacesAnybody = primary && !cover && owners.replacesAnybody;
		return { slot, previous, primary, cover, replacesAnybody };
	}

	private ownedBy({ id }: User): StateChange[] {
		return this.owners.changes(this.slot, id, this.facts.now);
	}

	/** Place of the first rule from `from` on that matches and counts, -1 when none does. */
	private matchFrom(from: number): number {
		const { compiled, facts } = this;
		let place = compiled.match(facts, from);
		while (place !== -1 && this.passesOver(compiled.rules[place])) {
			place = compiled.match(facts, place + 1);
		}
		return place;
	}

	/** Of a rule that matches. */
	private passesOver(one: CompiledRule | undefined): boolean {
		return one !== undefined && this.onlyAddedTag && !asksForAddedTag(one.rule, this.facts);
	}

	private skillsOfFirstRule(): readonly Skill[] {
		const skills = this.compiled.rules[this.matched[0] ?? this.firstPlace()]?.rule.skills;
		return skills?.bindOwner ? skills.required : NO_SKILLS;
	}
}

const NOTHING_ASKED: Explanation = { rules: [], notShown: 0 };

function isEmpty(record: object): boolean {
	for (const _ in record) return false;
	return true;
}
