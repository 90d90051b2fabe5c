import { USERS, filter, user } from '../../routing/builders';
import { LedgerFixture, TEAM_PLAN } from '../ledgerFixture';
import { DAY } from '../../../routing/model/durations';
import type { Suite } from './suite';

/** What is kept of people, and for how long. */
export function forgetting(suite: Suite): void {
	let fixture: LedgerFixture;
	beforeEach(() => {
		fixture = suite.fixture();
	});

	describe('what is kept', () => {
		it('forgets a contact with everything that names it', async () => {
			const message = fixture.person('1', { contact: { whatsappUserId: 'US.1' } });
			await fixture.decide(message, null);
			expect(await fixture.ledger.forget(fixture.named('1'), fixture.now)).toBe(true);
			expect((await fixture.look('x', { phone: null, whatsappUserId: 'US.1' })).owners).toBeNull();
			expect(await fixture.open()).toEqual([0, 0, 0]);
			expect(await fixture.credits()).toEqual([-667, 333, 333]);
			expect((await fixture.look('1')).loads?.u1?.lastAssignedAt).toBe(fixture.now);
			expect((await fixture.ledger.recall([message.key], fixture.now)).size).toBe(0);
			expect(await fixture.ledger.forget(fixture.named('1'), fixture.now)).toBe(false);
		});

		it('is neither a number nor a name nor a text', async () => {
			const database = await suite.connect();
			const text = 'my account number is 998877';
			const secret = new LedgerFixture(suite.ledger('private'), {
				...TEAM_PLAN,
				rules: [
					{
						name: 'Never',
						when: { item: filter([['={{ $json.message.text }}', 'equals', 'nothing']]) },
						target: user('u4'),
					},
					...TEAM_PLAN.rules,
				],
			});
			const recorded = await secret.decide(
				secret.person('5550123', {
					key: 'msg:1001:wamid.SECRET',
					contact: { whatsappUserId: 'US.424242', name: 'Dana Whitlock', id: 'hl-contact' },
					message: { text },
				}),
			);
			await secret.settle(recorded, 'confirmed', ['highLevel:hl-contact'], {
				contactId: 'hl-contact',
				ownerId: 'u1',
				tags: ['secret tag'],
				followers: [],
				at: secret.now,
			});
			expect(JSON.stringify(recorded.decision)).toContain(text);
			const kept = await database.transaction('test', async (sql) => {
				const tables = ['decisions', 'contacts', 'identities', 'slots', 'assignments', 'turns'];
				const rows: unknown[] = [];
				for (const table of tables) {
					rows.push(await sql.all(`SELECT * FROM contact_assignment_${table}`));
				}
				return JSON.stringify(rows);
			});
			expect(kept).toContain(USERS[0]?.id);
			for (const secretText of [
				'998877',
				'5550123',
				'Dana',
				'424242',
				'hl-contact',
				'wamid',
				'secret',
			]) {
				expect(kept).not.toContain(secretText);
			}
			await database.close();
		});

		it('goes after its time: decisions after 30 days, contacts after 400', async () => {
			const message = fixture.person('1');
			await fixture.decide(message, null);
			fixture.now += 29 * DAY;
			await fixture.decide(fixture.person('2'), null);
			expect((await fixture.decide(message, null)).repeated).toBe(true);
			fixture.now += 2 * DAY;
			await fixture.decide(fixture.person('3'), null);
			expect((await fixture.decide(message, null)).repeated).toBe(false);
			expect((await fixture.look('1')).owners?.slots['*']?.user).toBe('u1');
			fixture.now += 401 * DAY;
			await fixture.decide(fixture.person('4'), null);
			expect((await fixture.look('1')).owners).toBeNull();
		});
	});
}
