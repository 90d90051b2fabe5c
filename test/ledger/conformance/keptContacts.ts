import { DAY, MINUTE } from '../../../routing/model/durations';
import { SALES, SUPPORT, byId, team } from '../../routing/builders';
import { TEAM_PLAN } from '../ledgerFixture';
import { rowsOf, type StoredRow } from '../rowsOf';
import { ANSWER_PLAN, WaitsFixture } from '../waitsFixture';
import type { Suite } from './suite';

const QUARTER = 15 * MINUTE;

/** How often people kept their contacts. */
export function keptContacts(suite: Suite): void {
	let fixture: WaitsFixture;
	beforeEach(() => {
		fixture = new WaitsFixture(suite.ledger('location'), TEAM_PLAN);
	});

	const counts = async (): Promise<StoredRow[]> =>
		await rowsOf(suite.connect, 'kept', 'at', 'user_id', 'account', 'count');

	describe('contacts that were kept', () => {
		it('are counted by quarters of an hour, people, accounts and sources', async () => {
			const began = Math.floor(fixture.now / QUARTER) * QUARTER;
			fixture.now = began;
			await fixture.ask('1');
			expect(await counts()).toEqual([]);
			await fixture.ask('1');
			fixture.now = began + QUARTER - 1;
			await fixture.ask('1');
			await fixture.ask('1', undefined, { account: SUPPORT });
			await fixture.ask('1', undefined, { contact: { phone: '+14151', source: 'Web' } });
			fixture.now = began + QUARTER;
			await fixture.ask('1');
			const kept = { user_id: 'u1', team: 'Sales', rule: 'Sales', source: null, by_hand: 0 };
			const sales = { ...kept, account: SALES.id };
			const support = { ...kept, account: SUPPORT.id, team: null, rule: null };
			expect(await counts()).toMatchObject([
				{ ...sales, at: began, source: 'Web', count: 1 },
				{ ...sales, at: began, count: 2 },
				{ ...support, at: began, count: 1 },
				{ ...sales, at: began + QUARTER, count: 1 },
			]);
		});

		it('of one batch are one row, also beside those of before', async () => {
			await fixture.ask('1');
			await fixture.ask('1');
			const requests = ['1', '1', '1'].map((name) => fixture.request(fixture.person(name)));
			await fixture.ledger.decide(requests, fixture.now, null);
			expect(await counts()).toMatchObject([{ user_id: 'u1', count: 4 }]);
		});

		it('are not those that are decided once more, previewed, or of runs on the canvas', async () => {
			const first = fixture.person('1');
			await fixture.decide(first, null);
			await fixture.decide(first, null);
			const request = { ...fixture.request(fixture.person('1')), kept: null };
			await fixture.ledger.decide([request], fixture.now, null);
			await fixture.ledger.preview([fixture.request(fixture.person('1'))], fixture.now, 'series');
			expect(await counts()).toEqual([]);
		});

		it('are told apart when HighLevel shows an owner whom no decision has made it', async () => {
			const owned = { contact: { phone: '+14151', ownerId: 'u3', existed: true } };
			for (let i = 0; i < 2; i++) await fixture.ask('1', undefined, owned);
			await fixture.ask('2');
			await fixture.ask('2');
			expect(await counts()).toMatchObject([
				{ user_id: 'u1', by_hand: 0, count: 1 },
				{ user_id: 'u3', by_hand: 1, count: 2 },
			]);
		});

		it('are not those that stay because nobody else can answer, or that are moved', async () => {
			const alone = {
				...ANSWER_PLAN,
				teams: [{ name: 'Sales', members: [{ user: byId('u1') }] }],
				rules: [{ name: 'Sales', when: { accounts: [byId(SALES.id)] }, target: team('Sales') }],
			};
			fixture = new WaitsFixture(suite.ledger('alone'), alone);
			await fixture.ask('1');
			fixture.now = fixture.at(11);
			expect(await fixture.escalate()).toEqual(['kept Ann']);
			const reassign = { kind: 'account' as const, run: 'run', about: SALES.tag };
			await fixture.decide(fixture.person('1', { event: 'reassign', reassign }), null);
			expect(await counts()).toEqual([]);
		});

		it('go after 400 days', async () => {
			await fixture.ask('1');
			await fixture.ask('1');
			await suite.store().idempotencyKeys.note(['delivery'], fixture.now + 401 * DAY);
			await suite.store().idle();
			expect(await counts()).toEqual([]);
		});
	});
}
