import type { LedgerFixture } from '../ledgerFixture';
import { DAY, MINUTE } from '../../../routing/model/durations';
import { tagged, type Suite } from './suite';

/** The tags that contacts had when a trigger last saw them. */
export function contactTags(suite: Suite): void {
	let fixture: LedgerFixture;
	beforeEach(() => {
		fixture = suite.fixture();
	});

	describe('the tags that contacts had', () => {
		it('are not known at first, and then tell what is new', async () => {
			const { contactTags } = suite.store();
			expect(await contactTags.unseen('nora', ['vip'], fixture.now)).toBeNull();
			await contactTags.remember('nora', tagged('nora'), ['vip', 'web'], fixture.now, fixture.now);
			const later = fixture.now + MINUTE;
			expect(await contactTags.unseen('nora', ['web', 'gold', 'vip'], later)).toEqual(['gold']);
			expect(await contactTags.unseen('nora', [], later)).toEqual([]);
			expect(await contactTags.unseen('ben', ['vip'], later)).toBeNull();
		});

		it('that were removed are new when they come back', async () => {
			const { contactTags } = suite.store();
			await contactTags.remember('nora', tagged('nora'), ['vip'], fixture.now, fixture.now);
			await contactTags.remember('nora', tagged('nora'), [], fixture.now + 1, fixture.now);
			expect(await contactTags.unseen('nora', ['vip'], fixture.now + 2)).toEqual(['vip']);
		});

		it('are the latest, whatever comes late', async () => {
			const { contactTags } = suite.store();
			await contactTags.remember('nora', tagged('nora'), ['vip', 'web'], fixture.now, fixture.now);
			expect(await contactTags.unseen('nora', ['old'], fixture.now - 1)).toEqual([]);
			await contactTags.remember('nora', tagged('nora'), ['old'], fixture.now - 1, fixture.now);
			expect(await contactTags.unseen('nora', ['vip', 'old'], fixture.now)).toEqual(['old']);
		});

		it('are kept without saying whose and which they are', async () => {
			const { contactTags } = suite.store();
			await contactTags.remember(
				'nora',
				tagged('nora'),
				['very-important'],
				fixture.now,
				fixture.now,
			);
			await contactTags.remember(
				'benjamin',
				tagged('benjamin'),
				['very-important'],
				fixture.now,
				fixture.now,
			);
			const database = await suite.connect();
			const rows = await database.transaction(
				'test',
				async (sql) =>
					await sql.all<{ tags: string }>('SELECT * FROM contact_assignment_contact_tags'),
			);
			expect(JSON.stringify(rows)).not.toMatch(/benjamin|very-important/);
			expect(rows[0]?.tags).not.toBe(rows[1]?.tags);
			await database.close();
		});

		it('go on demand, and when nothing was heard of the contact for 400 days', async () => {
			const { contactTags } = suite.store();
			await contactTags.remember('nora', tagged('nora'), ['vip'], fixture.now, fixture.now);
			expect(await contactTags.forget(tagged('nora'))).toBe(true);
			expect(await contactTags.forget(tagged('nora'))).toBe(false);
			expect(await contactTags.unseen('nora', ['vip'], fixture.now)).toBeNull();

			await contactTags.remember('nora', tagged('nora'), ['vip'], fixture.now, fixture.now);
			await contactTags.remember(
				'ben',
				tagged('ben'),
				['vip'],
				fixture.now,
				fixture.now + 399 * DAY,
			);
			await contactTags.remember(
				'cleo',
				tagged('cleo'),
				['vip'],
				fixture.now,
				fixture.now + 401 * DAY,
			);
			expect(await contactTags.unseen('nora', ['vip'], fixture.now)).toBeNull();
			expect(await contactTags.unseen('ben', ['vip'], fixture.now)).toEqual([]);
		});

		it.each([
			['HighLevel’s ID', 'highLevel:nora', 'location', null],
			['the number', 'phone:nora', 'location', null],
			['either, when the sub-account was not told', 'phone:nora', null, null],
			['no ID of somebody else', 'highLevel:ben', 'location', []],
			['no number in another sub-account', 'phone:nora', 'elsewhere', []],
		])('are forgotten at all triggers by %s', async (_what, identity, locationId, left) => {
			const { contactTags } = suite.store();
			for (const trigger of ['one', 'two']) {
				await contactTags.remember(trigger, tagged('nora', locationId), ['vip'], 1, 1);
			}
			await contactTags.forget({ locationId: 'location', identities: [identity] });
			for (const trigger of ['one', 'two']) {
				expect(await contactTags.unseen(trigger, ['vip'], 2)).toEqual(left);
			}
		});
	});

	describe('the tags of many contacts', () => {
		it('are told apart and kept together', async () => {
			const { contactTags } = suite.store();
			const at = fixture.now;
			await contactTags.rememberAll(
				[
					{ contact: 'nora', person: tagged('nora'), tags: ['vip'], at },
					{ contact: 'ben', person: tagged('ben'), tags: [], at },
				],
				at,
			);
			expect(
				await contactTags.unseenOfAll([
					{ contact: 'cleo', tags: ['vip'], at },
					{ contact: 'ben', tags: ['vip'], at },
					{ contact: 'nora', tags: ['vip', 'web'], at },
				]),
			).toEqual([null, ['vip'], ['web']]);
			expect(await contactTags.unseenOfAll([])).toEqual([]);
			await contactTags.rememberAll([], at);
		});

		it('are learnt only of those who were not seen yet', async () => {
			const { contactTags } = suite.store();
			const at = fixture.now;
			await contactTags.remember('nora', tagged('nora'), ['vip'], at, at);
			await contactTags.learn(
				['nora', 'ben'].map((contact) => ({
					contact,
					person: tagged(contact),
					tags: ['web'],
					at: at + 1,
				})),
				at,
			);
			expect(await contactTags.unseen('nora', ['vip', 'web'], at + 2)).toEqual(['web']);
			expect(await contactTags.unseen('ben', ['vip', 'web'], at + 2)).toEqual(['vip']);
		});
	});
}
