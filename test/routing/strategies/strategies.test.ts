import fc from 'fast-check';
import type { Turn } from '../../../routing/model/state';
import { STRATEGY_NAMES, strategies, type StrategyName } from '../../../routing/strategies';
import type { Candidate, Choice } from '../../../routing/strategies/strategy';

/** A team that hands out contacts one after the other and remembers what a ledger would. */
class Team {
	readonly turns: Record<string, Turn> = {};
	readonly open: number[];
	readonly received: number[];
	private readonly last: Array<number | null>;
	private clock = 0;

	constructor(
		private readonly strategy: StrategyName,
		readonly weights: readonly number[],
		private readonly more: Partial<Candidate> = {},
	) {
		this.open = weights.map(() => 0);
		this.received = weights.map(() => 0);
		this.last = weights.map(() => null);
	}

	candidate(i: number): Candidate {
		return {
			id: `u${i}`,
			name: `U${i}`,
			weight: this.weights[i]!,
			tier: 1,
			capacity: null,
			open: this.open[i]!,
			lastAssignedAt: this.last[i]!,
			turn: this.turns[`u${i}`] ?? null,
			...this.more,
		};
	}

	choose(available: readonly number[], contact = `c${this.clock}`): Choice {
		const all = this.weights.map((_, i) => this.candidate(i));
		return strategies[this.strategy].choose(
			all.filter((_, i) => available.includes(i)),
			all.filter((_, i) => !available.includes(i)),
			contact,
		);
	}

	/** Place of the member who got it. */
	assign(available: readonly number[] = this.weights.map((_, i) => i), contact?: string): number {
		const { chosen, turns } = this.choose(available, contact);
		Object.assign(this.turns, turns);
		const i = Number(chosen.id.slice(1));
		this.open[i]!++;
		this.received[i]!++;
		this.last[i] = ++this.clock;
		return i;
	}
}

function longestRun(sequence: readonly number[], of?: number): number {
	let longest = 0;
	let run = 0;
	sequence.forEach((who, i) => {
		run = who === sequence[i - 1] ? run + 1 : 1;
		if (of === undefined || who === of) longest = Math.max(longest, run);
	});
	return longest;
}

const weights = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 7 });
const teamAndAvailability = weights.chain((list) =>
	fc.record({
		weights: fc.constant(list),
		steps: fc.array(fc.subarray([...list.keys()], { minLength: 1 }), {
			minLength: 1,
			maxLength: 120,
		}),
	}),
);

describe.each(STRATEGY_NAMES)('%s', (strategy) => {
	it('chooses one of the available members', () => {
		fc.assert(
			fc.property(teamAndAvailability, ({ weights, steps }) => {
				const team = new Team(strategy, weights);
				for (const available of steps) expect(available).toContain(team.assign(available));
			}),
		);
	});

	it('gives the same answer to the same question and changes nothing by itself', () => {
		fc.assert(
			fc.property(teamAndAvailability, ({ weights, steps }) => {
				const team = new Team(strategy, weights);
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

	it('says how a tie was broken, whenever members are level', () => {
		if (strategy === 'sticky') return; // 53-bit scores do not tie.
		const { chosen, tieBreak } = new Team(strategy, [1, 1, 1]).choose([0, 1, 2]);
		expect(chosen.id).toBe('u0');
		expect(tieBreak).toMatch(/^U0, U1, U2 .*; U0 comes first in the team$/);
	});

	it('does not flood a member who was away for long', () => {
		if (strategy === 'sticky') return; // Has no memory; the contact decides.
		const team = new Team(strategy, [1, 1, 1, 1, 1]);
		team.assign();
		for (let i = 0; i < 200; i++) team.assign([1, 2, 3, 4]);
		const back = Array.from({ length: 60 }, () => team.assign());
		expect(longestRun(back, 0)).toBeLessThanOrEqual(2);
		expect(back.slice(0, 25).filter((who) => who === 0).length).toBeLessThanOrEqual(7);
	});

	it('does not flood or starve a new member', () => {
		if (strategy === 'sticky') return;
		const team = new Team(strategy, [1, 1, 1, 1, 1]);
		for (let i = 0; i < 200; i++) team.assign([1, 2, 3, 4]);
		const next = Array.from({ length: 50 }, () => team.assign());
		expect(longestRun(next, 0)).toBeLessThanOrEqual(2);
		const got = next.filter((who) => who === 0).length;
		expect(got).toBeGreaterThanOrEqual(9);
		expect(got).toBeLessThanOrEqual(13);
	});

	it('ignores the order of equals only where the tie-break says so: equal shares in the end', () => {
		if (strategy === 'sticky') return;
		const team = new Team(strategy, [1, 1, 1, 1]);
		for (let i = 0; i < 400; i++) team.assign();
		expect(team.received).toEqual([100, 100, 100, 100]);
	});
});

describe('weighted round robin', () => {
	it('everybody within one turn of their exact share, at every moment', () => {
		fc.assert(
			fc.property(weights, fc.integer({ min: 1, max: 300 }), (weights, steps) => {
				const team = new Team('weightedRoundRobin', weights);
				const total = weights.reduce((a, b) => a + b);
				for (let n = 1; n <= steps; n++) {
					team.assign();
					weights.forEach((weight, i) => {
						expect(Math.abs(team.received[i]! - (n * weight) / total)).toBeLessThan(1 + 1e-9);
					});
				}
			}),
		);
	});

	it('two who are always there keep to their weights within one turn, whoever comes and goes', () => {
		fc.assert(
			fc.property(teamAndAvailability, ({ weights, steps }) => {
				const team = new Team('weightedRoundRobin', [...weights, 3, 7]);
				const [a, b] = [weights.length, weights.length + 1];
				for (const others of steps) {
					team.assign([...others, a, b]);
					const gap = team.received[a]! / 3 - team.received[b]! / 7;
					expect(Math.abs(gap)).toBeLessThanOrEqual(1 / 3 + 1e-9);
				}
			}),
			{ numRuns: 300 },
		);
	});

	it('somebody who is there every other time gets their share of those times', () => {
		const team = new Team('weightedRoundRobin', [1, 1]);
		for (let i = 0; i < 400; i++) team.assign(i % 2 === 0 ? [0, 1] : [0]);
		expect(Math.abs(team.received[1]! - 100)).toBeLessThanOrEqual(1);
	});

	it('what somebody is owed stays within one turn while they are away', () => {
		fc.assert(
			fc.property(teamAndAvailability, ({ weights, steps }) => {
				const team = new Team('weightedRoundRobin', weights);
				for (const available of steps) {
					team.assign(available);
					for (const turn of Object.values(team.turns)) {
						if (turn.away) expect(Math.abs(turn.credit)).toBeLessThanOrEqual(1);
					}
				}
			}),
		);
	});

	it.each([
		[[5, 2], 3],
		[[5, 3, 2], 2],
		[[10, 5, 1, 1], 2],
		[[1, 1, 1], 1],
	])('weights %j: at most %i in a row', (weights, most) => {
		const team = new Team('weightedRoundRobin', weights);
		expect(longestRun(Array.from({ length: 1000 }, () => team.assign()))).toBeLessThanOrEqual(most);
	});
});

describe('loads', () => {
	it('fewest open with chats that close at once stays even', () => {
		const team = new Team('fewestOpen', [1, 1, 1, 1, 1]);
		for (let i = 0; i < 300; i++) team.open[team.assign()]!--;
		expect(team.received).toEqual([60, 60, 60, 60, 60]);
	});

	it('lowest load goes by the share of the capacity', () => {
		const candidates = [
			{ capacity: 10, open: 5 },
			{ capacity: 4, open: 1 },
			{ capacity: null, open: 1 },
		].map((more, i) => ({ ...new Team('lowestLoad', [1, 1, 1]).candidate(i), ...more }));
		expect(strategies.lowestLoad.choose(candidates, [], '').chosen.id).toBe('u1');
		expect(strategies.fewestOpen.choose(candidates, [], '').chosen.id).toBe('u1');
	});

	it('a lift melts when the others are done, so the fewest open wins again', () => {
		const team = new Team('fewestOpen', [1, 1]);
		for (let i = 0; i < 10; i++) team.assign([0]);
		team.assign();
		team.open[0] = 0;
		team.open[1] = 0;
		team.assign();
		expect(Math.max(...Object.values(team.turns).map(({ lift }) => lift))).toBe(0);
	});
});

it('ranked tiers: the best tier that is there', () => {
	const base = new Team('rankedTiers', [1, 1, 1]);
	const candidates = [2, 1, 1].map((tier, i) => ({ ...base.candidate(i), tier }));
	expect(strategies.rankedTiers.choose(candidates, [], '').chosen.id).toBe('u1');
	expect(strategies.rankedTiers.choose(candidates.slice(0, 1), [], '').chosen.id).toBe('u0');
});

describe('sticky', () => {
	const contacts = Array.from({ length: 2000 }, (_, i) => `contact-${i}`);

	it('moves only the contacts of a member who leaves, and back when they return', () => {
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 7 }),
				fc.nat(),
				(weights, leaver) => {
					const team = new Team('sticky', weights);
					const all = [...weights.keys()];
					const gone = leaver % weights.length;
					const rest = all.filter((i) => i !== gone);
					for (const contact of contacts.slice(0, 200)) {
						const before = team.choose(all, contact).chosen.id;
						const after = team.choose(rest, contact).chosen.id;
						if (before !== `u${gone}`) expect(after).toBe(before);
					}
				},
			),
		);
	});

	it('spreads contacts by weight', () => {
		const team = new Team('sticky', [5, 3, 2]);
		for (const contact of contacts) team.assign(undefined, contact);
		const shares = team.received.map((n) => n / contacts.length);
		expect(shares[0]).toBeCloseTo(0.5, 1);
		expect(shares[1]).toBeCloseTo(0.3, 1);
		expect(shares[2]).toBeCloseTo(0.2, 1);
	});
});
