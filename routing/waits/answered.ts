import type { Reply } from '../model/reply';
import type { ContactOwners } from '../model/state';
import type { OpenWait, WaitChange } from '../model/wait';
import { WHOLE } from '../model/slots';
import { openedAgain } from './escalation';
import type { WaitClock } from './waitClock';

/** What a wait is answered by. */
export type Answer = Pick<Reply, 'at' | 'user' | 'account' | 'how'>;

/** What comes of an answer. */
export type AnswerChange = Extract<WaitChange, { type: 'waitEnded' | 'waitOpened' }>;

/**
 * What the answer of a human makes of a contact's open waits. It ends those that were asked before it:
 * of the account that it names, or else of the parts of the contact that are its writer's, or else all.
 * What the contact asked after it is a wait of its own. A part of a chain that began after the answer,
 * because nobody knew of it yet, ends as it begins.
 * @param clockOf how time passes for who has to answer; null when the plan is not known any more, then
 * all of it counts
 */
export function answered(
	answer: Answer,
	waits: readonly OpenWait[],
	owners: ContactOwners | null,
	clockOf: (wait: OpenWait) => WaitClock | null,
): AnswerChange[] {
	// What was asked later says nothing of what the answer is about.
	const asked = waits.filter((wait) => wait.askedAt < answer.at);
	return asked
		.filter(concernedBy(answer, asked, owners))
		.flatMap((wait) => endedBy(answer, wait, clockOf(wait)));
}

/**
 * The contact asked at one more time, before or after what is known. Who has had the question since it
 * was asked has had it since then.
 */
export function withAsk<Asked extends Pick<OpenWait, 'askedAt' | 'givenAt' | 'laterAsks'>>(
	wait: Asked,
	at: number,
): Asked {
	const asks = [...new Set([wait.askedAt, ...wait.laterAsks, at])].sort((a, b) => a - b);
	const [askedAt = at, ...laterAsks] = asks;
	const givenAt = wait.givenAt === wait.askedAt ? askedAt : wait.givenAt;
	return { ...wait, askedAt, givenAt, laterAsks: laterAsks.slice(-MOST_ASKS) };
}

/** Whoever writes more often without an answer is not asked about the first of them. */
const MOST_ASKS = 50;

/** Which waits an answer is about, by what was whose when it was given: it may become known later. */
function concernedBy(
	answer: Answer,
	waits: readonly OpenWait[],
	owners: ContactOwners | null,
): (wait: OpenWait) => boolean {
	const { account, user, at } = answer;
	if (account !== null) return (wait) => wait.account === null || wait.account === account;
	if (user === null) return () => true;
	const owned = ownedBy(user, at, owners);
	const theirs = (wait: OpenWait) => owned.has(wait.slot) || hadAt(wait, user, at);
	return owned.size > 0 || waits.some(theirs) ? theirs : () => true;
}

/** Whether somebody had a question at an instant, as far as that is known. */
function hadAt(wait: OpenWait, user: string, at: number): boolean {
	return wait.had.includes(user) && (wait.user !== user || wait.givenAt <= at);
}

/** The parts of a contact that were somebody's at an instant. */
function ownedBy(user: string, at: number, owners: ContactOwners | null): ReadonlySet<string> {
	const { primary = null, slots = {} } = owners ?? {};
	const owned = new Set<string>();
	for (const [name, slot] of Object.entries(slots)) {
		// Whom HighLevel showed before owned the primary part; of others the question says who had it.
		const before = name === (primary ?? WHOLE) ? slot.replaced : null;
		const owner = slot.at <= at ? slot.user : before;
		if (owner !== user) continue;
		owned.add(name);
		// What was decided with owners of parts counts for the whole, when the policy has changed.
		if (name === primary && !slots[WHOLE]) owned.add(WHOLE);
	}
	return owned;
}

function endedBy(answer: Answer, wait: OpenWait, clock: WaitClock | null): AnswerChange[] {
	const at = Math.max(answer.at, wait.givenAt);
	const workingMs = clock?.workedMs(wait, wait.givenAt, at) ?? at - wait.givenAt;
	const ended = { type: 'waitEnded', wait: wait.id, ended: 'answered', at, workingMs } as const;
	const unanswered = wait.laterAsks.filter((asked) => asked >= answer.at);
	const next = openedAgain(wait, unanswered, clock);
	return next ? [ended, { type: 'waitOpened', wait: next }] : [ended];
}
