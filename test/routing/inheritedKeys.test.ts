import fc from 'fast-check';
import { decide } from '../../routing/decide/decide';
import { check } from '../../routing/check/check';
import type { User } from '../../routing/model/decision';
import type { RoutingState } from '../../routing/model/state';
import { countryCode, countryNamed, wholeCountry } from '../../routing/model/countries';
import { emptyTable, own, ownFields } from '../../routing/model/own';
import { touchSchema } from '../../routing/model/touch';
import { parsePlan, PlanError } from '../../routing/plan/plan';
import { STRATEGIES } from '../../routing/strategies';
import { whyNotMe } from '../../routing/whyNot/whyNotMe';

/** Names that every object has without having a field of that name. */
const INHERITED = Object.getOwnPropertyNames(Object.prototype);
const NOW = Date.UTC(2026, 2, 4, 15);

it.each(INHERITED)('a table has nothing under %s unless somebody put it there', (name) => {
	expect(own<unknown>({}, name)).toBeUndefined();
	expect(own<unknown>(JSON.parse(`{ "${name}": 1 }`) as Record<string, unknown>, name)).toBe(1);
	const table = emptyTable<number>();
	expect(own(table, name)).toBeUndefined();
	table[name] = 2;
	expect(own(table, name)).toBe(2);
	expect(Object.entries(table)).toEqual([[name, 2]]);
});

it('own fields are all fields but those that would be inherited', () => {
	const parsed = JSON.parse('{ "a": 1, "__proto__": { "b": 2 } }') as object;
	expect(ownFields(parsed)).toEqual({ a: 1 });
	expect(ownFields(Object.assign(Object.create({ b: 2 }) as object, { a: 1 }))).toEqual({ a: 1 });
	const plain = { a: 1 };
	expect(ownFields(plain)).toBe(plain);
	expect(ownFields([1])).toEqual([1]);
	expect(ownFields(null)).toBeNull();
});

it.each(INHERITED)('%s is no country', (name) => {
	expect(countryCode(name)).toBeNull();
	expect(countryNamed(name)).toBeNull();
	expect(wholeCountry(name)).toBe(name);
});

it.each(INHERITED)('a plan with %s in the place of a country is refused in plain words', (name) => {
	const rule = { name: 'x', when: { countries: [name] } };
	const target = { type: 'previousOwner' };
	const read = () => parsePlan({ rules: [{ ...rule, target }], fallback: null });
	expect(read).toThrow(PlanError);
	expect(read).toThrow(new RegExp(`Rule 'x': when\\.countries\\.0: '${name}' is no country;`));
	expect(read).not.toThrow(/native code|\[object/);
});

describe('a touch with a field __proto__', () => {
	const hidden = {
		preview: true,
		test: true,
		excludedUsers: ['u1'],
		tag: 'vip',
		reassign: { kind: 'leaves', run: 'r', about: 'a' },
	};
	const text = JSON.stringify({
		key: 'k',
		event: 'message',
		account: { id: '1' },
		contact: { phone: '+14155550117', alsoKnownAs: {} },
		referral: {},
		more: 1,
	});
	const withProto = (part: string, inherited: object) =>
		JSON.parse(text.replace(part, `${part}"__proto__": ${JSON.stringify(inherited)},`)) as unknown;

	it.each([
		['', '{', hidden],
		['account', '"account":{', { number: '+1', name: 'Sales', tag: 'sales' }],
		['contact', '"contact":{', { ownerId: 'u1', id: 'c1', tags: ['vip'] }],
	])('has nothing of it below %j', (path, part, inherited) => {
		const input = part === '{' ? withTop(inherited) : withProto(part, inherited);
		const touch = touchSchema.parse(input) as Record<string, Record<string, unknown>>;
		const object = path === '' ? touch : touch[path];
		for (const name of Object.keys(inherited)) expect(object?.[name]).toBeUndefined();
		expect(touch).toMatchObject({ key: 'k', more: 1 });
	});

	function withTop(inherited: object): unknown {
		return JSON.parse(text.replace('{', `{"__proto__": ${JSON.stringify(inherited)},`)) as unknown;
	}
});

interface Names {
	team: string;
	rule: string;
	ann: string;
	bob: string;
	tag: string;
}

/** What becomes of a contact with a tag, when everything is called by these names. */
function outcomes({ team, rule, ann, bob, tag }: Names, strategy: string, known: boolean) {
	const plan = parsePlan({
		rules: [
			{ name: rule, when: { tags: { any: [tag] } }, label: rule, target: { type: 'team', team } },
		],
		fallback: null,
		owners: { mode: 'context' },
		teams: [{ name: team, strategy, members: [{ user: byId(ann) }, { user: byId(bob) }] }],
		people: [{ user: byId(ann), capacity: 3 }],
	});
	const users = [userOf(ann, 'Ann'), userOf(bob, 'Bob')];
	const touch = touchSchema.parse({
		key: 'k',
		event: 'message',
		account: { id: '1', name: team },
		contact: { id: 'c', phone: '+14155550117', tags: [tag], ownerId: null },
	});
	const table = <T>(key: string, value: T) => Object.fromEntries([[key, value]]);
	const state: RoutingState = {
		owners: null,
		users,
		...(known && {
			turns: table(team, table(bob, { credit: 0.5, lift: 0, away: false })),
			loads: table(ann, { open: 1, lastAssignedAt: NOW - 1, recent: [] }),
		}),
	};
	const { decision, changes } = decide(plan, touch, state, NOW);
	return {
		outcome: decision.outcome,
		user: decision.user?.name,
		tieBreak: decision.receipt.tieBreak,
		reasons: decision.receipt.candidates.map(({ reason }) => reason),
		changes: changes.map((change) =>
			change.type === 'turns' ? Object.values(change.turns) : change.type,
		),
		findings: check(plan, { users, now: NOW }).map(({ code }) => code),
		whyNot: whyNotMe(plan, touch, state, NOW, byId(bob)).wins,
	};
}

const byId = (value: string) => ({ by: 'id' as const, value });
const userOf = (id: string, name: string): User => ({ id, name, email: `${name}@example.com` });
const ORDINARY: Names = { team: 'team1', rule: 'rule1', ann: 'ann1', bob: 'bob1', tag: 'tag1' };

/** Sticky goes by the IDs themselves. */
const BY_WHAT_THEY_DID = Object.keys(STRATEGIES).filter((name) => name !== 'sticky');

it('people, teams, rules and tags may be called as what every object inherits', () => {
	fc.assert(
		fc.property(
			fc.shuffledSubarray(INHERITED, { minLength: 5, maxLength: 5 }),
			fc.constantFrom(...BY_WHAT_THEY_DID),
			fc.boolean(),
			([team = '', rule = '', ann = '', bob = '', tag = ''], strategy, known) => {
				const odd = outcomes({ team, rule, ann, bob, tag }, strategy, known);
				expect(odd).toEqual(outcomes(ORDINARY, strategy, known));
			},
		),
	);
});
