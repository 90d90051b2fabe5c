import { demoTeam } from '../../../sandbox/highlevel';
import { ifAnyTag } from '../../../sandbox/n8n/planCards';
import { engines, useExpressionEngine } from '../../harness/expressionEngine';
import { jsonOf } from '../../harness/runWorkflow';
import { locator } from '../../harness/touches';
import { ContactTriggerFixture } from './contactTriggerFixture';
import { RoutingFixture } from './routingFixture';

const { sofia, marcus, priya } = demoTeam.users;

const tagRules = {
	rules: {
		values: [
			{ name: 'VIP to Sofia', if: ifAnyTag('VIP'), assignTo: locator('email', sofia.email) },
			{ name: 'Gold to Priya', if: ifAnyTag('gold'), assignTo: locator('id', priya.id) },
		],
	},
};

describe.each(engines)('on the expression engine %s', (engine) => {
	useExpressionEngine(engine);
	const fixture = new ContactTriggerFixture();
	beforeEach(async () => await fixture.start());
	afterEach(async () => await fixture.stop());

	const ownerOf = (id: string) => fixture.sandbox.contacts.get(id)?.assignedTo;

	it('a tag that was added in HighLevel makes the user of its rule the owner', async () => {
		const routing = new RoutingFixture(
			fixture,
			fixture.appTrigger({ events: ['tagAdded'] }),
			tagRules,
		);
		const contact = fixture.contact({ assignedTo: marcus.id, tags: ['web'] });
		await fixture.tags(contact, ['web', 'vip']);
		await routing.idle();
		expect(routing.runs).toMatchObject([{ status: 'success', errors: {} }]);
		expect(ownerOf(contact.id)).toBe(sofia.id);

		await fixture.tags(contact, ['web', 'vip', 'gold']);
		await routing.idle();
		expect(ownerOf(contact.id)).toBe(priya.id);
		const [run] = routing.runs.slice(-1);
		expect(run && jsonOf(run, 'Assign')).toMatchObject([
			{ tag: 'gold', assignment: { outcome: 'assigned', user: { id: priya.id } } },
		]);
	});

	it('a tag without a rule changes nothing', async () => {
		const routing = new RoutingFixture(
			fixture,
			fixture.appTrigger({ events: ['tagAdded'] }),
			tagRules,
		);
		const contact = fixture.contact();
		await fixture.tags(contact, ['newsletter']);
		await routing.idle();
		const [run] = routing.runs;
		expect(run && jsonOf(run, 'Nobody')).toMatchObject([
			{ tag: 'newsletter', assignment: { outcome: 'unassigned' } },
		]);
		expect(run?.outputs.Assign).toBeUndefined();
		expect(ownerOf(contact.id)).toBeUndefined();
	});

	it("a HighLevel workflow's webhook does the same", async () => {
		const trigger = fixture.workflowTrigger();
		const routing = new RoutingFixture(fixture, trigger, tagRules);
		const contact = fixture.contact({ assignedTo: marcus.id, tags: ['gold'] });
		await fixture.runWorkflow(trigger, contact, { tag: 'VIP' });
		await routing.idle();
		expect(routing.runs).toMatchObject([{ status: 'success', errors: {} }]);
		expect(ownerOf(contact.id)).toBe(sofia.id);
	});
});
