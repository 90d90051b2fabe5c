import { createHmac } from 'node:crypto';
import axios from 'axios';
import type { INodeParameters } from 'n8n-workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import type { Touch } from '../../../routing/model/touch';
import { useHighLevel } from '../../harness/highLevel';
import { MINUTE } from '../../../routing/model/durations';
import { touch } from '../../harness/touches';
import { TriggerHost, type HostedTrigger } from '../../harness/triggerHost';
import { fixtureBody } from '../../fixtures/whatsapp';
import { fixture as providerFixture, SECRET } from '../../whatsapp/providers/request';
import { runLedger } from '../AssignmentLedger/ledgerRun';
import { resolve } from '../ResolveAssignment/resolve';
import { oneAccount, post, SALES, WhatsAppTriggerFixture } from './whatsAppTriggerFixture';

const { sofia } = demoTeam.users;
const highLevel = useHighLevel();

const noting: INodeParameters = { options: { noteReplies: true } };
const DANA = '+14155550117';
const SMB_TEXT = 'smb-echo-text.json';
const OTHER_SYSTEM = 'message-echoes.json';

const now = Date.now();
const ASKED = new Date(now - 60 * MINUTE).toISOString();
/** Seconds since 1970. */
const ANSWERED = String(Math.floor((now - 30 * MINUTE) / 1000));
/** When the recorded messages were sent. */
const RECORDED = /1792051200|2026-10-15T08:00:00Z/g;

/** Somebody writes an hour ago, and Sofia gets the contact. */
async function asks(more: Partial<Touch> = {}, plan: object = {}): Promise<void> {
	const message = { id: 'wamid.Q', type: 'text', text: 'Hello?', time: ASKED };
	const account = { id: SALES, number: '+12025550143', name: 'Sales Line' };
	const given = touch({ account, contact: { phone: DANA }, message, ...more });
	const json = JSON.stringify({
		rules: [],
		fallback: { type: 'user', user: byId(sofia.id) },
		...plan,
	});
	const parameters = { planSource: 'json', planJson: json };
	const { error, assigned } = await resolve(highLevel().credentials, parameters, [given]);
	expect([error, assigned.length]).toEqual([undefined, 1]);
}

async function waiting(): Promise<number> {
	return (await runLedger(highLevel(), 'waitingContacts', [{}])).rows.length;
}

async function answers(phone = DANA): Promise<string[]> {
	const parameters = { contact: 'phone', phone };
	const { rows } = await runLedger(highLevel(), 'history', [{}], { parameters });
	return rows
		.filter(({ happened }) => happened === 'answered')
		.map(({ summary }) => String(summary));
}

const byId = (value: string) => ({ by: 'id', value });

/** A recorded webhook of Meta, half an hour old, with something else in each echo. */
function echo(file: string, changes: object = {}): object {
	const body = structuredClone(fixtureBody(file)) as {
		entry: Array<{ changes: Array<{ value: { message_echoes: object[] } }> }>;
	};
	for (const { value } of body.entry.flatMap((entry) => entry.changes)) {
		value.message_echoes = value.message_echoes.map((one) => ({
			...one,
			timestamp: ANSWERED,
			...changes,
		}));
	}
	return body;
}

describe('with Meta', () => {
	const fixture = new WhatsAppTriggerFixture();
	beforeEach(async () => await fixture.start());
	afterEach(async () => await fixture.stop());

	async function published(more: INodeParameters): Promise<HostedTrigger> {
		const trigger = fixture.n8n.add(oneAccount(SALES, more));
		await trigger.publish();
		return trigger;
	}

	it('an answer on the phone ends the wait, for the owner, without a run, however often it comes', async () => {
		const trigger = await published(noting);
		await asks();
		expect(await waiting()).toBe(1);
		for (let i = 0; i < 2; i++) {
			expect(await post(trigger, echo(SMB_TEXT))).toMatchObject({ status: 200 });
		}
		expect(await waiting()).toBe(0);
		expect(await answers()).toEqual([
			'Sofia Reyes answered after 30 minutes (in the WhatsApp Business app).',
		]);
		expect(trigger.executions).toEqual([]);
	});

	it('asks Meta for such messages', async () => {
		await published(noting);
		expect(fixture.meta.subscriptions.app?.fields).toEqual([
			'message_echoes',
			'messages',
			'smb_message_echoes',
		]);
	});

	it('is published anew when the option is added', async () => {
		const trigger = await published({});
		expect(fixture.meta.subscriptions.app?.fields).toEqual(['messages']);
		trigger.parameters = oneAccount(SALES, noting);
		expect(await trigger.checkExists()).toBe(false);
	});

	it.each<[string, object]>([
		["Meta's own AI", echo(SMB_TEXT, { message_creation_type: 'created_by_1p_bot' })],
		['another system, unless the plan says so', echo(OTHER_SYSTEM)],
		['somebody who edits what was sent', echo('smb-echo-edit.json')],
		['a reaction', echo(SMB_TEXT, { type: 'reaction', reaction: { emoji: '👍' } })],
		['somebody before the contact wrote', echo(SMB_TEXT, { timestamp: '1759000000' })],
	])('the wait goes on after a message of %s', async (_who, body) => {
		const trigger = await published(noting);
		await asks();
		expect(await post(trigger, body)).toMatchObject({ status: 200 });
		expect(await waiting()).toBe(1);
	});

	it('notes nothing without the option, and runs what is chosen', async () => {
		const trigger = await published({ events: ['message', 'echo'] });
		await asks();
		await post(trigger, echo(SMB_TEXT));
		expect(await waiting()).toBe(1);
		expect(trigger.executions).toMatchObject([
			[{ event: 'echo', message: { sentBy: 'phoneApp' } }],
		]);
	});

	it('notes and runs when both are chosen', async () => {
		const trigger = await published({ events: ['message', 'echo'], ...noting });
		await asks();
		await post(trigger, echo(SMB_TEXT, { message_creation_type: 'created_by_1p_bot' }));
		expect(trigger.executions).toMatchObject([[{ message: { sentBy: 'metaBot' } }]]);
		await post(trigger, echo(SMB_TEXT, { id: 'wamid.2' }));
		expect(await waiting()).toBe(0);
		expect(trigger.executions).toHaveLength(2);
	});

	it('knows no contact by a number that nobody has written to', async () => {
		const trigger = await published(noting);
		await asks({ account: { id: 'another', number: '+12025550199', name: 'Another' } });
		expect(await post(trigger, echo(SMB_TEXT))).toMatchObject({ status: 200 });
		expect(await waiting()).toBe(1);
	});

	it('has Meta deliver again what the ledger could not note', async () => {
		const trigger = await published(noting);
		await asks();
		const file = process.env.CONTACT_ASSIGNMENT_SQLITE_FILE;
		process.env.CONTACT_ASSIGNMENT_SQLITE_FILE = `${file}/no-folder.sqlite`;
		expect(await post(trigger, echo(SMB_TEXT))).toMatchObject({ status: 503 });
		process.env.CONTACT_ASSIGNMENT_SQLITE_FILE = file;
		expect(fixture.n8n.logs.join('\n')).toContain('cannot note what your team answered');
		expect(await post(trigger, echo(SMB_TEXT))).toMatchObject({ status: 200 });
		expect(await waiting()).toBe(0);
	});
});

describe('with a gateway', () => {
	const n8n = new TriggerHost({ whatsAppWebhookApi: { secret: SECRET } });
	let count = 0;
	beforeAll(async () => await n8n.start());
	afterAll(async () => await n8n.stop());

	const headers = (source: string, bytes: Buffer) =>
		source === 'waha'
			? { 'X-Webhook-Hmac': createHmac('sha512', SECRET).update(bytes).digest('hex') }
			: { 'X-Webhook-Secret': SECRET };

	const otherJson = {
		idField: 'id',
		phoneField: 'from.number',
		textField: 'body',
		moreFields: { messages: 'data.messages', ownSend: 'mine', account: 'line', time: 'at' },
	};
	const RAFAEL = '+5511987650022';

	describe.each([
		['waha', 'waha/message-any-own.json', 'default', DANA, {}],
		['evolution', 'evolution/messages-upsert-fromme.json', 'loja-centro', RAFAEL, {}],
		['evolution', 'evolution/go-own-message.json', 'loja-centro', RAFAEL, {}],
		['otherJson', 'otherJson/own-message.json', '+1 202 555 0143', '+4915112345678', otherJson],
	])('%s tells what was sent (%s)', (source, file, account, phone, fields) => {
		async function tells(plan: object): Promise<HostedTrigger> {
			const trigger = n8n.add({ source, ...fields, ...noting }, `source-${(count += 1)}`);
			await trigger.publish();
			const text = providerFixture(file).rawBody.toString('utf8').replace(RECORDED, ANSWERED);
			const bytes = Buffer.from(text);
			await asks({ account: { id: account, name: 'Line' }, contact: { phone } }, plan);
			await axios.post(trigger.url(), bytes, {
				headers: { 'Content-Type': 'application/json', ...headers(source, bytes) },
			});
			return trigger;
		}

		it('and by whom, says the plan: of people it is an answer', async () => {
			const trigger = await tells({ replies: { apiMessages: 'person' } });
			expect(await answers(phone)).toEqual([expect.stringContaining('answered after 30 minutes')]);
			expect(trigger.executions).toEqual([]);
		});

		it('and of whom nobody knows, the contact waits', async () => {
			await tells({});
			expect(await answers(phone)).toEqual([]);
			expect(await waiting()).toBe(1);
		});
	});
});
