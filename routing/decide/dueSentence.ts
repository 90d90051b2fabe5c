import type { Decision, Tell } from '../model/decision';
import { count } from '../model/text';
import type { Touch } from '../model/touch';

/**
 * The decision about an answer that is overdue, or nearly.
 * @param sentence what any decision of this kind would say
 * @param skipped who could not get the contact and why, in words
 */
export function dueSentence(
	decision: Decision,
	wait: Touch['wait'],
	sentence: string,
	skipped: string,
): string {
	const { user, team, tell, rule, receipt } = decision;
	const unanswered = unansweredWords(decision, wait);
	if (tell) return toldSentence(decision, tell, unanswered, skipped);
	if (receipt.candidates.some(({ reason }) => reason === 'moved_meanwhile')) {
		return `${user?.name ?? ''} got this contact since and keeps it.`;
	}
	if (!user || rule?.kind === 'owner') {
		return 'This contact does not wait for this answer any more, so nothing changes.';
	}
	if (rule?.kind !== 'replyTime') return `${sentence} It goes on because ${unanswered}.`;
	const place = team === null ? '' : ` from the team '${team}'`;
	return `Reply Times chose ${user.name}${place}, because ${unanswered}${skipped && `; ${skipped}`}.`;
}

function toldSentence(
	{ user }: Decision,
	{ about, to }: Tell,
	unanswered: string,
	skipped: string,
): string {
	const told = to ? ` ${to.name} is to be told.` : '';
	if (about === 'dueSoon') return `${capital(unanswered)}, and the time is nearly over.${told}`;
	const stays = user ? `${user.name} keeps this contact` : 'nobody owns this contact';
	if (about === 'overdue') return `${capital(unanswered)}; ${stays}.${told}`;
	const others = `nobody else can get it${skipped && `: ${skipped}`}`;
	return `${capital(unanswered)}; ${stays}, because ${others}.${told}`;
}

function unansweredWords({ receipt }: Decision, wait: Touch['wait']): string {
	const { person, minutes } = wait ?? {};
	const seen = receipt.candidates.find(({ userId }) => userId !== null && userId === person?.id);
	const name = person ? (person.name ?? seen?.user ?? person.id) : null;
	const since = typeof minutes === 'number' ? `for ${count(minutes, 'minute')}` : 'in time';
	return name === null ? `nobody has answered ${since}` : `${name} has not answered ${since}`;
}

function capital(text: string): string {
	return text.slice(0, 1).toUpperCase() + text.slice(1);
}
