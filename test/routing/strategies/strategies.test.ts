import fc from 'fast-check';
import { decide } from '../../../routing/decide/decide';
import type { TouchContact } from '../../../routing/model/touch';
import { STRATEGIES } from '../../../routing/strategies';
import { WEDNESDAY, byId, plan, state, touch } from '../builders';
import { TeamFixture, longestRun, teamAndAvailability, weights } from './teamFixture';

describe('weighted round robin', () => {
	it('everybody within one turn of their exact share, at every moment', () => {
		fc.assert(
			fc.property(weights, fc.integer({ min: 1, max: 300 }), (weights, steps) => {
				const team = new TeamFixture('weightedRoundRobin', weights);
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
				const team = new TeamFixture('weightedRoundRobin', [...weights, 3, 7]);
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
		const team = new TeamFixture('weightedRoundRobin', [1, 1]);
		for (let i = 0; i < 400; i++) team.assign(i % 2 === 0 ? [0, 1] : [0]);
		expect(Math.abs(team.received[1]! - 100)).toBeLessThanOrEqual(1);
	});

	it('what somebody is owed stays within one turn while they are away', () => {
		fc.assert(
			fc.property(teamAndAvailability, ({ weights, steps }) => {
				const team = new TeamFixture('weightedRoundRobin', weights);
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
		const team = new TeamFixture('weightedRoundRobin', weights);
		expect(longestRun(Array.from({ length: 1000 }, () => team.assign()))).toBeLessThanOrEqual(most);
	});
});

describe('loads', () => {
	it('fewest open with chats that close at once stays even', () => {
		const team = new TeamFixture('fewestOpen', [1, 1, 1, 1, 1]);
		for (let i = 0; i < 300; i++) team.open[team.assign()]!--;
		expect(team.received).toEqual([60, 60, 60, 60, 60]);
	});

	it('lowest load goes by the share of the capacity', () => {
		const candidates = [
			{ capacity: 10, open: 5 },
			{ capacity: 4, open: 1 },
			{ capacity: null, open: 1 },
		].map((more, i) => ({ ...new TeamFixture('lowestLoad', [1, 1, 1]).candidate(i), ...more }));
		expect(STRATEGIES.lowestLoad.choose(candidates, [], '').chosen.id).toBe('u1');
		expect(STRATEGIES.fewestOpen.choose(candidates, [], '').chosen.id).toBe('u1');
	});

	it('a lift melts when the others are done, so the fewest open wins again', () => {
		const team = new TeamFixture('fewestOpen', [1, 1]);
		for (let i = 0; i < 10; i++) team.assign([0]);
		team.assign();
		team.open[0] = 0;
		team.open[1] = 0;
		team.assign();
		expect(Math.max(...Object.values(team.turns).map(({ lift }) => lift))).toBe(0);
	});
});

describe('ranked tiers', () => {
	it('the best tier that is there', () => {
		const base = new TeamFixture('rankedTiers', [1, 1, 1]);
		const candidates = [2, 1, 1].map((tier, i) => ({ ...base.candidate(i), tier }));
		expect(STRATEGIES.rankedTiers.choose(candidates, [], '').chosen.id).toBe('u1');
		expect(STRATEGIES.rankedTiers.choose(candidates.slice(0, 1), [], '').chosen.id).toBe('u0');
	});

	it('the receipt says of a lower tier that a better one has somebody', () => {
		const members = [2, 1, 1].map((tier, i) => ({ user: byId(`u${i + 1}`), tier }));
		const teams = [{ name: 'T', strategy: 'rankedTiers', members }];
		const input = plan({ fallback: { type: 'team', team: 'T' }, teams });
		const { receipt } = decide(input, touch(), state(), WEDNESDAY).decision;
		expect(
			receipt.candidates.map(({ userId, reason, passed, chosen }) => [
				userId,
				reason,
				passed,
				chosen,
			]),
		).toEqual([
			['u1', 'lower_tier', true, false],
			['u2', 'available', true, true],
			['u3', 'available', true, false],
		]);
	});
});

describe('sticky', () => {
	const contacts = Array.from({ length: 2000 }, (_, i) => `contact-${i}`);

	it('moves only the contacts of a member who leaves, and back when they return', () => {
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 7 }),
				fc.nat(),
				(weights, leaver) => {
					const team = new TeamFixture('sticky', weights);
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

	it('lets members take turns by weight for contacts that nothing tells from others', () => {
		const team = new TeamFixture('sticky', [1, 1, 1]);
		for (let i = 0; i < 300; i++) team.assign(undefined, '');
		expect(team.received).toEqual([100, 100, 100]);
		const uneven = new TeamFixture('sticky', [5, 3, 2]);
		for (let i = 0; i < 100; i++) uneven.assign(undefined, '');
		expect(uneven.received).toEqual([50, 30, 20]);
	});

	it('says in the receipt that such a contact went by turns', () => {
		const members = [1, 2, 3].map((i) => ({ user: byId(`u${i}`) }));
		const teams = [{ name: 'T', strategy: 'sticky', members }];
		const input = plan({ fallback: { type: 'team', team: 'T' }, teams, owners: null });
		const nobody = { id: null, phone: null, whatsappUserId: '' };
		const tieBreak = (contact: Partial<TouchContact>) =>
			decide(input, touch({ contact }), state(), WEDNESDAY).decision.receipt.tieBreak;
		expect(tieBreak(nobody)).toBe(
			'nothing tells this contact from others, so members take turns; Ann, Ben, Cleo were due at the same time; Ann comes first in the team',
		);
		expect(tieBreak({ ...nobody, phone: '+12025550111' })).toBeNull();
		expect(tieBreak({ ...nobody, parentUserId: 'US.ENT.1' })).toBeNull();
		expect(tieBreak({ ...nobody, id: 'c1' })).toBeNull();
	});

	it('spreads contacts by weight', () => {
		const team = new TeamFixture('sticky', [5, 3, 2]);
		for (const contact of contacts) team.assign(undefined, contact);
		const shares = team.received.map((n) => n / contacts.length);
		expect(shares[0]).toBeCloseTo(0.5, 1);
		expect(shares[1]).toBeCloseTo(0.3, 1);
		expect(shares[2]).toBeCloseTo(0.2, 1);
	});
});
