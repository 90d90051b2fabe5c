import fc from 'fast-check';
import type { Database } from '../../ledger/database';
import { PostgresDatabase } from '../../ledger/postgres';
import { SqliteDatabase } from '../../ledger/sqlite';
import type { Ledger, Recorded, Settlement } from '../../ledger/ledger';
import { LedgerStore } from '../../ledger/store';
import { compilePlan } from '../../routing/compiledPlan';
import type { LedgerState } from '../../routing/model/state';
import { ledgerNeeds } from '../../routing/ledgerNeeds';
import { startPostgres, type PostgresServer } from '../../sandbox/postgres';
import { USERS, WEDNESDAY, plan } from '../routing/builders';
import { LedgerFixture, RESERVED_MS } from './ledgerFixture';
import { DAY, MINUTE } from '../../routing/model/durations';
import { onModel } from './ledgerModel';
import {
	MEMBERS,
	PEOPLE,
	PLANS,
	STALE_MS,
	messageOf,
	namesOf,
	type PlanName,
	type Step,
} from './ledgerSteps';

// Also with the time that it takes to find the shortest counterexample.
jest.setTimeout(180_000);

const one = <T extends string>(...values: T[]) => fc.constantFrom(...values);
const decides = (plan: PlanName, messages: fc.Arbitrary<number[]>) =>
	fc.record({ do: one('decide'), messages, plan: one(plan), reserve: fc.boolean() });
const byNumber = fc.nat(35);
const batch = { minLength: 1, maxLength: 5 };
const kept = decides('first', fc.array(byNumber, batch));
/** Everybody at most once: of two assignments in the same millisecond, none is the last. */
const anew = decides('anew', fc.uniqueArray(byNumber, { ...batch, selector: (i) => i % 3 }));
/** Contacts become one for a whole batch at once, so messages that may do that come alone. */
const linking = (plan: PlanName) => decides(plan, fc.tuple(fc.integer({ min: 36, max: 47 })));
const says = (messages: number[], plan: PlanName = 'first', reserve = false): Step => ({
	do: 'decide',
	messages,
	plan,
	reserve,
});
const contact = fc.nat(41);
const others: Array<fc.Arbitrary<Step>> = [
	fc.record({ do: one('confirmed', 'released'), message: fc.nat(47) }),
	fc.record({ do: one('close', 'forget'), message: contact }),
	fc.record({
		do: one('clearOwners'),
		message: contact,
		user: fc.constantFrom(null, ...MEMBERS),
	}),
	fc.record({
		do: one('wait'),
		ms: fc.constantFrom(1, MINUTE, RESERVED_MS - 1, RESERVED_MS, DAY, STALE_MS),
	}),
	fc.constant({ do: 'look' as const }),
];
const turns = fc.record({ do: one('giveTurnBack', 'takeTurnAgain'), message: contact });
const stepsOf = (...more: Array<fc.Arbitrary<Step>>) =>
	fc.array(fc.oneof(...others, ...more), { maxLength: 40, size: 'max' });

/** Takes the steps on a ledger: what can be seen from outside, and everything it said. */
async function onLedger(ledger: Ledger, steps: readonly Step[], alone = false) {
	const fixtures = {
		first: new LedgerFixture(ledger, PLANS.first),
		anew: new LedgerFixture(ledger, PLANS.anew),
	};
	const ids = new Map<number, string>();
	const seen: unknown[] = [];
	const said: unknown[] = [];
	let now = WEDNESDAY;
	const look = async () => {
		const states: LedgerState[] = [];
		for (const message of PEOPLE) {
			const needs = ledgerNeeds(compilePlan(plan(PLANS.first)), messageOf(message), USERS, now);
			states.push(await ledger.read(needs, now));
		}
		said.push(states);
		const [{ loads, turns }] = states as [LedgerState];
		return {
			open: MEMBERS.map((user) => loads?.[user]?.open),
			credits: MEMBERS.map((user) => turns?.Sales?.[user]?.credit ?? 0),
			last: MEMBERS.map((user) => loads?.[user]?.lastAssignedAt),
			owners: states.map(({ owners }) => owners?.slots['*']?.user ?? null),
		};
	};
	const take = async (step: Step): Promise<unknown> => {
		switch (step.do) {
			case 'wait':
				now += step.ms;
				return undefined;
			case 'look':
				return await look();
			case 'decide': {
				const fixture = fixtures[step.plan];
				fixture.now = now += 1;
				const requests = step.messages.map((message) => fixture.request(messageOf(message)));
				const batches = alone ? requests.map((request) => [request]) : [requests];
				const recorded: Recorded[] = [];
				for (const batch of batches) {
					recorded.push(...(await ledger.decide(batch, now, step.reserve ? RESERVED_MS : null)));
				}
				recorded.forEach(({ id }, i) => ids.set(step.messages[i] ?? -1, id));
				said.push(recorded.map(({ decision, repeated }) => ({ decision, repeated })));
				return recorded.map(({ decision }) => decision.user?.id);
			}
			case 'confirmed':
			case 'released': {
				const id = ids.get(step.message) ?? 'unknown';
				const more = step.do === 'confirmed' ? { alsoKnownAs: [] } : { reason: 'refused' };
				await ledger.settle(
					[{ id, shownAs: [], snapshot: null, outcome: step.do, ...more } as Settlement],
					now,
				);
				return undefined;
			}
			case 'clearOwners': {
				const { message, user } = step;
				const without = { contact: namesOf(message), user, contactId: `c${message}` };
				await ledger.clearOwners([without], now);
				return undefined;
			}
			case 'giveTurnBack':
				return (await ledger.giveTurnBack(namesOf(step.message), 'spam', now))?.user ?? null;
			case 'takeTurnAgain':
				return (await ledger.takeTurnAgain(namesOf(step.message), now))?.user ?? null;
			default:
				return await ledger[step.do](namesOf(step.message), now);
		}
	};
	for (const step of steps) seen.push(await take(step));
	return { seen, said };
}

/** As the model has it: sums of fractions differ in their last digits. */
function rounded(seen: unknown): unknown {
	return JSON.parse(JSON.stringify(seen), (_, value: unknown) =>
		typeof value === 'number' ? Math.round(value * 1e9) / 1e9 + 0 : value,
	);
}

const LOOK: Step = { do: 'look' };
const anything = stepsOf(kept, anew, linking('first'), linking('anew'), turns);

describe('any sequence of steps', () => {
	let database: Database;
	let store: LedgerStore;
	let scopes = 0;
	/** A ledger of its own for each run. */
	const ledger = () => store.ledger(`run ${(scopes += 1)}`);
	beforeAll(async () => {
		database = await SqliteDatabase.open(':memory:');
		store = await LedgerStore.open(database);
	});
	afterAll(async () => await store.close());

	async function asInTheModel(steps: readonly Step[]): Promise<void> {
		const all = [...steps, LOOK];
		expect(rounded((await onLedger(ledger(), all)).seen)).toEqual(rounded(onModel(all)));
	}

	it('comes out as in the model', async () => {
		await fc.assert(fc.asyncProperty(anything, asInTheModel), { numRuns: 80 });
	});

	it.each<[string, ...Step[]]>([
		[
			'a message that comes again when its contact was forgotten is decided anew',
			says([0]),
			{ do: 'forget', message: 0 },
			says([0]),
		],
		[
			'a contact goes back to the last owner who stayed',
			says([0]),
			says([3], 'anew', true),
			says([6], 'anew', true),
			{ do: 'released', message: 3 },
			{ do: 'released', message: 6 },
		],
		[
			'a contact that was two goes back to the owner it had as the other',
			says([0]),
			says([36], 'first', true),
			says([42]),
			{ do: 'released', message: 36 },
		],
		[
			'a contact that was closed stays closed when it goes back',
			says([0]),
			says([3], 'anew', true),
			{ do: 'close', message: 0 },
			{ do: 'released', message: 3 },
		],
		[
			'a contact that was taken from its owner goes back to nobody',
			says([0]),
			{ do: 'clearOwners', message: 0, user: null },
			says([3], 'first', true),
			{ do: 'released', message: 3 },
		],
		[
			'a turn is taken again when what came after it has expired',
			says([0]),
			{ do: 'giveTurnBack', message: 0 },
			says([1, 2, 3], 'anew', true),
			{ do: 'wait', ms: RESERVED_MS },
			{ do: 'takeTurnAgain', message: 0 },
		],
	])('%s', async (_, ...steps) => await asInTheModel(steps));

	it('gives back the turn of the owner, also when a batch assigned the contact twice', async () => {
		for (let tries = 0; tries < 8; tries++) {
			const messages = [tries, tries + 9];
			await asInTheModel([says(messages, 'anew'), { do: 'giveTurnBack', message: tries }]);
		}
	});

	it('may come again when its decisions have been dropped', async () => {
		const fixture = new LedgerFixture(ledger(), PLANS.anew);
		await fixture.decide(messageOf(0));
		fixture.now += 31 * DAY;
		await fixture.decide(messageOf(1));
		expect(await fixture.decide(messageOf(0))).toMatchObject({ repeated: false });
	});

	it('comes out the same whether messages are decided in batches or one by one', async () => {
		const twice = decides('anew', fc.array(byNumber, batch));
		await fc.assert(
			fc.asyncProperty(stepsOf(kept, twice), async (steps) => {
				const all = [...steps, LOOK];
				const { seen } = await onLedger(ledger(), all);
				expect((await onLedger(ledger(), all, true)).seen).toEqual(seen);
			}),
			{ numRuns: 25 },
		);
	});

	/**
	 * However far releases and expiries have thrown members apart, each further turn goes to one of
	 * those who have fewest. So they are within one turn of each other as soon as the others have had
	 * what they were behind, and stay so.
	 */
	it('leaves turns that even out and stay within one', async () => {
		let thrownApart = 0;
		await fc.assert(
			fc.asyncProperty(anything, async (steps) => {
				const scope = `run ${(scopes += 1)}`;
				const after: Step[] = [...steps, { do: 'wait', ms: RESERVED_MS }, LOOK];
				await onLedger(store.ledger(scope), after);
				const counts = await database.transaction(scope, async (sql) => {
					const rows = await sql.all<{ user_id: string; count: number }>(
						`SELECT user_id, COUNT(*) AS count FROM contact_assignment_assignments
						WHERE scope = ? AND status IN ('reserved', 'confirmed') GROUP BY user_id`,
						scope,
					);
					return MEMBERS.map((user) => rows.find((row) => row.user_id === user)?.count ?? 0);
				});
				const most = Math.max(...counts);
				const behind = counts.reduce((sum, count) => sum + most - count, 0);
				if (most - Math.min(...counts) > 1) thrownApart++;
				const fixture = new LedgerFixture(store.ledger(scope), PLANS.first);
				fixture.now += 1000 * DAY;
				for (let turn = 1; turn <= behind + 3 * MEMBERS.length; turn++) {
					const { decision } = await fixture.decide(fixture.person(`new ${turn}`), null);
					const member = MEMBERS.indexOf(decision.user?.id ?? '');
					expect(counts[member]).toBe(Math.min(...counts));
					counts[member] = (counts[member] ?? 0) + 1;
					if (turn >= behind) expect(Math.max(...counts) - Math.min(...counts)).toBeLessThan(2);
				}
			}),
			{ numRuns: 60 },
		);
		expect(thrownApart).toBeGreaterThan(0);
	});

	describe('in Postgres', () => {
		let server: PostgresServer;
		beforeAll(async () => {
			server = await startPostgres({ isDurable: false });
		}, 60_000);
		afterAll(async () => await server.stop(), 30_000);

		it('comes out the same as in SQLite', async () => {
			const postgres = await LedgerStore.open(
				new PostgresDatabase({ ...server, ssl: false, connections: 1 }),
			);
			await fc.assert(
				fc.asyncProperty(anything, async (steps) => {
					const all = [...steps, LOOK];
					const scope = `run ${(scopes += 1)}`;
					const inSqlite = await onLedger(store.ledger(scope), all);
					const inPostgres = await onLedger(postgres.ledger(scope), all);
					expect(rounded(inPostgres)).toEqual(rounded(inSqlite));
				}),
				{ numRuns: 15 },
			);
			await postgres.close();
		});
	});
});
