import type { Tell } from '../model/decision';
import type { ContactWaits, OpenWait } from '../model/wait';
import type { Touch } from '../model/touch';
import type { Escalation } from '../plan/replies';
import type { ReplyTarget, Target } from '../plan/target';
import { escalationOf } from '../waits/escalation';
import { NO_SKILLS, NOBODY, type Answer } from './candidateSearch';
import { decideSomebody, findForRule } from './decideByRules';
import type { DecisionDraft, Resolution } from './draft';
import { OWNER, keepAs } from './keepOwner';
import { REPLY_TIMES, type DecidedBy } from './receipt';
import { findForTarget } from './targets';

/**
 * Decides about an answer that is overdue, or nearly. Everybody who had the question is left out, and
 * the contact is never left without an owner: when nobody else can get it, it stays where it is, and
 * somebody is told.
 */
export function decideDue(
	draft: DecisionDraft,
	about: Touch['wait'],
	waits: ContactWaits | undefined,
): Resolution {
	const wait = waits?.open.find(({ id }) => id === about?.id);
	// Of another level it was escalated, or told, since.
	if (!wait || (about?.level ?? wait.level) !== wait.level) return keepSettled(draft);
	const escalation = escalationOf(wait);
	draft.enter(wait.slot);
	draft.due = wait;
	draft.search.had = wait.had;
	const owner = draft.currentOwner();
	const isOther = owner && owner.user !== wait.user && !escalation?.cover;
	if (isOther && !draft.hasLeft(owner)) {
		return keepAs(draft, draft.userOf(owner.user), OWNER, 'moved_meanwhile', 'owner');
	}
	if (draft.touch.event === 'replyDueSoon') return tell(draft, { about: 'dueSoon', to: null });
	draft.cover = escalation?.cover === true && owner !== null;
	return escalate(draft, wait, escalation);
}

/** Somebody answered, or the contact was closed, before the decision. */
function keepSettled(draft: DecisionDraft): Resolution {
	const owner = draft.currentOwner();
	// No ownership: whatever the owner had to do with the contact, a wait that is over adds nothing.
	return owner
		? draft.finish({ outcome: 'kept', user: draft.userOf(owner.user), by: 'owner' })
		: draft.finish({ outcome: 'unassigned' });
}

function escalate(draft: DecisionDraft, wait: OpenWait, escalation: Escalation | null): Resolution {
	if (!escalation) return tellNobodyElse(draft, null);
	const { replyTime } = escalation;
	const { atLast } = replyTime;
	const then = wait.level < replyTime.atMost ? replyTime.then : null;
	if (then?.type === 'tell') return tell(draft, { about: 'overdue', to: toldOf(draft, then) });
	const found = then && findNext(draft, then, wait, escalation);
	return found ?? decideAtLast(draft, atLast) ?? tellNobodyElse(draft, atLast);
}

/** Whoever gets the question after all others, and keeps it. */
function decideAtLast(draft: DecisionDraft, atLast: ReplyTarget | null): Resolution | null {
	if (atLast === null || atLast.type === 'nextOfRule') return null;
	draft.isLast = true;
	if (atLast.type === 'tell') return tell(draft, { about: 'overdue', to: toldOf(draft, atLast) });
	const found = findTarget(draft, atLast);
	draft.isLast = found !== null;
	return found;
}

function findNext(
	draft: DecisionDraft,
	then: Exclude<ReplyTarget, { type: 'tell' }>,
	{ rule }: OpenWait,
	{ steps }: Escalation,
): Resolution | null {
	if (then.type !== 'nextOfRule') return findTarget(draft, then);
	return rule === null ? decideSomebody(draft, null) : findNextOfRule(draft, steps);
}

/** Whom the rule of the question names, then the fallback. Of a rule that is gone all rules are asked. */
function findNextOfRule(draft: DecisionDraft, steps: Escalation['steps']): Resolution | null {
	for (const { rule: name, targets } of steps) {
		const rule = name === null ? null : draft.ruleOfWait(name);
		if (name !== null && !rule) return decideSomebody(draft, null);
		const answer = rule ? findForRule(draft, rule, targets) : findFallback(draft, targets);
		if (answer === NOBODY) return null;
		if (answer && answer !== 'next') return assign(draft, answer, rule ? 'rule' : 'fallback');
	}
	return null;
}

function findFallback({ search, boundSkills }: DecisionDraft, [target]: readonly Target[]): Answer {
	return target ? findForTarget(search, target, 'Fallback', boundSkills) : null;
}

function findTarget(draft: DecisionDraft, target: Target): Resolution | null {
	const answer = findForTarget(draft.search, target, REPLY_TIMES, NO_SKILLS);
	return answer === NOBODY ? null : assign(draft, answer, 'replyTime');
}

/** For an owner who is back, nobody has to cover any more. */
function assign(draft: DecisionDraft, answer: Answer, by: DecidedBy): Resolution | null {
	if (!answer || answer === NOBODY) return null;
	if (answer.user.id === draft.currentOwner()?.user) draft.cover = false;
	return draft.assign(answer, by);
}

function tellNobodyElse(draft: DecisionDraft, atLast: ReplyTarget | null): Resolution {
	const to = atLast?.type === 'user' ? draft.search.roster.find(atLast.user) : null;
	return tell(draft, { about: 'nobodyElse', to });
}

function toldOf(draft: DecisionDraft, { to }: Extract<ReplyTarget, { type: 'tell' }>): Tell['to'] {
	return to && draft.search.find(to, REPLY_TIMES, 'whom to tell');
}

/** The contact stays where it is. */
function tell(draft: DecisionDraft, what: Tell): Resolution {
	const { due } = draft;
	const to = what.to && { id: what.to.id, name: what.to.name, email: what.to.email };
	draft.tell = { about: what.about, to };
	draft.cover = false;
	const id = draft.currentOwner()?.user ?? due?.user;
	return id ? draft.keep(draft.userOf(id), 'replyTime') : draft.finish({ outcome: 'unassigned' });
}
