import { migrate } from '../../../ledger/schema';
import { Secrets } from '../../../ledger/secrets';
import { LedgerFixture } from '../ledgerFixture';
import { tagged, type Suite } from './suite';

/** One person's number, as WhatsApp keeps it and as it is written since 2019. */
const MEXICO = { before: { phone: '+5215512345678' }, today: { phone: '+525512345678' } };

/** The form of the store, and how it changes. */
export function schema(suite: Suite): void {
	let fixture: LedgerFixture;
	beforeEach(() => {
		fixture = suite.fixture();
	});

	describe('the schema', () => {
		it('is made once when workers start at the same time', async () => {
			const workers = await Promise.all([
				suite.worker(),
				suite.worker(),
				suite.worker(),
				suite.worker(),
			]);
			await fixture.decide(fixture.person('1'), null);
			for (const one of workers) {
				expect(await new LedgerFixture(one.ledger('location')).open()).toEqual([1, 0, 0]);
				await one.close();
			}
		});

		it("of the first version with tags becomes today's, with its owners", async () => {
			await fixture.settle(
				await fixture.decide(fixture.person('x', { contact: MEXICO.before })),
				'confirmed',
			);
			const database = await suite.connect();
			const secrets = new Secrets(await migrate(database));
			await database.transaction('test', async (sql) => {
				// As it was: each form of a number was a number of its own, and nothing could be moved.
				await sql.run('DELETE FROM contact_assignment_identities');
				await sql.run(
					`INSERT INTO contact_assignment_identities (scope, hash, contact)
					SELECT scope, ?, id FROM contact_assignment_contacts`,
					secrets.hash(`phone:${MEXICO.before.phone}`),
				);
				await sql.run('ALTER TABLE contact_assignment_decisions DROP COLUMN carried_out_at');
				await sql.run('ALTER TABLE contact_assignment_meta DROP COLUMN at');
				for (const column of ['rule', 'pool', 'event', 'source', 'plan', 'staff']) {
					await sql.run(`ALTER TABLE contact_assignment_assignments DROP COLUMN ${column}`);
				}
				for (const table of [
					...['moves', 'accounts', 'users', 'previews', 'open_slots', 'waits', 'replies'],
					...['reply_ids', 'queue', 'plans', 'staff', 'pauses', 'outcomes', 'kept'],
				]) {
					await sql.run(`DROP TABLE contact_assignment_${table}`);
				}
				await sql.run('DROP INDEX contact_assignment_contact_tags_known');
				await sql.run('DROP INDEX contact_assignment_contact_tags_also');
				for (const column of ['known_as', 'also_known_as']) {
					await sql.run(`ALTER TABLE contact_assignment_contact_tags DROP COLUMN ${column}`);
				}
				await sql.run(
					`INSERT INTO contact_assignment_contact_tags (contact, tags, at, seen_at)
					VALUES (?, '[]', 1, ?)`,
					secrets.hash('nora'),
					fixture.now,
				);
				await sql.run(`UPDATE contact_assignment_meta SET value = '3' WHERE name = 'version'`);
			});
			await database.close();
			const today = await suite.worker();
			const now = new LedgerFixture(today.ledger('location'));
			expect(await now.write('y', { contact: { phone: '+14155550100' } })).toBe('assigned Ben');
			expect(await now.write('x', { contact: MEXICO.today })).toBe('kept Ann');
			expect(await now.write('x', { contact: MEXICO.before })).toBe('kept Ann');
			expect(await now.open()).toEqual([1, 1, 0]);
			expect(await now.ledger.reassignments.handOvers()).toEqual([]);
			expect(await today.contactTags.unseen('nora', ['vip'], 2)).toEqual(['vip']);
			await today.contactTags.remember('nora', tagged('nora'), ['vip'], 2, fixture.now);
			expect(await today.contactTags.forget(tagged('nora'))).toBe(true);
			await today.close();
		});

		it('of a newer version is refused', async () => {
			const database = await suite.connect();
			await database.transaction('test', async (sql) => {
				await sql.run(`UPDATE contact_assignment_meta SET value = '99' WHERE name = 'version'`);
			});
			await expect(migrate(database)).rejects.toMatchObject({
				name: 'LedgerError',
				message: expect.stringContaining('newer version') as string,
				description: expect.stringContaining('Update this package') as string,
			});
			await database.close();
		});
	});
}
