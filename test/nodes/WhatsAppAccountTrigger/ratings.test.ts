import type { INodeParameters } from 'n8n-workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import {
	buttonAnswer,
	flowAnswer,
	listAnswer,
	templateAnswer,
	type InboundMessage,
} from '../../../sandbox/whatsapp';
import { useHighLevel } from '../../harness/highLevel';
import { touch } from '../../harness/touches';
import type { HostedTrigger } from '../../harness/triggerHost';
import { runLedger } from '../AssignmentLedger/ledgerRun';
import { notedOutcomes } from '../outcomesNoted';
import { resolve } from '../ResolveAssignment/resolve';
import { DANA, oneAccount, SALES, WhatsAppTriggerFixture } from './whatsAppTriggerFixture';

const { sofia } = demoTeam.users;
const highLevel = useHighLevel();
const fixture = new WhatsAppTriggerFixture();
beforeEach(async () => await fixture.start());
afterEach(async () => await fixture.stop());

const plan = {
	rules: [],
	fallback: { type: 'user', user: { by: 'id', value: sofia.id } },
	replyTimes: [{ within: 15, time: 'always' }],
};
const parameters = { planSource: 'json', planJson: JSON.stringify(plan) };

async function published(more: INodeParameters = {}): Promise<HostedTrigger> {
	const trigger = fixture.n8n.add(oneAccount(SALES, more));
	await trigger.publish();
	return trigger;
}

/** Dana wrote, Sofia got her, and the contact is closed with a question. */
async function ask(askForRating: 'buttons' | 'number'): Promise<string> {
	const account = { id: SALES, number: '+12025550143', name: 'Sales Line' };
	const given = touch({
		account,
		contact: { phone: `+${DANA.phone}`, whatsappUserId: DANA.userId },
	});
	const { assigned } = await resolve(highLevel().credentials, parameters, [given]);
	expect(assigned).toHaveLength(1);
	const { rows } = await runLedger(highLevel(), 'close', [given], {
		parameters: { askForRating, ratingQuestion: 'How was it?' },
	});
	return (rows[0] as { askRating: { id: string } }).askRating.id;
}

const sends = async (message: Partial<InboundMessage>) =>
	await fixture.meta.send({ to: SALES, from: DANA, ...message });

const ratings = async () =>
	(await notedOutcomes(highLevel().locationId)).flatMap(({ kind, value, user }) =>
		kind === 'rated' ? [[value, user]] : [],
	);

const waiting = async () => (await runLedger(highLevel(), 'waitingContacts', [{}])).rows.length;

it.each<[string, (id: string) => Partial<InboundMessage>]>([
	['a button', (id) => buttonAnswer(`rate:${id}:5`, '★★★★★')],
	['a list', (id) => listAnswer(`rate:${id}:5`, '★★★★★')],
	['a template', (id) => templateAnswer(`rate:${id}:5`, 'Great')],
	['a Flow', (id) => flowAnswer({ flow_token: 'unused', screen: { stars: `rate:${id}:5` } })],
	['a Flow that is the same for all', (id) => flowAnswer({ flow_token: `rate:${id}`, stars: '5' })],
])('a rating by %s is noted without a run, once', async (_what, answer) => {
	const trigger = await published();
	const id = await ask('buttons');
	const message = { id: 'wamid.R', ...answer(id) };
	await sends(message);
	await sends(message);
	expect(
		fixture.meta.deliveries.map(({ attempts }) => attempts.map(({ status }) => status)),
	).toEqual([[200], [200]]);
	expect(trigger.executions).toEqual([]);
	expect(await ratings()).toEqual([[5, sofia.id]]);
});

it('another answer to the same question replaces the first', async () => {
	await published();
	const id = await ask('buttons');
	await sends(listAnswer(`rate:${id}:5`, '★★★★★'));
	await sends(listAnswer(`rate:${id}:2`, '★★'));
	expect(await ratings()).toEqual([[2, sofia.id]]);
});

it('starts the workflow where that is chosen, and is no message then', async () => {
	const trigger = await published({ events: ['rating'] });
	const id = await ask('buttons');
	await sends({ text: 'Hello?' });
	await sends(buttonAnswer(`rate:${id}:1`, '★'));
	expect(trigger.executions).toMatchObject([[{ event: 'rating', rating: { id, value: 1 } }]]);
	expect(await ratings()).toEqual([[1, sofia.id]]);
});

it('may be left to the workflow', async () => {
	const trigger = await published({ events: ['rating'], options: { noteRatings: false } });
	const id = await ask('buttons');
	await sends(buttonAnswer(`rate:${id}:1`, '★'));
	expect(trigger.executions).toHaveLength(1);
	expect(await ratings()).toEqual([]);
});

describe('a bare number', () => {
	it('is the answer when one was asked for, however often it is delivered', async () => {
		const trigger = await published();
		await ask('number');
		for (let i = 0; i < 2; i++) await sends({ id: 'wamid.N', text: ' 4! ' });
		expect(trigger.executions).toEqual([]);
		expect(await ratings()).toEqual([[4, sofia.id]]);
	});

	it.each<[string, 'buttons' | 'number', string]>([
		['after another question', 'buttons', '5'],
		['that is no rating', 'number', '7'],
		['among words', 'number', '5 please'],
	])('is a message %s', async (_when, way, text) => {
		const trigger = await published();
		await ask(way);
		await sends({ text });
		expect(trigger.executions).toMatchObject([[{ event: 'message', message: { text } }]]);
		expect(await ratings()).toEqual([]);
	});

	it('is a message once the question is answered, and of somebody else', async () => {
		const trigger = await published();
		await ask('number');
		await sends({ text: '5' });
		await sends({ text: '3' });
		await sends({ text: '5', from: { phone: '5511987650022' } });
		expect(trigger.executions.flat()).toMatchObject([
			{ event: 'message', message: { text: '3' } },
			{ event: 'message', message: { text: '5' } },
		]);
		expect(await ratings()).toEqual([[5, sofia.id]]);
	});
});

describe('Resolve Assignment', () => {
	it.each<[string, 'buttons' | 'number', (id: string) => object]>([
		[
			'by a button',
			'buttons',
			(id) => ({ type: 'interactive', content: { button_reply: { id: `rate:${id}:5` } } }),
		],
		['as a gateway tells it', 'buttons', (id) => ({ type: 'text', text: `rate:${id}:5` })],
		['by a number that was asked for', 'number', () => ({ type: 'text', text: '5' })],
	])('decides nothing about a rating %s, whoever tells it', async (_what, way, message) => {
		const id = await ask(way);
		const given = touch({
			account: { id: SALES, number: '+12025550143', name: 'Sales Line' },
			contact: { phone: `+${DANA.phone}` },
			message: message(id),
		});
		const before = await waiting();
		const { assigned, notAssigned } = await resolve(highLevel().credentials, parameters, [given]);
		expect(assigned).toEqual([]);
		expect(JSON.stringify(notAssigned)).toContain('how satisfied a person is');
		expect(await waiting()).toBe(before);
	});
});
