import { DAY, HOUR, MINUTE } from '../../../routing/model/durations';
import { TEAM_PLAN } from '../ledgerFixture';
import { rowsOf } from '../rowsOf';
import { WaitsFixture } from '../waitsFixture';
import type { Suite } from './suite';

/** How satisfied people are. */
export function ratings(suite: Suite): void {
	let fixture: WaitsFixture;
	beforeEach(() => {
		fixture = new WaitsFixture(suite.ledger('location'), TEAM_PLAN);
	});

	const ask = async (name: string, number = false): Promise<string> => {
		const asked = await fixture.ledger.outcomes.ask(fixture.named(name), number, fixture.now);
		return asked?.id ?? 'none';
	};
	const rate = async (id: string, value: number, at = fixture.now) =>
		await fixture.ledger.outcomes.rate(id, value, at, fixture.now);
	const lastQuestion = async (name: string) =>
		await fixture.ledger.outcomes.lastQuestion(fixture.named(name), fixture.now);
	const rated = async () =>
		(await rowsOf(suite.connect, 'outcomes')).filter(({ kind }) => kind === 'rated');

	describe('a rating', () => {
		beforeEach(async () => await fixture.ask('1'));

		it('counts for whoever had the contact when it was asked for', async () => {
			const id = await ask('1');
			const askedAt = fixture.now;
			fixture.now += HOUR;
			const contact = fixture.named('1');
			await fixture.ledger.clearOwners([{ contact, user: null, contactId: 'c' }], fixture.now);
			await fixture.ask('1');
			expect(await rate(id, 4)).toEqual({ user: 'u1', askedAt, repeated: false });
			const common = { user_id: 'u1', team: 'Sales', rule: 'Sales', question: id };
			expect(await rowsOf(suite.connect, 'outcomes', 'kind')).toMatchObject([
				{ ...common, kind: 'asked', at: askedAt, value: null, takes_number: 0, noted_by: 'byHand' },
				{ ...common, kind: 'rated', at: fixture.now, value: 4, noted_by: 'whatsApp' },
			]);
		});

		it('is asked for by an ID that a button takes', async () => {
			const ids = [await ask('1'), await ask('1')];
			expect(new Set(ids).size).toBe(2);
			for (const id of ids) expect(id).toMatch(/^[0-9a-z]{8,20}$/);
			expect(await ask('2')).toBe('none');
		});

		it('is one however often it comes, and the last one that was given', async () => {
			const id = await ask('1');
			const at = (minute: number) => fixture.began + minute * MINUTE;
			fixture.now = at(30);
			expect(await rate(id, 5, at(10))).toMatchObject({ repeated: false });
			expect(await rate(id, 5, at(10))).toMatchObject({ repeated: true });
			expect(await rate(id, 2, at(20))).toMatchObject({ repeated: false });
			expect(await rate(id, 5, at(10))).toMatchObject({ repeated: true });
			expect(await rated()).toMatchObject([{ value: 2, at: at(20) }]);
			expect(await rate(id, 3, at(20))).toMatchObject({ repeated: false });
			expect(await rated()).toMatchObject([{ value: 3, at: at(20) }]);
		});

		it('is given neither before it was asked for nor later than now', async () => {
			const [one, other] = [await ask('1'), await ask('1')];
			fixture.now += HOUR;
			await rate(one, 1, fixture.began - 500);
			await rate(other, 2, fixture.now + HOUR);
			const all = (await rated()).toSorted((a, b) => Number(a.value) - Number(b.value));
			expect(all).toMatchObject([{ at: fixture.began }, { at: fixture.now }]);
		});

		it('says who tells of it', async () => {
			const id = await ask('1');
			await fixture.ledger.outcomes.rate(id, 5, fixture.now, fixture.now, 'byHand');
			expect(await rated()).toMatchObject([{ noted_by: 'byHand' }]);
		});

		it('of what nobody was asked is none, and of another location neither', async () => {
			const id = await ask('1');
			for (const unknown of ['', 'x', `${id} asked`, "'", '\0', '%'])
				expect(await rate(unknown, 5)).toBeNull();
			const other = suite.ledger('other').outcomes;
			expect(await other.rate(id, 5, fixture.now, fixture.now)).toBeNull();
			expect(await rated()).toEqual([]);
		});

		it('of somebody whom nobody has counts for nobody', async () => {
			await fixture.answer('2', 1);
			const id = await ask('2');
			expect(await rate(id, 3)).toMatchObject({ user: null, repeated: false });
		});
	});

	describe('the last question', () => {
		beforeEach(async () => await fixture.ask('1'));

		it('is known with its answer, and whether a number is one', async () => {
			expect(await lastQuestion('1')).toBeNull();
			const byButton = await ask('1');
			const askedAt = fixture.now;
			const question = { id: byButton, askedAt, number: false, answer: null };
			expect(await lastQuestion('1')).toEqual(question);
			expect(await lastQuestion('2')).toBeNull();
			fixture.now += MINUTE;
			const id = await ask('1', true);
			const byNumber = { id, askedAt: fixture.now, number: true };
			expect(await lastQuestion('1')).toEqual({ ...byNumber, answer: null });
			fixture.now += HOUR;
			await rate(byButton, 1);
			expect(await lastQuestion('1')).toEqual({ ...byNumber, answer: null });
			await rate(id, 5);
			const answer = { value: 5, at: fixture.now };
			expect(await lastQuestion('1')).toEqual({ ...byNumber, answer });
		});

		it('is none after 30 days', async () => {
			await ask('1', true);
			fixture.now += 30 * DAY - 1;
			expect(await lastQuestion('1')).not.toBeNull();
			fixture.now += 1;
			expect(await lastQuestion('1')).toBeNull();
		});

		it('is of the contact that it turns out to be', async () => {
			await fixture.decide(fixture.person('2', { contact: { id: 'c2', phone: null } }), null);
			const asked = await fixture.ledger.outcomes.ask(['highLevel:c2'], true, fixture.now);
			expect(await lastQuestion('1')).toBeNull();
			await fixture.decide(fixture.person('1', { contact: { id: 'c2', phone: '+14151' } }), null);
			expect(await lastQuestion('1')).toMatchObject({ id: asked?.id });
		});
	});
}
