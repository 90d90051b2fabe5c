import type { Reply } from '../../../routing/model/reply';
import { SALES, byId, user } from '../../routing/builders';
import { ANSWER_PLAN, WaitsFixture, type SeenWait } from '../waitsFixture';
import type { Suite } from './suite';

/** What happens to one contact: a question at a minute, or what somebody tells of an answer. */
type Event = { ask: number } | { told: Partial<Reply> & { ids: string[] }; minute: number };

/** Every order of a few things. */
function ordersOf<T>(all: readonly T[]): T[][] {
	if (all.length === 0) return [[]];
	return all.flatMap((one, i) =>
		ordersOf([...all.slice(0, i), ...all.slice(i + 1)]).map((rest) => [one, ...rest]),
	);
}

/** Of each contact other messages. */
function numbered(told: Partial<Reply> & { ids: string[] }, name: string): Partial<Reply> {
	return { ...told, ids: told.ids.map((id) => `${name} ${id}`) };
}

/** Everybody is Ann's. */
const ANN = {
	rules: [{ name: 'Sales', when: { accounts: [byId(SALES.id)] }, target: user('u1') }],
	teams: [],
};

/** Many transactions, each of them on disk. */
const LONG_MS = 120_000;

/** Answers become known in any order, by several ways, twice and late. */
export function answers(suite: Suite): void {
	let people = 0;

	async function after(events: readonly Event[]): Promise<SeenWait[]> {
		const fixture = new WaitsFixture(suite.ledger('order'), { ...ANSWER_PLAN, ...ANN });
		const name = `${1000 + (people += 1)}`;
		// Whose it is does not depend on the order: nobody asked anything yet.
		await fixture.decide(fixture.person(name, { event: 'contact' }), null);
		fixture.now = fixture.at(50);
		for (const event of events) {
			if ('ask' in event) await fixture.ask(name, event.ask);
			else await fixture.answer(name, event.minute, numbered(event.told, name));
		}
		return await fixture.waits(name);
	}

	const same = async (events: readonly Event[], expected: SeenWait[]) => {
		for (const order of ordersOf(events))
			expect({ order, waits: await after(order) }).toEqual({ order, waits: expected });
	};
	const answered = (asked: number, at: number) => ({ user: 'u1', asked, ended: 'answered', at });
	const open = (asked: number) => ({ user: 'u1', asked, ended: null, at: null });

	describe('an answer', () => {
		it(
			'counts by when it was written, whenever it becomes known',
			async () => {
				await same(
					[{ ask: 0 }, { ask: 5 }, { told: { ids: ['m:1'] }, minute: 3 }],
					[answered(0, 3), open(5)],
				);
				await same(
					[
						{ ask: 0 },
						{ ask: 5 },
						{ told: { ids: ['m:1'] }, minute: 3 },
						{ told: { ids: ['m:2'] }, minute: 7 },
					],
					[answered(0, 3), answered(5, 7)],
				);
				await same(
					[
						{ ask: 0 },
						{ ask: 2 },
						{ told: { ids: ['m:1'] }, minute: 4 },
						{ told: { ids: ['m:2'] }, minute: 6 },
					],
					[answered(0, 4)],
				);
			},
			LONG_MS,
		);

		it('is one message, by whichever of its names it comes', async () => {
			const fixture = new WaitsFixture(suite.ledger('ways'));
			await fixture.ask('1');
			const told = [['wamid:1'], ['message:1'], ['wamid:1', 'message:1'], ['message:1']];
			const noted = [];
			for (const ids of told) {
				const reply = fixture.reply('1', 1, { ids, ...(ids.length === 2 && { user: 'u2' }) });
				noted.push(...(await fixture.ledger.waits.note([reply, reply], fixture.now)));
			}
			expect(noted.map(({ repeated }) => repeated)).toEqual([
				...[false, true, false, true, true, true, true, true],
			]);
			const history = await fixture.ledger.records.historyOf(fixture.named('1'));
			expect(history?.waits).toMatchObject([{ answeredBy: 'u2', answeredAt: fixture.at(1) }]);
		});

		it(
			'is taken for what whoever knows most of it says',
			async () => {
				const bot = { ids: ['m:1'], verdict: 'bot' as const };
				await same(
					[{ ask: 0 }, { told: { ids: ['m:1'] }, minute: 1 }, { told: bot, minute: 1 }],
					[open(0)],
				);
				const unclear = { ids: ['m:1'], verdict: 'unclear' as const };
				await same(
					[{ ask: 0 }, { told: { ids: ['m:1'] }, minute: 1 }, { told: unclear, minute: 1 }],
					[answered(0, 1)],
				);
			},
			LONG_MS,
		);

		it('that was not delivered after all is none', async () => {
			const fixture = new WaitsFixture(suite.ledger('failed'));
			await fixture.ask('1', 0);
			fixture.now = fixture.at(5);
			await fixture.answer('1', 1, { ids: ['m:1'] });
			await fixture.ask('1', 5);
			await fixture.answer('1', 1, { ids: ['m:1'], verdict: 'none' });
			expect(await fixture.waits('1')).toEqual([{ user: 'u1', asked: 0, ended: null, at: null }]);
			expect((await fixture.ledger.waits.open(1))[0]?.laterAsks).toEqual([fixture.at(5)]);
			expect((await fixture.look('1')).waits?.lastReply).toBeNull();
		});

		it('to somebody of whom nothing is known yet is not forgotten', async () => {
			const fixture = new WaitsFixture(suite.ledger('early'));
			expect(await fixture.ledger.waits.note([fixture.reply('1', 1)], fixture.now)).toEqual([
				{ repeated: false, ended: [], isKnown: true },
			]);
			fixture.now = fixture.at(5);
			await fixture.ask('1', 0);
			const history = await fixture.ledger.records.historyOf(fixture.named('1'));
			expect(history?.waits).toMatchObject([
				// They got it when it had been answered.
				{ ended: 'answered', answeredAt: fixture.at(1), givenAt: fixture.at(5), workingMs: 0 },
			]);
			const nobody = fixture.reply('1', 1, { contact: [] });
			expect(await fixture.ledger.waits.note([nobody], fixture.now)).toEqual([
				{ repeated: false, ended: [], isKnown: false },
			]);
		});

		it('to somebody who was forgotten is not noted again', async () => {
			const fixture = new WaitsFixture(suite.ledger('forgotten'));
			await fixture.ask('1');
			await fixture.answer('1', 1, { ids: ['m:1'] });
			await fixture.ledger.forget(fixture.named('1'), fixture.now);
			const again = fixture.reply('1', 1, { ids: ['m:1'] });
			expect(await fixture.ledger.waits.note([again], fixture.now)).toEqual([
				{ repeated: true, ended: [], isKnown: false },
			]);
			expect(await fixture.ledger.forget(fixture.named('1'), fixture.now)).toBe(false);
		});

		it('to two contacts who turn out to be one is an answer to both', async () => {
			const fixture = new WaitsFixture(suite.ledger('one'));
			const other = { phone: null, whatsappUserId: 'US.1' };
			await fixture.ask('1', 0);
			await fixture.ledger.waits.note(
				[fixture.reply('x', 3, { contact: ['whatsApp:US.1'] })],
				fixture.now,
			);
			fixture.now = fixture.at(5);
			expect(await fixture.waits('1')).toMatchObject([{ ended: null }]);
			await fixture.ask('1', 5, { contact: { whatsappUserId: 'US.1' } });
			expect(await fixture.waits('x', other)).toEqual([answered(0, 3), open(5)]);
		});
	});
}
