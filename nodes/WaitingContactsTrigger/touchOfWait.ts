import type { HighLevelContact } from '../../highlevel/contact';
import type { KeptWait } from '../../ledger/waits';
import { MINUTE } from '../../routing/model/durations';
import type { Touch, TouchWait } from '../../routing/model/touch';

/** What is known of a wait beside what the ledger keeps. */
export interface WaitFacts {
	/** Name of who has to answer, null when it is not known. */
	name: string | null;
	/** How much of the time since the person got it was working time, milliseconds; null: not known. */
	workedMs: number | null;
	/** As HighLevel shows the contact now; null when it was not asked, or has no such contact. */
	contact: HighLevelContact | null;
}

type WaitEvent = 'noReply' | 'replyDueSoon';

/** The same for the same person's time, so that it is decided once. */
export function keyOfWait(event: WaitEvent, { id, level }: KeptWait): string {
	return `${event === 'noReply' ? 'wait' : 'waitSoon'}:${id}:${level}`;
}

/** The touch of an answer that is overdue, or soon. */
export function touchOfWait(
	event: WaitEvent,
	wait: KeptWait,
	facts: WaitFacts,
	now: number,
): Touch {
	const { touch, had } = wait;
	return {
		// First, so that the editor shows it without scrolling.
		wait: waitOf(wait, facts, now),
		...touch,
		key: keyOfWait(event, wait),
		event,
		contact: { ...touch.contact, ...shownBy(facts.contact) },
		excludedUsers: event === 'noReply' ? [...had] : [],
	};
}

function waitOf(wait: KeptWait, { name, workedMs }: WaitFacts, now: number): TouchWait {
	const { id, user, askedAt, givenAt, dueAt, level } = wait;
	return {
		person: user === null ? null : { id: user, name },
		askedAt: iso(askedAt),
		givenAt: iso(givenAt),
		dueAt: dueAt === null ? null : iso(dueAt),
		minutes: minutes(now - askedAt),
		workingMinutes: workedMs === null ? null : minutes(workedMs),
		lateMinutes: dueAt === null ? null : minutes(now - dueAt),
		level,
		id,
	};
}

/** What HighLevel shows of a contact, as far as touches say it. */
function shownBy(contact: HighLevelContact | null): Partial<Touch['contact']> {
	if (!contact) return {};
	const { contactId: id, name, ownerId, tags, source, phone } = contact;
	const { attributionSource, lastAttributionSource } = contact;
	return {
		id,
		...(name !== null && { name }),
		ownerId,
		tags,
		source,
		existed: true,
		...(phone !== null && { phone }),
		attributionSource,
		lastAttributionSource,
	};
}

function iso(time: number): string {
	return new Date(time).toISOString();
}

/** Whole ones that have passed. */
function minutes(milliseconds: number): number {
	return Math.floor(Math.max(milliseconds, 0) / MINUTE);
}
