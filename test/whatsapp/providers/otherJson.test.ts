import type { Touch } from '../../../routing/model/touch';
import { otherJson } from '../../../whatsapp/providers/otherJson';
import type { JsonFields } from '../../../whatsapp/providers/provider';
import { FIELDS, OPTIONS, request } from './request';

const MESSAGE = {
	id: 17,
	from: { number: '+49 151 1234 5678', id: 'u1', name: ' Ann ' },
	body: 'Hi',
	kind: 'text',
	at: 1792051200,
	line: '+1 202 555 0143',
	mine: false,
};

function read(body: unknown, changes: Partial<JsonFields> = {}): Touch[] | null {
	const fields = { ...FIELDS, ...changes };
	return otherJson.read(request(JSON.stringify(body)), { ...OPTIONS, fields });
}

const one = (message: object): object => ({ data: { messages: [message] } });

describe('a system whose fields the user names', () => {
	it('gives the same touch as the others', () => {
		expect(read(one(MESSAGE))).toEqual([
			{
				key: '+1 202 555 0143:+4915112345678:17',
				event: 'message',
				account: {
					id: '+1 202 555 0143',
					number: '+12025550143',
					name: '+1 202 555 0143',
					tag: 'account-1-202-555-0143',
				},
				contact: {
					phone: '+4915112345678',
					whatsappUserId: 'u1',
					username: null,
					name: 'Ann',
					country: 'DE',
					region: null,
					timeZones: null,
					replyTo: '+49 151 1234 5678',
				},
				message: {
					id: '17',
					type: 'text',
					text: 'Hi',
					time: '2026-10-15T08:00:00.000Z',
				},
				referral: null,
			},
		]);
	});

	it('that counts its messages from 1 does not repeat the messages of another such system', () => {
		const theirs = { ...MESSAGE, from: { number: '+49 151 8765 4321' } };
		const keys = [MESSAGE, theirs].map((message) => read(one(message), { account: '' })?.[0]?.key);
		expect(new Set(keys).size).toBe(2);
	});

	it.each([1792051200, '1792051200', 1792051200000, '2026-10-15T08:00:00Z'])(
		'reads the time %p',
		(at) => {
			expect(read(one({ ...MESSAGE, at }))?.[0]?.message).toMatchObject({
				time: '2026-10-15T08:00:00.000Z',
			});
		},
	);

	it('takes the body for the message when no list is named', () => {
		expect(read(MESSAGE, { messages: '' })).toHaveLength(1);
	});

	it('follows numbers in a path into lists', () => {
		expect(read({ all: [MESSAGE, { ...MESSAGE, id: 18 }] }, { messages: 'all.1' })).toMatchObject([
			{ message: { id: '18' } },
		]);
	});

	it.each([true, 1, 'true', '1'])('leaves out own sends, told by %p', (mine) => {
		expect(read(one({ ...MESSAGE, mine }))).toEqual([]);
	});

	it.each([
		['no ID', { id: undefined }],
		['nobody who wrote', { from: {} }],
	])('leaves out what has %s', (_name, changes) => {
		expect(read(one({ ...MESSAGE, ...changes }))).toEqual([]);
	});

	describe('of WhatsApp Web', () => {
		const from = (number: unknown, more: object = {}) =>
			read(one({ ...MESSAGE, from: { number, ...more } }), {})?.[0];

		it.each([
			[
				'447700900123:40@s.whatsapp.net in 447700900123@s.whatsapp.net',
				'447700900123@s.whatsapp.net',
			],
			['447700900123:40@s.whatsapp.net in 120363041234567890@g.us', '120363041234567890@g.us'],
			['447700900123.0:4@hosted', '447700900123.0:4@hosted'],
			['447700900123@c.us', '447700900123@c.us'],
			['0044 7700 900123', '0044 7700 900123'],
			['tel:+447700900123', 'tel:+447700900123'],
			[447700900123, '447700900123'],
		])('takes the number out of %j', (number, replyTo) => {
			expect(from(number)?.contact).toMatchObject({
				phone: '+447700900123',
				whatsappUserId: null,
				replyTo,
			});
		});

		it.each([
			['70000000000001@lid', '70000000000001@lid'],
			['70000000000001:4@lid in 120363041234567890@g.us', '70000000000001@lid'],
			['GB.10000000000000000001', 'GB.10000000000000000001'],
			['whatsapp:GB.10000000000000000001', 'GB.10000000000000000001'],
		])('takes a user ID where the number was: %s', (number, whatsappUserId) => {
			expect(from(number)?.contact).toMatchObject({ phone: null, whatsappUserId });
		});

		it.each([
			'70000000000001',
			'245896994390182',
			'72345',
			'07700 900123',
			'Mira Solberg',
			'Route 66',
			'unknown',
			'status@broadcast',
			'447700900123@s.whatsapp.net in status@broadcast',
			'120363041234567890@newsletter',
			'120363041234567890@g.us',
			'2026-10-15T08:00:00Z',
		])('makes nobody of %s', (number) => {
			expect(from(number)).toBeUndefined();
		});

		it('takes who wrote in a group from the user ID', () => {
			const touch = from('120363041234567890@g.us', { id: '447700900123:4@c.us' });
			expect(touch?.contact).toMatchObject({ phone: '+447700900123', whatsappUserId: null });
			expect(touch?.message).toMatchObject({ groupId: '120363041234567890@g.us' });
			expect(from('120363041234567890@g.us', { id: '70000000000001@lid' })?.contact).toMatchObject({
				phone: null,
				whatsappUserId: '70000000000001@lid',
			});
		});

		it('leaves an ID of the system as it is, whatever it looks like', () => {
			for (const id of ['447700900123', 'mira@example.com', 'u1']) {
				expect(from('+447700900123', { id })?.contact).toMatchObject({ whatsappUserId: id });
			}
		});

		it('takes an address that is an object', () => {
			expect(from({ _serialized: '447700900123@c.us', user: 'x' })?.contact.phone).toBe(
				'+447700900123',
			);
		});

		it.each([
			['chat', 'text'],
			['message', 'text'],
			['message.inbound', 'text'],
			['ptt', 'audio'],
			['imageMessage', 'image'],
			['IMAGE', 'image'],
			['Hologram', 'Hologram'],
		])('is of the type %s: %s', (kind, type) => {
			expect(read(one({ ...MESSAGE, kind }))?.[0]?.message).toMatchObject({ type });
		});

		it.each([
			'reaction',
			'message.reaction',
			'message.ack',
			'message.revoked',
			'message.edited',
			'e2e_notification',
			'call.offer',
			'group.participants',
			'newsletter.message',
			'presence.update',
			'call_log',
			'protocolMessage',
		])('starts nothing with %s', (kind) => {
			expect(read(one({ ...MESSAGE, kind }))).toEqual([]);
		});
	});

	it('never reads what an object inherits', () => {
		expect(
			read(one({ ...MESSAGE, from: { number: '+4915112345678' } }), { name: 'constructor.name' }),
		).toMatchObject([{ contact: { name: null } }]);
	});

	it.each([
		['message.received', 'text'],
		['incomingMessageReceived', 'text'],
		['messages-group.received', 'text'],
		['whatsapp.inbound', 'text'],
		['message:in:new', 'text'],
		['ReceivedCallback', 'text'],
		['onmessage', 'text'],
		['message.sender.user', 'text'],
		['TEXT', 'text'],
		['poll.results', 'interactive'],
		['pollUpdateMessage', 'interactive'],
		['story_reply', 'story_reply'],
		['contact_card', 'contact_card'],
		['call_permission_reply', 'call_permission_reply'],
	])('takes %p for a message', (kind, type) => {
		expect(read(one({ ...MESSAGE, kind }))).toMatchObject([{ message: { type } }]);
	});

	it.each([
		'outgoingMessageReceived',
		'message:out:new',
		'message.sent',
		'onselfmessage',
		'OUTBOUND',
		'message_edit',
		'message_revoke_everyone',
		'onrevokedmessage',
		'deletedMessage',
		'MessageStatusCallback',
		'message-receipt.update',
		'onack',
		'PresenceChatCallback',
		'ConnectedCallback',
		'stateInstanceChanged',
		'incomingCall',
		'call.received',
		'contacts.upsert',
		'conversation_created',
		'messages-newsletter.received',
		'smb_message_echoes',
	])('starts nothing with %p', (kind) => {
		expect(read(one({ ...MESSAGE, kind }))).toEqual([]);
	});

	it.each(['message:reaction', 'onreactionmessage', 'REACTION'])(
		'takes %p for a reaction',
		(kind) => {
			const events = new Set<Touch['event']>(['message', 'reaction']);
			const body = request(JSON.stringify(one({ ...MESSAGE, kind })));
			expect(otherJson.read(body, { ...OPTIONS, events })).toMatchObject([{ event: 'reaction' }]);
			expect(read(one({ ...MESSAGE, kind }))).toEqual([]);
		},
	);

	it('sees what is done to another message where the type only says that something is', () => {
		const acts = (type: string) => one({ ...MESSAGE, kind: 'action', action: { type } });
		expect(read(acts('reaction'))).toEqual([]);
		expect(read(acts('edit'))).toEqual([]);
		expect(read(acts('vote'))).toHaveLength(1);
	});

	it.each(['120363041234567890@g.us', '120363041234567890-group', '5544999991111-1622222222'])(
		'knows who wrote in the group %p by number',
		(number) => {
			const from = { number, id: '5544999998888' };
			expect(read(one({ ...MESSAGE, from }))).toMatchObject([
				{
					contact: { phone: '+5544999998888', whatsappUserId: null, replyTo: number },
					message: { groupId: number },
				},
			]);
		},
	);

	it('takes the number of the chat once more for no user ID', () => {
		const from = { number: '447700900123@c.us', id: '447700900123' };
		expect(read(one({ ...MESSAGE, from }))).toMatchObject([
			{ contact: { phone: '+447700900123', whatsappUserId: null } },
		]);
		const hidden = { number: '70000000000001@lid', id: 'u1' };
		expect(read(one({ ...MESSAGE, from: hidden }))).toMatchObject([
			{ contact: { phone: null, whatsappUserId: 'u1' } },
		]);
	});
});
