import { fixtureBytes, fixtures } from '../../fixtures/whatsapp';
import type { HostedTrigger } from '../../harness/triggerHost';
import {
	allAccounts,
	DANA,
	message,
	oneAccount,
	post,
	RAFAEL,
	SALES,
	WhatsAppTriggerFixture,
	sign,
	SUPPORT,
} from './whatsAppTriggerFixture';

describe('a webhook', () => {
	const fixture = new WhatsAppTriggerFixture();
	let trigger: HostedTrigger;
	beforeEach(async () => {
		await fixture.start();
		trigger = fixture.n8n.add(allAccounts());
	});
	afterEach(async () => await fixture.stop());

	it('that Meta signed becomes one item for each message', async () => {
		await trigger.publish();
		const text = 'Olá / 👋';
		const timestamp = 1792051200;
		const delivery = await fixture.meta.send({
			to: SALES,
			from: DANA,
			id: 'wamid.A',
			text,
			timestamp,
		});
		expect(delivery).toMatchObject({ outcome: 'accepted', attempts: [{ status: 200 }] });
		expect(trigger.executions).toEqual([
			[
				{
					key: `msg:${SALES}:wamid.A`,
					event: 'message',
					account: {
						id: SALES,
						number: '+12025550143',
						name: 'Sales Line',
						tag: 'whatsnap-account-sales-line',
						wabaId: '417263950182734',
					},
					contact: {
						phone: '+14155550117',
						whatsappUserId: DANA.userId,
						replyTo: '14155550117',
						username: null,
						name: 'Dana',
						country: 'US',
						region: 'US-CA',
						timeZones: ['America/Los_Angeles'],
					},
					message: { id: 'wamid.A', type: 'text', text, time: '2026-10-15T08:00:00.000Z' },
					referral: null,
				},
			],
		]);
	});

	it('with three messages from two numbers is one execution of three items', async () => {
		await trigger.publish();
		await fixture.meta.send([
			{ to: SALES, from: DANA, id: 'wamid.1', text: 'one' },
			{ to: SUPPORT, from: RAFAEL, id: 'wamid.2', text: 'two' },
			{ to: SALES, from: RAFAEL, id: 'wamid.3', text: 'three' },
		]);
		expect(trigger.executions).toMatchObject([
			[
				{
					key: `msg:${SALES}:wamid.1`,
					account: { name: 'Sales Line' },
					contact: { name: 'Dana' },
				},
				{
					key: `msg:${SALES}:wamid.3`,
					account: { name: 'Sales Line' },
					contact: { name: 'Rafael' },
				},
				{
					key: `msg:${SUPPORT}:wamid.2`,
					account: { name: 'Support Line' },
					contact: { name: 'Rafael' },
				},
			],
		]);
	});

	it('that is delivered again after a failure has the same keys', async () => {
		trigger.serve();
		trigger.run = async () => await Promise.reject(new Error('HighLevel is down'));
		await post(trigger, message(SALES));
		await post(trigger, message(SALES));
		const [first, second] = trigger.executions;
		expect(second).toEqual(first);
	});

	describe('that Meta did not sign', () => {
		const bytes = Buffer.from(JSON.stringify(message(SALES)));
		const flipped = Buffer.from(bytes);
		flipped.writeUInt8(flipped.readUInt8(40) ^ 1, 40);

		it.each<[string, Buffer, string | null, RegExp]>([
			['with one bit changed', flipped, sign(bytes), /does not fit the body/],
			['without a signature', bytes, null, /is missing/],
			['with the secret of another app', bytes, sign(bytes, 'other'), /App Secret/],
			['with another algorithm', bytes, 'sha1=00', /sha256=/],
			['with a broken signature', bytes, 'sha256=zz', /does not fit/],
		])('(%s) gets 401 with the reason, is logged, and starts nothing', async (...row) => {
			const [, body, signature, reason] = row;
			trigger.serve();
			const answer = await post(trigger, body, signature);
			expect(answer.status).toBe(401);
			expect(answer.data).toMatch(reason);
			expect(answer.headers['content-type']).toMatch(/^text\/plain/);
			expect(trigger.executions).toEqual([]);
			await fixture.n8n.logged(/^warn: .*WhatsApp Account Trigger( turned a request away)?: The/);
		});

		it('is delivered again by Meta, because it is not 200', async () => {
			await trigger.publish();
			const delivery = await fixture.meta.deliverRaw(SALES, bytes, { signature: 'sha256=00' });
			expect(delivery.outcome).toBe('abandoned');
		});
	});

	describe('that is signed and senseless', () => {
		it.each([
			['nothing at all', ''],
			['no JSON', 'hello'],
			['half of JSON', '{"object":"whatsapp_business_account","entry":[{'],
			['null', 'null'],
			['a number', '7'],
			['a list', '[]'],
			['a text', '"x"'],
			['an object', '{}'],
			['no entries', '{"object":"whatsapp_business_account"}'],
			['entries of nothing', '{"object":"whatsapp_business_account","entry":[null,{},7]}'],
			['another product', '{"object":"page","entry":[{"changes":[]}]}'],
			['very deep JSON', '['.repeat(200_000) + ']'.repeat(200_000)],
			['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28])],
		])('(%s) does no harm', async (_what, body) => {
			trigger.serve();
			const { status } = await post(trigger, body);
			expect(status).toBeLessThan(500);
			expect(trigger.executions).toEqual([]);
			expect(fixture.n8n.failures).toEqual([]);
		});

		it.each(fixtures.filter(({ touches }) => touches.length === 0))(
			'($file) is accepted and starts nothing, so that Meta does not send it again',
			async ({ file }) => {
				trigger.serve();
				expect((await post(trigger, fixtureBytes(file))).status).toBe(200);
				expect(trigger.executions).toEqual([]);
				expect(fixture.n8n.failures).toEqual([]);
			},
		);
	});

	it('for another number than the chosen one is accepted and starts nothing', async () => {
		const sales = fixture.n8n.add(oneAccount(), 'two');
		sales.serve();
		expect((await post(sales, message(SUPPORT))).status).toBe(200);
		expect(sales.executions).toEqual([]);
		await post(sales, message(SALES));
		expect(sales.executions).toHaveLength(1);
	});
});
