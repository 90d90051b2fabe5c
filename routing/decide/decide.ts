import { CompiledPlan, compilePlan } from '../compiledPlan';
import type { CandidateReason, Decision, Outcome, Ownership, User } from '../model/decision';
import { isFromPerson, nothingToDecide } from '../model/events';
import { explainRules } from '../rules/ruleTrace';
import { TouchFacts } from '../rules/touchFacts';
import { WHOLE, isPrimary, ownerOf, previousOwner, slotOf, type Owner } from './owners';
import type { Plan, Rule, Target } from '../plan/plan';
import { giveBack, namesUser, withKnownAccount } from './decideReassignment';
import { findForRule } from './ruleTargets';
import type { RoutingState, StateChange } from '../model/state';
import { NO_SKILLS, Search, type Found } from './candidateSearch';
import type { Touch } from '../model/touch';
import { decisionOf, type DecidedBy } from './receipt';

export interface DecideOptions {
	/** `$json` of the item for filter conditions; the touch itself when left out. */
	item?: unknown;
	/** Evaluates an n8n expression without its leading `=`; asked once for each distinct one. */
	evaluate?: (expression: string) => unknown;
	/**
	 * How many rules that did not match the receipt explains, 25 by default. Finding the match does
	 * not ask them one by one, explaining does: 0 is for replaying many touches.
	 */
	trace?: number;
}

/** A decision, and what has to be remembered because of it. */
export interface Resolution {
	decision: Decision;
	changes: StateChange[];
}

const DEFAULT_TRACE = 25;

/**
 * Decides who gets the contact of a touch: the owner, if the owner policy says so; else whom the
 * first rule that matches names, its backups, the fallback; else nobody. Pure: nothing is changed,
 * and the same input gives the same decision, byte for byte.
 * @param now milliseconds since 1970
 */
export function decide(
	plan: Plan | CompiledPlan,
	touch: Touch,
	state: RoutingState,
	now: number,
	options: DecideOptions = {},
): Resolution {
	const compiled = plan instanceof CompiledPlan ? plan : compilePlan(plan);
	const known = withKnownAccount(touch, state.owners ?? null);
	const facts = new TouchFacts(
		known,
		now,
		'item' in options ? options.item : known,
		options.evaluate,
	);
	return new Run(compiled, facts, state, options.trace ?? DEFAULT_TRACE).decide();
}

/** One decision on its way. */
class Run {
	private readonly plan: Plan;
	private readonly touch: Touch;
	private readonly search: Search;
	private readonly matched: number[] = [];
	private rule: Rule | null = null;
	private position: number | null = null;
	private slot: string;
	/** The owner of the slot, whom the policy did not simply keep. */
	private owner: Owner | null = null;
	private cover = false;
	/** Every rule was tried. */
	private exhausted = false;

	constructor(
		private readonly compiled: CompiledPlan,
		private readonly facts: TouchFacts,
		private readonly state: RoutingState,
		private readonly trace: number,
	) {
		this.plan = compiled.plan;
		this.touch = facts.touch;
		// Whoever is to move is HighLevel's owner, which is the owner of the primary slot.
		this.slot = this.touch.reassign
			? (this.owners?.primary ?? WHOLE)
			: slotOf(this.plan, this.touch, null);
		this.search = new Search(compiled, facts, state, () =>
			previousOwner(this.plan, this.touch, this.owners, this.slot),
		);
	}

	private get owners() {
		return this.state.owners ?? null;
	}

	decide(): Resolution {
		if (nothingToDecide(this.touch.event)) return this.finish('unassigned', null, null);
		const byLabel = this.plan.owners?.mode === 'context' && !this.touch.reassign;
		const kept = this.touch.reassign ? this.settleMove() : byLabel ? null : this.keepOwner();
		if (kept) return kept;
		for (let place = this.next(0); place !== -1; place = this.next(place + 1)) {
			const rule = this.compiled.rules[place];
			if (!rule) break;
			this.matched.push(place);
			this.rule = rule.rule;
			this.position = rule.position;
			const named = this.keepNamed(
				[rule.rule.target, ...rule.rule.backups],
				rule.rule.name,
				'rule',
			);
			if (named) return named;
			if (byLabel) {
				this.slot = slotOf(this.plan, this.touch, this.rule);
				const kept = this.keepOwner();
				if (kept) return kept;
			}
			const found = findForRule(this.search, rule.rule);
			if (found === 'next') continue;
			if (found) return this.assign(found, 'rule');
			break;
		}
		const { fallback } = this.plan;
		const named = fallback && this.keepNamed([fallback], 'Fallback', 'fallback');
		if (named) return named;
		const found = fallback ? this.search.find(fallback, 'Fallback', NO_SKILLS) : null;
		if (found) return this.assign(found, 'fallback');
		return this.nobody();
	}

	private next(from: number): number {
		const place = this.compiled.match(this.facts, from);
		if (place === -1) this.exhausted = true;
		return place;
	}

	/**
	 * Applies the owner policy to the slot; null when the rules shall decide. Only people who turn
	 * to the account are kept: a tag that was added or a contact that was made asks the rules.
	 */
	private keepOwner(): Resolution | null {
		const policy = this.plan.owners;
		if (!policy || !isFromPerson(this.touch.event)) return null;
		const owner = ownerOf(this.plan, this.touch, this.owners, this.slot);
		if (!owner) return null;
		// One owner for all: another account than the one they were decided at decides anew.
		const elsewhere = owner.account !== null && owner.account !== (this.touch.account?.id ?? null);
		if (policy.mode === 'one' && elsewhere) return null;
		if (this.touch.excludedUsers?.includes(owner.user)) {
			this.search.miss(owner.user, 'Owner', 'excluded');
			return null;
		}
		const user = this.search.roster.byId(owner.user);
		if (!user) {
			// We assigned only users that HighLevel listed, so this one has left. Others may be users of
			// the agency, whom HighLevel does not list: they own the contact all the same.
			if (owner.assignedHere) {
				this.search.miss(owner.user, 'Owner', 'unknown_user');
				return null;
			}
			return this.keep({ id: owner.user, name: owner.user, email: '' });
		}
		const seen = this.search.consider(user, 'Owner', NO_SKILLS);
		if (!seen.passed && policy.whenUnavailable !== 'keep') {
			this.owner = owner;
			this.cover = policy.whenUnavailable === 'cover';
			return null;
		}
		if (!seen.passed) {
			seen.detail = seen.reason;
			seen.reason = 'owner_kept';
			seen.passed = true;
		}
		seen.chosen = true;
		return this.keep(user);
	}

	/**
	 * A move of many contacts, as far as no rule has to decide: who got the contact since keeps it, and
	 * who is back gets it back. Null when the rules shall decide.
	 */
	private settleMove(): Resolution | null {
		const { reassign } = this.touch;
		if (!reassign?.from) return null;
		const back = reassign.kind === 'handBack';
		const owner = ownerOf(this.plan, this.touch, this.owners, this.slot);
		// Somebody took the owner off on purpose, which the ledger was not told.
		const takenOff = back && this.touch.contact.ownerId === null;
		if (!owner || takenOff) return back ? this.finish('unassigned', null, null) : null;
		if (owner.user === reassign.from.id) {
			const found = back ? giveBack(this.search, reassign) : null;
			if (found) return this.assign(found, 'owner');
			return back ? this.keepAs(owner.user, 'Owner', 'owner_kept', 'owner') : null;
		}
		return this.keepAs(owner.user, 'Owner', 'moved_meanwhile', 'owner');
	}

	/** Of an account whose rules changed, the owner stays whom the matching rule still names. */
	private keepNamed(
		targets: readonly Target[],
		from: string,
		by: 'rule' | 'fallback',
	): Resolution | null {
		if (this.touch.reassign?.kind !== 'account') return null;
		const owner = ownerOf(this.plan, this.touch, this.owners, this.slot);
		const user = owner && this.search.roster.byId(owner.user);
		if (!user || this.touch.excludedUsers?.includes(user.id)) return null;
		if (!targets.some((target) => namesUser(this.compiled, this.search.roster, target, user))) {
			return null;
		}
		return this.keepAs(user.id, from, 'still_named', by);
	}

	private keepAs(id: string, from: string, reason: CandidateReason, by: DecidedBy): Resolution {
		const user = this.search.roster.byId(id) ?? { id, name: id, email: '' };
		const seen = { passed: true, reason, detail: null, chosen: true };
		this.search.candidates.push({ user: user.name, userId: id, from, ...seen });
		return this.keep(user, by);
	}

	private assign(found: Found, by: DecidedBy): Resolution {
		const { user, team, turns, tieBreak } = found;
		const current = ownerOf(this.plan, this.touch, this.owners, this.slot);
		if (!this.cover && current?.user === user.id) {
			return this.keep(user, by, team, tieBreak);
		}
		const changes: StateChange[] = [];
		if (team !== null && !isEmpty(turns)) changes.push({ type: 'turns', team, turns });
		changes.push({ type: 'assigned', user: user.id, at: this.facts.now });
		if (!this.cover) changes.push(...this.ownerChanges(user.id));
		const ownership: Ownership = {
			slot: this.slot,
			previous: current?.user ?? null,
			primary: isPrimary(this.owners, this.slot),
			cover: this.cover,
		};
		return this.finish('assigned', user, by, { team, tieBreak, ownership, changes });
	}

	private keep(
		user: User,
		by: DecidedBy = 'owner',
		team: string | null = null,
		tieBreak: string | null = null,
	): Resolution {
		const slot = this.owners?.slots[this.slot];
		// The account is part of what `one` goes by, so a confirmation by another account is news.
		const moved = this.plan.owners?.mode === 'one' && slot?.account !== this.touch.account?.id;
		const known = slot?.user === user.id && !moved;
		const ownership: Ownership = {
			slot: this.slot,
			previous: user.id,
			primary: isPrimary(this.owners, this.slot),
			cover: false,
		};
		const changes = known ? [] : this.ownerChanges(user.id);
		return this.finish('kept', user, by, { team, tieBreak, ownership, changes });
	}

	/** Nobody was found: who has an owner keeps them, unless the owner is gone or excluded. */
	private nobody(): Resolution {
		const owner = this.owner ?? ownerOf(this.plan, this.touch, this.owners, this.slot);
		const user = owner && this.plan.owners ? this.search.roster.byId(owner.user) : null;
		if (user && !this.touch.excludedUsers?.includes(user.id)) return this.keep(user);
		const waits = this.plan.whenNobody === 'wait' && this.search.candidates.length > 0;
		return this.finish(waits ? 'waiting' : 'unassigned', null, null);
	}

	/**
	 * The slot belongs to this user. A change by hand took over every slot of the former primary
	 * owner, so those follow, or the change would be forgotten with the first of them.
	 */
	private ownerChanges(user: string): StateChange[] {
		const { owners, touch, slot } = this;
		const replaced = touch.contact.ownerId ?? null;
		const owner = { user, account: touch.account?.id || null, at: this.facts.now, replaced };
		const changes: StateChange[] = [
			{ type: 'owner', slot, primary: isPrimary(owners, slot), owner },
		];
		if (!owners) return changes;
		for (const other of Object.keys(owners.slots)) {
			const manual = other === slot ? null : ownerOf(this.plan, touch, owners, other);
			if (!manual || manual.assignedHere) continue;
			const account = owners.slots[other]?.account ?? null;
			changes.push({
				type: 'owner',
				slot: other,
				primary: isPrimary(owners, other) && slot !== WHOLE,
				owner: { user: manual.user, account, at: this.facts.now, replaced: manual.user },
			});
		}
		return changes;
	}

	private finish(
		outcome: Outcome,
		user: User | null,
		by: DecidedBy | null,
		more: {
			team?: string | null;
			tieBreak?: string | null;
			ownership?: Ownership;
			changes?: StateChange[];
		} = {},
	): Resolution {
		const { compiled, facts, search, rule, position } = this;
		const explained = nothingToDecide(this.touch.event)
			? { rules: [], notShown: 0 }
			: explainRules(compiled, facts, this.matched, this.exhausted, this.trace);
		const decision = decisionOf(
			{ compiled, facts, search, observed: this.state.observed },
			{ outcome, user, by, rule, position, explained, ...more },
		);
		return { decision, changes: more.changes ?? [] };
	}
}

function isEmpty(record: object): boolean {
	for (const _ in record) return false;
	return true;
}
