import { DAY, MINUTE } from '../../../routing/model/durations';
import { LedgerFixture } from '../ledgerFixture';
import { WaitsFixture } from '../waitsFixture';
import { SMALL_PLAN, tagged, type Suite } from './suite';

/** What goes by itself, also where nothing happens any more. */
export function retention(suite: Suite): void {
	const at = (scope: string, now: number) => {
		const fixture = new LedgerFixture(suite.ledger(scope));
		fixture.now = now;
		return fixture;
	};

	/** How many rows there are of each kind. */
	async function rows(): Promise<Record<string, number>> {
		await suite.store().idle();
		const database = await suite.connect();
		const tables = [
			...['decisions', 'contacts', 'identities', 'slots', 'assignments', 'moves', 'previews'],
			...['contact_tags', 'deliveries', 'meta', 'turns', 'users', 'accounts'],
			...['waits', 'replies', 'reply_ids', 'queue', 'plans', 'staff', 'open_slots'],
			...['outcomes', 'kept'],
		];
		const counts = await database.transaction('test', async (sql) => {
			const found: Array<[string, number]> = [];
			for (const table of tables) {
				const all = await sql.all(`SELECT 1 FROM contact_assignment_${table}`);
				found.push([table, all.length]);
			}
			return Object.fromEntries(found);
		});
		await database.close();
		return counts;
	}

	/** One of everything that is about somebody. */
	async function tell(fixture: LedgerFixture): Promise<void> {
		const { ledger, now } = fixture;
		const person = fixture.person('1');
		const reassignment = {
			...{ kind: 'handOver' as const, about: 'u8', run: 'run', contactId: 'c', key: person.key },
			...{ fromUser: 'u8', until: null, ends: null, isOver: false },
		};
		await ledger.decide([{ ...fixture.request(person), reassignment }], now, null);
		await ledger.preview([fixture.request(fixture.person('2'))], now, 'series');
		const waits = new WaitsFixture(ledger, SMALL_PLAN);
		for (const name of ['8', '9']) await waits.ask(name);
		await waits.answer('8', 1);
		await waits.ask('1');
		await ledger.close(waits.named('8'), now);
		await ledger.outcomes.ask(waits.named('8'), true, now);
		const { contactTags, cursors, idempotencyKeys } = suite.store();
		await contactTags.remember('nora', tagged('nora'), ['vip'], now, now);
		await cursors.write('search', { from: 1 }, now);
		await idempotencyKeys.note(['delivery'], now);
	}

	describe('retention', () => {
		it('leaves nothing about anybody after its time, also in a scope that is silent', async () => {
			const silent = suite.fixture();
			await tell(silent);
			const before = await rows();
			for (const table of [
				...['decisions', 'contacts', 'identities', 'slots', 'moves', 'previews', 'open_slots'],
				...['waits', 'replies', 'reply_ids', 'queue', 'plans', 'staff', 'outcomes', 'kept'],
			])
				expect({ table, count: before[table] }).not.toEqual({ table, count: 0 });
			const other = at('other', silent.now + 401 * DAY);
			await other.decide(other.person('3'), null);
			expect(await rows()).toEqual({
				// The other's own.
				...{ decisions: 1, contacts: 1, identities: 1, slots: 1, assignments: 1 },
				...{ moves: 0, previews: 0, contact_tags: 0, deliveries: 0, open_slots: 1 },
				...{ waits: 0, replies: 0, reply_ids: 0, queue: 0, plans: 0, staff: 0 },
				...{ outcomes: 0, kept: 0 },
				// The version and the key, and of both what is the business's own.
				...{ meta: 2, turns: 6, users: 0, accounts: 2 },
			});
		});

		it.each(['a delivery', 'tags', 'a search', 'a preview'])(
			'also comes with %s, when nothing is decided any more',
			async (what) => {
				const silent = suite.fixture();
				await tell(silent);
				const now = silent.now + 401 * DAY;
				const { contactTags, cursors, idempotencyKeys } = suite.store();
				if (what === 'a delivery') await idempotencyKeys.note(['new'], now);
				if (what === 'tags') await contactTags.rememberAll([], now);
				if (what === 'a search') await cursors.write('new', {}, now);
				if (what === 'a preview') {
					const one = at('other', now);
					await one.ledger.preview([one.request(one.person('3'))], now, 'series');
				}
				expect(await rows()).toMatchObject({ decisions: 0, contacts: 0, slots: 0, moves: 0 });
			},
		);

		it('leaves of a wait what opened it for a few days after its end, of messages of bots nothing', async () => {
			const fixture = new WaitsFixture(suite.ledger('location'));
			await fixture.ask('1');
			await fixture.answer('1', 1);
			await fixture.answer('1', 2, { verdict: 'bot' });
			await fixture.answer('nobody', 2);
			const sealed = async () => {
				const database = await suite.connect();
				const found = await database.transaction('test', async (sql) => [
					...(await sql.all('SELECT id FROM contact_assignment_waits WHERE sealed IS NOT NULL')),
					...(await sql.all('SELECT id FROM contact_assignment_replies')),
					...(await sql.all('SELECT id FROM contact_assignment_contacts')),
				]);
				await database.close();
				return found.length;
			};
			expect(await sealed()).toBe(1 + 3 + 2);
			const later = new LedgerFixture(suite.ledger('location'));
			later.now = fixture.now + 9 * DAY;
			await later.ledger.preview([later.request(later.person('2'))], later.now, 'series');
			await suite.store().idle();
			expect(await sealed()).toBe(0 + 2 + 1);
		});

		it('has a turn for each of many scopes', async () => {
			const { now } = suite.fixture();
			for (let i = 0; i < 25; i++) {
				const one = at(`scope ${i}`, now);
				await one.decide(one.person('1'), null);
			}
			const last = at('last', now + 31 * DAY);
			for (let i = 0; i < 6; i++) {
				await last.decide(last.person(`${i}`), null);
				last.now += MINUTE;
			}
			expect(await rows()).toMatchObject({ decisions: 6, contacts: 31 });
		});

		it('goes on when the clock was far ahead and is right again', async () => {
			const fixture = suite.fixture();
			const { now } = fixture;
			for (const [name, days] of [
				['ahead', 401],
				['1', 0],
				['2', 31],
			] as const) {
				fixture.now = now + days * DAY;
				await fixture.decide(fixture.person(name), null);
			}
			expect(await rows()).toMatchObject({ decisions: 2 });
		});

		it('of positions counts from the last time, and for old ones from now', async () => {
			const { cursors, idempotencyKeys } = suite.store();
			const { now } = suite.fixture();
			await cursors.write('kept', { from: 1 }, now);
			await cursors.write('old', { from: 1 }, now);
			const database = await suite.connect();
			await database.transaction('test', async (sql) => {
				await sql.run('UPDATE contact_assignment_meta SET at = NULL');
			});
			await database.close();
			await idempotencyKeys.note(['x'], now + DAY);
			await suite.store().idle();
			await cursors.write('kept', { from: 2 }, now + 200 * DAY);
			await idempotencyKeys.note(['x'], now + 400 * DAY);
			await suite.store().idle();
			expect(await cursors.read('old')).toEqual({ from: 1 });
			await idempotencyKeys.note(['x'], now + 402 * DAY);
			await suite.store().idle();
			expect(await cursors.read('old')).toBeUndefined();
			expect(await cursors.read('kept')).toEqual({ from: 2 });
		});

		it('does not keep anybody from deciding when it cannot be done', async () => {
			const fixture = suite.fixture();
			await fixture.decide(fixture.person('1'), null);
			const database = await suite.connect();
			await database.transaction('test', async (sql) => {
				await sql.run('ALTER TABLE contact_assignment_deliveries RENAME TO elsewhere');
			});
			fixture.now += DAY;
			expect(await fixture.write('2')).toBe('assigned Ben');
			await suite.store().idle();
			await database.transaction('test', async (sql) => {
				await sql.run('ALTER TABLE elsewhere RENAME TO contact_assignment_deliveries');
			});
			await database.close();
		});
	});
}
