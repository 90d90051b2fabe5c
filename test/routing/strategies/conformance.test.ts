import fc from 'fast-check';
import { STRATEGY_NAMES, STRATEGIES } from '../../../routing/strategies';
import type { Candidate, Strategy } from '../../../routing/strategies/strategy';
import { TeamFixture, longestRun, teamAndAvailability } from './teamFixture';

/** Members who could take a contact, whatever came before. */
const candidates = fc
	.array(
		fc.record({
			name: fc.constantFrom('Zoe', 'Mia', 'Bob', 'Ann'),
			weight: fc.integer({ min: 1, max: 1000 }),
			tier: fc.integer({ min: 1, max: 5 }),
			capacity: fc.option(fc.integer({ min: 1, max: 9 })),
			open: fc.nat(100),
			lastAssignedAt: fc.option(fc.nat(100)),
			turn: fc.option(
				fc.record({
					credit: fc.integer({ min: -50, max: 50 }),
					lift: fc.nat(50),
					away: fc.boolean(),
				}),
			),
		}),
		{ minLength: 1, maxLength: 7 },
	)
	.map((list): Candidate[] => list.map((one, i) => ({ id: `u${i}`, ...one })));

describe.each(STRATEGY_NAMES)('%s', (name) => {
	const strategy: Strategy = STRATEGIES[name];

	it('chooses one of the available members', () => {
		fc.assert(
			fc.property(teamAndAvailability, ({ weights, steps }) => {
				const team = new TeamFixture(name, weights);
				for (const available of steps) expect(available).toContain(team.assign(available));
			}),
		);
	});

	it('gives the same answer to the same question and changes nothing by itself', () => {
		fc.assert(
			fc.property(teamAndAvailability, ({ weights, steps }) => {
				const team = new TeamFixture(name, weights);
				for (const available of steps) {
					const before = JSON.stringify([team.turns, team.open]);
					const first = JSON.stringify(team.choose(available));
					expect(JSON.stringify(team.choose(available))).toBe(first);
					expect(JSON.stringify([team.turns, team.open])).toBe(before);
					team.assign(available);
				}
			}),
		);
	});

	it('goes by who the contact is only if it says so', () => {
		fc.assert(
			fc.property(candidates, fc.string(), (candidates, contact) => {
				if (strategy.usesContact) return;
				expect(strategy.choose(candidates, [], contact)).toEqual(
					strategy.choose(candidates, [], ''),
				);
			}),
		);
	});

	it('goes by load only if it says so', () => {
		fc.assert(
			fc.property(candidates, fc.nat(100), fc.string(), (candidates, open, contact) => {
				if (strategy.usesLoad) return;
				const level = candidates.map((one) => ({ ...one, open }));
				expect(strategy.choose(level, [], contact).chosen.id).toBe(
					strategy.choose(candidates, [], contact).chosen.id,
				);
			}),
		);
	});

	it('chooses the first member if they have what it says puts somebody ahead', () => {
		fc.assert(
			fc.property(candidates, fc.string(), ([first, ...others], contact) => {
				if (strategy.ahead === null) return;
				const ahead = { ...first!, ...strategy.ahead };
				expect(strategy.choose([ahead, ...others], [], contact).chosen).toBe(ahead);
			}),
		);
	});
});

const SHARING_EVENLY = STRATEGY_NAMES.filter((name) => STRATEGIES[name].sharesEvenly);

describe.each(SHARING_EVENLY)('%s, which shares evenly,', (name) => {
	it('says how a tie was broken, whenever members are level', () => {
		const { chosen, tieBreak } = new TeamFixture(name, [1, 1, 1]).choose([0, 1, 2]);
		expect(chosen.id).toBe('u0');
		expect(tieBreak).toMatch(/^U0, U1, U2 .*; U0 comes first in the team$/);
	});

	it('does not flood a member who was away for long', () => {
		const team = new TeamFixture(name, [1, 1, 1, 1, 1]);
		team.assign();
		for (let i = 0; i < 200; i++) team.assign([1, 2, 3, 4]);
		const back = Array.from({ length: 60 }, () => team.assign());
		expect(longestRun(back, 0)).toBeLessThanOrEqual(2);
		expect(back.slice(0, 25).filter((who) => who === 0).length).toBeLessThanOrEqual(7);
	});

	it('does not flood or starve a new member', () => {
		const team = new TeamFixture(name, [1, 1, 1, 1, 1]);
		for (let i = 0; i < 200; i++) team.assign([1, 2, 3, 4]);
		const next = Array.from({ length: 50 }, () => team.assign());
		expect(longestRun(next, 0)).toBeLessThanOrEqual(2);
		const got = next.filter((who) => who === 0).length;
		expect(got).toBeGreaterThanOrEqual(9);
		expect(got).toBeLessThanOrEqual(13);
	});

	it('ignores the order of equals only where the tie-break says so: equal shares in the end', () => {
		const team = new TeamFixture(name, [1, 1, 1, 1]);
		for (let i = 0; i < 400; i++) team.assign();
		expect(team.received).toEqual([100, 100, 100, 100]);
	});
});
