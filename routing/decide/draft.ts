import type { CompiledPlan } from '../compiledPlan';
import type { Decision, Ownership, User } from '../model/decision';
import { nothingToDecide } from '../model/events';
import type { ContactOwners, RoutingState, StateChange } from '../model/state';
import type { Touch } from '../model/touch';
import type { Plan } from '../plan/plan';
import type { Rule } from '../plan/rule';
import type { CompiledRule } from '../rules/ruleIndex';
import { explainRules } from '../rules/ruleTrace';
import type { TouchFacts } from '../rules/touchFacts';
import { CandidateSearch, type Found } from './candidateSearch';
import { WHOLE, isPrimary, ownerOf, ownerStateChanges, previousOwner, type Owner } from './owners';
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
	readonly owners: ContactOwners | null;
	readonly search: CandidateSearch;
	/** The part of the contact that is decided on. */
	slot = WHOLE;
	/** The last rule that matched. */
	rule: CompiledRule | null = null;
	/** An owner of the slot who is not available, so that the policy did not simply keep them. */
	unavailableOwner: Owner | null = null;
	/** Whoever is chosen answers this touch only. */
	cover = false;
	/** Places of the rules that matched. */
	private readonly matched: number[] = [];
	/** Every rule was tried. */
	private exhausted = false;

	/** @param trace how many rules that did not match the receipt explains */
	constructor(
		readonly compiled: CompiledPlan,
		readonly facts: TouchFacts,
		private readonly state: RoutingState,
		private readonly trace: number,
	) {
		this.plan = compiled.plan;
		this.touch = facts.touch;
		this.owners = state.owners ?? null;
		this.search = new CandidateSearch(compiled, facts, state, () =>
			previousOwner(this.plan, this.touch, this.owners, this.slot),
		);
	}

	/** Who owns the slot now. */
	currentOwner(): Owner | null {
		return ownerOf(this.plan, this.touch, this.owners, this.slot);
	}

	/** Whether the touch says that this user must not get it. */
	excludes(userId: string): boolean {
		return this.touch.excludedUsers?.includes(userId) ?? false;
	}

	/** The next rule that matches, null when none does any more. */
	nextRule(): Rule | null {
		const from = (this.matched[this.matched.length - 1] ?? -1) + 1;
		const place = this.compiled.match(this.facts, from);
		const next = this.compiled.rules[place];
		if (!next) {
			this.exhausted = true;
			return null;
		}
		this.matched.push(place);
		this.rule = next;
		return next.rule;
	}

	/** Somebody was found. If it is the owner, nothing changes hands. */
	assign({ user, team, turns, tieBreak }: Found, by: DecidedBy): Resolution {
		const current = this.currentOwner();
		if (!this.cover && current?.user === user.id) return this.keep(user, by, team, tieBreak);
		const changes: StateChange[] = [];
		if (team !== null && !isEmpty(turns)) changes.push({ type: 'turns', team, turns });
		changes.push({ type: 'assigned', user: user.id, at: this.facts.now });
		if (!this.cover) changes.push(...this.ownedBy(user));
		const ownership = this.ownership(current?.user ?? null, this.cover);
		return this.finish({ outcome: 'assigned', user, by, team, tieBreak, ownership }, changes);
	}

	/** The owner keeps the contact. */
	keep(
		user: User,
		by: DecidedBy = 'owner',
		team: string | null = null,
		tieBreak: string | null = null,
	): Resolution {
		const slot = this.owners?.slots[this.slot];
		// The account is part of what `one` goes by, so a confirmation by another account is a change.
		const moved = this.plan.owners?.mode === 'one' && slot?.account !== this.touch.account?.id;
		const known = slot?.user === user.id && !moved;
		const ownership = this.ownership(user.id, false);
		return this.finish(
			{ outcome: 'kept', user, by, team, tieBreak, ownership },
			known ? [] : this.ownedBy(user),
		);
	}

	/** Nobody was found: who has an owner keeps them, unless the owner is gone or excluded. */
	nobody(): Resolution {
		const owner = this.unavailableOwner ?? this.currentOwner();
		const user = owner && this.plan.owners ? this.search.roster.byId(owner.user) : null;
		if (user && !this.excludes(user.id)) return this.keep(user);
		const waits = this.plan.whenNobody === 'wait' && this.search.candidates.length > 0;
		return this.finish({ outcome: waits ? 'waiting' : 'unassigned' });
	}

	finish(ending: Ending, changes: StateChange[] = []): Resolution {
		const { compiled, facts, search, rule } = this;
		const explanation = nothingToDecide(this.touch.event)
			? { rules: [], notShown: 0 }
			: explainRules(compiled, facts, this.matched, this.exhausted, this.trace);
		const { staffSnapshot } = this.state;
		const grounds = { compiled, facts, search, staffSnapshot, rule, explanation };
		return { decision: decisionWithReceipt(ending, grounds), changes };
	}

	private ownership(previous: string | null, cover: boolean): Ownership {
		return { slot: this.slot, previous, primary: isPrimary(this.owners, this.slot), cover };
	}

	private ownedBy({ id }: User): StateChange[] {
		return ownerStateChanges(this.plan, this.touch, this.owners, this.slot, id, this.facts.now);
	}
}

function isEmpty(record: object): boolean {
	for (const _ in record) return false;
	return true;
}
