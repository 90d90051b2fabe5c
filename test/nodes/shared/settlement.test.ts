import { ExecuteContext } from 'n8n-core';
import type { INodeParameters } from 'n8n-workflow';
import { startPostgres, type PostgresServer } from '../../../sandbox/postgres';
import { demoTeam } from '../../../sandbox/highlevel';
import { ifAccounts } from '../../../sandbox/n8n/planCards';
import { assignPanel } from '../../harness/assignPanel';
import type { CredentialData } from '../../harness/credentialsHelper';
import { useHighLevel } from '../../harness/highLevel';
import { ASSIGN, NO_OP, RESOLVE } from '../../harness/nodeTypes';
import { behindStart, jsonOf, node, runWorkflow, to } from '../../harness/runWorkflow';
import { items, locator, salesLine, touch } from '../../harness/touches';
import { MINUTE } from '../../../routing/model/durations';

const { sofia, marcus } = demoTeam.users;

/** Sofia and Marcus in equal turns. */
const parameters: INodeParameters = {
	rules: {
		values: [
			{
				if: ifAccounts(locator('id', salesLine.id)),
				assignTo: locator('team', 'Sales'),
			},
		],
	},
	sections: {
		teams: {
			values: [
				{
					name: 'Sales',
					strategy: 'weightedRoundRobin',
					members: {
						values: [sofia, marcus].map(({ id }) => ({
							user: locator('id', id),
							weight: 1,
							tier: 1,
						})),
					},
				},
			],
		},
	},
};
const highLevel = useHighLevel();
afterEach(() => jest.restoreAllMocks());

const person = (number: number) =>
	touch({ contact: { phone: `+1415555${4000 + number}`, name: `Person ${number}` } });

interface Setup {
	ledger?: 'sqlite' | 'postgres';
	/** What follows Resolve Assignment. */
	next?: 'assign' | 'other';
	options?: INodeParameters;
	assignWith?: INodeParameters;
	more?: CredentialData;
}

/** Runs Resolve Assignment and what follows it; names who was chosen. */
async function run(
	touches: object[],
	{ ledger = 'sqlite', next = 'assign', options = {}, assignWith = {}, more = {} }: Setup = {},
) {
	const credentials = {
		highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' },
		postgres: { id: '2', name: 'Ledger' },
	};
	const resolve = node(
		RESOLVE,
		{ ...parameters, options: { simplify: false, ledger, ...options } },
		{ name: 'Resolve', credentials },
	);
	const follower =
		next === 'assign'
			? node(ASSIGN, assignPanel({ options: { ledger }, ...assignWith }), {
					name: 'Next',
					credentials,
				})
			: node(NO_OP, {}, { name: 'Next' });
	const start = behindStart(resolve);
	const result = await runWorkflow({
		nodes: [...start.nodes, follower],
		connections: { ...start.connections, Resolve: { main: [[to('Next')], []] } },
		credentials: { ...highLevel().credentials, ...more },
		input: items(...touches),
	});
	const chosen = jsonOf(result, 'Resolve').map(
		({ assignment }) => (assignment as { user: { id: string } }).user.id,
	);
	return {
		result,
		chosen: chosen.map((id) => (id === sofia.id ? 'Sofia' : 'Marcus')),
		error: result.errors.Next ?? result.errors.Resolve,
	};
}

/** Lets the reservations of before expire. */
function later(): void {
	const now = Date.now() + 16 * MINUTE;
	jest.spyOn(Date, 'now').mockReturnValue(now);
}

it('an assignment that HighLevel took lasts', async () => {
	expect((await run([person(1)])).chosen).toEqual(['Sofia']);
	later();
	expect((await run([person(2)])).chosen).toEqual(['Marcus']);
});

it('an assignment that nothing confirms goes to somebody else after 15 minutes', async () => {
	const options = { confirmedBy: 'assignContact' };
	expect((await run([person(1)], { next: 'other', options })).chosen).toEqual(['Sofia']);
	expect((await run([person(2)], { next: 'other', options })).chosen).toEqual(['Marcus']);
	later();
	expect((await run([person(3)], { next: 'other', options })).chosen).toEqual(['Sofia']);
});

it('an assignment counts at once when no node of ours follows, or on request', async () => {
	expect((await run([person(1)], { next: 'other' })).chosen).toEqual(['Sofia']);
	later();
	expect((await run([person(2)], { next: 'other' })).chosen).toEqual(['Marcus']);
	highLevel().sandbox.faults.add({
		path: '/contacts/',
		method: 'POST',
		effect: { kind: 'status', status: 503 },
	});
	const failed = await run([person(3)], { options: { confirmedBy: 'decision' } });
	expect(failed.error).toBeDefined();
	expect(failed.chosen).toEqual(['Sofia']);
	later();
	expect((await run([person(4)], { next: 'other' })).chosen).toEqual(['Marcus']);
});

it('a turn goes back when HighLevel refuses the contact for good', async () => {
	highLevel().sandbox.faults.add({
		path: '/contacts/',
		method: 'POST',
		times: 1,
		effect: { kind: 'status', status: 400, body: { message: 'phone must be valid' } },
	});
	const refused = await run([person(1)]);
	expect(refused.error?.message).toContain('phone must be valid');
	expect(refused.chosen).toEqual(['Sofia']);
	expect((await run([person(2)])).chosen).toEqual(['Sofia']);
});

it('a turn stays reserved while HighLevel is down, and the message gets the same person again', async () => {
	const fault = highLevel().sandbox.faults.add({ effect: { kind: 'status', status: 503 } });
	const one = person(1);
	expect((await run([one])).error?.message).toContain('HighLevel is not available');
	fault.remove();
	const lost = highLevel().sandbox.faults.add({
		path: '/contacts/',
		method: 'POST',
		effect: { kind: 'status', status: 503 },
	});
	const down = await run([one]);
	expect(down.error?.message).toContain('HighLevel is not available');
	lost.remove();
	expect((await run([person(2)])).chosen).not.toEqual(down.chosen);
	expect((await run([one])).chosen).toEqual(down.chosen);
	expect(highLevel().sandbox.contacts.all()).toHaveLength(2);
});

it('a turn goes back when somebody else owns the contact meanwhile', async () => {
	const contact = highLevel().sandbox.contacts.seedContact({ phone: '+14155554001' });
	const options = { confirmedBy: 'assignContact' };
	const first = await run([person(1)], { next: 'other', options });
	expect(first.chosen).toEqual(['Sofia']);
	highLevel().sandbox.contacts.seedContact({ ...contact, assignedTo: demoTeam.users.tom.id });
	const decided = first.result.outputs.Resolve?.[0]?.[0]?.json ?? {};
	// What Resolve Assignment saw is believed for five seconds.
	jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 6_000);
	const result = await runWorkflow({
		...behindStart(
			node(
				ASSIGN,
				{},
				{
					name: 'Assign',
					credentials: { highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' } },
				},
			),
		),
		credentials: highLevel().credentials,
		input: items(decided),
	});
	expect(jsonOf(result, 'Assign')).toMatchObject([{ highLevel: { outcome: 'lostRace' } }]);
	expect((await run([person(2)])).chosen).toEqual(['Sofia']);
});

it('a contact is known by HighLevel’s ID once it was assigned', async () => {
	await run([person(1)]);
	const [contact] = highLevel().sandbox.contacts.all();
	const again = await run([touch({ contact: { id: contact?.id, phone: null } })], {
		assignWith: { findBy: 'contactId' },
	});
	expect(jsonOf(again.result, 'Resolve')).toMatchObject([
		{ assignment: { outcome: 'kept', user: { id: sofia.id } } },
	]);
});

it('HighLevel is not asked again about a message that was decided before', async () => {
	const one = person(1);
	await run([one], { next: 'other' });
	highLevel().takeRequests();
	const again = await run([one], { next: 'other' });
	expect(again.result.outputs.Resolve?.[0]).toMatchObject([
		{ json: { assignment: { repeated: true } } },
	]);
	expect(highLevel().takeRequests()).toEqual([]);
});

it('HighLevel is not asked about a contact whose owner it showed a short while ago', async () => {
	const people = [touch({ contact: { phone: '+14155554777' } })];
	const looks = async (options: INodeParameters = {}) => {
		highLevel().takeRequests();
		const { chosen } = await run(
			people.map((one, i) => ({ ...one, key: `msg:${Math.random()}:${i}` })),
			{ next: 'other', options },
		);
		const requests = highLevel().takeRequests();
		return [chosen, requests.filter((request) => request.includes('/contacts/')).length];
	};
	await run(people);
	expect(await looks()).toEqual([['Sofia'], 0]);
	expect(await looks({ trustMinutes: 0 })).toEqual([['Sofia'], 1]);
	later();
	expect(await looks()).toEqual([['Sofia'], 1]);
});

describe('with the ledger in Postgres', () => {
	let server: PostgresServer;
	let more: CredentialData;
	beforeAll(async () => {
		server = await startPostgres({ isDurable: false });
		// As n8n's credential has them, with what its form fills in.
		more = {
			postgres: {
				host: server.host,
				port: server.port,
				database: server.database,
				user: server.user,
				password: server.password,
				maxConnections: 100,
				allowUnauthorizedCerts: false,
				ssl: 'disable',
				sshTunnel: false,
			},
		};
	}, 60_000);
	afterAll(async () => await server.stop(), 60_000);

	it('contacts are shared by turns, and assignments confirmed', async () => {
		const setup: Setup = { ledger: 'postgres', more };
		expect((await run([person(1), person(2)], setup)).chosen).toEqual(['Sofia', 'Marcus']);
		later();
		expect((await run([person(3)], setup)).chosen).toEqual(['Sofia']);
		expect((await run([person(4)], setup)).chosen).toEqual(['Marcus']);
	});

	it('a machine whose clock is wrong ends no reservation of others, and says that it is', async () => {
		const setup: Setup = {
			ledger: 'postgres',
			next: 'other',
			options: { confirmedBy: 'assignContact' },
			more: { postgres: { ...more.postgres, ...(await server.createDatabase('wrong_clock')) } },
		};
		const first = person(1);
		expect((await run([first], setup)).chosen).toEqual(['Sofia']);
		const warn = jest.fn<void, [string]>();
		const silent = () => undefined;
		const logger = { error: silent, warn, info: silent, debug: silent };
		jest.spyOn(ExecuteContext.prototype, 'logger', 'get').mockReturnValue(logger as never);
		const real = Date.now.bind(Date);
		for (const [minutes, chosen] of [
			[20, 'Marcus'],
			[401 * 24 * 60, 'Sofia'],
			[-20, 'Marcus'],
		] as const) {
			jest.spyOn(Date, 'now').mockImplementation(() => real() + minutes * MINUTE);
			expect((await run([person(minutes)], setup)).chosen).toEqual([chosen]);
			// Decided before, and still so.
			expect((await run([first], setup)).chosen).toEqual(['Sofia']);
			jest.mocked(Date.now).mockRestore();
		}
		const said = warn.mock.calls.filter(([message]) => message.includes('clock'));
		expect(said).toEqual([
			[expect.stringContaining('this machine is 20 minutes ahead of the clock of the Postgres')],
		]);
	});

	it('a node that looks into another ledger says so before it writes', async () => {
		const { error } = await run([person(5)], {
			ledger: 'postgres',
			more,
			assignWith: { options: { ledger: 'sqlite' } },
		});
		expect(error).toMatchObject({
			message:
				"'Ledger' is 'SQLite (Built In)', but Resolve Assignment wrote this decision to 'Postgres' [item 0]",
			description: expect.stringContaining("Set the option 'Ledger' of this node to 'Postgres'"),
			context: { itemIndex: 0 },
		});
		expect(highLevel().sandbox.contacts.all()).toEqual([]);
	});

	it.each([
		['an SSH tunnel', { sshTunnel: true }, 'goes through an SSH tunnel'],
		['a wrong password', { password: 'wrong' }, 'cannot be used: password authentication failed'],
		['SSL that the server lacks', { ssl: 'require' }, 'does not support SSL'],
	])('%s is named, and nobody is assigned', async (_what, change, message) => {
		const { error, result } = await run([person(6)], {
			ledger: 'postgres',
			more: { postgres: { ...more.postgres, ...change } },
		});
		expect(error?.message).toContain(message);
		expect(error?.message).not.toContain('wrong');
		expect(error?.description).toEqual(expect.any(String));
		expect(result.outputs.Next).toBeUndefined();
	});
});

it('says in queue mode that SQLite is no ledger for several machines', async () => {
	process.env.EXECUTIONS_MODE = 'queue';
	const { result } = await run([person(1)], { ledger: 'sqlite' });
	delete process.env.EXECUTIONS_MODE;
	expect(result.hints.Resolve).toMatchObject([
		{ message: expect.stringContaining("set the option 'Ledger' to 'Automatic'") },
	]);
	expect((await run([person(2)])).result.hints.Resolve ?? []).toEqual([]);
});
