import fc from 'fast-check';
import type { Database } from '../../ledger/database';
import { PostgresDatabase } from '../../ledger/postgres';
import { SqliteDatabase } from '../../ledger/sqlite';
import type { Ledger, Recorded, Settlement } from '../../ledger/ledger';
import { LedgerStore } from '../../ledger/store';
import { compilePlan } from '../../routing/compile';
import type { LedgerState } from '../../routing/state';
import { stateNeeds } from '../../routing/stateNeeds';
import { identitiesOf } from '../../routing/touch';
import { startPostgres, type PostgresServer } from '../../sandbox/postgres';
import { USERS, WEDNESDAY, plan, touch } from '../routing/builders';
import { DAY, Desk, MINUTE, RESERVED_MS, TEAM_PLAN } from './desk';

// Also with the time that it takes to find the shortest counterexample.
jest.setTimeout(60_000);

const MEMBERS = ['u1', 'u2', 'u3'];
const STALE_MS = 3 * DAY;

/** Everybody may always get a contact, so that whose turn it is can be found with a pencil. */
const PLANS = {
	/** Who owns a contact keeps it. */
	first: { ...TEAM_PLAN, staleAfterDays: 3 },
	/** Every message asks the team. */
	anew: { ...TEAM_PLAN, staleAfterDays: 3, owners: null },
};
type PlanName = keyof typeof PLANS;

/**
 * The messages that can come, by number, each as often as it likes: from six people by phone number
 * (0 to 35), by WhatsApp user ID (to 41), and with both, so that two contacts become one (to 47).
 */
const MESSAGES = Array.from({ length: 48 }, (_, i) =>
	touch({
		key: `msg:${i}`,
		contact: {
			id: null,
			phone: i >= 36 && i < 42 ? null : `+1415555000${i % 3}`,
			whatsappUserId: i >= 36 ? `US.${i % 3}` : null,
		},
	}),
);
/** One message of each person by user ID, and by number. */
const PEOPLE = [36, 37, 38, 39, 40, 41, 0, 1, 2, 3, 4, 5];
const namesOf = (message: number) => identitiesOf(messageOf(message).contact);
function messageOf(message: number) {
	return MESSAGES[message] ?? touch();
}

type Step =
	| { do: 'decide'; messages: number[]; plan: PlanName; reserve: boolean }
	| { do: 'confirmed' | 'released'; message: number }
	| { do: 'giveTurnBack' | 'takeTurnAgain' | 'close' | 'forget'; message: number }
	| { do: 'wait'; ms: number }
	| { do: 'look' };

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
		do: one('wait'),
		ms: fc.constantFrom(1, MINUTE, RESERVED_MS - 1, RESERVED_MS, DAY, STALE_MS),
	}),
	fc.constant({ do: 'look' as const }),
];
const turns = fc.record({ do: one('giveTurnBack', 'takeTurnAgain'), message: contact });
const stepsOf = (...more: Array<fc.Arbitrary<Step>>) =>
	fc.array(fc.oneof(...others, ...more), { maxLength: 40, size: 'max' });

/** An assignment as it stands on paper. */
interface Line {
	key: string;
	user: string;
	at: number;
	status: 'reserved' | 'confirmed' | 'undone' | 'credited';
	expires: number;
	person: Person;
	open: boolean;
	touched: number;
}

interface Person {
	names: string[];
	/** Whose the contact is comes last, whose it was stands before. */
	owners: Line[];
}

/** The ledger told as simply as it can be: a list of what happened, and nothing added up. */
class Paper {
	private readonly lines: Line[] = [];
	private people: Person[] = [];
	private readonly keys = new Map<string, { line: Line; person: Person }>();

	expire(now: number): void {
		for (const line of this.lines) {
			if (line.status === 'reserved' && line.expires <= now) this.undo(line);
		}
	}

	decide(message: number, plan: PlanName, reserve: boolean, now: number): string {
		const { key } = messageOf(message);
		const known = this.keys.get(key);
		if (known) return known.line.user;
		const person = this.meet(namesOf(message));
		let line = person.owners.at(-1);
		const user = this.next();
		if (!line || (plan === 'anew' && line.user !== user)) {
			const status = reserve ? 'reserved' : 'confirmed';
			const expires = now + RESERVED_MS;
			line = { key, user, at: now, status, expires, person, open: true, touched: now };
			this.lines.push(line);
			person.owners.push(line);
		}
		Object.assign(line, { open: true, touched: now });
		this.keys.set(key, { line, person });
		return line.user;
	}

	confirmed(message: number, now: number): void {
		const line = this.keys.get(messageOf(message).key)?.line;
		if (!line || line.status === 'credited') return;
		if (line.status === 'undone') {
			Object.assign(line, { open: true, touched: now });
			line.person.owners.push(line);
		}
		line.status = 'confirmed';
	}

	released(message: number): void {
		const { key } = messageOf(message);
		const line = this.keys.get(key)?.line;
		if (line?.key === key && line.status === 'reserved') this.undo(line);
	}

	giveTurnBack(message: number): string | null {
		const line = this.last(message);
		if (!line || line.status === 'credited') return null;
		Object.assign(line, { status: 'credited', open: false });
		return line.user;
	}

	takeTurnAgain(message: number): string | null {
		const line = this.last(message);
		if (line?.status !== 'credited') return null;
		Object.assign(line, { status: 'confirmed', open: true });
		return line.user;
	}

	close(message: number): boolean {
		const [person] = this.find(namesOf(message));
		Object.assign(person?.owners.at(-1) ?? {}, { open: false });
		return person !== undefined;
	}

	forget(message: number): boolean {
		const [person] = this.find(namesOf(message));
		if (!person) return false;
		this.people = this.people.filter((other) => other !== person);
		for (const [key, known] of this.keys) if (known.person === person) this.keys.delete(key);
		return true;
	}

	/** What `Hand.look` sees: open contacts, turns and last times of the members; owners. */
	look(now: number) {
		const counts = MEMBERS.map((user) => this.counting(user).length);
		const mean = counts.reduce((sum, count) => sum + count, 0) / MEMBERS.length;
		const owners = this.people.map((person) => person.owners.at(-1));
		const openSince = now - STALE_MS;
		const isOpen = (line?: Line) => line?.open && line.touched > openSince;
		return {
			open: MEMBERS.map((user) => owners.filter((o) => o?.user === user && isOpen(o)).length),
			credits: counts.map((count) => mean - count),
			last: MEMBERS.map((user) => this.lastAt(user)),
			owners: PEOPLE.map((message) => this.find(namesOf(message))[0]?.owners.at(-1)?.user ?? null),
		};
	}

	/** The fewest turns, then the longest wait, then the order of the team. */
	private next(): string {
		return MEMBERS.reduce((best, user) => {
			const more = this.counting(user).length - this.counting(best).length;
			const later = (this.lastAt(user) ?? 0) - (this.lastAt(best) ?? 0);
			return more < 0 || (more === 0 && later < 0) ? user : best;
		});
	}

	private counting(user: string): Line[] {
		return this.lines.filter(
			(line) => line.user === user && ['reserved', 'confirmed'].includes(line.status),
		);
	}

	private lastAt(user: string): number | null {
		return Math.max(0, ...this.counting(user).map(({ at }) => at)) || null;
	}

	/** The last assignment of a person that was carried out or may be. */
	private last(message: number): Line | undefined {
		const [person] = this.find(namesOf(message));
		const lines = this.lines.filter((line) => line.person === person && line.status !== 'undone');
		const place = (line: Line) => person?.owners.indexOf(line) ?? -1;
		return lines.sort((a, b) => a.at - b.at || place(a) - place(b)).at(-1);
	}

	/** The owner of before gets the contact back, and no work that is done. */
	private undo(line: Line): void {
		line.status = 'undone';
		const { owners } = line.person;
		const before = owners.at(-1) === line ? owners.at(-2) : undefined;
		if (before && !line.open) before.open = false;
		line.person.owners = owners.filter((other) => other !== line);
	}

	private find(names: string[]): Person[] {
		return this.people.filter((person) => names.some((name) => person.names.includes(name)));
	}

	/** The person of these names; who turns out to be two becomes one, the last owner stays. */
	private meet(names: string[]): Person {
		const met = this.find(names);
		const latest = ({ owners }: Person) => owners.at(-1)?.at ?? 0;
		met.sort((a, b) => latest(a) - latest(b));
		const person = {
			names: [...names, ...met.flatMap((other) => other.names)],
			owners: met.flatMap(({ owners }) => owners),
		};
		for (const line of this.lines) if (met.includes(line.person)) line.person = person;
		for (const known of this.keys.values()) if (met.includes(known.person)) known.person = person;
		this.people = [...this.people.filter((other) => !met.includes(other)), person];
		return person;
	}
}

/** Takes the steps and tells what it saw at each. */
function onPaper(steps: readonly Step[]): unknown[] {
	const paper = new Paper();
	let now = WEDNESDAY;
	return steps.map((step) => {
		if (step.do === 'wait') {
			now += step.ms;
			return;
		}
		if (step.do === 'confirmed') return paper.confirmed(step.message, now);
		if (step.do === 'released') return paper.released(step.message);
		if (step.do === 'close') return paper.close(step.message);
		if (step.do === 'forget') return paper.forget(step.message);
		// Of two assignments in the same millisecond none is the last.
		if (step.do === 'decide') now += 1;
		paper.expire(now);
		if (step.do === 'look') return paper.look(now);
		if (step.do !== 'decide') return paper[step.do](step.message);
		return step.messages.map((message) => paper.decide(message, step.plan, step.reserve, now));
	});
}

/** Takes the steps on a ledger: what can be seen from outside, and everything it said. */
async function onLedger(ledger: Ledger, steps: readonly Step[], alone = false) {
	const desks = { first: new Desk(ledger, PLANS.first), anew: new Desk(ledger, PLANS.anew) };
	const ids = new Map<number, string>();
	const seen: unknown[] = [];
	const said: unknown[] = [];
	let now = WEDNESDAY;
	const look = async () => {
		const states: LedgerState[] = [];
		for (const message of PEOPLE) {
			const needs = stateNeeds(compilePlan(plan(PLANS.first)), messageOf(message), USERS, now);
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
				const desk = desks[step.plan];
				desk.now = now += 1;
				const requests = step.messages.map((message) => desk.request(messageOf(message)));
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
				await ledger.settle([{ id, outcome: step.do, ...more } as Settlement], now);
				return undefined;
			}
			case 'giveTurnBack':
				return (await ledger.giveTurnBack(namesOf(step.message), 'spam', now))?.user ?? null;
			case 'takeTurnAgain':
				return (await ledger.takeTurnAgain(namesOf(step.message), now))?.user ?? null;
			default:
				return await ledger[step.do](namesOf(step.message));
		}
	};
	for (const step of steps) seen.push(await take(step));
	return { seen, said };
}

/** As on paper: sums of fractions differ in their last digits. */
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

	async function asOnPaper(steps: readonly Step[]): Promise<void> {
		const all = [...steps, LOOK];
		expect(rounded((await onLedger(ledger(), all)).seen)).toEqual(rounded(onPaper(all)));
	}

	it('comes out as on paper', async () => {
		await fc.assert(fc.asyncProperty(anything, asOnPaper), { numRuns: 200 });
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
			'a turn is taken again when what came after it has expired',
			says([0]),
			{ do: 'giveTurnBack', message: 0 },
			says([1, 2, 3], 'anew', true),
			{ do: 'wait', ms: RESERVED_MS },
			{ do: 'takeTurnAgain', message: 0 },
		],
	])('%s', async (_, ...steps) => await asOnPaper(steps));

	it('gives back the turn of the owner, also when a batch assigned the contact twice', async () => {
		for (let tries = 0; tries < 8; tries++) {
			const messages = [tries, tries + 9];
			await asOnPaper([says(messages, 'anew'), { do: 'giveTurnBack', message: tries }]);
		}
	});

	it('may come again when its decisions have been dropped', async () => {
		const desk = new Desk(ledger(), PLANS.anew);
		await desk.decide(messageOf(0));
		desk.now += 31 * DAY;
		await desk.decide(messageOf(1));
		expect(await desk.decide(messageOf(0))).toMatchObject({ repeated: false });
	});

	it('comes out the same whether messages are decided in batches or one by one', async () => {
		const twice = decides('anew', fc.array(byNumber, batch));
		await fc.assert(
			fc.asyncProperty(stepsOf(kept, twice), async (steps) => {
				const all = [...steps, LOOK];
				const { seen } = await onLedger(ledger(), all);
				expect((await onLedger(ledger(), all, true)).seen).toEqual(seen);
			}),
			{ numRuns: 60 },
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
				const desk = new Desk(store.ledger(scope), PLANS.first);
				desk.now += 1000 * DAY;
				for (let turn = 1; turn <= behind + 3 * MEMBERS.length; turn++) {
					const { decision } = await desk.decide(desk.person(`new ${turn}`), null);
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
			server = await startPostgres();
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
