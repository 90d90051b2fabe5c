import type { Dimensions, WaitPart } from '../../ledger/facts';
import { MINUTE } from '../../routing/model/durations';

/** How a wait was left, for a curve of it: answered, or cut for another reason. */
export type QuestionEnd =
	| 'answered'
	/** Somebody else got it, and it is not known how it went on: by hand, or as part of another. */
	| 'moved'
	| 'closed'
	| 'silent'
	| 'forgotten'
	| 'open';

/**
 * Whole minutes. Until an answer they are rounded up, so that within 15 minutes is within 15 minutes;
 * until any other end, or until now, down: so long it was surely waited for.
 */
export interface Minutes {
	working: number;
	all: number;
}

/**
 * The whole wait of a contact, through all who had the question. `user`, `team`, `account`, `rule` and
 * `source` are those of the first part.
 */
export interface Question extends Dimensions {
	/** ID of its chain. */
	id: string;
	/** Milliseconds since 1970. */
	askedAt: number;
	minutes: Minutes;
	end: QuestionEnd;
	outsideHours: boolean | null;
	/** How often it was escalated. */
	escalated: number;
}

/** How one person's part of a wait ended: by their own answer, or cut. */
export type OwnWaitEnd =
	| 'answered'
	/** A colleague answered. */
	| 'answeredByOther'
	| 'escalated'
	| 'moved'
	| 'closed'
	| 'silent'
	| 'forgotten'
	| 'open';

/** What one person had of a wait. Minutes go from when they got it. */
export interface OwnWait extends Dimensions {
	user: string;
	askedAt: number;
	minutes: Minutes;
	end: OwnWaitEnd;
	outsideHours: boolean | null;
	/** Of one that was escalated: after how many minutes it was due to be; else null. */
	dueMinutes: Minutes | null;
}

/**
 * The parts of each question, in the order in which people had it.
 * @param parts those of one question one after the other
 */
export function chainsOf(parts: readonly WaitPart[]): WaitPart[][] {
	const chains: WaitPart[][] = [];
	let last: WaitPart[] = [];
	for (const part of parts) {
		if (last[0]?.chain === part.chain) last.push(part);
		else chains.push((last = [part]));
	}
	for (const chain of chains) if (chain.length > 1) chain.sort(byBeginning);
	return chains;
}

/**
 * What a contact had of a question.
 * @param chain its parts, as {@link chainsOf} has them
 * @param now until when open ones go, milliseconds since 1970
 */
export function questionOf(chain: readonly WaitPart[], now: number): Question {
	const first = chain[0] as WaitPart;
	const answer = answerIn(chain);
	const last = chain[chain.length - 1] as WaitPart;
	const end = answer === null ? endOf(last) : 'answered';
	let [worked, escalated] = [0, 0];
	// Of each million of questions: spread and `reduce` would take a second.
	for (const part of chain) {
		worked += workedUntil(part, answer);
		if (part.ended === 'escalated' && answerOf(part) === null) escalated++;
	}
	return {
		user: first.user,
		team: first.team,
		account: first.account,
		rule: first.rule,
		source: first.source,
		id: first.chain,
		askedAt: first.askedAt,
		minutes: minutesOf((answer ?? last.endedAt ?? now) - first.askedAt, worked, end === 'answered'),
		end,
		outsideHours: first.outsideHours,
		escalated,
	};
}

/**
 * What people had of a question. Whoever got it after it had been answered, because nobody knew of it
 * yet, had nothing of it.
 * @param chain its parts, as {@link chainsOf} has them
 * @param now until when open ones go, milliseconds since 1970
 */
export function ownWaitsOf(chain: readonly WaitPart[], now: number): OwnWait[] {
	const answer = answerIn(chain);
	const waits: OwnWait[] = [];
	for (const part of chain) {
		const { user, givenAt } = part;
		const isTooLate = answer !== null && answer < givenAt;
		if (user !== null && !isTooLate) waits.push(ownWaitOf(part, user, now));
	}
	return waits;
}

function ownWaitOf(part: WaitPart, user: string, now: number): OwnWait {
	const { team, account, rule, source, askedAt, givenAt, endedAt, outsideHours } = part;
	const answer = answerOf(part);
	const end = ownEndOf(part);
	return {
		user,
		team,
		account,
		rule,
		source,
		askedAt,
		minutes: minutesOf(
			(answer ?? endedAt ?? now) - givenAt,
			workedUntil(part, answer),
			end === 'answered',
		),
		end,
		outsideHours,
		dueMinutes: end === 'escalated' ? dueMinutesOf(part) : null,
	};
}

/** Of working time no more is known than until it was taken away, a moment after it was due. */
function dueMinutesOf({ dueAt, givenAt, workingMs }: WaitPart): Minutes | null {
	if (dueAt === null) return null;
	const all = roundedUp(Math.max(0, dueAt - givenAt));
	return { all, working: Math.min(all, roundedDown(Math.max(0, workingMs))) };
}

/** An answer of which nobody knows who gave it is taken for that of whoever had the question. */
function ownEndOf(part: WaitPart): OwnWaitEnd {
	if (answerOf(part) === null) return part.ended ?? 'open';
	return part.answeredBy === null || part.answeredBy === part.user ? 'answered' : 'answeredByOther';
}

function endOf({ ended }: WaitPart): QuestionEnd {
	if (ended === null) return 'open';
	return ended === 'escalated' ? 'moved' : ended;
}

/** When a part was answered, also when that became known after it had gone on to somebody else. */
function answerOf({ ended, endedAt, answeredAt }: WaitPart): number | null {
	if (ended === 'answered') return answeredAt ?? endedAt;
	return answeredAt !== null && endedAt !== null && answeredAt <= endedAt ? answeredAt : null;
}

function answerIn(chain: readonly WaitPart[]): number | null {
	let first: number | null = null;
	for (const part of chain) {
		const answer = answerOf(part);
		if (answer !== null && (first === null || answer < first)) first = answer;
	}
	return first;
}

/** How many milliseconds of a part whoever had it worked, as far as it came before the answer. */
function workedUntil({ workingMs, givenAt }: WaitPart, answer: number | null): number {
	return answer === null ? workingMs : Math.max(0, Math.min(workingMs, answer - givenAt));
}

function minutesOf(allMs: number, workingMs: number, isAnswered: boolean): Minutes {
	const [all, working] = [Math.max(0, allMs), Math.max(0, workingMs)];
	return isAnswered
		? { all: roundedUp(all), working: roundedUp(working) }
		: { all: roundedDown(all), working: roundedDown(working) };
}

function roundedUp(ms: number): number {
	return Math.ceil(ms / MINUTE);
}

function roundedDown(ms: number): number {
	return Math.floor(ms / MINUTE);
}

/** The first part of a chain has its name. */
function byBeginning(one: WaitPart, other: WaitPart): number {
	const earlier = one.givenAt - other.givenAt || endTime(one) - endTime(other);
	if (earlier !== 0) return earlier;
	return Number(other.id === other.chain) - Number(one.id === one.chain);
}

function endTime({ endedAt }: WaitPart): number {
	return endedAt ?? Number.MAX_SAFE_INTEGER;
}
