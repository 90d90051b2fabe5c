import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import { ifAccounts } from '../../../sandbox/n8n/planCards';
import { startHighLevel, type TestHighLevel } from '../../harness/highLevel';
import { ASSIGN, NO_OP, RESOLVE } from '../../harness/nodeTypes';
import { behindStart, jsonOf, node, runWorkflow, to } from '../../harness/runWorkflow';
import { items, locator, salesLine, supportLine, touch } from '../../harness/touches';
import { move, outcomes } from './reassignFixture';

/** Reassigning contacts that have an owner for each account. */
const { sofia, marcus, priya, tom } = demoTeam.users;
const PHONE = '+14155550117';
let highLevel: TestHighLevel;
beforeEach(async () => {
	highLevel = await startHighLevel({ searchLagMs: 0 });
});
afterEach(async () => await highLevel.sandbox.close());
const contactNow = () => highLevel.sandbox.contacts.byPhone(PHONE)[0];

interface Person {
	id: string;
}

const rule = ({ id }: { id: string }, user: Person): INodeParameters => ({
	if: ifAccounts(locator('list', id)),
	assignTo: locator('list', user.id),
});
const plan = (sales: Person, support: Person, fallback: Person = tom): INodeParameters => ({
	ownerPolicy: 'separate',
	rules: { values: [rule(salesLine, sales), rule(supportLine, support)] },
	fallback: locator('list', fallback.id),
});

/** A message to one of the accounts, decided and carried out; who answers it. */
async function write(account: typeof salesLine | typeof supportLine, parameters: INodeParameters) {
	const credentials = { highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' } };
	const resolve = node(
		RESOLVE,
		{ ...parameters, options: { simplify: false, confirmedBy: 'assignContact' } },
		{ name: 'Resolve', credentials },
	);
	const { nodes, connections } = behindStart(resolve);
	const run = await runWorkflow({
		nodes: [
			...nodes,
			node(ASSIGN, {}, { name: 'Assign', credentials }),
			node(NO_OP, {}, { name: 'Nobody' }),
		],
		connections: { ...connections, Resolve: { main: [[to('Assign')], [to('Nobody')]] } },
		credentials: highLevel.credentials,
		input: items(touch({ account, contact: { phone: PHONE, name: 'Nora Lindqvist' } })),
	});
	expect(run.errors).toEqual({});
	const [{ assignment } = {}] = jsonOf(run, 'Resolve') as IDataObject[];
	return ((assignment as IDataObject).user as IDataObject).id;
}

it('with new rules of one account moves its owner, and leaves HighLevel’s to the other', async () => {
	const before = plan(sofia, marcus);
	expect(await write(salesLine, before)).toBe(sofia.id);
	expect(await write(supportLine, before)).toBe(marcus.id);
	expect(contactNow()?.assignedTo).toBe(sofia.id);
	const after = plan(sofia, priya);
	const { id: accountId, tag: accountTag } = supportLine;
	const work = { contactsOf: 'account', accountTag, accountId, preview: false };
	const moved = await move(highLevel, work, after);
	expect(moved.run.errors).toEqual({});
	expect(outcomes(moved)).toEqual(['kept']);
	expect(contactNow()).toMatchObject({ assignedTo: sofia.id });
	expect(await write(supportLine, after)).toBe(priya.id);
	expect(await write(salesLine, after)).toBe(sofia.id);
});

it('takes all accounts from who leaves', async () => {
	const before = plan(sofia, sofia);
	await write(salesLine, before);
	expect(await write(supportLine, before)).toBe(sofia.id);
	const moved = await move(
		highLevel,
		{ person: locator('list', sofia.id), preview: false },
		before,
	);
	expect(outcomes(moved)).toEqual(['assigned']);
	expect(contactNow()?.assignedTo).toBe(tom.id);
	expect(await write(supportLine, before)).toBe(tom.id);
	expect(await write(salesLine, before)).toBe(tom.id);
});
