import { EVENT_NAMES } from '../../routing/model/events';
import { WEBHOOK_FIELDS } from '../../sandbox/whatsapp/fields';
import { fieldsOf } from '../../whatsapp/meta/fields';
import { fixtureBody } from '../fixtures/whatsapp';
import { change, envelope, everything, read, SALES, textMessage } from './cloudApiFixture';

const DANA = { from: '14155550117', from_user_id: 'US.84720193655102938471' };
const all = (body: unknown) => read(body, { events: everything });
const one = (field: string, value: object) => all(envelope(change(SALES, value, field)));

describe('what a person does with a message', () => {
	it.each([
		['message-reaction.json', 'reaction', { text: '👍' }],
		['message-edit.json', 'edit', { text: 'Do you deliver on Saturdays?' }],
		['message-revoke.json', 'revoke', { text: null }],
	])('%s names the message that it is about', (file, event, message) => {
		expect(all(fixtureBody(file))).toMatchObject([
			{ event, message: { ...message, originalId: expect.stringMatching(/^wamid\./) } },
		]);
	});

	it('is an edit also when WhatsApp does not show what it says', () => {
		const edit = { ...textMessage('wamid.1', DANA), type: 'unsupported' };
		const poll = { ...edit, id: 'wamid.2', unsupported: { type: 'poll_creation' } };
		const touches = one('messages', {
			messages: [{ ...edit, unsupported: { type: 'edit' } }, poll],
		});
		expect(touches.map(({ event }) => event)).toEqual(['edit', 'message']);
	});

	it('brings what the message refers to', () => {
		expect(all(fixtureBody('message-text-reply.json'))[0]?.message).toMatchObject({
			context: { from: '12025550143', messageId: expect.stringMatching(/^wamid\./) },
		});
		expect(all(fixtureBody('message-text-product-inquiry.json'))[0]?.message).toMatchObject({
			context: { product: { catalogId: '204918273645510', retailerId: 'sku-40l-planter' } },
		});
		expect(all(fixtureBody('message-text-frequently-forwarded.json'))[0]?.message).toMatchObject({
			context: { forwarded: true, frequentlyForwarded: true },
		});
		expect(all(fixtureBody('message-text.json'))[0]?.message).not.toHaveProperty('context');
	});

	it('brings the media without the link that expires', () => {
		const [touch] = all(fixtureBody('message-image.json'));
		expect(touch?.message).toMatchObject({
			content: { id: expect.any(String), mime_type: 'image/jpeg', sha256: expect.any(String) },
		});
		expect(JSON.stringify(touch)).not.toContain('"url"');
	});

	it('brings what it says for machines', () => {
		const message = (file: string) => all(fixtureBody(file))[0]?.message;
		expect(message('message-interactive-list-reply.json')).toMatchObject({
			content: { type: 'list_reply', list_reply: { id: expect.any(String) } },
		});
		expect(message('message-location.json')).toMatchObject({
			content: { latitude: expect.any(Number) },
		});
		expect(message('message-contacts-request-shared.json')).toMatchObject({
			content: [{ origin: 'contact_request' }],
		});
		expect(message('message-unsupported-unavailable.json')).toMatchObject({
			errors: [{ code: 131060 }],
		});
		expect(message('message-text-conversation-context.json')).toMatchObject({
			summary: expect.stringContaining('order 1042'),
		});
	});
});

describe('a person', () => {
	const contact = (message: object, contacts: object[] = []) =>
		one('messages', { contacts, messages: [textMessage('wamid.1', message)] })[0]?.contact;

	it('is answered at the number as it was received, whatever its form', () => {
		expect(contact({ from: '5215512345678', from_user_id: 'MX.1' })).toMatchObject({
			phone: '+5215512345678',
			replyTo: '5215512345678',
		});
	});

	it('without a number is answered at the user ID', () => {
		expect(contact({ from_user_id: 'US.1' })).toMatchObject({ phone: null, replyTo: 'US.1' });
		const [shared] = all(fixtureBody('message-contacts-request-shared.json'));
		expect(shared?.contact).toMatchObject({
			phone: '+14155550117',
			replyTo: 'US.84720193655102938471',
		});
	});

	it('is not named by an empty ID', () => {
		const empty = { from: '', from_user_id: '', from_parent_user_id: '' };
		const profile = { wa_id: '14155550117', user_id: '', profile: { name: '' } };
		expect(contact({ ...empty, from: '14155550117' }, [profile])).toMatchObject({
			phone: '+14155550117',
			whatsappUserId: null,
			replyTo: '14155550117',
			name: null,
		});
		expect(contact({ ...empty, from_user_id: 'US.1' })).toMatchObject({
			phone: null,
			whatsappUserId: 'US.1',
			replyTo: 'US.1',
		});
	});

	it('may have an ID for several businesses', () => {
		const parent = 'US.ENT.11';
		expect(contact({ ...DANA, from_parent_user_id: parent })?.parentUserId).toBe(parent);
		const profile = { user_id: DANA.from_user_id, parent_user_id: parent };
		expect(contact(DANA, [profile])?.parentUserId).toBe(parent);
		expect(contact(DANA)).not.toHaveProperty('parentUserId');
	});

	it('who changes the user ID is known by both', () => {
		const system = { type: 'user_changed_user_id', user_id: 'US.2', previous_user_id: 'US.1' };
		const known = { whatsappUserId: 'US.1', alsoKnownAs: { whatsappUserId: 'US.2' } };
		for (const from of [{ from_user_id: 'US.1' }, {}]) {
			const messages = [{ ...textMessage('wamid.1', from), type: 'system', system }];
			expect(one('messages', { messages })).toMatchObject([{ event: 'identity', contact: known }]);
		}
		const messages = [
			{ ...textMessage('wamid.1', { from_user_id: 'US.2' }), type: 'system', system },
		];
		expect(one('messages', { messages })).toMatchObject([
			{ contact: { whatsappUserId: 'US.2', alsoKnownAs: { whatsappUserId: 'US.1' } } },
		]);
	});

	it('who changes the number is told to triggers that want messages', () => {
		const touches = read(fixtureBody('message-system-user-changed-number.json'));
		expect(touches).toMatchObject([
			{ event: 'identity', contact: { alsoKnownAs: { phone: '+14155550199' } } },
		]);
	});
});

describe('statuses', () => {
	const statuses = ['sent', 'delivered', 'read', 'played', 'failed', 'deleted'].map((status) => ({
		id: 'wamid.1',
		status,
		recipient_user_id: 'US.1',
	}));
	const found = (wanted?: string[]) =>
		read(envelope(change(SALES, { statuses })), {
			events: new Set(['status']),
			...(wanted && { statuses: new Set(wanted) }),
		}).map(({ status }) => (status as { status: string }).status);

	it('are all there, or those that are chosen and those that nobody could choose', () => {
		expect(found()).toHaveLength(6);
		expect(found(['read', 'failed'])).toEqual(['read', 'failed', 'deleted']);
	});

	it('in a group are about the participant', () => {
		const touches = one('messages', {
			statuses: [
				{
					id: 'wamid.1',
					status: 'read',
					recipient_type: 'group',
					recipient_id: 'Y2FwaV9ncm91cDox',
					recipient_participant_id: '14155550117',
					recipient_participant_user_id: 'US.1',
				},
			],
		});
		expect(touches).toMatchObject([
			{
				key: 'status:wamid.1:read:US.1',
				contact: { phone: '+14155550117', whatsappUserId: 'US.1' },
			},
		]);
	});
});

describe('calls', () => {
	const call = { id: 'wacid.1', event: 'connect', direction: 'USER_INITIATED', ...DANA };

	it('ring, then end', () => {
		const touches = one('calls', { calls: [call, { ...call, event: 'terminate', duration: 7 }] });
		expect(touches).toMatchObject([
			{ key: 'call:wacid.1:connect', event: 'call', contact: { phone: '+14155550117' } },
			{ key: 'call:wacid.1:terminate', event: 'callStatus', details: { duration: 7 } },
		]);
	});

	it('that the business makes are with the person who is called', () => {
		const ours = {
			...{ id: 'wacid.1', event: 'connect', direction: 'BUSINESS_INITIATED', from: '12025550143' },
			...{ to: '14155550117', to_user_id: 'US.1' },
		};
		expect(one('calls', { calls: [ours] })).toMatchObject([
			{ event: 'callStatus', contact: { phone: '+14155550117', whatsappUserId: 'US.1' } },
		]);
	});

	it('have statuses that are none of messages', () => {
		const body = fixtureBody('calls-status.json');
		expect(read(body, { events: new Set(['message', 'status'] as const) })).toEqual([]);
	});
});

describe('messages that the team sent by other means', () => {
	const echo = { to: '14155550117', id: 'wamid.8', type: 'text', text: { body: 'At nine' } };

	it.each([
		['smb_message_echoes', {}, 'phoneApp'],
		['message_echoes', {}, 'otherSystem'],
		['message_echoes', { message_creation_type: 'created_by_1p_bot' }, 'metaBot'],
		['smb_message_echoes', { message_creation_type: 'created_by_1p_bot' }, 'metaBot'],
		['smb_message_echoes', { message_creation_type: 'something_new' }, 'phoneApp'],
	])('say who sent them: %s with %j', (field, more, sentBy) => {
		expect(one(field, { message_echoes: [{ ...echo, ...more }] })).toMatchObject([
			{ event: 'echo', contact: { phone: '+14155550117' }, message: { text: 'At nine', sentBy } },
		]);
	});
});

describe("messages of Meta's AI agent", () => {
	it('come with a warning, never as messages to answer', () => {
		const [touch] = all(fixtureBody('standby-inbound-message.json'));
		expect(touch).toMatchObject({
			event: 'standby',
			warning: expect.stringContaining("Meta's AI agent"),
			message: { text: 'Where is my order?' },
		});
		expect(read(fixtureBody('standby-inbound-message.json'))).toEqual([]);
	});

	it('that the agent wrote lie one level deeper', () => {
		const echo = { to: '14155550117', id: 'wamid.7', type: 'text', text: { body: 'On its way' } };
		const touches = one('standby', { standby: { message_echoes: [{ message: echo }] } });
		expect(touches).toMatchObject([
			{
				key: `standby:echo:${SALES}:wamid.7`,
				event: 'standby',
				contact: { phone: '+14155550117' },
				message: { text: 'On its way', sentBy: 'unknown' },
			},
		]);
	});

	it.each([
		['ai_agent', 'escalation', 'control_passed', 'escalation'],
		['escalation', 'ai_agent', 'control_passed', 'handover'],
		['ai_agent', 'ai_agent', 'control_passed', 'handover'],
		['ai_agent', 'escalation', 'control_taken', 'handover'],
	])('from %s to %s (%s, %s): somebody has to take it, or not', (was, is, type, event) => {
		const [touch] = one('messaging_handovers', {
			sender: { phone_number: '14155550117' },
			type,
			[type]: { previous_owner_role: was, new_owner_role: is },
		});
		expect(touch).toMatchObject({ event, contact: { phone: '+14155550117' } });
		expect('warning' in (touch ?? {})).toBe(event === 'handover');
	});
});

describe('notices', () => {
	it('of the past are never messages', () => {
		const late = { ...textMessage('wamid.1', DANA), type: 'image', image: { id: '1' } };
		const touches = one('history', { messages: [late] });
		expect(touches).toMatchObject([{ event: 'history', field: 'history' }]);
		expect(read(fixtureBody('history-threads.json'))).toEqual([]);
		expect(read(fixtureBody('smb-app-state-sync.json'))).toEqual([]);
	});

	it('of what nobody knows yet pass as they are', () => {
		expect(one('holograms', { depth: 3 })).toMatchObject([
			{ event: 'unknown', field: 'holograms', details: { depth: 3 }, account: { id: SALES } },
		]);
		expect(one('messages', { messages: [{ type: 'text' }], statuses: [7] })).toMatchObject([
			{ event: 'unknown', field: 'messages', details: [{ type: 'text' }, 7] },
		]);
		expect(
			all(envelope({ field: 'messages', value: { messages: [textMessage('1', DANA)] } })),
		).toMatchObject([{ event: 'unknown', account: null }]);
	});

	it('of errors are about the account', () => {
		const errors = [{ code: 131000, title: 'Something went wrong' }];
		expect(one('messages', { errors })).toMatchObject([{ event: 'account', details: { errors } }]);
	});

	it('of a partner name the WhatsApp Business Account, not the business', () => {
		expect(all(fixtureBody('account-update-partner-added.json'))).toMatchObject([
			{ wabaId: '417263950182734' },
		]);
	});

	it('have one key each, the same every time', () => {
		const value = {
			user_preferences: [1, 2].map((id) => ({ user_id: `US.${id}`, value: 'stop' })),
		};
		const keys = () => one('user_preferences', value).map(({ key }) => key);
		expect(new Set(keys()).size).toBe(2);
		expect(keys()).toEqual(keys());
		const entry = (time: number) => ({
			object: 'whatsapp_business_account',
			entry: [{ id: '1', time, changes: [{ field: 'account_alerts', value: {} }] }],
		});
		expect(all(entry(1))[0]?.key).not.toBe(all(entry(2))[0]?.key);
	});
});

describe("the samples of the App Dashboard's button Test", () => {
	it('of any field pass, and are marked', () => {
		const sample = {
			object: 'whatsapp_business_account',
			entry: [{ id: '0', changes: [change('123456123', {}, 'account_update')] }],
		};
		expect(read(sample, { events: everything, phoneNumberId: SALES })).toMatchObject([
			{ event: 'account', test: true },
		]);
	});
});

describe('the fields that Meta has to send', () => {
	it('are those of the events, once each', () => {
		expect(fieldsOf(['message'])).toEqual(['messages']);
		expect(fieldsOf(['status', 'message', 'echo', 'callStatus', 'call'])).toEqual([
			'calls',
			'message_echoes',
			'messages',
			'smb_message_echoes',
		]);
		expect(fieldsOf(['unknown', 'tag', 'toString'])).toEqual([]);
		const others = [...WEBHOOK_FIELDS].filter((field) => !fieldsOf(EVENT_NAMES).includes(field));
		expect(fieldsOf(EVENT_NAMES).filter((field) => !WEBHOOK_FIELDS.has(field))).toEqual([]);
		expect(others).toEqual([
			'automatic_events',
			'consumer_profile',
			'flows',
			'partner_solutions',
			'payment_configuration_update',
		]);
	});
});
