import type { INodeParameters } from 'n8n-workflow';
import {
	MISTAKES,
	places,
	planSubtitle,
	TOLD_BY_PLACE,
} from '../../../../nodes/ResolveAssignment/liveCheck/mistakes';
import { mistakeHints } from '../../../../nodes/ResolveAssignment/liveCheck/hints';
import { evaluated } from './evaluated';

const values = (...cards: INodeParameters[]) => ({ values: cards });
const user = (value: string) => ({ __rl: true, mode: 'list', value });
const account = (value: string) => ({ accounts: values({ account: user(value) }) });

const rule = { if: account('1'), assignTo: 'user', user: user('ann') };
const team = { name: 'Sales', works: 'always', members: values({ user: user('ann') }) };
const hours = { name: 'Office', hours: values({ days: ['monday'], from: '09:00', to: '17:00' }) };

function plan(
	rules: INodeParameters[],
	sections: Record<string, INodeParameters[]> = {},
): INodeParameters {
	const lists = Object.entries(sections).map(([name, cards]) => [name, values(...cards)]);
	return {
		operation: 'resolve',
		rules: values(...rules),
		sections: Object.fromEntries(lists) as INodeParameters,
	};
}

const ofTeam = { ...rule, assignTo: 'team', team: user('sales ') };

/** Plans without any mistake. */
const FINE: Array<[string, INodeParameters]> = [
	['nothing at all', {}],
	['a rule with a condition and a user', plan([rule])],
	['a team in another spelling', plan([ofTeam], { teams: [team] })],
	['a team by role', plan([], { teams: [{ name: 'All', options: { roles: ['user'] } }] })],
	['a rule that is off', plan([{ options: { off: true }, if: {} }])],
	['named hours', plan([], { schedules: [{ ...hours, timeZone: 'America/New_York' }] })],
	['the time zone of the workflow', plan([], { schedules: [{ ...hours, timeZone: '' }] })],
	['a team that an expression names', plan([{ ...ofTeam, team: user('={{ $json.team }}') }])],
	['a user that an expression names', plan([{ ...rule, user: user('={{ $json.user }}') }])],
	['a list that an expression gives', { rules: '={{ $json.rules }}' }],
	[
		'a zone that an expression gives',
		plan([], { people: [{ user: 'a', timeZone: '={{ $json.z }}' }] }),
	],
	[
		'a team that may have the name that an expression gives',
		plan([{ ...ofTeam, team: user('Night') }], { teams: [{ ...team, name: '={{ $json.name }}' }] }),
	],
];

/** For each mistake a plan that has it alone. */
const WRONG: Array<[string, INodeParameters]> = [
	['Rule 2 has no condition', plan([rule, { ...rule, if: {} }])],
	['Rule 1 asks for a WhatsApp account and names none', plan([{ ...rule, if: account('') }])],
	['Rule 1 names no user', plan([{ ...rule, user: user('') }])],
	['Rule 1 names no team', plan([{ ...ofTeam, team: user('') }], { teams: [team] })],
	[
		'Rule 1 names a team that is not there',
		plan([ofTeam], { teams: [{ ...team, name: 'Night' }] }),
	],
	['Team 1 has no members', plan([], { teams: [{ ...team, members: {} }] })],
	[
		'Team 2 has a member without a user',
		plan([], { teams: [team, { ...team, members: values({ user: user('') }) }] }),
	],
	[
		'Team 1 works during hours that are not there',
		plan([], { teams: [{ ...team, works: 'own' }] }),
	],
	[
		'Team 1 has a time zone that nobody knows',
		plan([], { teams: [{ ...team, timeZone: 'New York' }] }),
	],
	['Person 1 is about nobody', plan([], { people: [{ works: 'always' }] })],
	['Person 1 has a time zone', plan([], { people: [{ user: user('a'), timeZone: 'New York' }] })],
	['Working Hours 1 have no hours', plan([], { schedules: [{ name: 'Office' }] })],
	[
		'Working Hours 1 have a time zone',
		plan([], { schedules: [{ ...hours, timeZone: 'New York' }] }),
	],
];

const subtitle = planSubtitle({ resolve: 'Resolve', check: 'Check Plan' });

describe('what the editor sees by itself', () => {
	const found = (parameters: INodeParameters) =>
		places()
			.filter(({ condition }) => evaluated(condition, parameters) === true)
			.map(({ text }) => text);

	it.each(FINE)('says nothing of %s', (_, parameters) => {
		expect(found(parameters)).toEqual([]);
	});

	it.each(WRONG)('says "%s …" and nothing else', (words, parameters) => {
		expect(found(parameters)).toEqual([expect.stringContaining(words)]);
	});

	it('knows a plan for every mistake', () => {
		expect(WRONG).toHaveLength(MISTAKES.length);
	});

	it('tells of a late card that there is one', () => {
		const late = [...Array.from({ length: TOLD_BY_PLACE }, () => rule), { ...rule, if: {} }];
		expect(found(plan(late))).toEqual([expect.stringMatching(/^Rule 13 or a later one has no/)]);
	});

	it('counts them on the canvas', () => {
		const wrong = plan([rule, { ...rule, if: {} }], { teams: [{ name: 'Sales' }] });
		expect(evaluated(subtitle, wrong)).toBe('2 rules, 2 to mend');
		expect(evaluated(subtitle, plan([rule]))).toBe('1 rule');
		expect(evaluated(subtitle, plan([]))).toBe('No rules yet');
		expect(evaluated(subtitle, { ...wrong, planSource: 'json' })).toBe('Plan From JSON');
		expect(evaluated(subtitle, { ...wrong, operation: 'check' })).toBe('Check Plan');
	});

	it('is silent about fields that are hidden', () => {
		const { rules } = plan([{ ...rule, if: {} }]);
		const said = (parameters: INodeParameters) =>
			mistakeHints.filter(
				({ displayCondition }) => evaluated(String(displayCondition), parameters) === true,
			);
		expect(said({ rules })).toHaveLength(1);
		expect(said({ rules, planSource: 'json' })).toHaveLength(0);
	});
});

it('closes an expression only at its end', () => {
	const expressions = [subtitle, ...mistakeHints.map((hint) => String(hint.displayCondition))];
	for (const expression of expressions)
		expect(expression.indexOf('}}')).toBe(expression.length - 2);
});
