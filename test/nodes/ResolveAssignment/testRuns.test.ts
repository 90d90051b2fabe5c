import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import { cards } from '../../../sandbox/n8n/planCards';
import { useHighLevel } from '../../harness/highLevel';
import { ASSIGN, RESOLVE } from '../../harness/nodeTypes';
import { jsonOf, node, runWorkflow, to } from '../../harness/runWorkflow';
import { items, locator, salesLine, touch } from '../../harness/touches';

const { sofia, marcus, tom } = demoTeam.users;
const highLevel = useHighLevel();

type Person = { id: string };

/** The Sales Line to these people: one, or a team of them. */
function salesTo(...people: Person[]): INodeParameters {
	const rule = { name: 'Sales', if: { account: locator('id', salesLine.id) } };
	const [only] = people;
	if (only && people.length === 1) {
		return { rules: cards({ ...rule, assignTo: locator('id', only.id) }) };
	}
	const members = cards(...people.map(({ id }) => ({ user: locator('id', id) })));
	return {
		rules: cards({ ...rule, assignTo: locator('team', 'Sales') }),
		sections: { teams: cards({ name: 'Sales', members }) },
	};
}

/** One run of Resolve Assignment with HighLevel Assign Contact behind it, both as they are by default. */
async function run(
	parameters: INodeParameters,
	touches: object[],
	mode: 'manual' | 'webhook' = 'manual',
): Promise<IDataObject[]> {
	const credentials = { highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' } };
	const result = await runWorkflow({
		nodes: [
			node(RESOLVE, { ownerPolicy: 'first', ...parameters }, { name: 'Resolve', credentials }),
			node(ASSIGN, {}, { name: 'Assign', credentials }),
		],
		connections: { Resolve: { main: [[to('Assign')]] } },
		credentials: highLevel().credentials,
		input: items(...touches),
		mode,
	});
	expect(result.errors).toEqual({});
	return jsonOf(result, 'Assign');
}

let people = 0;
const person = () => ({ phone: `+1415555${6000 + ++people}`, name: `Person ${people}` });
const messageOf = (contact: object) => ({ ...touch(), contact });
const seedOwned = (phone: string, { id }: Person) =>
	highLevel().sandbox.contacts.seedContact({ phone, assignedTo: id });
const contactIn = (phone: string) => highLevel().sandbox.contacts.byPhone(phone)[0];
const setByHand = (phone: string, owner: Person) => {
	highLevel().sandbox.contacts.remove(contactIn(phone)?.id ?? '');
	seedOwned(phone, owner);
};

describe('a test run', () => {
	it('says that it is one, in the sentence and as a column', async () => {
		const [test] = await run(salesTo(sofia), [messageOf(person())]);
		expect(test).toMatchObject({ testRun: true });
		expect(test?.why).toMatch(/^Test run: Rule 'Sales' chose Sofia .*\.\s*$/);
		const [live] = await run(salesTo(sofia), [messageOf(person())], 'webhook');
		expect(live).not.toHaveProperty('testRun');
		expect(live?.why).not.toContain('Test');
	});

	it('follows rules that were changed, though an earlier one made its choice the owner in HighLevel', async () => {
		const contact = person();
		for (const [user, result] of [
			[sofia, 'created'],
			[marcus, 'assigned'],
			[tom, 'assigned'],
			[sofia, 'assigned'],
		] as const) {
			const [item] = await run(salesTo(user), [messageOf(contact)]);
			expect(item).toMatchObject({ outcome: 'assigned', userId: user.id, result });
			expect(contactIn(contact.phone)?.assignedTo).toBe(user.id);
		}
	});

	it('still keeps an owner of before, and one who was set by hand since', async () => {
		const [owned, free] = [person(), person()];
		seedOwned(owned.phone, tom);
		await run(salesTo(sofia), [messageOf(owned)]);
		const again = await run(salesTo(marcus), [messageOf(owned)]);
		expect(again).toMatchObject([{ outcome: 'kept', userId: tom.id }]);
		await run(salesTo(sofia), [messageOf(free)]);
		setByHand(free.phone, tom);
		const byHand = await run(salesTo(marcus), [messageOf(free)]);
		expect(byHand).toMatchObject([{ outcome: 'kept', userId: tom.id }]);
	});

	it('remembers whose turn it is, and nothing of how much they have', async () => {
		const capacity = cards({ user: locator('id', sofia.id), options: { capacity: 1 } });
		const team = salesTo(sofia, marcus);
		const parameters = { ...team, sections: { ...(team.sections as object), people: capacity } };
		const users: unknown[] = [];
		for (let i = 0; i < 4; i++) {
			const [item] = await run(parameters as INodeParameters, [messageOf(person())]);
			users.push(item?.userId);
		}
		expect(users).toEqual([sofia.id, marcus.id, sofia.id, marcus.id]);
	});

	it('goes by what it has decided itself', async () => {
		const contact = person();
		const both = await run(salesTo(sofia, marcus), [messageOf(contact), messageOf(contact)]);
		expect(both).toMatchObject([
			{ outcome: 'assigned', userId: sofia.id },
			{ outcome: 'kept', userId: sofia.id },
		]);
	});
});

it('in production an owner stays, whoever the rules name since', async () => {
	const contact = person();
	await run(salesTo(sofia), [messageOf(contact)], 'webhook');
	const [item] = await run(salesTo(marcus), [messageOf(contact)], 'webhook');
	expect(item).toMatchObject({ outcome: 'kept', userId: sofia.id });
});
