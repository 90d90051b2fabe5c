import type { InboundMessage, StatusUpdate } from '../../../sandbox/whatsapp';
import { ABROAD, ABROAD_WABA, DANA, HOME_WABA, SALES, SUPPORT, GraphFixture } from './graphFixture';

const RAFAEL = { phone: '5511987650022', userId: 'BR.30918273645509182736', name: 'Rafael' };

interface Body {
	entry: { changes: { value: { messages: { id: string; timestamp: string }[] } }[] }[];
}

describe('webhook bodies', () => {
	const fixture = new GraphFixture();
	beforeAll(async () => {
		await fixture.start();
		await fixture.subscribe();
	});
	afterAll(async () => await fixture.stop());

	const bodyOf = async (messages: InboundMessage | InboundMessage[]) => {
		await fixture.sandbox.send(messages);
		return fixture.receiver.lastBody();
	};
	const valueOf = async (message: Partial<InboundMessage>) => {
		const body = await bodyOf({ to: SALES, from: DANA, ...message });
		return (body as Body).entry[0]?.changes[0]?.value;
	};
	const statusOf = async (status: Partial<StatusUpdate>) => {
		const whole: StatusUpdate = {
			from: SALES,
			id: 'wamid.1',
			status: 'delivered',
			recipient: DANA,
			...status,
		};
		await fixture.sandbox.sendStatus({ timestamp: 1_792_051_202, ...whole });
		const body = fixture.receiver.lastBody();
		return (body as Body).entry[0]?.changes[0]?.value;
	};

	it('hold a text message as Meta sends it', async () => {
		const message = { to: SALES, from: DANA, id: 'wamid.1', timestamp: 1_792_051_200 };
		expect(await bodyOf({ ...message, text: 'Hi' })).toEqual({
			object: 'whatsapp_business_account',
			entry: [
				{
					id: HOME_WABA,
					changes: [
						{
							value: {
								messaging_product: 'whatsapp',
								metadata: { display_phone_number: '12025550143', phone_number_id: SALES },
								contacts: [{ profile: { name: 'Dana' }, wa_id: DANA.phone, user_id: DANA.userId }],
								messages: [
									{
										from: DANA.phone,
										from_user_id: DANA.userId,
										id: 'wamid.1',
										timestamp: '1792051200',
										type: 'text',
										text: { body: 'Hi' },
									},
								],
							},
							field: 'messages',
						},
					],
				},
			],
		});
	});

	it('group a batch by WABA, then number, with every person once', async () => {
		const posts = fixture.receiver.posts.length;
		const body = await bodyOf([
			{ to: SALES, from: DANA, text: 'sales 1' },
			{ to: ABROAD, from: DANA, text: 'abroad 1' },
			{ to: SUPPORT, from: RAFAEL, text: 'support 1' },
			{ to: SALES, from: RAFAEL, text: 'sales 2' },
			{ to: SALES, from: DANA, text: 'sales 3' },
		]);
		const texts = (...bodies: string[]) => bodies.map((text) => ({ text: { body: text } }));
		const ids = (...people: { userId: string }[]) =>
			people.map(({ userId }) => ({ user_id: userId }));
		expect(fixture.receiver.posts).toHaveLength(posts + 1);
		expect(body).toMatchObject({
			entry: [
				{
					id: HOME_WABA,
					changes: [
						{
							value: {
								metadata: { phone_number_id: SALES },
								contacts: ids(DANA, RAFAEL),
								messages: texts('sales 1', 'sales 2', 'sales 3'),
							},
						},
						{
							value: {
								metadata: { phone_number_id: SUPPORT },
								contacts: ids(RAFAEL),
								messages: texts('support 1'),
							},
						},
					],
				},
				{
					id: ABROAD_WABA,
					changes: [{ value: { contacts: ids(DANA), messages: texts('abroad 1') } }],
				},
			],
		});
	});

	it('make up a wamid for each message and take the time of now', async () => {
		const now = Math.floor(Date.now() / 1000);
		const texts = ['a', 'b'].map((text) => ({ to: SALES, from: DANA, text }));
		const body = (await bodyOf(texts)) as Body;
		const made = body.entry[0]?.changes[0]?.value.messages ?? [];
		expect(new Set(made.map(({ id }) => id)).size).toBe(2);
		for (const { id, timestamp } of made) {
			expect(id).toMatch(/^wamid\..{20,}/);
			expect(Number(timestamp)).toBeGreaterThanOrEqual(now);
		}
	});

	it('leave the phone out for a person who shows only a username', async () => {
		const from = { userId: DANA.userId, name: 'Dana', username: 'dana.w' };
		const value = await valueOf({ from, text: 'Hi', id: 'wamid.1', timestamp: 1 });
		expect(value).toMatchObject({
			contacts: [{ profile: { name: 'Dana', username: 'dana.w' }, user_id: DANA.userId }],
			messages: [{ from_user_id: DANA.userId }],
		});
		expect(JSON.stringify(value)).not.toMatch(/"from":|wa_id/);
	});

	it('leave the user id out for a person who has none', async () => {
		const value = await valueOf({ from: { phone: DANA.phone }, text: 'Hi' });
		expect(JSON.stringify(value)).not.toContain('user_id');
		expect(value).toMatchObject({ contacts: [{ wa_id: DANA.phone }] });
	});

	it('carry other types, a referral and further keys', async () => {
		const value = await valueOf({
			type: 'image',
			content: { id: 'media-1', mime_type: 'image/jpeg' },
			referral: { source_type: 'ad', source_id: '120' },
			more: { context: { id: 'wamid.0' } },
		});
		expect(value).toMatchObject({
			messages: [
				{
					type: 'image',
					image: { id: 'media-1', mime_type: 'image/jpeg' },
					referral: { source_type: 'ad', source_id: '120' },
					context: { id: 'wamid.0' },
				},
			],
		});
		expect(value).not.toHaveProperty('messages.0.text');
	});

	it('have no contacts with a system message', async () => {
		const content = { type: 'user_changed_number', body: 'changed', wa_id: '14155550199' };
		expect(await valueOf({ type: 'system', content })).not.toHaveProperty('contacts');
	});

	it.each<[string, InboundMessage | InboundMessage[], string]>([
		['no message', [], '1 to 1000 updates'],
		[
			'1001 messages',
			Array.from({ length: 1001 }, () => ({ to: SALES, from: DANA, text: 'x' })),
			'1 to 1000 updates',
		],
		[
			'a sender without any id',
			{ to: SALES, from: { name: 'X' }, text: 'x' },
			'phone or a user id',
		],
		['a text message without text', { to: SALES, from: DANA }, 'needs a text'],
	])('are not made of %s', async (_name, messages, reason) => {
		await expect(fixture.sandbox.send(messages)).rejects.toThrow(reason);
	});

	describe('of a status', () => {
		it('name the recipient', async () => {
			expect(await statusOf({ pricing: { billable: true } })).toEqual({
				messaging_product: 'whatsapp',
				metadata: { display_phone_number: '12025550143', phone_number_id: SALES },
				contacts: [{ profile: { name: 'Dana' }, wa_id: DANA.phone, user_id: DANA.userId }],
				statuses: [
					{
						id: 'wamid.1',
						status: 'delivered',
						timestamp: '1792051202',
						recipient_id: DANA.phone,
						recipient_user_id: DANA.userId,
						pricing: { billable: true },
					},
				],
			});
		});

		it('name only the phone when a message to a phone failed', async () => {
			const value = await statusOf({ status: 'failed', errors: [{ code: 131049 }] });
			expect(value).not.toHaveProperty('contacts');
			expect(value).toMatchObject({
				statuses: [{ status: 'failed', recipient_id: DANA.phone, errors: [{ code: 131049 }] }],
			});
			expect(JSON.stringify(value)).not.toContain('user_id');
		});

		it('name the user id when a message to a user id failed', async () => {
			const value = await statusOf({ status: 'failed', recipient: { userId: DANA.userId } });
			expect(value).toMatchObject({ statuses: [{ recipient_user_id: DANA.userId }] });
		});
	});
});
