import type { Decision } from '../model/decision';
import type { RoutingState, StateChange } from '../model/state';
import type { ContactWaits, NewWait, OpenWait, WaitChange, WaitEnding } from '../model/wait';
import { sourceOf } from '../model/touch';
import { without } from '../model/without';
import type { Escalation } from '../plan/replies';
import { withAsk } from './answered';
import { dueAt, escalationOf, isOutsideHours } from './escalation';
import { askedAt, isQuestion } from './questions';
import { replyPlanOf, type DecidedByPlan } from './replyPlan';
import { WaitClock } from './waitClock';

/** A decision with what it was made from. */
export interface Decided extends DecidedByPlan {
	/** What else it changes. */
	changes: readonly StateChange[];
	/** The part of the contact that was decided on. */
	slot: string;
	/** When its owner of before got it, milliseconds since 1970; null when that is not known. */
	ownerSince: number | null;
	waits: ContactWaits;
	paused: RoutingState['paused'];
	/** What the ledger knows the plan by, and what was known of people. */
	kept: { plan: string; staff: string };
	/** The wait that is due, of events about one. */
	due: OpenWait | null;
	/** Whoever got the question of `due` keeps it without a time. */
	isLast: boolean;
}

/**
 * What a decision makes of a contact's waits: a question opens one, unless that part of the contact has
 * one; whoever gets the contact gets its open waits with it; an answer that is overdue goes on, or was
 * told. A wait that ends so comes before the one that continues it.
 */
export function waitChanges(decided: Decided): WaitChange[] {
	const { facts, waits } = decided;
	const asked = isQuestion(decided.compiled, facts, waits.lastReply) ? askedAt(facts) : null;
	const changes = waits.open.flatMap((wait) => changesOf(decided, wait, asked));
	const isNew = asked !== null && !waits.open.some(({ slot }) => slot === decided.slot);
	return isNew ? [...changes, { type: 'waitOpened', wait: newWait(decided, asked) }] : changes;
}

/** It was told that the answer is overdue; that it will be changes nothing. */
function told(decided: Decided, wait: OpenWait): WaitChange[] {
	if (decided.facts.touch.event !== 'noReply') return [];
	const level = wait.level + 1;
	const { now } = decided.facts;
	const next = { ...wait, level, givenAt: now };
	const due = decided.isLast ? null : dueAt(escalationOf(wait), next, clockOf(decided));
	return [{ type: 'waitTold', wait: wait.id, level, dueAt: due }];
}

/** @param asked when the contact asked; null when this is no question */
function changesOf(decided: Decided, wait: OpenWait, asked: number | null): WaitChange[] {
	if (wait.id === decided.due?.id && decided.decision.tell) return told(decided, wait);
	const at = wait.slot === decided.slot ? asked : null;
	const user = answererOf(decided, wait, at !== null);
	if (user !== wait.user && user !== null) return passedOn(decided, wait, user, at);
	const isKnown = at === null || at === wait.askedAt || wait.laterAsks.includes(at);
	return isKnown ? [] : [askedAgain(decided, wait, at)];
}

/** Messages may come in another order than they were sent in. */
function askedAgain(decided: Decided, wait: OpenWait, at: number): WaitChange {
	const asked: WaitChange = { type: 'waitAsked', wait: wait.id, at };
	const earlier = withAsk(wait, at);
	if (earlier.askedAt === wait.askedAt) return asked;
	const clock = clockOf(decided);
	const outsideHours = isOutsideHours(earlier, clock);
	if (earlier.givenAt === wait.givenAt) return { ...asked, outsideHours };
	return { ...asked, outsideHours, dueAt: dueAt(escalationOf(wait), earlier, clock) };
}

/** Who has to answer after the decision. */
function answererOf(decided: Decided, wait: OpenWait, isAsked: boolean): string | null {
	const { decision, changes, due } = decided;
	const { user, owner } = decision;
	if (user && wait.id === due?.id) return user.id;
	const owned = changes.find((change) => change.type === 'owner' && change.slot === wait.slot);
	if (owned?.type === 'owner') return owned.owner.user;
	if (!user || !isAsked) return wait.user;
	// Who covers answers this time: a later message does not call for the next one.
	const isWithOwner = wait.user === null || wait.user === owner?.previous;
	return owner?.cover && !isWithOwner ? wait.user : user.id;
}

/** Somebody else gets the question. */
function passedOn(
	decided: Decided,
	wait: OpenWait,
	user: string,
	asked: number | null,
): WaitChange[] {
	const { facts, due, decision } = decided;
	const isEscalated = wait.id === due?.id && wait.user !== null && !isMovedMeanwhile(decision);
	const ended: WaitEnding = isEscalated ? 'escalated' : 'moved';
	const clock = clockOf(decided);
	const workingMs = clock.workedMs(wait, wait.givenAt, facts.now);
	const next = isEscalated ? escalated(decided, wait, user) : moved(decided, wait, user);
	const opened = asked === null ? next : { ...withAsk(next, asked), givenAt: next.givenAt };
	return [
		{ type: 'waitEnded', wait: wait.id, ended, at: facts.now, workingMs },
		{ type: 'waitOpened', wait: { ...opened, outsideHours: isOutsideHours(opened, clock) } },
	];
}

/** Somebody got the contact by hand, or otherwise, before it was overdue. */
function isMovedMeanwhile({ receipt }: Decision): boolean {
	return receipt.candidates.some(({ reason }) => reason === 'moved_meanwhile');
}

/** It went on, because nobody answered in time. */
function escalated(decided: Decided, wait: OpenWait, user: string): NewWait {
	const { decision } = decided;
	const escalation = withCover(escalationOf(wait), decision);
	const isByRule = decision.rule?.kind === 'rule' || decision.rule?.kind === 'fallback';
	const rule = isByRule ? (decision.rule?.name ?? null) : wait.rule;
	const next = { ...continued(decided, wait, user), rule, escalation, level: wait.level + 1 };
	const due = decided.isLast ? null : dueAt(escalation, next, clockOf(decided));
	return { ...next, dueAt: due };
}

/** The contact changed hands for another reason. By a rule the question goes on as a new one would. */
function moved(decided: Decided, wait: OpenWait, user: string): NewWait {
	// Whoever is the first to have it has the time of the first, however often it was told before.
	const level = wait.had.length === 0 ? 0 : wait.level;
	const next = { ...continued(decided, wait, user), level };
	const kind = decided.decision.rule?.kind;
	const found = kind === 'rule' || kind === 'fallback' ? replyPlanOf(decided) : null;
	const { rule, team, replyTime, escalation } = found?.escalation
		? found
		: { ...next, escalation: withCover(escalationOf(wait), decided.decision) };
	const given = { ...next, rule, team, replyTime, escalation };
	return { ...given, dueAt: dueAt(escalation, given, clockOf(decided)) };
}

function continued(decided: Decided, wait: OpenWait, user: string) {
	const kept = without(wait, 'id', 'chain');
	const { facts, decision } = decided;
	const had = [...wait.had.filter((one) => one !== user), user];
	const { plan, staff } = decided.kept;
	return {
		...kept,
		continues: wait.id,
		user,
		had,
		givenAt: facts.now,
		team: decision.team,
		plan,
		staff,
	};
}

function withCover(escalation: Escalation | null, { owner }: Decision): Escalation | null {
	return escalation && { ...escalation, cover: owner?.cover ?? false };
}

/** The wait of a new question. */
function newWait(decided: Decided, asked: number): NewWait {
	const { decision, facts, slot, kept } = decided;
	const user = decision.user?.id ?? null;
	const given = {
		...replyPlanOf(decided),
		slot,
		user,
		account: facts.account?.id || null,
		source: sourceOf(facts.touch),
		level: 0,
		askedAt: asked,
		givenAt: givenAt(decided, asked),
		laterAsks: [],
		...kept,
		had: user === null ? [] : [user],
		continues: null,
	};
	const clock = clockOf(decided);
	const outsideHours = isOutsideHours(given, clock);
	return { ...given, outsideHours, dueAt: dueAt(given.escalation, given, clock) };
}

/**
 * Who owned the contact has had a question since it was asked, or since they got the contact: messages may
 * be decided late. Nobody has had it since it was asked.
 */
function givenAt({ decision, facts, ownerSince }: Decided, asked: number): number {
	if (decision.outcome === 'assigned') return facts.now;
	return decision.outcome === 'kept' ? Math.max(asked, ownerSince ?? asked) : asked;
}

function clockOf({ compiled, roster, paused }: Decided): WaitClock {
	return new WaitClock(compiled, roster, paused);
}
