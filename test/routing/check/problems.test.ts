import { parsePlan, PlanError } from '../../../routing/plan/plan';
import { planProblems } from '../../../routing/check/problems';
import { OFFICE, byId, user } from '../builders';

const rule = { when: { contact: 'new' }, target: user('u1') };

it('a plan that can be used has no problems', () => {
	expect(planProblems({ rules: [rule], fallback: null })).toEqual([]);
});

it('all problems of a plan are told, the first as whoever uses the plan is told it', () => {
	const input = {
		rules: [
			{ ...rule, when: { countries: ['XX'], time: 'later' } },
			{ ...rule, nmae: 'Ads', tgas: 1 },
			{ when: {}, traget: user('u1') },
			{ ...rule, target: { type: 'team' } },
		],
		fallback: null,
		teams: [{ name: 'T', members: [{ user: byId('u1'), weight: 0 }] }],
		people: [{ user: byId('u1'), works: { timeZone: 'New York', hours: OFFICE.hours } }],
		schedules: [{ ...OFFICE, hours: [{ days: ['monday'], from: '9', to: '17:00' }] }],
	};
	const problems = planProblems(input);
	expect(problems.map(({ rule: owner, path }) => [owner, path])).toEqual([
		['Rule 1', 'rules.0.when.countries.0'],
		['Rule 1', 'rules.0.when.time'],
		['Rule 2', 'rules.1.nmae'],
		['Rule 2', 'rules.1.tgas'],
		['Rule 3', 'rules.2.traget'],
		['Rule 4', 'rules.3.target.team'],
		["Team 'T'", 'teams.0.members.0.weight'],
		['Person 1', 'people.0.works.timeZone'],
		["Schedule 'Office'", 'schedules.0.hours.0.from'],
	]);
	expect(thrown(input)?.message).toBe(problems[0]?.message);
});

it('fields that plans had once are all told with the way out', () => {
	const texts = planProblems({
		rules: [{ ...rule, kind: 'tag', tag: 'vip' }],
		order: [],
		fallback: null,
	}).map(({ reason }) => reason);
	expect(texts).toEqual([
		expect.stringContaining("'kind' is no longer written"),
		expect.stringContaining("'tag' is no longer written"),
		expect.stringContaining("'order' is no longer written"),
	]);
});

it.each([null, 'x', 3, []])('%j is one problem', (input) => {
	expect(planProblems(input)).toHaveLength(1);
});

function thrown(input: unknown): PlanError | null {
	try {
		parsePlan(input);
		return null;
	} catch (error) {
		return error instanceof PlanError ? error : null;
	}
}
