import type { Decision } from '../model/decision';
import type { Reassign } from '../model/touch';

/**
 * The decision about a contact that is moved together with others.
 * @param sentence what any decision of this kind would say
 */
export function reassignmentSentence(
	decision: Decision,
	reassign: Reassign,
	sentence: string,
): string {
	if (reassign.kind === 'handBack') return handBackSentence(decision, reassign, sentence);
	const { outcome, user, receipt } = decision;
	if (receipt.candidates.some(({ reason }) => reason === 'moved_meanwhile')) {
		return `${user?.name ?? ''} got this contact since and keeps it.`;
	}
	if (outcome === 'kept') return sentence;
	const moves = why(decision, reassign);
	if (user) return `${sentence} It moves because ${moves}.`;
	return `${sentence} It was to move because ${moves}, and stays with its owner for now.`;
}

function handBackSentence(decision: Decision, { from, to }: Reassign, sentence: string): string {
	const { outcome, user, rule, receipt } = decision;
	const person = nameOf(to, decision);
	// Whoever stood in has left, so the rules were asked.
	if (outcome === 'waiting' || (rule && rule.kind !== 'owner')) return sentence;
	if (outcome === 'assigned') {
		return `${person} is back and gets this contact back from ${nameOf(from, decision)}.`;
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

function why(decision: Decision, { kind, from, until }: Reassign): string {
	if (kind === 'account') return 'the rules of its account changed';
	if (kind === 'handOver')
		return `${nameOf(from, decision)} is away${until ? ` until ${day(until)}` : ''}`;
	return `${nameOf(from, decision)} leaves`;
}

/** By name, when the reassignment or anybody's look at them knows it. */
function nameOf(person: Reassign['from'], { receipt }: Decision): string {
	const seen = receipt.candidates.find(({ userId }) => userId !== null && userId === person?.id);
	return person?.name ?? seen?.user ?? person?.id ?? 'somebody';
}

/** The date of an instant as it was written, in its own time zone. */
function day(at: string): string {
	return at.slice(0, 10);
}
