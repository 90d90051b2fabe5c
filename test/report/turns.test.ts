import { makeReport } from '../../report/report';
import type { TurnFact } from '../../ledger/facts';
import type { Pool } from '../../routing/model/pool';
import { SimulatedTeam, WEIGHTS } from './fairness/simulatedTeam';

const REASONS = ['at_capacity', 'limit_reached', 'outside_hours'] as const;

/** The same with other reasons why somebody could not take a contact. */
function withReasons(fact: TurnFact, place: number): TurnFact {
	const pool: Pool = Object.fromEntries(
		Object.entries(fact.pool ?? {}).map(([user, said]) => [
			user,
			said === true ? true : (REASONS[place % REASONS.length] ?? 'away'),
		]),
	);
	return { ...fact, pool };
}

describe('turns and room of people', () => {
	it('are what the pools say, counted one by one', async () => {
		const team = new SimulatedTeam('weightedRoundRobin').run(300);
		const facts = team.facts.map(withReasons);
		const report = await makeReport(
			{
				period: team.span,
				before: null,
				now: team.span.to,
				zone: 'UTC',
				groupBy: ['person', 'team'],
				trend: 'none',
				timeCounts: 'all',
				targetMinutes: 15,
				slowest: 0,
				location: 'location',
			},
			team.reading(facts),
			{ users: {}, accounts: {} },
		);
		const people = report.groups.filter(({ by }) => by === 'person');
		expect(people).toHaveLength(WEIGHTS.length);
		for (const { key, values } of people) {
			expect(values).toMatchObject(countedOf(key ?? '', facts));
		}
		const others = [report.total, ...report.groups.filter(({ by }) => by !== 'person')];
		for (const { values } of others) {
			expect(values).toMatchObject({ noRoom: null, turnsGot: null, turnsExpected: null });
		}
	});
});

function countedOf(user: string, facts: readonly TurnFact[]) {
	const weight = (id: string) => WEIGHTS[Number(id.slice(1)) - 1] ?? 0;
	const said = facts.flatMap(({ pool }) => pool?.[user] ?? []);
	const full = said.filter((one) => one === 'at_capacity' || one === 'limit_reached');
	const expected = facts.reduce((sum, { pool }) => {
		const could = Object.keys(pool ?? {}).filter((id) => pool?.[id] === true);
		const all = could.reduce((weights, id) => weights + weight(id), 0);
		return could.includes(user) ? sum + weight(user) / all : sum;
	}, 0);
	return {
		turnsGot: facts.filter((fact) => fact.user === user).length,
		turnsExpected: expect.closeTo(expected, 6) as number,
		noRoom: full.length / said.length,
	};
}
