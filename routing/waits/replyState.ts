import { HOUR } from '../model/durations';
import type { ReplyState, User } from '../model/decision';
import type { ContactWaits, WaitChange } from '../model/wait';
import { REPLIES_DEFAULTS, type Replies } from '../plan/replies';

/** How it stands with the answers to a contact after these changes. */
export function replyState(
	{ open, lastReply }: ContactWaits,
	changes: readonly WaitChange[],
	replies: Replies = REPLIES_DEFAULTS,
	now: number,
	userOf: (id: string) => User,
): ReplyState {
	const ended = new Set(changes.flatMap((one) => (one.type === 'waitEnded' ? [one.wait] : [])));
	const opened = changes.flatMap((one) => (one.type === 'waitOpened' ? [one.wait] : []));
	// A message that comes late may have its answer already.
	const unanswered = opened.filter(({ askedAt }) => lastReply === null || askedAt >= lastReply.at);
	const waits = [...open.filter(({ id }) => !ended.has(id)), ...unanswered];
	const asked = waits.map(({ askedAt }) => askedAt);
	const since = asked.length > 0 ? Math.min(...asked) : null;
	const by = lastReply?.user ?? null;
	return {
		waitingSince: isoOf(since),
		lastReplyAt: isoOf(lastReply?.at ?? null),
		lastReplyBy: by === null ? null : userOf(by),
		personIsOnIt: lastReply !== null && now - lastReply.at < replies.personIsOnItHours * HOUR,
	};
}

function isoOf(at: number | null): string | null {
	return at === null ? null : new Date(at).toISOString();
}
