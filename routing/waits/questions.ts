import type { CompiledPlan } from '../compiledPlan';
import { DAY } from '../model/durations';
import { answersRating } from '../model/rating';
import type { LastReply } from '../model/reply';
import { fold } from '../model/text';
import type { Touch } from '../model/touch';
import { REPLIES_DEFAULTS, type Replies } from '../plan/replies';
import { compileRule } from '../rules/compileRule';
import type { TouchFacts } from '../rules/touchFacts';

/** A message that says it is older has a wrong clock: nobody delivers so late. */
const OLDEST = 30 * DAY;

/** When a question was asked: when its message was sent, as far as that can be, else now. */
export function askedAt({ touch, now }: TouchFacts): number {
	const time = messageOf(touch).time;
	const at = typeof time === 'string' ? Date.parse(time) : NaN;
	return at <= now && at > now - OLDEST ? at : now;
}

/**
 * Whether the contact waits for an answer because of this touch. Not who writes in a group, or only
 * rates or thanks.
 * @param lastReply the last answer of a human to the contact
 */
export function isQuestion(
	compiled: CompiledPlan,
	facts: TouchFacts,
	lastReply: LastReply | null,
): boolean {
	const { touch } = facts;
	// Meta's AI agent has passed the person on: what they asked it is not told.
	if (touch.event === 'escalation') return true;
	if (touch.event !== 'message') return false;
	const message = messageOf(touch);
	if (message.groupId || answersRating(message)) return false;
	const replies = compiled.plan.replies ?? REPLIES_DEFAULTS;
	const channel = channelOf(message);
	// Whether a call was taken is not told.
	if (channel === 'call' || (channel === 'email' && !replies.email)) return false;
	const isAfterAnswer = lastReply !== null && lastReply.at <= askedAt(facts);
	if (isAfterAnswer && saysNothing(message)) return false;
	return !needsNoAnswer(replies, compiled, facts);
}

type Message = Readonly<Record<string, unknown>>;

/** What providers tell of a message passes through routing unread, and so is of any type. */
function messageOf({ message }: Touch): Message {
	return isRecord(message) ? message : {};
}

function isRecord(value: unknown): value is Message {
	return typeof value === 'object' && value !== null;
}

/** HighLevel's word for a kind of message, in one spelling: of e-mails and calls of any provider the last one. */
function channelOf({ channel }: Message): string {
	return typeof channel === 'string' ? (fold(channel).split(/[_ ]/).pop() ?? '') : '';
}

const EMOJI =
	/^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d|\ufe0f|\s)*$/u;

/** A sticker, or emoji and nothing else. */
function saysNothing({ type, text }: Message): boolean {
	if (type === 'sticker') return true;
	// HighLevel says the kind of content, such as `text/plain`.
	const isText = typeof type !== 'string' || type.startsWith('text');
	return isText && typeof text === 'string' && text.trim() !== '' && EMOJI.test(text);
}

const compiledOnce = new WeakMap<Replies, ReturnType<typeof compileRule> | null>();

/** All that the plan asks of messages that need no answer is true. */
function needsNoAnswer(replies: Replies, compiled: CompiledPlan, facts: TouchFacts): boolean {
	let asked = compiledOnce.get(replies);
	if (asked === undefined) {
		const { noAnswerNeeded: when } = replies;
		compiledOnce.set(
			replies,
			(asked = when && compileRule({ off: false, when }, compiled.context)),
		);
	}
	if (!asked || asked.never !== null) return false;
	try {
		return asked.tests.every((test) => test.passes(facts));
	} catch {
		// A condition that cannot be evaluated is never true, as in a rule.
		return false;
	}
}
