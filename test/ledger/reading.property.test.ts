import fc from 'fast-check';
import type { Database } from '../../ledger/database';
import type { WaitPart } from '../../ledger/facts';
import { Plans } from '../../ledger/plans';
import { PostgresDatabase } from '../../ledger/postgres';
import type { Reading, Span } from '../../ledger/reading';
import { migrate } from '../../ledger/schema';
import { Secrets } from '../../ledger/secrets';
import { SqliteDatabase } from '../../ledger/sqlite';
import { SqlReading } from '../../ledger/sqlReading';
import { LedgerStore } from '../../ledger/store';
import { HOUR, MINUTE } from '../../routing/model/durations';
import { startPostgres, type PostgresServer } from '../../sandbox/postgres';
import { WEDNESDAY, byId } from '../routing/builders';
import {
	assignmentsIn,
	keptIn,
	outcomesIn,
	questionsIn,
	readTables,
	turnsIn,
	unclearIn,
} from './readTables';
import { anyStep, take, type Step } from './waitSteps';
import { ANSWER_PLAN, WaitsFixture } from './waitsFixture';

// Also with the time that it takes to find the shortest counterexample.
jest.setTimeout(240_000);

/** Ann and Ben soon stop working for today. */
const PLAN = {
	...ANSWER_PLAN,
	people: ['u1', 'u2'].map((id) => ({ user: byId(id), works: 'Mornings' })),
	schedules: [
		{
			name: 'Mornings',
			timeZone: 'America/New_York',
			hours: [{ days: ['wednesday', 'thursday'], from: '09:00', to: '11:20' }],
		},
	],
};

/** What became of contacts, and how often they stayed with their owners: by the number of a row. */
interface Noted {
	minute: number;
	of: number;
	kind: 'closed' | 'won' | 'rated';
}

const noted: fc.Arbitrary<Noted> = fc.record({
	minute: fc.nat(90),
	of: fc.nat(8),
	kind: fc.constantFrom('closed', 'won', 'rated'),
});

const history = fc.record({
	steps: fc.array(anyStep, { maxLength: 25, size: 'max' }),
	outcomes: fc.array(noted, { maxLength: 8 }),
	/** Where a period ends and the next one begins, and how many rows are read at once. */
	cut: fc.nat(60),
	atOnce: fc.integer({ min: 1, max: 5 }),
});

type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

/** The same store, from which a few rows are read at a time. */
function inSmallSteps(database: Database, atOnce: number): Database {
	return Object.create(database, {
		reading: {
			value: async (work: Parameters<Database['reading']>[0]) =>
				await database.reading(
					async (sql) =>
						await work({
							atOnce,
							all: async (text, ...values) => await sql.all(text, ...values),
							lists: async (text, ...values) => await sql.lists(text, ...values),
						}),
				),
		},
	}) as Database;
}

async function collected<T>(blocks: AsyncIterable<readonly T[]>): Promise<T[]> {
	const all: T[] = [];
	for await (const block of blocks) all.push(...block);
	return all;
}

/** The parts of each question, which come together. */
function questions(parts: readonly WaitPart[]): WaitPart[][] {
	const found: WaitPart[][] = [];
	for (const part of parts) {
		const last = found.at(-1);
		if (last && last[0]?.chain === part.chain) last.push(part);
		else found.push([part]);
	}
	return found;
}

/** Of the same content the same text, whatever the order. */
const inOrder = (all: readonly unknown[]) => all.map((one) => JSON.stringify(one, byName)).sort();

function byName(_name: string, value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function note(database: Database, scope: string, { outcomes }: History): Promise<void> {
	const { assignments } = await readTables(database, scope);
	await database.transaction(scope, async (sql) => {
		await sql.insert(
			'contact_assignment_outcomes',
			outcomes.map(({ minute, of, kind }, i) => ({
				...{ scope, id: `outcome ${i}`, at: WEDNESDAY + minute * MINUTE, kind },
				assignment: assignments[of]?.id ?? null,
				...{ user_id: 'u1', account: null, team: 'Sales', rule: null, source: 'ads' },
				...{
					value: kind === 'rated' ? 4 : null,
					noted_by: 'byHand',
					question: kind === 'rated' ? `q${i}` : null,
				},
			})),
		);
		await sql.insert(
			'contact_assignment_kept',
			outcomes.map(({ minute, of }, i) => ({
				...{ scope, id: `kept ${i}`, at: WEDNESDAY + minute * MINUTE, user_id: `u${of}` },
				...{ account: null, team: null, rule: 'Sales', source: null, by_hand: of % 2, count: of },
			})),
		);
	});
}

/** Everything that is read is as in the tables. */
async function expectAsInTables(
	database: Database,
	scope: string,
	reading: Reading,
	fixture: WaitsFixture,
	cut: number,
): Promise<void> {
	const { now, kept } = fixture;
	const tables = await readTables(database, scope);
	const middle = WEDNESDAY + cut * MINUTE;
	const spans: Span[] = [
		{ from: 0, to: middle },
		{ from: middle, to: now + HOUR },
	];
	for (const span of spans) {
		const asked = questions(await collected(reading.waits(span, now)));
		expect(inOrder(asked)).toEqual(inOrder(questionsIn(tables, span, now, kept)));
		const assigned = await collected(reading.assignments(span, now));
		expect(inOrder(assigned)).toEqual(inOrder(assignmentsIn(tables, span, now)));
		const turns = await collected(reading.turns(span, now));
		expect(inOrder(turns)).toEqual(inOrder(turnsIn(tables, span, now)));
		const outcomes = await collected(reading.outcomes(span));
		expect(inOrder(outcomes)).toEqual(inOrder(outcomesIn(tables, span)));
		expect(inOrder(await collected(reading.kept(span)))).toEqual(inOrder(keptIn(tables, span)));
		const unclear = await collected(reading.unclearReplies(span));
		expect(inOrder(unclear)).toEqual(inOrder(unclearIn(tables, span)));
	}
	const whenever = { from: 0, to: Number.MAX_SAFE_INTEGER };
	const open = questionsIn(tables, whenever, now, kept).filter((parts) =>
		parts.some(({ endedAt }) => endedAt === null),
	);
	expect(inOrder(questions(await collected(reading.openWaits(now))))).toEqual(inOrder(open));
}

let scopes = 0;

function properties(open: () => Promise<Database>, numRuns: number): void {
	let database: Database;
	let store: LedgerStore;
	beforeAll(async () => {
		database = await open();
		store = await LedgerStore.open(database);
	});
	afterAll(async () => await store.close());

	async function happened(scope: string, steps: readonly Step[]): Promise<WaitsFixture> {
		const fixture = new WaitsFixture(store.ledger(scope), PLAN);
		await take(fixture, steps);
		return fixture;
	}

	it('are what stands in the tables, in however small steps it is read', async () => {
		const secrets = new Secrets(await migrate(database));
		await fc.assert(
			fc.asyncProperty(history, async (one) => {
				const scope = `history ${(scopes += 1)}`;
				const fixture = await happened(scope, one.steps);
				await note(database, scope, one);
				const inSteps = inSmallSteps(database, one.atOnce);
				const plans = new Plans(inSteps, scope, secrets);
				const reading = new SqlReading(inSteps, scope, secrets, plans);
				await expectAsInTables(database, scope, reading, fixture, one.cut);
			}),
			{ numRuns },
		);
	});

	it('are of one location alone', async () => {
		const [one, other] = [`history ${(scopes += 1)}`, `history ${(scopes += 1)}`];
		const steps: Step[] = [{ do: 'ask', who: 0 }];
		const fixture = await happened(one, steps);
		await happened(other, [...steps, { do: 'ask', who: 1 }]);
		const { reading } = store.ledger(one);
		const whenever = { from: 0, to: fixture.now + HOUR };
		expect(await collected(reading.waits(whenever, fixture.now))).toHaveLength(1);
		expect(await collected(reading.assignments(whenever, fixture.now))).toHaveLength(1);
	});
}

describe('facts that are read', () => {
	properties(async () => await SqliteDatabase.open(':memory:'), 60);

	describe('in Postgres', () => {
		let server: PostgresServer;
		beforeAll(async () => {
			server = await startPostgres({ isDurable: false });
		}, 60_000);
		afterAll(async () => await server.stop(), 30_000);
		properties(
			async () =>
				await Promise.resolve(new PostgresDatabase({ ...server, ssl: false, connections: 4 })),
			10,
		);
	});
});
