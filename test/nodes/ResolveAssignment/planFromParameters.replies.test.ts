import type { INodeParameters } from 'n8n-workflow';
import { REPLIES_DEFAULTS } from '../../../routing/plan/replies';
import { planHash } from '../../../routing/plan/plan';
import { ruleName } from '../../../routing/plan/ruleName';
import { ifAnyTag } from '../../../sandbox/n8n/planCards';
import { listOf } from '../../harness/listSearch';
import { RESOLVE } from '../../harness/nodeTypes';
import { node } from '../../harness/runWorkflow';
import { locator } from '../../harness/touches';
import { loaded } from './liveCheck/loaded';
import { cards, filterOf, planOf, plansOf, toAnn } from './planOf';

const lead = locator('email', 'lead@example.com');
const toLead = { type: 'user', user: { by: 'email', value: 'lead@example.com' } };

/** The reply times of some cards. */
const timesOf = (...values: INodeParameters[]) =>
	planOf({ sections: { replyTimes: cards(...values) } }).replyTimes;

/** What the section 'Answers' says. */
const answersOf = (replies: INodeParameters) => planOf({ sections: { replies } }).replies;

describe('Reply Times', () => {
	it('a card as it is added is about all, in working time, and goes on with the same rule', () => {
		expect(timesOf({})).toEqual([
			{
				for: { type: 'any' },
				within: 15,
				time: 'working',
				then: { type: 'nextOfRule' },
				againAfter: null,
				atMost: 3,
				atLast: null,
			},
		]);
	});

	it.each<[string, INodeParameters, object]>([
		[
			'an account from the list',
			{ for: 'account', account: locator('list', '106540352242922') },
			{ type: 'account', account: { by: 'id', value: '106540352242922' } },
		],
		[
			'an account by its number',
			{ for: 'account', account: locator('number', '+1 202 555 0143') },
			{ type: 'account', account: { by: 'number', value: '+1 202 555 0143' } },
		],
		['a team', { for: 'team', team: 'Sales' }, { type: 'team', team: 'Sales' }],
		['a rule', { for: 'rule', rule: 'VIP' }, { type: 'rule', rule: 'VIP' }],
		['a tag', { for: 'tag', tag: locator('list', 'vip') }, { type: 'tag', tag: 'vip' }],
	])('is about %s', (_what, card, expected) => {
		expect(timesOf(card)?.[0]?.for).toEqual(expected);
	});

	it('keeps what was typed for another choice to itself', () => {
		const card = { for: 'team', team: 'Sales', rule: 'VIP', tag: locator('name', 'vip') };
		expect(timesOf(card)?.[0]?.for).toEqual({ type: 'team', team: 'Sales' });
	});

	it.each<[string, INodeParameters, object]>([
		['a person', { then: lead }, toLead],
		['a team', { then: locator('list', 'team:Leads') }, { type: 'team', team: 'Leads' }],
		[
			'the first of a team who works',
			{ then: locator('list', 'firstWorkingNext:Leads') },
			{ type: 'firstWorkingNext', team: 'Leads' },
		],
		['nobody, and tells nobody', { then: locator('list', 'tell') }, { type: 'tell', to: null }],
		[
			'nobody, and tells the lead',
			{ then: locator('list', 'tell'), tell: lead },
			{ type: 'tell', to: { by: 'email', value: 'lead@example.com' } },
		],
		['whom it says when it is empty', { then: locator('list', '') }, { type: 'nextOfRule' }],
	])('then asks %s', (_what, card, then) => {
		expect(timesOf(card)?.[0]?.then).toEqual(then);
	});

	it('goes on as often as it says, and ends at the lead', () => {
		const options = { againAfter: 10, atMost: 2, atLast: lead };
		const card = { within: 5, time: 'always', options };
		expect(timesOf(card)?.[0]).toMatchObject({
			within: 5,
			time: 'always',
			againAfter: 10,
			atMost: 2,
			atLast: toLead,
		});
	});

	it('an expression is read for each contact; one that finds no name is about nobody', () => {
		const card = {
			for: 'tag',
			tag: locator('name', '={{ $json.tag }}'),
			within: '={{ $json.in }}',
		};
		const planAt = plansOf(
			{ sections: { replyTimes: cards(card) } },
			{ tag: 'vip', in: 5 },
			{ in: 20 },
		);
		expect(planAt(0).replyTimes).toMatchObject([{ for: { type: 'tag', tag: 'vip' }, within: 5 }]);
		expect(planAt(1).replyTimes).toMatchObject([{ for: { type: 'tag', tag: '' }, within: 20 }]);
	});

	it.each<[string, INodeParameters]>([
		["Reply Time 1: 'Team' is empty; fill it in, or choose 'All' in 'Contacts'", { for: 'team' }],
		["Reply Time 1: 'Rule' is empty; fill it in, or choose 'All' in 'Contacts'", { for: 'rule' }],
		["Reply Time 1: 'Tag' is empty; fill it in, or choose 'All' in 'Contacts'", { for: 'tag' }],
		[
			"Reply Time 1: 'WhatsApp Account' is empty; fill it in, or choose 'All' in 'Contacts'",
			{ for: 'account' },
		],
		[
			"Reply Time 1: 'Tag' names several; add a reply time for each",
			{ for: 'tag', tag: locator('name', 'vip, gold') },
		],
		["Reply Time 1: 'Answer Within (Minutes)' must be at least 1 minute", { within: 0 }],
		["Reply Time 1: 'Answer Within (Minutes)' must be a whole number", { within: 1.5 }],
		["Reply Time 1: 'Answer Within (Minutes)' is missing; it must be a number", { within: '' }],
		["Reply Time 1: 'Answer Within (Minutes)' is missing; it must be a number", { within: null }],
		[
			"Reply Time 1: 'At Last' is empty; fill it in or remove the entry",
			{ options: { atLast: locator('list', '') } },
		],
		["Reply Time 1: 'If Nobody Answers' must be", { then: locator('list', 'nobody') }],
		[
			"Reply Time 1: 'If Nobody Answers': 'Lead' is neither a team of this node",
			{ then: locator('list', 'Lead') },
		],
	])('refuses with "%s…"', (message, card) => {
		expect(() => timesOf(card)).toThrow(message);
	});

	it('a plan without them has the hash that it always had', () => {
		const rules = cards({ if: ifAnyTag('vip'), ...toAnn });
		const without = planOf({ rules });
		expect(without).not.toHaveProperty('replyTimes');
		expect(without).not.toHaveProperty('replies');
		expect(planHash(planOf({ rules, sections: { replyTimes: {} } }))).toBe(planHash(without));
	});
});

describe('the lists of a reply time', () => {
	const parameters = {
		rules: cards(
			{ name: 'VIP', if: ifAnyTag('vip'), ...toAnn },
			{ if: ifAnyTag('gold'), ...toAnn },
			{ name: 'Old', if: ifAnyTag('old'), ...toAnn, options: { off: true } },
		),
		sections: { teams: cards({ name: 'Sales' }) },
	};

	it('names the teams and the rules of the node, as the plan calls them', async () => {
		expect(await loaded('getTeams', parameters)).toEqual([
			{ name: 'Choose a team…', value: '' },
			{ name: 'Sales', value: 'Sales' },
		]);
		expect(await loaded('getRules', parameters)).toEqual([
			{ name: 'Choose a Rule…', value: '' },
			{ name: 'VIP', value: 'VIP' },
			{
				name: expect.stringMatching(/gold.* to ann@example\.com$/) as string,
				value: expect.any(String) as string,
			},
			{ name: 'If No Rule Fits', value: 'Fallback' },
		]);
		const names = planOf(parameters).rules.map(ruleName);
		const offered = (await loaded('getRules', parameters)).map(({ value }) => value);
		expect(offered.slice(1, 3)).toEqual(names.slice(0, 2));
	});

	it('says where to add a team', async () => {
		expect(await loaded('getTeams', {})).toEqual([
			{ name: "None yet: 'Add Teams, People, Hours or Reply Times' below", value: '' },
		]);
	});

	it.each([
		['searchReplyTargets', ['nextOfRule', 'tell', 'team:Sales', 'firstWorkingNext:Sales', '']],
		['searchReplyEnds', ['team:Sales', 'firstWorkingNext:Sales', '']],
	])('%s offers what a reply time can name, and each is understood', async (list, values) => {
		const offered = await listOf(node(RESOLVE, parameters), list, {});
		expect(offered.map(({ value }) => value)).toEqual(values);
		for (const value of values.filter((one) => one !== '')) {
			const chosen = locator('list', value);
			const card = list === 'searchReplyEnds' ? { options: { atLast: chosen } } : { then: chosen };
			expect(() => timesOf(card)).not.toThrow();
		}
	});
});

describe('Answers', () => {
	it('the section as it is added changes nothing', () => {
		expect(answersOf({ apiMessages: 'unclear' })).toEqual(REPLIES_DEFAULTS);
		expect(answersOf({})).toEqual(REPLIES_DEFAULTS);
	});

	it('reads every setting', () => {
		const settings = {
			apiMessages: 'person',
			email: true,
			silentAfterHours: 24,
			personIsOnItHours: 2,
			absentAfterHours: 12,
			waitingFirst: false,
		};
		const bots = cards({ user: locator('list', 'bot1') }, { user: lead });
		expect(answersOf({ ...settings, bots })).toEqual({
			...REPLIES_DEFAULTS,
			...settings,
			bots: [
				{ by: 'id', value: 'bot1' },
				{ by: 'email', value: 'lead@example.com' },
			],
		});
	});

	it('asks of a message that needs no answer what a rule can ask', () => {
		const item = filterOf(['={{ $json.message.text }}', 'equals', 'thanks']);
		const asked = answersOf({ noAnswerNeeded: { ...ifAnyTag('vip'), item } })?.noAnswerNeeded;
		expect(asked).toEqual({ tags: { any: ['vip'] }, item });
	});

	it.each<[string, INodeParameters]>([
		["'Needs No Answer' is empty; add a condition", { noAnswerNeeded: {} }],
		["'Message Contains' is empty; fill it in", { noAnswerNeeded: { messageContains: '' } }],
		["'Users Who Are Bots' 1 is empty; fill it in or remove the entry", { bots: cards({}) }],
		["'A Person Is on It For (Hours)' must be at least 1 hour", { personIsOnItHours: 0 }],
	])('refuses with "%s…"', (message, replies) => {
		expect(() => answersOf(replies)).toThrow(message);
	});
});
