import fc from 'fast-check';
import type { Turn } from '../../../routing/model/state';
import { STRATEGIES, STRATEGY_NAMES } from '../../../routing/strategies';
import type { JudgedContact } from '../../../routing/strategies/promise';
import type { Candidate, Strategy } from '../../../routing/strategies/strategy';

jest.setTimeout(180_000);

const SECOND = 1000;

/** A member, and who of them is there at each of some contacts. */
const members = fc.array(
	fc.record({
		weight: fc.integer({ min: 1, max: 20 }),
		tier: fc.integer({ min: 1, max: 3 }),
		capacity: fc.option(fc.integer({ min: 1, max: 9 })),
	}),
	{ minLength: 1, maxLength: 6 },
);
const history = members.chain((team) =>
	fc.record({
		team: fc.constant(team),
		steps: fc.array(
			fc.record({
				there: fc.subarray([...team.keys()], { minLength: 1 }),
				/** The same people are there for so many contacts. */
				times: fc.integer({ min: 1, max: 30 }),
				done: fc.array(fc.nat(team.length - 1), { maxLength: 30 }),
			}),
			{ minLength: 1, maxLength: 40 },
		),
		from: fc.nat(100),
	}),
);

type History = (typeof history extends fc.Arbitrary<infer One> ? One : never) & object;

/**
 * Contacts as the strategy shares them, with what each member was owed before each.
 * @param together so many have one instant, as a run brings them
 */
function shared(strategy: Strategy, { team, steps }: History, together = 1) {
	const turns: Record<string, Turn> = {};
	const open = team.map(() => 0);
	const last: Array<number | null> = team.map(() => null);
	const contacts: Array<{ contact: JudgedContact; owed: Record<string, number> }> = [];
	let at = 0;
	for (const { there, times, done } of steps) {
		for (let i = 0; i < times; i++) {
			if (i % together === 0) {
				at += 2 * SECOND;
				for (const place of done.slice(i, i + together)) {
					open[place] = Math.max(0, (open[place] ?? 0) - 1);
				}
			}
			const all = team.map((one, place): Candidate => ({
				...one,
				id: `u${place}`,
				name: `U${place}`,
				open: open[place] ?? 0,
				lastAssignedAt: last[place] ?? null,
				turn: turns[`u${place}`] ?? null,
			}));
			const could = there.flatMap((place) => all[place] ?? []);
			const absent = all.filter((one) => !could.includes(one));
			const choice = strategy.choose(could, absent, `contact-${contacts.length}`);
			const owed = Object.fromEntries(
				Object.entries(turns).map(([id, { credit }]) => [id, credit]),
			);
			const chosen = choice.chosen.id;
			contacts.push({ owed, contact: { at, chosen, could, isUndone: false } });
			Object.assign(turns, choice.turns);
			const place = all.indexOf(choice.chosen);
			open[place] = (open[place] ?? 0) + 1;
			last[place] = at;
		}
	}
	return contacts;
}

const byTime = (a: { contact: JudgedContact }, b: { contact: JudgedContact }) =>
	a.contact.at - b.contact.at;

describe.each(STRATEGY_NAMES)('%s', (name) => {
	const strategy: Strategy = STRATEGIES[name];
	const judge = (owed: Record<string, number>) =>
		strategy.promise.begin({ name: (id) => id, owed });

	it('keeps its promise, whoever comes and goes', () => {
		fc.assert(
			fc.property(history, (one) => {
				const whole = judge({});
				for (const { contact } of shared(strategy, one)) whole.take(contact);
				expect(whole.verdict()).toBeNull();
				expect(whole.cannotTell?.() ?? null).toBeNull();
			}),
			{ numRuns: 150 },
		);
	});

	it('keeps it also as seen from some contact on', () => {
		fc.assert(
			fc.property(history, (one) => {
				const contacts = shared(strategy, one).slice(one.from);
				const part = judge(contacts[0]?.owed ?? {});
				for (const { contact } of contacts) part.take(contact);
				expect(part.verdict()).toBeNull();
			}),
			{ numRuns: 150 },
		);
	});

	it('keeps it when those of one instant could have gone to different members', () => {
		const there = [[2], [0, 2], [1, 2], [2], [0, 1]];
		const times = [3, 2, 2, 1, 4];
		const team = [16, 18, 4].map((weight, i) => ({
			...{ weight, tier: 1 + (i % 2), capacity: 9 },
		}));
		const steps = there.map((one, i) => ({
			there: one,
			times: times[i] ?? 1,
			done: i === 2 ? [2, 2] : [],
		}));
		const told = judge({});
		const contacts = shared(strategy, { team, steps, from: 0 }, 3);
		for (const { contact } of contacts.reverse().sort(byTime)) told.take(contact);
		expect(told.verdict()).toBeNull();
	});

	it('keeps it when those of one instant are told in any order', () => {
		fc.assert(
			fc.property(history, fc.integer({ min: 2, max: 12 }), (one, together) => {
				const contacts = shared(strategy, one, together);
				const told = judge({});
				for (const { contact } of contacts.reverse().sort(byTime)) told.take(contact);
				expect(told.verdict()).toBeNull();
			}),
			{ numRuns: 150 },
		);
	});
});
