import type { Roster } from '../availability/roster';
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
	roster: Roster,
): string {
	const { user, team, tell, rule, receipt } = decision;
	const about = unansweredOf(decision, wait, roster);
	if (tell) return toldSentence(decision, tell, about, skipped);
	if (receipt.candidates.some(({ reason }) => reason === 'moved_meanwhile')) {
		return `${user?.name ?? ''} got this contact since and keeps it.`;
	}
	if (!user || rule?.kind === 'owner') {
		return 'This contact does not wait for this answer any more, so nothing changes.';
	}
	if (rule?.kind !== 'replyTime') return `${sentence} It goes on because ${inside(about)}.`;
	const place = team === null ? '' : ` from the team '${team}'`;
	return `Reply Times chose ${user.name}${place}, because ${inside(about)}${skipped && `; ${skipped}`}.`;
}

function toldSentence(
	{ user }: Decision,
	{ about, to }: Tell,
	{ unanswered, isOwner }: Unanswered,
	skipped: string,
): string {
	const told = to ? ` ${to.name} is to be told.` : '';
	if (about === 'dueSoon') return `${unanswered}, and the time is nearly over.${told}`;
	const others = skipped && `: ${skipped}`;
	if (!user) return `${unanswered}, and nobody can get this contact${others}.${told}`;
	const keeps = isOwner ? ' and keeps this contact' : `; ${user.name} keeps this contact`;
	const why = about === 'nobodyElse' ? `, because nobody else can get it${others}` : '';
	return `${unanswered}${keeps}${why}.${told}`;
}

interface Unanswered {
	/** Who has not answered for how long, in words. */
	unanswered: string;
	/** That is who owns the contact. */
	isOwner: boolean;
}

function unansweredOf({ user }: Decision, wait: Touch['wait'], roster: Roster): Unanswered {
	const { person, minutes } = wait ?? {};
	const name = person && (roster.byId(person.id)?.name ?? person.name ?? person.id);
	const since = sinceWords(minutes);
	const isOwner = user !== null && user.id === person?.id;
	const has = name ? `${name} has not answered` : 'Nobody has answered';
	return { unanswered: `${has} ${since}`, isOwner };
}

function sinceWords(minutes: number | null | undefined): string {
	if (typeof minutes !== 'number') return 'in time';
	// On the canvas it is asked about those, too, whose time has just begun.
	return minutes < 1 ? 'yet' : `for ${count(minutes, 'minute')}`;
}

/** Within a sentence. */
function inside({ unanswered }: Unanswered): string {
	return unanswered.replace(/^Nobody /, 'nobody ');
}
