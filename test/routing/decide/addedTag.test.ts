import { decide } from '../../../routing/decide/decide';
import type { RoutingState } from '../../../routing/model/state';
import type { Touch } from '../../../routing/model/touch';
import { SALES, WEDNESDAY, byId, filter, plan, state, team, touch, user } from '../builders';

/** The contact is Gus's; the rules name Ann. */
const OWNED = { ownerId: 'u7' };
const ann = { name: 'Ann', target: user('u1') };
const tagRule = (tag: string, more: object = {}) => ({
	...ann,
	when: { tags: { any: [tag] } },
	...more,
});
const asking = (when: object, item?: unknown) => {
	return { ...ann, when: item === undefined ? when : { ...when, item } };
};

function added(
	tag: string | null,
	rules: object[],
	{
		contact = {},
		more = {},
		world = state(),
		...at
	}: Partial<Touch> & { more?: object; world?: RoutingState } = {},
) {
	const one = touch({
		event: 'tag',
		tag,
		account: null,
		...at,
		contact: { ...OWNED, tags: [], ...contact },
	});
	return decide(plan({ rules, ...more }), one, world, WEDNESDAY).decision;
}

const said = ({ outcome, user }: ReturnType<typeof added>) => `${outcome} ${user?.name ?? '-'}`;

describe('a tag that was added', () => {
	it.each<[string, string, object]>([
		['a tag rule', 'vip', tagRule('vip')],
		['another case and blanks', '  ViP ', tagRule('vip')],
		['one of several tags', 'vip', asking({ tags: { any: ['gold', 'VIP'] } })],
		['all of several tags', 'vip', asking({ tags: { all: ['old', 'vip'] } })],
		['a tag and another condition', 'vip', asking({ tags: { any: ['vip'] }, countries: ['US'] })],
		['a tag, and none of another', 'vip', asking({ tags: { any: ['vip'], none: ['spam'] } })],
	])('takes the contact from its owner by a rule that asks for it: %s', (_what, tag, rule) => {
		const decision = added(tag, [rule], { contact: { tags: ['old'] } });
		expect(said(decision)).toBe('assigned Ann');
		expect(decision.owner).toMatchObject({ previous: 'u7', primary: true });
	});

	it.each<[string, string, object, object?]>([
		['for another tag that the contact has', 'new', tagRule('vip')],
		['for nothing but other things', 'vip', asking({ countries: ['US'] })],
		['that it is not there', 'vip', asking({ tags: { none: ['spam'] } })],
		['for it and something else that is not so', 'vip', asking({ tags: { all: ['vip', 'gold'] } })],
		['for it and an account', 'vip', asking({ tags: { any: ['vip'] }, accounts: [byId('1001')] })],
		['for the tag of the account', 'vip', tagRule('wa-sales'), { account: SALES }],
	])('moves nothing when the rule asks %s', (_what, tag, rule, more = {}) => {
		const decision = added(tag, [rule], {
			contact: { tags: ['vip', 'new'].filter((one) => one !== tag) },
			more: { fallback: user('u2') },
			...more,
		});
		expect(said(decision)).toBe('kept Gus');
		expect(decision.receipt.sentence).toBe(
			`Gus owns this contact and keeps it: no rule asks for the tag '${tag}'.`,
		);
	});

	it('passes over the rules that do not ask for it, and says so', () => {
		const rules = [asking({ countries: ['US'] }), { ...tagRule('vip'), target: user('u2') }];
		const decision = added('vip', rules);
		expect(said(decision)).toBe('assigned Ben');
		expect(decision.receipt.rules).toMatchObject([
			{ matched: false, reason: "it does not ask for the tag 'vip'" },
			{ matched: true, reason: "the tag 'vip' was added" },
		]);
	});

	const teams = [{ name: 'VIPs', members: [{ user: byId('u1') }, { user: byId('u7') }] }];

	it.each<[string, object]>([
		['as target', { target: user('u7') }],
		['as backup', { backups: [user('u7')] }],
		['as a member of its team', { target: team('VIPs') }],
		['as the previous owner', { target: { type: 'previousOwner' } }],
		['by email', { target: { type: 'user', user: { by: 'email', value: 'Gus@example.com' } } }],
	])('moves nothing when the rule names the owner %s, available or not', (_what, change) => {
		const people = [{ user: byId('u7'), paused: true }];
		for (const again of [1, 2]) {
			const decision = added('vip', [tagRule('vip', change)], {
				key: `tag:${again}`,
				more: { teams, people, owners: { whenUnavailable: 'reassign' } },
			});
			expect(said(decision)).toBe('kept Gus');
			expect(decision.receipt.candidates).toMatchObject([{ reason: 'still_named', chosen: true }]);
		}
	});

	it('moves when the rule names the owner, but requires a skill that they lack', () => {
		const skills = { required: [{ name: 'Spanish' }] };
		const people = [{ user: byId('u1'), skills: [{ name: 'Spanish' }] }];
		const rule = tagRule('spanish', { target: team('VIPs'), skills });
		expect(said(added('spanish', [rule], { more: { teams, people } }))).toBe('assigned Ann');
	});

	it('moves nothing when the rule finds nobody, though others could take the contact', () => {
		const decision = added('vip', [tagRule('vip')], {
			more: { people: [{ user: byId('u1'), paused: true }], fallback: user('u2') },
		});
		expect(said(decision)).toBe('kept Gus');
	});

	it('goes on to the next rule that asks for it', () => {
		const rules = [
			tagRule('vip', { target: { type: 'nextRule' } }),
			asking({ countries: ['US'] }),
			tagRule('vip', { target: user('u3') }),
		];
		expect(said(added('vip', rules))).toBe('assigned Cleo');
	});

	it('asks all rules, and the fallback, about a contact whom nobody owns', () => {
		const contact = { ownerId: null, tags: ['old'] };
		expect(said(added('new', [tagRule('old')], { contact }))).toBe('assigned Ann');
		expect(said(added('new', [], { contact, more: { fallback: user('u2') } }))).toBe(
			'assigned Ben',
		);
	});

	it.each([
		['has left', { world: state({ left: ['u9'] }), contact: { ownerId: 'u9' } }, 'u9 has left'],
		['must not have it', { excludedUsers: ['u7'] }, 'Gus must not get it again'],
	])('asks all rules about a contact whose owner %s', (_what, more, words) => {
		const decision = added('new', [asking({ countries: ['US'] })], more);
		expect(said(decision)).toBe('assigned Ann');
		expect(decision.receipt.sentence).toContain(words);
	});

	it.each([null, '', '  '])('that is not named (%j) moves nothing', (tag) => {
		expect(said(added(tag, [tagRule('vip')], { contact: { tags: ['vip'] } }))).toBe('kept Gus');
	});

	it('moves also when the rules are asked every time', () => {
		const more = { owners: null };
		const decision = added('vip', [tagRule('vip')], { more });
		expect(said(decision)).toBe('assigned Ann');
		expect(decision.owner).toMatchObject({ replacesAnybody: true });
		expect(said(added('new', [tagRule('vip')], { more: { ...more, fallback: user('u2') } }))).toBe(
			'kept Gus',
		);
	});

	it('leaves whoever took it by one owner for all accounts with them', () => {
		const owners = {
			primary: '*',
			slots: { '*': { user: 'u7', account: '1002', at: 0, replaced: null } },
		};
		const more = { owners: { mode: 'one' } };
		const at = { account: SALES, world: state({ owners }), more };
		expect(said(added('new', [tagRule('vip')], at))).toBe('kept Gus');
		expect(said(added('vip', [tagRule('vip')], at))).toBe('assigned Ann');
	});
});

/** A filter with one condition, with n8n's operators. */
type Condition = [left: string, operation: string, right?: string];

function filterOn([left, operation, right = '']: Condition, type = 'string') {
	const { conditions, ...rest } = filter([[left, operation, right, type]]);
	const more = type === 'array' ? { rightType: 'any' } : {};
	const singleValue = right === '';
	return {
		...rest,
		conditions: conditions.map((one) => ({
			...one,
			operator: { ...one.operator, ...more, singleValue },
		})),
	};
}

describe('a filter on tags', () => {
	const tags = '={{ $json.contact.tags }}';

	it.each<[string, string, Condition]>([
		['the list has it', 'array', [tags, 'contains', 'vip']],
		['the list is not empty', 'array', [tags, 'notEmpty']],
		['the event has it', 'string', ['={{ $json.tag }}', 'equals', 'vip']],
		['the event begins so', 'string', ['={{ $json.tag }}', 'startsWith', 'v']],
		['one of the list is it', 'string', ["={{ $json['contact']['tags'][0] }}", 'equals', 'vip']],
		['they are found', 'boolean', ["={{ $json.contact.tags.includes('vip') }}", 'true']],
		['they are joined', 'string', ["={{ $json.contact.tags.join(', ') }}", 'contains', 'vip']],
		['no tag is named', 'boolean', ['={{ $json.contact.tags.some(ok) }}', 'true']],
		['the event is folded', 'string', ['={{ $json.tag.toLowerCase() }}', 'equals', 'vip']],
	])('asks for the added tag when %s', (_what, type, condition) => {
		expect(filtered(filterOn(condition, type))).toBe('assigned Ann');
	});

	it.each<[string, string, Condition]>([
		['the list has another', 'array', [tags, 'contains', 'gold']],
		['the list has not', 'array', [tags, 'notContains', 'spam']],
		['the event is not another', 'string', ['={{ $json.tag }}', 'notEquals', 'spam']],
		['another is found', 'boolean', ["={{ $json.contact.tags.includes('gold') }}", 'true']],
		['none is found', 'boolean', ["={{ $json.contact.tags.includes('spam') }}", 'false']],
		['others are joined', 'string', ["={{ $json.contact.tags.join(', ') }}", 'contains', 'gold']],
		['it is about the account', 'string', ['={{ $json.account.tag }}', 'equals', 'wa-sales']],
		['it is about the source', 'string', ['={{ $json.contact.source }}', 'equals', 'Web']],
	])('does not ask for the added tag when %s', (_what, type, condition) => {
		expect(filtered(filterOn(condition, type))).toBe('kept Gus');
		// All of them are true: whom nobody owns, they decide about.
		expect(filtered(filterOn(condition, type), null)).toBe('assigned Ann');
	});

	it('is tested with the added tag, also where HighLevel does not show it yet', () => {
		const rule = asking({}, filterOn([tags, 'contains', 'vip'], 'array'));
		expect(said(added('vip', [rule], { contact: { tags: [] } }))).toBe('assigned Ann');
		expect(said(added('vip', [rule], { contact: { tags: null } }))).toBe('assigned Ann');
	});

	/** Of a contact that has `gold` already; expressions are true, as n8n would find them. */
	function filtered(conditions: unknown, ownerId: string | null = 'u7'): string {
		const at = touch({
			event: 'tag',
			tag: 'vip',
			contact: { ownerId, tags: ['vip', 'gold'], source: 'Web' },
		});
		const evaluate = (expression: string) => {
			if (expression.includes('join')) return 'vip, gold';
			if (expression.includes('toLowerCase')) return 'vip';
			return !expression.includes('spam');
		};
		const input = plan({ rules: [asking({}, conditions)] });
		return said(decide(input, at, state(), WEDNESDAY, { item: at, evaluate }).decision);
	}
});

it.each<[string, object[], object, string]>([
	[
		'a team without members',
		[tagRule('vip', { target: team('Void') })],
		{},
		'Void is a team without members',
	],
	[
		'somebody who is paused',
		[tagRule('vip')],
		{ people: [{ user: { by: 'id', value: 'u1' }, paused: true }] },
		'Ann is paused',
	],
])('the receipt says why its rule moved nothing: it names %s', (_what, rules, more, why) => {
	const teams = [{ name: 'Void', members: [] }];
	const decision = added('vip', rules, { more: { teams, fallback: user('u2'), ...more } });
	expect(said(decision)).toBe('kept Gus');
	expect(decision.receipt.sentence).toBe(
		`Gus owns this contact and keeps it: rule 'Ann' matched, but ${why}.`,
	);
});
