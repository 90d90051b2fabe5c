import { RESOLVE } from '../../harness/nodeTypes';
import { jsonOf, node, runWorkflow, type WorkflowRun } from '../../harness/runWorkflow';
import { items, locator, salesLine, supportLine, touch } from '../../harness/touches';
import { demoTeam, type SandboxContact } from '../../../sandbox/highlevel';
import { ifAccounts, ifAnyTag } from '../../../sandbox/n8n/planCards';
import { ContactTriggerFixture, delivered } from './contactTriggerFixture';
import { RoutingFixture } from './routingFixture';

const { sofia, marcus, priya } = demoTeam.users;

/** The sales line is Sofia's, the support line Priya's; Marcus has the rest. */
const plan = (mode: 'id' | 'number' | 'name' | 'tag') => ({
	rules: {
		values: [
			{
				name: 'Sales',
				if: ifAccounts(locator(mode, salesLine[mode])),
				assignTo: locator('id', sofia.id),
			},
			{
				name: 'Support',
				if: ifAccounts(locator(mode, supportLine[mode])),
				assignTo: locator('id', priya.id),
			},
		],
	},
	fallback: locator('id', marcus.id),
});

const fixture = new ContactTriggerFixture();
beforeEach(async () => await fixture.start());
afterEach(async () => await fixture.stop());

const ownerOf = (id: string) => fixture.sandbox.contacts.get(id)?.assignedTo;

/** What the ledger learns of both lines, by a message to each. */
async function messagesToBothLines(): Promise<WorkflowRun> {
	const resolve = node(
		RESOLVE,
		{ fallback: locator('id', marcus.id) },
		{
			name: 'Resolve',
			credentials: { highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' } },
		},
	);
	const contact = { phone: '+14155550999', name: 'Somebody else', country: 'US' };
	return await runWorkflow({
		nodes: [resolve],
		connections: {},
		credentials: fixture.credentials,
		input: items(touch({ contact }), touch({ account: { ...supportLine }, contact })),
	});
}

function routed(mode: 'id' | 'number' | 'name' | 'tag', events: string[]): RoutingFixture {
	return new RoutingFixture(fixture, fixture.appTrigger({ events }), plan(mode));
}

const say = async (contact: SandboxContact, id: string, to?: string) =>
	delivered(await fixture.webhooks.tellMessage(contact, { id, body: 'Hi', ...(to && { to }) }));

describe('a message that comes through HighLevel', () => {
	it.each(['id', 'number', 'name', 'tag'] as const)(
		'follows the account rule by %s of the number that was written to',
		async (mode) => {
			await messagesToBothLines();
			const routing = routed(mode, ['inboundMessage']);
			const contact = fixture.contact();
			await say(contact, 'm1', supportLine.number);
			await routing.idle();
			expect(ownerOf(contact.id)).toBe(priya.id);
			const [run] = routing.runs;
			expect(run && jsonOf(run, 'Assign')).toMatchObject([
				{ assignment: { rule: { name: 'Support', kind: 'rule' } } },
			]);
		},
	);

	it("follows the account rule of a number that is HighLevel's alone", async () => {
		const routing = routed('number', ['inboundMessage']);
		const contact = fixture.contact();
		await say(contact, 'm1', supportLine.number);
		await routing.idle();
		expect(ownerOf(contact.id)).toBe(priya.id);
	});

	it.each(['number', 'name', 'tag'] as const)(
		'follows the account rule by %s of the tag that a gateway has given the contact',
		async (mode) => {
			if (mode === 'number') await messagesToBothLines();
			const routing = routed(mode, ['inboundMessage']);
			const contact = fixture.contact({ tags: ['vip', supportLine.tag] });
			await say(contact, 'm1');
			await routing.idle();
			expect(ownerOf(contact.id)).toBe(priya.id);
		},
	);

	it("with the tags of two accounts is nobody's by account, and says so", async () => {
		const routing = routed('name', ['inboundMessage']);
		const contact = fixture.contact({ tags: [salesLine.tag, supportLine.tag] });
		await say(contact, 'm1');
		await routing.idle();
		expect(ownerOf(contact.id)).toBe(marcus.id);
		const [run] = routing.runs;
		const [item] = (run && jsonOf(run, 'Assign')) ?? [];
		expect(JSON.stringify(item?.assignment)).toContain('tags of several WhatsApp accounts');
	});

	it('asks HighLevel about the contact only if its number does not say the account', async () => {
		const noOwners = { ...plan('number'), ownerPolicy: 'askRules' };
		const routing = new RoutingFixture(
			fixture,
			fixture.appTrigger({ events: ['inboundMessage'] }),
			noOwners,
		);
		const contact = fixture.contact({ tags: [supportLine.tag] });
		const looks = () =>
			fixture.sandbox.requests.filter(
				({ method, path }) => method === 'GET' && path.includes(contact.id),
			).length;
		await say(contact, 'm1', supportLine.number);
		await routing.idle();
		const withNumber = looks();
		await say(contact, 'm2');
		await routing.idle();
		expect({ withNumber, withoutNumber: looks() - withNumber }).toEqual({
			withNumber: 0,
			withoutNumber: 1,
		});
	});
});

describe('a tag that is added', () => {
	it('to a contact of an account follows the account rule', async () => {
		const routing = routed('name', ['tagAdded']);
		const contact = fixture.contact({ tags: [supportLine.tag] });
		await fixture.tags(contact, [supportLine.tag, 'vip']);
		await routing.idle();
		expect(ownerOf(contact.id)).toBe(priya.id);
	});

	it('to a contact whom the ledger knows by an account follows its rule', async () => {
		await messagesToBothLines();
		const contact = fixture.contact();
		const first = new RoutingFixture(
			fixture,
			fixture.appTrigger({ events: ['inboundMessage', 'tagAdded'] }),
			{
				ownerPolicy: 'askRules',
				rules: {
					values: [
						{
							// Only a rule that asks for the tag takes a contact from its owner.
							name: 'Support VIP',
							if: { ...ifAnyTag('vip'), ...ifAccounts(locator('number', supportLine.number)) },
							assignTo: locator('id', marcus.id),
						},
						...plan('number').rules.values,
					],
				},
			},
		);
		await say(contact, 'm1', supportLine.number);
		await first.idle();
		fixture.contact({ ...contact, assignedTo: undefined });
		await fixture.tags(contact, ['vip']);
		await first.idle();
		const [run] = first.runs.slice(-1);
		expect(first.runs).toHaveLength(2);
		const outputs = [
			...((run && jsonOf(run, 'Assign')) ?? []),
			...((run && jsonOf(run, 'Nobody')) ?? []),
		];
		expect(outputs).toMatchObject([{ assignment: { rule: { name: 'Support VIP' } } }]);
	});
});

it('a HighLevel workflow names the account in its custom data, by number, name or tag', async () => {
	await messagesToBothLines();
	const trigger = fixture.workflowTrigger({ event: 'inboundMessage' });
	const routing = new RoutingFixture(fixture, trigger, plan('id'));
	for (const account of [supportLine.number, supportLine.name, supportLine.tag]) {
		const contact = fixture.contact({ phone: undefined, tags: [salesLine.tag] });
		await fixture.runWorkflow(trigger, contact, { account });
		await routing.idle();
		expect(ownerOf(contact.id)).toBe(priya.id);
	}
});
