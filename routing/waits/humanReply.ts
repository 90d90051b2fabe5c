import type { KeptPlan } from '../keptPlan';
import type { ReplyVerdict, ReplyWay } from '../model/reply';
import { fold } from '../model/text';
import { findUser } from '../model/user';
import { REPLIES_DEFAULTS, type Replies } from '../plan/replies';

/** What one of the ways tells of a message. Words are HighLevel's, in any spelling. */
export interface MessageFacts {
	/** `phone`: an echo of the WhatsApp Business app, or what a gateway says that the phone sent. */
	from: 'highLevel' | 'phone';
	/** Null when it does not say; what comes from the phone is outbound. */
	direction: string | null;
	/** Such as sent, delivered, failed, undelivered, scheduled. */
	status: string | null;
	/** Such as TYPE_WHATSAPP, SMS, CALL, TYPE_INTERNAL_COMMENT, TYPE_ACTIVITY_CONTACT, Email. */
	type: string | null;
	/** Such as app, workflow, campaign, bulk_actions, api; null when it says none. */
	source: string | null;
	/** HighLevel's ID of who sent it; null when it does not say. */
	userId: string | null;
	/** Of calls only. */
	call: { status: string | null; seconds: number | null } | null;
	/** Of what comes from the phone only: Meta's own bot wrote it. */
	byBot: boolean;
}

/** Why a message is an answer of a human or not. The texts go into the documentation. */
export const REPLY_REASONS = {
	not_outbound: { verdict: 'none', meaning: 'The contact wrote it.' },
	not_delivered: { verdict: 'none', meaning: 'It failed, or was not delivered.' },
	not_sent_yet: { verdict: 'none', meaning: 'It is scheduled for later.' },
	no_message: {
		verdict: 'none',
		meaning:
			'It is no message to the contact: an activity, an internal comment, a review request or a reaction.',
	},
	email: { verdict: 'none', meaning: "It is an e-mail, and 'E-Mails Are Answers' is off." },
	bot_user: { verdict: 'bot', meaning: "Its sender is one of the 'Users Who Are Bots'." },
	automation: { verdict: 'bot', meaning: 'A workflow, a campaign or a bulk action sent it.' },
	call: { verdict: 'person', meaning: 'A call that was completed and lasted 20 seconds or more.' },
	call_not_taken: {
		verdict: 'none',
		meaning: 'A call that was not completed, went to voicemail or lasted less than 20 seconds.',
	},
	call_unclear: { verdict: 'unclear', meaning: 'A call of which it is not said how it ended.' },
	app: { verdict: 'person', meaning: 'Somebody sent it in HighLevel.' },
	phone: {
		verdict: 'person',
		meaning: 'Somebody sent it in the WhatsApp Business app; it does not say who.',
	},
	phone_bot: { verdict: 'bot', meaning: "Meta's own bot sent it." },
	api_person: {
		verdict: 'person',
		meaning: "It came through the API, and 'Messages Sent Through the API' are of people.",
	},
	api_bot: {
		verdict: 'bot',
		meaning: "It came through the API, and 'Messages Sent Through the API' are of bots.",
	},
	api_unclear: {
		verdict: 'unclear',
		meaning: "It came through the API, and 'Messages Sent Through the API' does not say of whom.",
	},
	unknown: { verdict: 'unclear', meaning: 'HighLevel tells of it in words that are not known.' },
} as const satisfies Readonly<Record<string, { verdict: ReplyVerdict; meaning: string }>>;

export type ReplyReason = keyof typeof REPLY_REASONS;

/** What a message of ours is. */
export interface Judgement {
	verdict: ReplyVerdict;
	how: ReplyWay;
	/** HighLevel's ID of who answered; null when it is not known. */
	user: string | null;
	reason: ReplyReason;
}

/** What a plan says of answers, ready to be asked. */
export interface AnswerSettings extends Pick<Replies, 'apiMessages' | 'email'> {
	/** HighLevel's IDs. */
	bots: ReadonlySet<string>;
}

/** @param kept the plan that decided last; null when none has yet */
export function answerSettings(kept: Pick<KeptPlan, 'plan' | 'staff'> | null): AnswerSettings {
	const { bots, apiMessages, email } = kept?.plan.replies ?? REPLIES_DEFAULTS;
	const ids = bots.flatMap((bot) =>
		// A bot that HighLevel does not list, such as one of the agency, is known by its ID all the same.
		bot.by === 'id' ? [bot.value] : (findUser(kept?.staff.users ?? [], bot)?.id ?? []),
	);
	return { bots: new Set(ids), apiMessages, email };
}

/** A shorter call is taken for one that a machine took, or nobody. */
const SHORTEST_CALL_SECONDS = 20;

/** A message with its words in one spelling. */
interface Message extends MessageFacts {
	/** Without HighLevel's `TYPE_`. */
	type: string;
}

type Rule = (message: Message, settings: AnswerSettings) => ReplyReason | null;

/** The first that knows decides. A call is no message that somebody wrote, so that its own rule knows it. */
const RULES: readonly Rule[] = [
	({ from, direction }) => {
		const isOurs = direction === 'outbound' || (direction === null && from === 'phone');
		if (isOurs) return null;
		return direction === null ? 'unknown' : 'not_outbound';
	},
	({ status }) => (status !== null && FAILED.has(status) ? 'not_delivered' : null),
	({ status }) => (status === 'scheduled' ? 'not_sent_yet' : null),
	({ type }) => (NO_MESSAGE.test(type) ? 'no_message' : null),
	({ type }, { email }) =>
		!email && /^(?:custom_|custom_provider_)?email$/.test(type) ? 'email' : null,
	({ userId }, { bots }) => (userId !== null && bots.has(userId) ? 'bot_user' : null),
	({ source, type }) => {
		const isAutomatic = AUTOMATIC.has(source ?? '') || AUTOMATIC_TYPE.test(type);
		return isAutomatic ? 'automation' : null;
	},
	callReason,
	({ source, from }) => (source === 'app' && from === 'highLevel' ? 'app' : null),
	({ from, byBot }) => (from === 'phone' ? (byBot ? 'phone_bot' : 'phone') : null),
	({ source }, { apiMessages }) =>
		source === null || source === 'api' ? (`api_${apiMessages}` as const) : null,
];

const FAILED: ReadonlySet<string> = new Set(['failed', 'undelivered', 'opt_out']);
const AUTOMATIC: ReadonlySet<string> = new Set(['workflow', 'campaign', 'bulk_actions']);
const NO_MESSAGE =
	/^activity|internal_?comment|review|reaction|no_show_request|info_message|form_submission/;
/** What a person does by hand within a campaign is not automatic. */
const AUTOMATIC_TYPE = /^campaign_(?!manual)|^ivr_call$/;
const CALL = /(?:^|_)call$/;

function callReason({ type, call }: Message): ReplyReason | null {
	if (!CALL.test(type) && call === null) return null;
	const { status = null, seconds = null } = call ?? {};
	if (status === null) return 'call_unclear';
	if (fold(status) !== 'completed') return 'call_not_taken';
	if (seconds === null) return 'call_unclear';
	return seconds >= SHORTEST_CALL_SECONDS ? 'call' : 'call_not_taken';
}

/** Whether a message is an answer of a human, by the first rule that knows. */
export function humanReply(facts: MessageFacts, settings: AnswerSettings): Judgement {
	const message = inOneSpelling(facts);
	const reason = firstOf(message, settings);
	const how = reason.startsWith('call') ? 'call' : facts.from;
	const isTold = facts.from === 'highLevel';
	return {
		verdict: REPLY_REASONS[reason].verdict,
		how,
		user: isTold ? message.userId : null,
		reason,
	};
}

function firstOf(message: Message, settings: AnswerSettings): ReplyReason {
	for (const rule of RULES) {
		const reason = rule(message, settings);
		if (reason !== null) return reason;
	}
	return 'unknown';
}

function inOneSpelling(facts: MessageFacts): Message {
	const { direction, status, type, source, userId } = facts;
	const word = (text: string | null) => fold(text ?? '') || null;
	return {
		...facts,
		direction: word(direction),
		status: word(status),
		type: fold(type ?? '').replace(/^type_/, ''),
		source: word(source),
		userId: userId?.trim() || null,
	};
}
