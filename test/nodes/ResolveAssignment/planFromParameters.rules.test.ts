import { NodeHelpers, type INode, type INodeParameters } from 'n8n-workflow';
import { accountLocator } from '../../../nodes/ResolveAssignment/parameters/locators';
import { PlanError } from '../../../routing/plan/plan';
import { locator } from '../../harness/touches';
import { ann, cards, filterOf, planOf, toAnn } from './planOf';

const team = locator('list', 'Sales Team');

/** The rules of a plan with one conditional rule. */
const conditional = (card: INodeParameters) =>
	planOf({ conditionalRules: cards({ name: 'VIP', ...toAnn, ...card }) }).rules;

const whenOf = (only: INodeParameters) => {
	const [rule] = conditional({ only });
	return rule?.kind === 'conditional' ? rule.when : undefined;
};

describe('a newcomer', () => {
	it('starts with an empty plan', () => {
		expect(planOf({})).toEqual({
			rules: [],
			order: ['conditional', 'tag', 'account'],
			fallback: null,
			whenNobody: 'wait',
			teams: [],
			people: [],
			schedules: [],
			sources: { hours: 'plan', away: 'plan', load: 'ledger', refreshMinutes: 5 },
			staleAfterDays: 30,
			businessHours: null,
			timeZone: 'Europe/Lisbon',
			owners: { mode: 'first', whenUnavailable: 'keep', respectManual: true },
		});
	});

	it('needs no more than an account and a user for a rule', () => {
		const account = locator('list', '106540352242922');
		const user = locator('list', 'u1');
		expect(planOf({ rules: cards({ account, user }) }).rules).toEqual([
			{
				kind: 'account',
				name: 'Account Rule 1',
				account: { by: 'id', value: '106540352242922' },
				target: { type: 'user', user: { by: 'id', value: 'u1' } },
				backups: [],
			},
		]);
	});
});

describe('whom a rule names', () => {
	const targetOf = (fields: INodeParameters) =>
		planOf({ tagRules: cards({ name: 'VIP', tag: ' vip ', ...fields }) }).rules[0];

	it.each([
		[toAnn, ann],
		[
			{ assignTo: 'team', team },
			{ type: 'team', team: 'Sales Team' },
		],
		[
			{ assignTo: 'firstWorkingNext', team: locator('name', 'Sales Team') },
			{ type: 'firstWorkingNext', team: 'Sales Team' },
		],
		[{ assignTo: 'previousOwner' }, { type: 'previousOwner' }],
		[{ assignTo: 'nextRule' }, { type: 'nextRule' }],
	])('reads %j', (fields, target) => {
		expect(targetOf(fields)).toMatchObject({ kind: 'tag', tag: 'vip', target });
	});

	it('reads backups in order', () => {
		const backups = cards({ assignTo: 'team', team }, toAnn, { assignTo: 'previousOwner' });
		expect(targetOf({ ...toAnn, backups })?.backups).toEqual([
			{ type: 'team', team: 'Sales Team' },
			ann,
			{ type: 'previousOwner' },
		]);
	});

	it('reads label and skills', () => {
		const options = {
			label: ' Billing ',
			requiredSkills: 'Spanish:3, Tax,, ',
			optionalSkills: 'Level: Gold: 10',
		};
		expect(targetOf({ ...toAnn, options })).toMatchObject({
			label: 'Billing',
			skills: {
				required: [
					{ name: 'Spanish', level: 3 },
					{ name: 'Tax', level: 1 },
				],
				optional: [{ name: 'Level: Gold', level: 10 }],
			},
		});
	});

	it('reads that required skills bind owner and fallback, when there are any', () => {
		const skillsOf = (options: INodeParameters) =>
			targetOf({ ...toAnn, options: { bindOwner: true, ...options } });
		expect(skillsOf({ requiredSkills: 'Spanish' })).toMatchObject({
			skills: { required: [{ name: 'Spanish', level: 1 }], bindOwner: true },
		});
		expect(skillsOf({ optionalSkills: 'Tax' })).toMatchObject({ skills: { bindOwner: false } });
		expect(skillsOf({})).not.toHaveProperty('skills');
	});

	it('leaves label and skills out that are empty', () => {
		const options = { label: '', requiredSkills: ' ', optionalSkills: ',' };
		const rule = targetOf({ ...toAnn, options });
		expect(rule).not.toHaveProperty('label');
		expect(rule).not.toHaveProperty('skills');
	});

	it.each(['Spanish:fluent', 'Spanish:0', 'Spanish:11', ':3'])('refuses %s', (requiredSkills) => {
		const read = () => targetOf({ ...toAnn, options: { requiredSkills } });
		expect(read).toThrow(PlanError);
		expect(read).toThrow("Rule 'VIP': 'Required Skills' 1");
	});
});

describe('Only If', () => {
	it.each([
		[{ accounts: ['1001', '1002'] }, { accounts: [byId('1001'), byId('1002')] }],
		[
			{ accountNames: 'Sales Line, +1 (202) 555-0143, 24/7 Line' },
			{
				accounts: [
					{ by: 'name', value: 'Sales Line' },
					{ by: 'number', value: '+1 (202) 555-0143' },
					{ by: 'name', value: '24/7 Line' },
				],
			},
		],
		[
			{ accounts: ['1001'], accountNames: 'Support Line' },
			{ accounts: [byId('1001'), { by: 'name', value: 'Support Line' }] },
		],
		[
			{ tagsAny: 'vip, gold', tagsAll: 'paid', tagsNone: ' spam ,, blocked' },
			{ tags: { any: ['vip', 'gold'], all: ['paid'], none: ['spam', 'blocked'] } },
		],
		[
			{ sourceIs: 'Referral', sourceContains: 'partner, friend', googleAds: true },
			{ source: { is: ['Referral'], contains: ['partner', 'friend'], googleAds: true } },
		],
		[
			{ fromAd: true, adIds: '12, 13', adClickIds: 'click' },
			{ ad: { any: true, sourceIds: ['12', '13'], clickIds: ['click'] } },
		],
		[{ countries: 'ca, US-CA' }, { countries: ['ca', 'US-CA'] }],
		[{ contact: 'existing' }, { contact: 'existing' }],
		[{ time: 'afterHours' }, { time: 'afterHours' }],
		[{ schedule: locator('list', 'Night') }, { time: { schedule: 'Night' } }],
		[{ time: 'any', schedule: locator('name', 'Night') }, { time: { schedule: 'Night' } }],
		[{ googleAds: false, fromAd: false }, {}],
		[{}, {}],
	])('reads %j', (only, when) => {
		expect(whenOf(only)).toEqual(when);
	});

	it.each([
		['countries', 'Countries', ' , '],
		['tagsNone', 'Has None of These Tags', ''],
		['accountNames', 'WhatsApp Accounts by Name or Number', ''],
		['accounts', 'WhatsApp Account Names or IDs', []],
	])('refuses %s that is empty, because it would let everybody through', (name, label, value) => {
		expect(() => whenOf({ contact: 'new', [name]: value })).toThrow(
			`Rule 'VIP': '${label}' is empty; fill it in or remove the condition`,
		);
	});

	it('refuses two times of one rule that could contradict each other', () => {
		const only = { time: 'afterHours', schedule: locator('list', 'Night') };
		expect(() => whenOf(only)).toThrow(/Rule 'VIP': 'Time' and 'Within Working Hours'/);
	});

	it.each([
		['US, Canada', "'Canada' is no country code; write CA"],
		['XX', "'XX' is no country; write its two-letter code, e.g. US, or US-NY for a region"],
		['US-ZZ', "'US-ZZ' is no state of the United States; write one like US-NY"],
		['DE, TX', "'TX' is no country; write US-TX for the region"],
	])('names rule, field and way out of the country in %j', (countries, words) => {
		expect(() => whenOf({ countries })).toThrow(`Rule 'VIP': 'Countries': ${words}`);
	});

	it.each(['uk', ' gb , EL', 'XK', 'us-ny', 'US-PR'])('takes the countries %j', (countries) => {
		expect(() => whenOf({ countries })).not.toThrow();
	});

	it.each([
		'202-555-0143',
		'tel:+12025550143',
		'011 1 202 555 0143',
		'＋１ ２０２ ５５５ ０１４３',
	])('knows the number %j from a name', (value) => {
		expect(whenOf({ accountNames: value })).toEqual({ accounts: [{ by: 'number', value }] });
	});

	it('says of a number without country code what to do', () => {
		expect(() => whenOf({ accountNames: 'Sales, 0151 12345678' })).toThrow(
			"Rule 'VIP': 'WhatsApp Accounts by Name or Number': '0151 12345678' is no whole phone number; write it with its country code, e.g. +1 202 555 0143",
		);
	});
});

const NODE: INode = {
	id: '1',
	name: 'Resolve Assignment',
	type: 'resolveAssignment',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

describe('the number of an account rule', () => {
	const rule = (value: string) =>
		planOf({ rules: cards({ name: 'Sales', account: locator('number', value), ...toAnn }) });
	const field = accountLocator({ displayName: 'Account', name: 'account' });
	/** What the editor says beside the field. */
	const shownAtOnce = (value: string) => {
		const account = locator('number', value);
		const issues = NodeHelpers.getParameterIssues(field, { account }, '', NODE, null);
		return issues.parameters?.account ?? [];
	};

	it.each([
		'+1 202 555 0143',
		'202-555-0143',
		'(202) 555-0143',
		'011 1 202 555 0143',
		'0012025550143',
		'tel:+12025550143',
		'12025550143@s.whatsapp.net',
		'\u202a+1 202 555 0143\u202c',
		'+1\u2011202\u2011555\u20110143',
		'＋１ ２０２ ５５５ ０１４３',
		'+١٢٠٢٥٥٥٠١٤٣',
		'+44 (0)20 7946 0958',
	])('may be %j', (value) => {
		expect(() => rule(value)).not.toThrow();
		expect(shownAtOnce(value)).toEqual([]);
	});

	it.each(['Sales Line', '555', '0151 12345678', '1-800-FLOWERS'])(
		'cannot be %j, which is shown before publishing',
		(value) => {
			expect(() => rule(value)).toThrow(
				/^Rule 'Sales': 'WhatsApp Account': '.*' is no .*phone number; write it with its country code/,
			);
			expect(shownAtOnce(value)).toHaveLength(1);
		},
	);

	it('is not looked at before it is known', () => {
		expect(shownAtOnce('={{ $json.number }}')).toEqual([]);
	});
});

describe('More Conditions', () => {
	const conditionsOf = (conditions?: INodeParameters) => {
		const [rule] = conditional(conditions === undefined ? {} : { conditions });
		return rule?.kind === 'conditional' ? rule.conditions : undefined;
	};

	it.each([
		['was never touched', undefined],
		['is empty', {}],
		['has options only', { options: { caseSensitive: true }, combinator: 'and' }],
		['has no conditions', filterOf()],
		['has one blank row', filterOf(['', 'equals', ''])],
		['has one row with an expression that is blank', filterOf(['=', 'equals', '='])],
	])('is not used when it %s', (_what, conditions) => {
		expect(conditionsOf(conditions)).toBeNull();
	});

	it.each([
		['half of a row', filterOf(['', 'equals', 'Google'])],
		['a blank row among others', filterOf(['={{ $json.a }}', 'equals', '1'], ['', 'equals', ''])],
	])('stays when somebody filled in %s, for the receipt to say', (_what, conditions) => {
		expect(conditionsOf(conditions)).toEqual(conditions);
	});

	it('stays raw with its options', () => {
		const conditions = filterOf(['={{ $json.contact.source }}', 'equals', '={{ $json.wanted }}']);
		expect(conditionsOf(conditions)).toEqual(conditions);
	});
});

describe('the account of a rule', () => {
	it.each([
		['number', '+1 202 555 0143'],
		['name', 'Line 1'],
		['tag', 'whatsnap-account-line-1'],
		['id', '106540352242922'],
	])('may be named by its %s', (by, value) => {
		const rules = cards({ account: locator(by, value), ...toAnn });
		expect(planOf({ rules }).rules).toMatchObject([{ account: { by, value } }]);
	});

	it.each([
		[undefined, undefined],
		['line-', 'line-'],
		['', ''],
	])('is told by tags that begin with %j', (accountTagPrefix, expected) => {
		const options = accountTagPrefix === undefined ? {} : { accountTagPrefix };
		expect(planOf({ options }).accountTagPrefix).toBe(expected);
	});
});

describe('the order of rules', () => {
	const account = locator('name', 'Sales Line');
	const lists = {
		rules: cards({ name: 'A', account, ...toAnn }, { account, ...toAnn }),
		conditionalRules: cards({ ...toAnn, only: { contact: 'new' } }),
		tagRules: cards({ tag: 'vip', ...toAnn }),
	};

	it('is conditional, tag, account; nameless rules are counted by kind', () => {
		expect(planOf(lists).rules.map(({ name }) => name)).toEqual([
			'Conditional Rule 1',
			'Tag Rule 1',
			'A',
			'Account Rule 2',
		]);
	});

	it('can be chosen', () => {
		const { order, rules } = planOf({
			...lists,
			options: { ruleOrder: 'account,conditional,tag' },
		});
		expect(order).toEqual(['account', 'conditional', 'tag']);
		expect(rules.map(({ kind }) => kind)).toEqual(['account', 'account', 'conditional', 'tag']);
	});
});

function byId(value: string) {
	return { by: 'id', value };
}
