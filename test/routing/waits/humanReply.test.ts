import { plan, USERS, byId } from '../builders';
import {
	REPLY_REASONS,
	answerSettings,
	humanReply,
	type MessageFacts,
	type ReplyReason,
} from '../../../routing/waits/humanReply';
import { keptPlanIn } from './kept';

const typed: MessageFacts = {
	from: 'highLevel',
	direction: 'outbound',
	status: 'delivered',
	type: 'TYPE_WHATSAPP',
	source: 'app',
	userId: 'u1',
	call: null,
	byBot: false,
};
const echo: MessageFacts = {
	...typed,
	from: 'phone',
	direction: null,
	status: null,
	type: null,
	source: null,
	userId: null,
};
const call = (status: string | null, seconds: number | null): MessageFacts => ({
	...typed,
	type: 'TYPE_CALL',
	source: null,
	call: { status, seconds },
});

function settings(replies: Record<string, unknown> = {}) {
	return answerSettings(keptPlanIn(plan({ replies }), USERS));
}

function judged(facts: Partial<MessageFacts>, replies: Record<string, unknown> = {}) {
	return humanReply({ ...typed, ...facts }, settings(replies));
}

/** Every reason with what it comes of. */
const CASES: Readonly<Record<ReplyReason, ReturnType<typeof judged>>> = {
	not_outbound: judged({ direction: 'inbound' }),
	not_delivered: judged({ status: 'failed' }),
	not_sent_yet: judged({ status: 'scheduled' }),
	no_message: judged({ type: 'TYPE_INTERNAL_COMMENT' }),
	email: judged({ type: 'Email' }),
	bot_user: judged({ userId: 'u2' }, { bots: [{ by: 'email', value: 'BEN@example.com' }] }),
	automation: judged({ source: 'workflow' }),
	call: humanReply(call('completed', 20), settings()),
	call_not_taken: humanReply(call('voicemail', 60), settings()),
	call_unclear: humanReply(call(null, null), settings()),
	app: judged({}),
	phone: judged(echo),
	phone_bot: judged({ ...echo, byBot: true }),
	api_person: judged({ source: 'api' }, { apiMessages: 'person' }),
	api_bot: judged({ source: 'api' }, { apiMessages: 'bot' }),
	api_unclear: judged({ source: 'api' }),
	unknown: judged({ source: 'telepathy' }),
};

it.each(Object.entries(CASES))('%s is told', (reason, found) => {
	expect(found.reason).toBe(reason);
	expect(found.verdict).toBe(REPLY_REASONS[reason as ReplyReason].verdict);
});

it('somebody who typed in HighLevel is known, if HighLevel says who', () => {
	expect(judged({})).toEqual({ verdict: 'person', how: 'highLevel', user: 'u1', reason: 'app' });
	expect(judged({ userId: null }).user).toBeNull();
	expect(judged({ userId: ' ' }).user).toBeNull();
});

it('whoever typed on the phone is not known', () => {
	expect(judged({ ...echo, userId: 'u1' })).toEqual({
		verdict: 'person',
		how: 'phone',
		user: null,
		reason: 'phone',
	});
});

describe('the order of the rules', () => {
	const apiPerson = { apiMessages: 'person' };
	const bots = { bots: [byId('u1'), byId('agency-bot')] };

	it('a message that did not reach the contact is no answer, whoever wrote it', () => {
		expect(judged({ status: 'undelivered' }).verdict).toBe('none');
		expect(judged({ status: 'Failed', source: 'workflow' }, bots).reason).toBe('not_delivered');
		expect(judged({ ...echo, status: 'failed' }).reason).toBe('not_delivered');
	});

	it('a bot that is a HighLevel user is a bot in the app, on the phone of HighLevel and in calls', () => {
		expect(judged({}, bots).reason).toBe('bot_user');
		expect(judged({ userId: 'agency-bot' }, bots).reason).toBe('bot_user');
		expect(humanReply(call('completed', 60), settings(bots)).reason).toBe('bot_user');
		expect(judged({ source: 'api' }, { ...bots, ...apiPerson }).reason).toBe('bot_user');
	});

	it('an automatic message is one whoever is named as its sender', () => {
		for (const source of ['workflow', 'campaign', 'bulk_actions', 'WORKFLOW']) {
			expect(judged({ source }, apiPerson).reason).toBe('automation');
		}
		expect(judged({ type: 'TYPE_CAMPAIGN_SMS', source: null }, apiPerson).reason).toBe(
			'automation',
		);
		expect(judged({ type: 'TYPE_CAMPAIGN_MANUAL_SMS' }).reason).toBe('app');
	});

	it('a call is judged as a call, wherever it was placed', () => {
		expect(judged({ ...call('completed', 19), source: 'app' }).verdict).toBe('none');
		expect(humanReply(call('no-answer', 0), settings(apiPerson)).verdict).toBe('none');
		expect(humanReply(call('completed', null), settings(apiPerson)).verdict).toBe('unclear');
		expect(humanReply(call('completed', 300), settings())).toEqual({
			verdict: 'person',
			how: 'call',
			user: 'u1',
			reason: 'call',
		});
		expect(judged({ ...call('completed', 300), source: 'workflow' }).verdict).toBe('bot');
	});

	it('a message without a source goes by the setting for the API', () => {
		expect(judged({ source: null }).reason).toBe('api_unclear');
		expect(judged({ source: '' }, apiPerson).reason).toBe('api_person');
		expect(judged({ source: 'api' }, { apiMessages: 'bot' }).verdict).toBe('bot');
	});
});

it.each([
	'TYPE_ACTIVITY_CONTACT',
	'TYPE_ACTIVITY_WHATSAPP',
	'InternalComment',
	'TYPE_REVIEW',
	'TYPE_SMS_REVIEW_REQUEST',
	'TYPE_SMS_REACTION',
	'TYPE_LIVE_CHAT_INFO_MESSAGE',
])('%s is no message to the contact', (type) => {
	expect(judged({ type }).reason).toBe('no_message');
});

it.each(['TYPE_EMAIL', 'Email', 'TYPE_CUSTOM_EMAIL', 'TYPE_CUSTOM_PROVIDER_EMAIL'])(
	'%s is an answer only when e-mails are',
	(type) => {
		expect(judged({ type }).verdict).toBe('none');
		expect(judged({ type }, { email: true }).verdict).toBe('person');
		expect(judged({ type, source: 'workflow' }, { email: true }).verdict).toBe('bot');
	},
);

it.each(['WhatsApp', 'SMS', 'TYPE_CUSTOM_SMS', 'IG', 'TYPE_FACEBOOK', 'Live_Chat'])(
	'%s is an answer',
	(type) => {
		expect(judged({ type }).verdict).toBe('person');
	},
);

it('what nobody says the direction of is unclear, unless the phone sent it', () => {
	expect(judged({ direction: null }).verdict).toBe('unclear');
	expect(judged({ ...echo, direction: 'inbound' }).verdict).toBe('none');
});

it('as long as no plan has decided, its defaults count', () => {
	expect(answerSettings(null)).toEqual({ bots: new Set(), apiMessages: 'unclear', email: false });
	const unlisted = settings({ bots: [{ by: 'email', value: 'nobody@example.com' }] });
	expect(unlisted.bots).toEqual(new Set());
});
