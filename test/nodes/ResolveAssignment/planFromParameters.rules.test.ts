import { NodeHelpers, type INode, type INodeParameters, type INodeProperties } from 'n8n-workflow';
import { conditions } from '../../../nodes/ResolveAssignment/parameters/conditions';
import { accountLocator } from '../../../nodes/ResolveAssignment/parameters/locators';
import { PlanError } from '../../../routing/plan/plan';
import { ifAccounts, ifAnyTag } from '../../../sandbox/n8n/planCards';
import { locator } from '../../harness/touches';
import { ann, cards, filterOf, planOf, toAnn } from './planOf';

const team = locator('list', 'team:Sales Team');

/** The rules of a plan with one rule, which asks for a new contact unless it says otherwise. */
const rulesWith = (card: INodeParameters) =>
	planOf({ rules: cards({ name: 'VIP', if: { contact: 'new' }, ...toAnn, ...card }) }).rules;

const whenOf = (asked: INodeParameters) => rulesWith({ if: asked })[0]?.when;

describe('a newcomer', () => {
	it('starts with an empty plan', () => {
		expect(planOf({})).toEqual({
			rules: [],
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
		const user = locator('list', 'userId:u1');
		expect(planOf({ rules: cards({ if: ifAccounts(account), assignTo: user }) }).rules).toEqual([
			{
				off: false,
				when: { accounts: [{ by: 'id', value: '106540352242922' }] },
				target: { type: 'user', user: { by: 'id', value: 'u1' } },
				backups: [],
			},
		]);
	});

	it('is told by a new card to choose the account, and to say whom', () => {
		expect(() => planOf({ rules: cards({}) })).toThrow(
			"Rule 1: 'WhatsApp Account' is empty; fill it in or remove the condition",
		);
		expect(() => planOf({ rules: cards({ if: {} }) })).toThrow("Rule 1: 'Assign To' is empty");
	});
});

describe('whom a rule names', () => {
	const targetOf = (fields: INodeParameters) => rulesWith({ ...fields })[0];

	it.each([
		[toAnn, ann],
		[{ assignTo: team }, { type: 'team', team: 'Sales Team' }],
		[
			{ assignTo: locator('list', 'firstWorkingNext:Sales Team') },
			{ type: 'firstWorkingNext', team: 'Sales Team' },
		],
		[{ assignTo: locator('list', 'previousOwner') }, { type: 'previousOwner' }],
		[{ assignTo: locator('list', 'nextRule') }, { type: 'nextRule' }],
		[{ assignTo: locator('list', 'nobody') }, { type: 'nobody' }],
	])('reads %j', (fields, target) => {
		expect(targetOf(fields)).toMatchObject({ name: 'VIP', target });
	});

	it('reads backups in order', () => {
		const backups = cards({ assignTo: team }, toAnn, {
			assignTo: locator('list', 'previousOwner'),
		});
		expect(targetOf({ ...toAnn, options: { backups } })?.backups).toEqual([
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

	it('may be switched off', () => {
		expect(targetOf({ options: { off: true } })?.off).toBe(true);
		expect(targetOf({ options: { off: false } })?.off).toBe(false);
	});

	it('calls users by what the list showed, without their address', () => {
		const user = {
			...locator('list', 'userId:u1'),
			cachedResultName: 'Ann (Sales) Lee (ann@example.com)',
		};
		expect(targetOf({ assignTo: user })?.target).toEqual({
			type: 'user',
			user: { by: 'id', value: 'u1', name: 'Ann (Sales) Lee' },
		});
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

describe('If', () => {
	const tagged = (...tags: string[]) =>
		cards(...tags.map((tag) => ({ tag: locator('name', tag) })));

	it.each<[INodeParameters, object]>([
		[
			ifAccounts(locator('list', '1001'), locator('id', '1002')),
			{ accounts: [byId('1001'), byId('1002')] },
		],
		[
			ifAccounts(locator('name', 'Smith, Jones & Co'), locator('number', '+1 (202) 555-0143')),
			{
				accounts: [
					{ by: 'name', value: 'Smith, Jones & Co' },
					{ by: 'number', value: '+1 (202) 555-0143' },
				],
			},
		],
		[
			ifAccounts({ ...locator('list', '1001'), cachedResultName: 'Sales Line (+1 202-555-0143)' }),
			{ accounts: [{ ...byId('1001'), name: 'Sales Line' }] },
		],
		[
			{
				tagsAny: tagged('vip, gold', 'new'),
				tagsAll: tagged(' paid '),
				tagsNone: tagged('spam', 'blocked'),
			},
			{ tags: { any: ['vip', 'gold', 'new'], all: ['paid'], none: ['spam', 'blocked'] } },
		],
		[{ tagsAny: cards({ tag: locator('list', 'a, b') }) }, { tags: { any: ['a, b'] } }],
		[
			{ sourceIs: 'Referral', sourceContains: 'partner, friend', googleAds: true },
			{ source: { is: ['Referral'], contains: ['partner', 'friend'], googleAds: true } },
		],
		[
			{ fromAd: true, adIds: '12, 13', adClickIds: 'click' },
			{ ad: { any: true, sourceIds: ['12', '13'], clickIds: ['click'] } },
		],
		[{ countries: ['CA', 'US-CA'] }, { countries: ['CA', 'US-CA'] }],
		[{ contact: 'existing' }, { contact: 'existing' }],
		[{ time: 'afterHours' }, { time: 'afterHours' }],
		[{ time: 'within:Night: late' }, { time: { schedule: 'Night: late' } }],
		[{ time: 'outside:Night' }, { time: { schedule: 'Night', outside: true } }],
		[
			{ messageContains: 'price, book a demo' },
			{ message: { contains: ['price', 'book a demo'] } },
		],
		[{ googleAds: false, fromAd: false }, {}],
		[{}, {}],
	])('reads %j', (asked, when) => {
		expect(whenOf(asked)).toEqual(when);
	});

	it.each<[string, INodeParameters]>([
		['Contact Country or Region', { countries: [] }],
		['Source Is', { sourceIs: ' , ' }],
		['Message Contains', { messageContains: '' }],
		['Tags Include None Of', { tagsNone: {} }],
		['Tag Is Any Of', { tagsAny: tagged(' ') }],
		['WhatsApp Account', ifAccounts(locator('list', ''))],
		['More Conditions', { item: {} }],
	])('refuses %s that is empty, because it would let everybody through', (label, asked) => {
		expect(() => whenOf({ contact: 'new', ...asked })).toThrow(
			`Rule 'VIP': '${label}' is empty; fill it in or remove the condition`,
		);
	});

	it('says which of several rows is empty', () => {
		expect(() => whenOf({ tagsAll: tagged('vip', '') })).toThrow(
			"Rule 'VIP': 'Tags Include All Of' 2 is empty; fill it in or remove the row",
		);
	});

	it.each([
		['Canada', "'Canada' is no country code; write CA"],
		['XX', "'XX' is no country; write its two-letter code, e.g. US, or US-NY for a region"],
		['US-ZZ', "'US-ZZ' is no state of the United States; write one like US-NY"],
		['TX', "'TX' is no country; write US-TX for the region"],
	])('names rule, field and way out of the country %j', (place, words) => {
		expect(() => whenOf({ countries: ['DE', place] })).toThrow(
			`Rule 'VIP': 'Contact Country or Region' 2: ${words}`,
		);
	});

	it.each(['uk', ' gb , EL', 'XK', 'us-ny', 'US-PR'])('takes the countries %j', (countries) => {
		expect(() => whenOf({ countries })).not.toThrow();
	});

	it('offers every country and region once, each of which a rule can ask for', () => {
		const field = conditionFields().find(({ name }) => name === 'countries');
		const places = (field?.options ?? []) as Array<{ name: string; value: string }>;
		expect(new Set(places.map(({ name }) => name)).size).toBe(places.length);
		expect(places).toEqual(
			expect.arrayContaining([
				{ name: 'France (FR)', value: 'FR' },
				{ name: 'United States, New York (US-NY)', value: 'US-NY' },
			]),
		);
		expect(() => whenOf({ countries: places.map(({ value }) => value) })).not.toThrow();
	});

	it('shows conditions by group', () => {
		// Fields of one name are one field for the editor.
		expect([...new Set(conditionFields().map(({ displayName }) => displayName))]).toEqual([
			'WhatsApp Account',
			'More WhatsApp Accounts',
			'Contact Is New or Existing',
			'Contact Country or Region',
			'Tag Is Any Of',
			'Tags Include All Of',
			'Tags Include None Of',
			'Source Is',
			'Source Contains',
			'Source Is Google Ads',
			'Ad Was Clicked',
			'Ad ID Is',
			'Ad Click ID Is',
			'Time',
			'Message Contains',
			'More Conditions',
		]);
	});
});

/** What a rule can ask, as the panel shows it. */
function conditionFields(): INodeProperties[] {
	return conditions.options as INodeProperties[];
}

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
		planOf({
			rules: cards({ name: 'Sales', if: ifAccounts(locator('number', value)), ...toAnn }),
		});
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
				/^Rule 'Sales': 'WhatsApp Account' 1: '.*' is no .*phone number; write it with its country code/,
			);
			expect(shownAtOnce(value)).toHaveLength(1);
		},
	);

	it('is not looked at before it is known', () => {
		expect(shownAtOnce('={{ $json.number }}')).toEqual([]);
	});
});

describe('More Conditions', () => {
	const itemOf = (item: INodeParameters) => whenOf({ contact: 'new', item })?.item;

	it.each([
		['is empty', {}],
		['has options only', { options: { caseSensitive: true }, combinator: 'and' }],
		['has no conditions', filterOf()],
		['has one blank row', filterOf(['', 'equals', ''])],
		['has one row with an expression that is blank', filterOf(['=', 'equals', '='])],
	])('are refused when they were added and nobody filled them in: %s', (_what, item) => {
		expect(() => itemOf(item)).toThrow("'More Conditions' is empty");
	});

	it.each([
		['half of a row', filterOf(['', 'equals', 'Google'])],
		['a blank row among others', filterOf(['={{ $json.a }}', 'equals', '1'], ['', 'equals', ''])],
	])('stay when somebody filled in %s, for the receipt to say', (_what, item) => {
		expect(itemOf(item)).toEqual(item);
	});

	it('stay raw with their options', () => {
		const item = filterOf(['={{ $json.contact.source }}', 'equals', '={{ $json.wanted }}']);
		expect(itemOf(item)).toEqual(item);
	});
});

describe('the account of a rule', () => {
	it.each([
		['number', '+1 202 555 0143'],
		['name', 'Line 1'],
		['tag', 'whatsnap-account-line-1'],
		['id', '106540352242922'],
	])('may be named by its %s', (by, value) => {
		const rules = cards({ if: ifAccounts(locator(by, value)), ...toAnn });
		expect(planOf({ rules }).rules).toMatchObject([{ when: { accounts: [{ by, value }] } }]);
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

it('keeps rules in the order of the panel', () => {
	const rules = cards(
		{ name: 'A', if: ifAccounts(locator('name', 'Sales Line')), ...toAnn },
		{
			if: ifAnyTag('vip'),
			...toAnn,
		},
	);
	expect(planOf({ rules }).rules.map(({ name }) => name)).toEqual(['A', undefined]);
});

function byId(value: string) {
	return { by: 'id', value };
}
