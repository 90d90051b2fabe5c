import { RESERVED_MS, type LedgerFixture } from '../ledgerFixture';
import type { Suite } from './suite';

/** Where what is remembered of contacts and turns is. */
const TABLES = ['identities', 'contacts', 'slots', 'assignments', 'turns', 'decisions', 'moves'];

const SERIES = 'workflow';

/** Decisions that leave nothing behind. */
export function preview(suite: Suite): void {
	let fixture: LedgerFixture;
	beforeEach(() => {
		fixture = suite.fixture();
	});

	describe('a preview', () => {
		const requests = (names: string[]) =>
			names.map((name) => fixture.request(fixture.person(name)));

		it('decides each on what those before it would leave behind', async () => {
			const decisions = await fixture.ledger.preview(
				requests(['1', '2', '3', '1']),
				fixture.now,
				SERIES,
			);
			expect(decisions.map(({ outcome, user: who }) => `${outcome} ${who?.name}`)).toEqual([
				'assigned Ann',
				'assigned Ben',
				'assigned Cleo',
				'kept Ann',
			]);
		});

		it('goes by what is remembered, and changes none of it', async () => {
			await fixture.settle(await fixture.decide(fixture.person('1')), 'confirmed');
			const before = await dump();
			const decisions = await fixture.ledger.preview(
				requests(['1', '2', 'new']),
				fixture.now,
				SERIES,
			);
			expect(decisions.map(({ user: who }) => who?.name)).toEqual(['Ann', 'Ben', 'Cleo']);
			expect(await dump()).toEqual(before);
			expect(await fixture.write('2')).toBe('assigned Ben');
		});

		it('lets one decision take the place of another, as deciding does', async () => {
			const first = await fixture.decide(fixture.person('1'));
			const reserved = await dump();
			const other = { ...fixture.request(fixture.person('1')), instead: first.id };
			const [shown] = await fixture.ledger.preview([other], fixture.now, SERIES);
			expect(shown).toMatchObject({ outcome: 'assigned', user: { name: 'Ann' } });
			expect(await dump()).toEqual(reserved);
			const [second] = await fixture.ledger.decide([other], fixture.now, RESERVED_MS);
			expect(second?.decision).toMatchObject({ outcome: 'assigned', user: { name: 'Ann' } });
			expect(await fixture.open()).toEqual([1, 0, 0]);
			// What was carried out stays.
			if (second) await fixture.settle(second, 'confirmed');
			const third = { ...fixture.request(fixture.person('1')), instead: second?.id ?? null };
			const [kept] = await fixture.ledger.decide([third], fixture.now, RESERVED_MS);
			expect(kept?.decision).toMatchObject({ outcome: 'kept', user: { name: 'Ann' } });
		});

		it('does not make one contact of two for good', async () => {
			await fixture.write('1');
			await fixture.write('x', { contact: { phone: null, whatsappUserId: 'US.1' } });
			const before = await dump();
			const both = fixture.person('1', { contact: { whatsappUserId: 'US.1' } });
			await fixture.ledger.preview([fixture.request(both)], fixture.now, SERIES);
			expect(await dump()).toEqual(before);
		});

		async function dump(): Promise<string[]> {
			const database = await suite.connect();
			const rows = await database.transaction('test', async (sql) => {
				const found: unknown[] = [];
				for (const table of TABLES) {
					found.push(...(await sql.all(`SELECT * FROM contact_assignment_${table}`)));
				}
				return found;
			});
			await database.close();
			return rows.map((row) => JSON.stringify(row)).sort();
		}
	});
}
