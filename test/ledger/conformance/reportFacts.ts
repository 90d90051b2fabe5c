import { HOUR, MINUTE } from '../../../routing/model/durations';
import { OFFICE, SUPPORT, byId } from '../../routing/builders';
import { rowsOf, type StoredRow } from '../rowsOf';
import { ANSWER_PLAN, WaitsFixture } from '../waitsFixture';
import type { Suite } from './suite';

const EVENING = {
	...OFFICE,
	name: 'Evening',
	hours: [{ ...OFFICE.hours[0], from: '16:00', to: '22:00' }],
};

/** Ann works from nine to five in New York, Ben from four to ten, and who owns a contact keeps it. */
const HOURS_PLAN = {
	...ANSWER_PLAN,
	timeZone: 'America/New_York',
	schedules: [OFFICE, EVENING],
	teams: [{ name: 'Sales', members: [{ user: byId('u1') }, { user: byId('u2') }] }],
	people: [
		{ user: byId('u1'), works: 'Office' },
		{ user: byId('u2'), works: 'Evening' },
	],
};

const FACEBOOK = { contact: { source: ' Facebook ' } };

/** What assignments and waits say of themselves, for reports. */
export function reportFacts(suite: Suite): void {
	let fixture: WaitsFixture;
	beforeEach(() => {
		fixture = new WaitsFixture(suite.ledger('location'));
	});

	const assignments = async () => await rowsOf(suite.connect, 'assignments', 'at', 'user_id');
	const waits = async (): Promise<StoredRow[]> =>
		await rowsOf(suite.connect, 'waits', 'asked_at', 'given_at', 'user_id');

	describe('an assignment', () => {
		it('says what it was about, where the contact came from, and by which plan', async () => {
			await fixture.ask('1', 0, FACEBOOK);
			await fixture.ask('2', 0, {
				event: 'tag',
				tag: 'x',
				contact: { phone: '+14152', source: ' ' },
			});
			fixture.now = fixture.at(11);
			await fixture.escalate();
			const plan = { plan: fixture.kept.hash, staff: fixture.kept.staffHash };
			expect(await assignments()).toMatchObject([
				{ user_id: 'u1', event: 'message', source: 'Facebook', ...plan },
				{ user_id: 'u2', event: 'tag', source: null, ...plan },
				{ user_id: 'u3', event: 'noReply', source: 'Facebook', ...plan },
			]);
		});

		it('of a run on the canvas says none of it', async () => {
			const request = { ...fixture.request(fixture.person('1', FACEBOOK)), kept: null };
			await fixture.ledger.decide([request], fixture.now, null);
			const unknown = { event: null, source: null, plan: null, staff: null };
			expect(await assignments()).toMatchObject([unknown]);
		});

		it('of a contact that was forgotten does not say where it came from', async () => {
			await fixture.ask('1', 0, FACEBOOK);
			await fixture.ledger.forget(fixture.named('1'), fixture.now);
			expect(await assignments()).toMatchObject([{ source: null, event: 'message' }]);
			expect(await waits()).toMatchObject([{ source: null, outside_hours: 0 }]);
		});
	});

	describe('a wait', () => {
		it('says where the contact came from, in all parts of a question', async () => {
			await fixture.ask('1', 0, FACEBOOK);
			fixture.now = fixture.at(11);
			await fixture.escalate();
			const facebook = { source: 'Facebook', outside_hours: 0 };
			expect(await waits()).toMatchObject([
				{ user_id: 'u1', ...facebook },
				{ user_id: 'u2', ...facebook },
			]);
		});

		it('says whether who has to answer worked when it was asked', async () => {
			fixture = new WaitsFixture(suite.ledger('hours'), HOURS_PLAN);
			// At eleven in the morning, and at nine in the evening.
			await fixture.ask('1');
			await fixture.answer('1', 1);
			fixture.now += 10 * HOUR;
			await fixture.ask('1');
			await fixture.ask('2');
			expect(await waits()).toMatchObject([
				{ user_id: 'u1', outside_hours: 0 },
				{ user_id: 'u1', outside_hours: 1 },
				{ user_id: 'u2', outside_hours: 0 },
			]);
		});

		it('says that of each who gets the question, by when it was asked', async () => {
			fixture = new WaitsFixture(suite.ledger('hours'), HOURS_PLAN);
			// Ten minutes before Ben begins.
			fixture.now += 4 * HOUR + 50 * MINUTE;
			await fixture.ask('1');
			fixture.now += 15 * MINUTE;
			expect(await fixture.escalate()).toEqual(['assigned Ben']);
			expect(await waits()).toMatchObject([
				{ user_id: 'u1', outside_hours: 0, ended: 'escalated' },
				{ user_id: 'u2', outside_hours: 1, ended: null },
			]);
		});

		it('goes by the first question, also when that becomes known later', async () => {
			fixture = new WaitsFixture(suite.ledger('hours'), HOURS_PLAN);
			await fixture.ask('1', -5 * 60);
			await fixture.answer('1', -4 * 60);
			await fixture.ask('1');
			expect((await waits()).at(-1)).toMatchObject({ outside_hours: 0 });
			// Six minutes before nine in the morning.
			await fixture.ask('1', -126);
			expect((await waits()).at(-1)).toMatchObject({
				asked_at: fixture.at(-126),
				outside_hours: 1,
			});
		});

		it('that an answer leaves open is told anew', async () => {
			fixture = new WaitsFixture(suite.ledger('hours'), HOURS_PLAN);
			fixture.now += 5 * HOUR + 50 * MINUTE;
			const began = (fixture.now - fixture.began) / MINUTE;
			await fixture.ask('1');
			fixture.now += 20 * MINUTE;
			await fixture.ask('1');
			await fixture.answer('1', began + 5);
			expect(await waits()).toMatchObject([
				{ ended: 'answered', outside_hours: 0 },
				{ ended: null, asked_at: fixture.now, outside_hours: 1 },
			]);
		});

		it('that follows the owner by itself does not say it of somebody else', async () => {
			const recorded = await fixture.decide(fixture.person('1', { message: { text: 'Hello?' } }));
			fixture.now += MINUTE;
			await fixture.settle(recorded, 'released');
			expect(await waits()).toMatchObject([
				{ user_id: 'u1', outside_hours: 0 },
				{ user_id: null, outside_hours: null },
			]);
		});

		it('of two contacts that become one is that of the earlier question', async () => {
			await fixture.ask('1', 0, { ...FACEBOOK });
			fixture.now += MINUTE;
			const second = { account: SUPPORT, contact: { id: 'c2', phone: null, source: 'Web' } };
			await fixture.decide(fixture.person('2', second), null);
			const both = { id: 'c2', phone: '+14151' };
			await fixture.decide(fixture.person('1', { contact: both, event: 'tag', tag: 'x' }), null);
			const open = (await waits()).filter(({ ended }) => ended === null);
			expect(open).toMatchObject([{ source: 'Facebook', outside_hours: 0 }]);
		});
	});
}
