import { certify } from '../../../report/fairness/certify';
import type { Judgement } from '../../../report/fairness/certificate';
import type { Turn } from '../../../routing/model/state';
import { STRATEGIES, STRATEGY_NAMES, type StrategyName } from '../../../routing/strategies';
import { SimulatedTeam, fair, type Chooser, type Presence } from './simulatedTeam';

const NO_NAMES = { users: {}, accounts: {} };

async function judged(team: SimulatedTeam, from = 0): Promise<Judgement> {
	const facts = team.from(from);
	const span = { ...team.span, from: facts[0]?.at ?? team.span.from };
	const made = await certify(span, team.span.to, 'here', null, team.reading(facts), NO_NAMES);
	const [section] = made.sections;
	if (!section) throw new Error('No section');
	return section.judgement;
}

/** Somebody who is there gets every so many contacts, whoever it would be. */
function favours(id: string, every: number, strategy: StrategyName): Chooser {
	const choose = fair(strategy);
	let contacts = 0;
	return (candidates, absent) => {
		const choice = choose(candidates, absent);
		contacts += 1;
		const favourite = candidates.find((one) => one.id === id);
		return contacts % every === 0 && favourite ? { ...choice, chosen: favourite } : choice;
	};
}

/** Somebody is left out every other time that they would get it, if anybody else is there. */
function skips(id: string, strategy: StrategyName): Chooser {
	const choose = fair(strategy);
	let times = 0;
	return (candidates, absent) => {
		const choice = choose(candidates, absent);
		const others = candidates.filter((one) => one.id !== id);
		if (choice.chosen.id !== id || others.length === 0 || (times += 1) % 2 === 0) return choice;
		return { ...choice, chosen: choose(others, absent).chosen };
	};
}

/** Whoever is not there is forgotten, and new when they are back. */
function forgets(strategy: StrategyName): Chooser {
	const choose = fair(strategy);
	const known = new Set<string>();
	return (candidates, absent) => {
		for (const { id } of absent) known.delete(id);
		const seen = candidates.map((one) => (known.has(one.id) ? one : { ...one, turn: null }));
		for (const { id } of candidates) known.add(id);
		const choice = choose(seen, []);
		const chosen = candidates.find(({ id }) => id === choice.chosen.id);
		if (!chosen) throw new Error('Nobody');
		return { ...choice, chosen };
	};
}

/** Whoever had fewest in all catches up as soon as they are there. */
function catchesUp(): Chooser {
	const got = new Map<string, number>();
	return (candidates) => {
		const share = ({ id, weight }: { id: string; weight: number }) => (got.get(id) ?? 0) / weight;
		const [chosen] = [...candidates].sort((a, b) => share(a) - share(b));
		if (!chosen) throw new Error('Nobody');
		got.set(chosen.id, (got.get(chosen.id) ?? 0) + 1);
		return { chosen, turns: {} };
	};
}

/** The load alone, so that whoever is back gets all until they have as much as the others. */
const floods: Chooser = (candidates) => {
	const [chosen] = [...candidates].sort((a, b) => a.open - b.open);
	if (!chosen) throw new Error('Nobody');
	return { chosen, turns: {} };
};

describe.each(STRATEGY_NAMES)('%s', (strategy) => {
	it('holds when it is what chose', async () => {
		expect((await judged(new SimulatedTeam(strategy).run(10_000))).result).toBe('held');
	});

	it.each([1, 17, 333, 5000])('holds from contact %i on, whatever came before', async (from) => {
		expect(await judged(new SimulatedTeam(strategy).run(6000), from)).toMatchObject({
			result: 'held',
			because: null,
		});
	});

	it('is broken by a favourite, and says by which contact', async () => {
		const team = new SimulatedTeam(strategy, favours('u4', 20, strategy)).run(10_000);
		const { result, because, at } = await judged(team);
		expect(result).toBe('broken');
		expect(because).toMatch(/^Dan(, who had \d+,)? got/);
		const fact = team.facts.find((one) => one.at === at);
		expect(fact).toBeDefined();
	});

	it('is broken when somebody is skipped', async () => {
		const { result, because } = await judged(
			new SimulatedTeam(strategy, skips('u2', strategy)).run(10_000),
		);
		expect(result).toBe('broken');
		expect(because).toContain('Ben');
	});

	it('says of a few contacts that it cannot be told', async () => {
		expect(await judged(new SimulatedTeam(strategy).run(19))).toMatchObject({
			result: 'tooLittle',
		});
	});
});

/** The last one every other time. */
const PART_TIME: Presence = (contact) => (contact % 2 === 0 ? [0, 1, 2, 3] : [0, 1, 2, 3, 4]);

const TURNS = STRATEGY_NAMES.filter((name) => STRATEGIES[name] === STRATEGIES.weightedRoundRobin);
const LOADS = STRATEGY_NAMES.filter((name) => STRATEGIES[name].usesLoad);

describe.each(TURNS)('%s', (strategy) => {
	it('is broken when who was away is forgotten', async () => {
		const team = new SimulatedTeam(strategy, forgets(strategy)).run(10_000, PART_TIME);
		const { result, because } = await judged(team);
		expect(result).toBe('broken');
		expect(because).toContain('Eve could have taken too');
	});

	it('is broken when who was away gets all that they missed', async () => {
		const { result } = await judged(new SimulatedTeam(strategy, catchesUp()).run(10_000));
		expect(result).toBe('broken');
	});

	it('is broken by other weights than those of the plan', async () => {
		const choose = fair(strategy);
		const chooser: Chooser = (candidates, absent) => {
			const { chosen, turns } = choose(
				candidates.map((one) => ({ ...one, weight: one.id === 'u2' ? 4 : one.weight })),
				absent,
			);
			return { chosen: candidates.find(({ id }) => id === chosen.id) ?? chosen, turns };
		};
		expect((await judged(new SimulatedTeam(strategy, chooser).run(10_000))).result).toBe('broken');
	});
});

describe.each(LOADS)('%s', (strategy) => {
	it('is broken when who is back is flooded', async () => {
		const away: Presence = (contact) =>
			Math.floor(contact / 100) % 2 === 0 ? [0, 1, 2, 3] : [0, 1, 2, 3, 4];
		const choose: Chooser = (candidates, absent) =>
			strategy === 'fewestOpen' ? floods(candidates, absent) : byShare(candidates, absent);
		expect((await judged(new SimulatedTeam(strategy, choose).run(5000, away))).result).toBe(
			'broken',
		);
	});
});

const byShare: Chooser = (candidates) => {
	const share = ({ open, capacity }: { open: number; capacity: number | null }) =>
		open / (capacity ?? 1);
	const [chosen] = [...candidates].sort((a, b) => share(a) - share(b));
	if (!chosen) throw new Error('Nobody');
	return { chosen, turns: {} as Record<string, Turn> };
};
