import { createHmac } from 'node:crypto';
import { ASSIGN, TRIGGER } from '../../../sandbox/demo/workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import { CASE_MS, SALES, SUPPORT, type DemoStack } from './demoStack';

const { marcus, priya, sofia } = demoTeam.users;

/** What becomes of a message, and of what is none. */
export function messageCases(stack: DemoStack): void {
	describe('a message over HTTP', () => {
		it(
			'makes the user of the rule the owner of a new contact, with tag, source and receipt',
			async () => {
				const dana = stack.newPerson('Dana Whitlock');
				const [run] = await stack.executionsOf(
					async () =>
						await stack.graph.send({ to: SALES, from: dana, text: 'Hi! 👋 "quotes" / é' }),
				);
				expect(stack.ownerOf(dana.phone)).toBe(sofia.id);
				const [contact] = stack.highLevel.contacts.byPhone(`+${dana.phone}`);
				expect(contact).toMatchObject({
					source: 'WhatsApp',
					tags: ['whatsnap-account-sales-line'],
				});
				expect(run?.status).toBe('success');
				const item = run?.outputs[ASSIGN]?.[0]?.[0]?.json;
				expect(item).toMatchObject({
					messageText: 'Hi! 👋 "quotes" / é',
					assignedTo: 'Sofia Reyes',
					why: "Rule 'Sales Line to Sofia' chose Sofia Reyes, because the message came to 'Sales Line'.",
					outcome: 'assigned',
					userEmail: sofia.email,
					result: 'created',
					owner: 'Sofia Reyes',
				});
			},
			CASE_MS,
		);

		it(
			'changes nothing when it is delivered twice',
			async () => {
				const message = {
					to: SUPPORT,
					from: stack.newPerson('Rafael'),
					text: 'Oi',
					id: 'wamid.twice',
				};
				await stack.graph.send(message);
				expect(stack.ownerOf(message.from.phone)).toBe(priya.id);
				stack.highLevel.clearRequests();
				const contacts = JSON.stringify(stack.highLevel.contacts.all());
				const runs = await stack.executionsOf(async () => {
					const again = await stack.graph.send(message);
					expect(again.attempts).toMatchObject([{ status: 200, answer: 'Nothing to do' }]);
				});
				expect(runs).toEqual([]);
				expect(JSON.stringify(stack.highLevel.contacts.all())).toBe(contacts);
				expect(stack.highLevel.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
			},
			CASE_MS,
		);

		it(
			'leaves the owner whom somebody chose before',
			async () => {
				await stack.graph.send({
					to: SALES,
					from: { phone: '33612345678', userId: 'FR.1', name: 'Amélie Laurent' },
					text: 'Bonjour',
				});
				expect(stack.ownerOf('33612345678')).toBe(marcus.id);
				expect(stack.highLevel.contacts.byPhone('+33612345678')[0]?.tags).toEqual([
					'customer',
					'whatsnap-account-sales-line',
				]);
			},
			CASE_MS,
		);

		it(
			'gives a batch of three messages from two numbers three items, each with its own account',
			async () => {
				const [first, second, third] = ['Ann', 'Ben', 'Cleo'].map((name) => stack.newPerson(name));
				if (!first || !second || !third) throw new Error('three people');
				const runs = await stack.executionsOf(
					async () =>
						await stack.graph.send([
							{ to: SALES, from: first, text: '1' },
							{ to: SUPPORT, from: second, text: '2' },
							{ to: SALES, from: third, text: '3' },
						]),
				);
				expect(runs).toHaveLength(1);
				const items = (runs[0]?.outputs[TRIGGER]?.[0] ?? []).map(({ json }) => json) as Array<{
					account: { name: string };
					contact: { name: string };
				}>;
				expect(
					items.map(({ account, contact }) => `${contact.name} to ${account.name}`).sort(),
				).toEqual(['Ann to Sales Line', 'Ben to Support Line', 'Cleo to Sales Line']);
				expect([first, second, third].map(({ phone }) => stack.ownerOf(phone))).toEqual([
					sofia.id,
					priya.id,
					sofia.id,
				]);
			},
			CASE_MS,
		);

		it(
			'is turned away with 401 and starts nothing when one byte was changed',
			async () => {
				const body = Buffer.from(
					JSON.stringify({ object: 'whatsapp_business_account', entry: [] }),
				);
				const signature = `sha256=${createHmac('sha256', stack.graph.app.secret).update(body).digest('hex')}`;
				body[2] = (body[2] ?? 0) ^ 1;
				const runs = await stack.executionsOf(async () => {
					const delivery = await stack.graph.deliverRaw(SALES, body, { signature });
					expect(delivery.attempts[0]).toMatchObject({
						status: 401,
						answer: expect.stringContaining('App Secret'),
					});
				});
				expect(runs).toEqual([]);
			},
			CASE_MS,
		);

		it.each([
			['no JSON', 'not json at all', 422],
			['unknown JSON', '{"object":"page","entry":[{"changes":7}]}', 200],
			['an empty entry', '{"object":"whatsapp_business_account","entry":[]}', 200],
		])(
			'starts nothing and is no server error when it is signed but holds %s',
			async (_what, body, status) => {
				const runs = await stack.executionsOf(async () => {
					const { attempts } = await stack.graph.deliverRaw(SALES, body);
					expect(attempts[0]?.status).toBe(status);
				});
				expect(runs).toEqual([]);
			},
			CASE_MS,
		);

		it(
			'is not lost while HighLevel is down: WhatsApp delivers again and the contact gets its owner',
			async () => {
				const person = stack.newPerson('Ingrid');
				stack.highLevel.faults.add({
					method: 'GET',
					path: '/contacts/search/duplicate',
					times: 4,
					effect: { kind: 'status', status: 503 },
				});
				const runs = await stack.executionsOf(
					async () => await stack.graph.send({ to: SALES, from: person, text: 'Hello?' }),
				);
				stack.highLevel.faults.clear();
				expect(runs.map(({ status }) => status)).toEqual(['error', 'success']);
				expect(Object.values(runs[0]?.errors ?? {})).toEqual([
					expect.stringContaining('HighLevel is not available'),
				]);
				expect(stack.ownerOf(person.phone)).toBe(sofia.id);
			},
			CASE_MS,
		);
	});
}
