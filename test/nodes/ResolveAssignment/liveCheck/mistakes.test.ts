import type { INodeParameters } from 'n8n-workflow';
import {
	MISTAKES,
	POSSIBLE_MISTAKES,
	planSubtitle,
} from '../../../../nodes/ResolveAssignment/liveCheck/mistakes';
import { mistakeHints } from '../../../../nodes/ResolveAssignment/liveCheck/hints';
import { evaluated } from './evaluated';
import { NOBODY } from '../../../../nodes/ResolveAssignment/parameters/target';

const values = (...cards: INodeParameters[]) => ({ values: cards });
const user = (value: string) => ({ __rl: true, mode: 'list', value });
const account = (value: string) => ({ account: user(value) });

const rule = { if: account('1'), assignTo: user('ann') };
const team = { name: 'Sales', works: user('always'), members: values({ user: user('ann') }) };
const hours = { name: 'Office', hours: 'Mon 9-17' };

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

const ofTeam = { ...rule, assignTo: user('team:sales ') };

/** Plans without any mistake. */
const FINE: Array<[string, INodeParameters]> = [
	['nothing at all', {}],
	['a rule with a condition and a user', plan([rule])],
	['a team in another spelling', plan([ofTeam], { teams: [team] })],
	['a team by role', plan([], { teams: [{ name: 'All', options: { roles: ['user'] } }] })],
	['a rule that is off', plan([{ options: { off: true }, if: {} }])],
	['named hours', plan([], { schedules: [{ ...hours, timeZone: 'America/New_York' }] })],
	[
		'hours that have a name',
		plan([], { teams: [{ ...team, works: user('schedule:office') }], schedules: [hours] }),
	],
	['the time zone of the workflow', plan([], { schedules: [{ ...hours, timeZone: '' }] })],
	[
		'a team that an expression names',
		plan([{ ...ofTeam, assignTo: { ...user('={{ $json.team }}'), mode: 'team' } }]),
	],
	['a user that an expression names', plan([{ ...rule, assignTo: user('={{ $json.user }}') }])],
	['a list that an expression gives', { rules: '={{ $json.rules }}' }],
	[
		'a zone that an expression gives',
		plan([], { people: [{ user: 'a', timeZone: '={{ $json.z }}' }] }),
	],
	[
		'reply times that say of whom, and whom',
		plan([], {
			teams: [team],
			replyTimes: [
				{ for: 'any', within: 15, then: user('nextOfRule') },
				{ for: 'account', ...account('1'), within: '={{ $json.minutes }}' },
				{ for: '={{ $json.what }}', within: 5, then: user('team:sales') },
				{ for: 'tag', tag: '={{ $json.tag }}', within: 5, options: { atLast: user('ann') } },
			],
		}),
	],
	[
		'a team that may have the name that an expression gives',
		plan([{ ...ofTeam, assignTo: user('team:Night') }], {
			teams: [{ ...team, name: '={{ $json.name }}' }],
		}),
	],
];

/** For each mistake a plan that has it alone. */
const WRONG: Array<[string, INodeParameters]> = [
	['A rule has no condition', plan([rule, { ...rule, if: {} }])],
	['A rule asks for a WhatsApp account and names none', plan([{ ...rule, if: account('') }])],
	['A rule names nobody', plan([{ ...rule, assignTo: user('') }])],
	[
		'A rule names a team that is not there',
		plan([ofTeam], { teams: [{ ...team, name: 'Night' }] }),
	],
	['A team has no members', plan([], { teams: [{ ...team, members: {} }] })],
	[
		'A team has a member without a user',
		plan([], { teams: [team, { ...team, members: values({ user: user('') }) }] }),
	],
	[
		'A team works at times that are not there',
		plan([], { teams: [{ ...team, works: { ...user(''), mode: 'hours' } }] }),
	],
	[
		'A person works at times that are not there',
		plan([], { people: [{ user: user('a'), works: user('schedule:Night') }], schedules: [hours] }),
	],
	[
		'A team has a time zone that nobody knows',
		plan([], { teams: [{ ...team, timeZone: 'New York' }] }),
	],
	['A person is about nobody', plan([], { people: [{ works: user('always') }] })],
	['A person has a time zone', plan([], { people: [{ user: user('a'), timeZone: 'New York' }] })],
	['Working hours have no hours', plan([], { schedules: [{ name: 'Office' }] })],
	['Working hours have a time zone', plan([], { schedules: [{ ...hours, timeZone: 'New York' }] })],
	[
		'A reply time does not say of which contacts it is',
		plan([], { replyTimes: [{ for: 'team', team: '', within: 15 }] }),
	],
	['A reply time has no time', plan([], { replyTimes: [{ for: 'any', within: '' }] })],
	[
		'A reply time names a team that is not there',
		plan([], {
			teams: [team],
			replyTimes: [
				{ within: 15, then: user('nextOfRule'), options: { atLast: user('team:Leads') } },
			],
		}),
	],
];

const subtitle = planSubtitle({ resolve: 'Resolve', check: 'Check Plan' });

describe('what the editor sees by itself', () => {
	const found = (parameters: INodeParameters) =>
		POSSIBLE_MISTAKES.filter(({ condition }) => evaluated(condition, parameters) === true).map(
			({ text }) => text,
		);

	it.each(FINE)('says nothing of %s', (_, parameters) => {
		expect(found(parameters)).toEqual([]);
	});

	it.each(WRONG)('says "%s …" and nothing else', (words, parameters) => {
		expect(found(parameters)).toEqual([expect.stringContaining(words)]);
	});

	it('knows a plan for every mistake', () => {
		expect(WRONG).toHaveLength(MISTAKES.length);
	});

	it('counts them on the canvas', () => {
		const wrong = plan([rule, { ...rule, if: {} }], { teams: [{ name: 'Sales' }] });
		expect(evaluated(subtitle, wrong)).toBe('2 rules, 2 to mend');
		expect(evaluated(subtitle, plan([rule]))).toBe('1 rule');
		expect(evaluated(subtitle, plan([]))).toBe('No rules yet');
		const toTom = {
			...plan([]),
			fallback: { __rl: true, mode: 'email', value: 'tom@example.com' },
		};
		expect(evaluated(subtitle, toTom)).toBe('Fallback only');
		expect(evaluated(subtitle, { ...toTom, fallback: NOBODY })).toBe('No rules yet');
		expect(evaluated(subtitle, { ...wrong, planSource: 'json' })).toBe('Plan From JSON');
		expect(evaluated(subtitle, { ...wrong, operation: 'check' })).toBe('Check Plan');
	});

	it('is silent about fields that are hidden', () => {
		const { rules } = plan([{ ...rule, if: {} }]);
		expect(found({ rules })).toHaveLength(1);
		expect(found({ rules, planSource: 'json' })).toHaveLength(0);
	});
});

it('closes an expression only at its end', () => {
	const expressions = [subtitle, ...mistakeHints.map((hint) => String(hint.displayCondition))];
	for (const expression of expressions)
		expect(expression.indexOf('}}')).toBe(expression.length - 2);
});
