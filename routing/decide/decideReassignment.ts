import type { CompiledPlan } from '../compiledPlan';
import type { Decision, User } from '../model/decision';
import type { Roster } from '../availability/staff';
import type { Target } from '../plan/plan';
import type { ContactOwners } from '../model/state';
import type { Found, Search } from './candidateSearch';
import type { Reassign, Touch } from '../model/touch';

/** Who works through many contacts at once knows them from HighLevel, which knows no account. */
export function withKnownAccount(touch: Touch, owners: ContactOwners | null): Touch {
	const id = owners?.primary ? owners.slots[owners.primary]?.account : null;
	if (!touch.reassign || !id || touch.account?.id) return touch;
	return { ...touch, account: { ...touch.account, id } };
}

/** Whether a rule's target means this user, available or not. */
export function namesUser(
	compiled: CompiledPlan,
	roster: Roster,
	target: Target,
	{ id }: User,
): boolean {
	switch (target.type) {
		case 'user':
			return roster.find(target.user)?.id === id;
		case 'team':
		case 'firstWorkingNext': {
			const team = compiled.team(target.team);
			const members = team ? roster.membersOf(team) : [];
			return members.some(({ user }) => roster.find(user)?.id === id);
		}
		case 'previousOwner':
			return true;
		case 'nextRule':
			return false;
	}
}

/**
 * The person whose contact this was. Working hours and load do not matter, because it was theirs
 * before; null when they are still away or have left.
 */
export function giveBack(search: Search, { to }: Reassign): Found | null {
	const user = to && search.roster.byId(to.id);
	if (!user) {
		search.miss(to?.name ?? to?.id ?? '', 'Hand back', 'unknown_user');
		return null;
	}
	const trace = search.consider(user, 'Hand back', []);
	if (trace.reason === 'away' || trace.reason === 'paused') return null;
	if (!trace.passed) trace.detail = trace.reason;
	trace.reason = 'handed_back';
	trace.passed = true;
	trace.chosen = true;
	return { user, team: null, turns: {}, tieBreak: null };
}

/**
 * The decision about a contact that is moved together with others.
 * @param sentence what any decision of this kind would say
 */
export function describeMove(decision: Decision, reassign: Reassign, sentence: string): string {
	if (reassign.kind === 'handBack') return describeHandBack(decision, reassign);
	const { outcome, user, receipt } = decision;
	if (receipt.candidates.some(({ reason }) => reason === 'moved_meanwhile')) {
		return `${user?.name ?? ''} got this contact since and keeps it.`;
	}
	if (outcome === 'kept') return sentence;
	if (user) return `${sentence} It moves because ${why(reassign)}.`;
	return `${sentence} It was to move because ${why(reassign)}, and stays with its owner for now.`;
}

function describeHandBack({ outcome, user, receipt }: Decision, { from, to }: Reassign): string {
	const person = nameOf(to);
	if (outcome === 'assigned') {
		return `${person} is back and gets this contact back from ${nameOf(from)}.`;
	}
	if (!user) return `Nobody owns this contact any more, so it does not go back to ${person}.`;
	if (user.id === to?.id) return `${person} has this contact already.`;
	const moved = receipt.candidates.some(({ reason }) => reason === 'moved_meanwhile');
	if (moved) {
		return `${user.name} got this contact after it was handed over and keeps it: it does not go back to ${person}.`;
	}
	const left = receipt.candidates.some(({ reason }) => reason === 'unknown_user');
	const reason = left ? 'is not in this HighLevel location any more' : 'is still away';
	return `${user.name} keeps this contact, because ${person} ${reason}.`;
}

function why({ kind, from, until }: Reassign): string {
	if (kind === 'account') return 'the rules of its account changed';
	if (kind === 'handOver') return `${nameOf(from)} is away${until ? ` until ${day(until)}` : ''}`;
	return `${nameOf(from)} leaves`;
}

function nameOf(person: Reassign['from']): string {
	return person?.name ?? person?.id ?? 'somebody';
}

/** The date of an instant as it was written, in its own time zone. */
function day(at: string): string {
	return at.slice(0, 10);
}
