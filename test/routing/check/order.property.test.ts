import fc from 'fast-check';
import { checkOrder } from '../../../routing/check/order';
import { compilePlan } from '../../../routing/compiledPlan';
import { decide } from '../../../routing/decide/decide';
import type { Touch } from '../../../routing/model/touch';
import type { Plan } from '../../../routing/plan/plan';
import {
	OFFICE,
	SALES,
	SUPPORT,
	WEDNESDAY,
	byId,
	filter,
	plan,
	state,
	touch,
	user,
} from '../builders';

const HOUR = 3_600_000;
const TAGS = ['vip', 'gold', 'spam'];
const SOURCES = ['Facebook Ads', 'facebook', 'web'];
const PLACES = ['US', 'US-NY', 'US-CA', 'GB', 'GG', 'PR'];
const some = (list: readonly string[]) => fc.subarray([...list], { minLength: 1 });
const accounts = fc.subarray(
	[
		byId(SALES.id),
		byId(SUPPORT.id),
		{ by: 'name', value: SALES.name },
		{ by: 'number', value: SUPPORT.number },
	],
	{ minLength: 1 },
);
const tags = fc.oneof(
	some(TAGS).map((any) => ({ any })),
	some(TAGS).map((all) => ({ all })),
	fc.tuple(some(TAGS), some(TAGS)).map(([any, none]) => ({ any, none })),
);
const asksForTag = fc
	.tuple(fc.constantFrom(...TAGS), fc.constantFrom('contains', 'notContains'))
	.map(([tag, operation]) => filter([['={{ $json.contact.tags }}', operation, tag, 'array']]));
const LONG = {
	...OFFICE,
	name: 'Long',
	hours: [{ ...OFFICE.hours[0], from: '08:00', to: '22:00' }],
};
const time = fc.constantFrom<unknown>(
	'businessHours',
	'afterHours',
	{ schedule: 'Long' },
	{
		schedule: 'Long',
		outside: true,
	},
);
const when = fc
	.record(
		{
			accounts,
			tags,
			source: fc.oneof(
				some(SOURCES).map((is) => ({ is })),
				some(['face', 'ads']).map((contains) => ({ contains })),
			),
			countries: some(PLACES),
			contact: fc.constantFrom('new', 'existing'),
			time,
			message: some(['price', 'price list', 'hello']).map((contains) => ({ contains })),
			item: asksForTag,
		},
		{ requiredKeys: [] },
	)
	.filter((conditions) => [1, 2].includes(Object.keys(conditions).length));
const rule = fc
	.record({ when, backs: fc.integer({ min: 0, max: 5 }), off: fc.integer({ min: 0, max: 5 }) })
	.map(({ when: asked, backs, off }) => ({
		when: asked,
		target: user('u1'),
		backups: backs === 0 ? [{ type: 'nextRule' }] : [],
		off: off === 0,
	}));
const owners = fc.constantFrom(null, { mode: 'first' }, { mode: 'context' }, { mode: 'separate' });
/** Rules of which the later ones often ask all that an earlier one asks, and more. */
const rules = fc
	.tuple(fc.array(rule, { minLength: 2, maxLength: 5 }), fc.array(fc.nat({ max: 4 })))
	.map(([all, narrower]) =>
		all.map((one, i) => {
			const general = all[narrower[i] ?? i];
			return { ...one, when: { ...one.when, ...general?.when } };
		}),
	);
const plans = fc.tuple(rules, owners);
const touches = fc
	.record({
		account: fc.constantFrom(SALES, SUPPORT, null),
		event: fc.constantFrom('message' as const, 'tag' as const, 'contactCreated' as const),
		tag: fc.constantFrom(...TAGS),
		message: fc.constantFrom({ text: 'The price list, please' }, { text: 'Hello' }),
		contact: fc.record({
			tags: fc.subarray(TAGS),
			source: fc.constantFrom(...SOURCES, null),
			country: fc.constantFrom('US', 'GB', 'GG', 'PR', null),
			region: fc.constantFrom('US-NY', 'US-CA', null),
			existed: fc.boolean(),
			ownerId: fc.constantFrom('u2', null),
		}),
	})
	.map((change) => touch(change as Partial<Touch>));
const times = fc.constantFrom(WEDNESDAY, WEDNESDAY + 5 * HOUR, WEDNESDAY + 9 * HOUR);

function planOf(rules: readonly unknown[], policy: unknown): Plan {
	const schedules = [OFFICE, LONG];
	return plan({ rules, owners: policy, schedules, businessHours: 'Office', fallback: user('u8') });
}

/** Positions of rules with this finding. */
function found(full: Plan, code: string): number[] {
	const findings = checkOrder(compilePlan(full)).filter((one) => one.code === code);
	return findings.map(({ where }) => Number(/^Rule (\d+)/.exec(where)?.[1]));
}

function positionOf(full: Plan, at: Touch, now: number): number | null {
	return decide(compilePlan(full), at, state(), now).decision.rule?.position ?? null;
}

it('a rule that is called unreachable never decides', () => {
	let unreachable = 0;
	fc.assert(
		fc.property(
			plans,
			fc.array(fc.tuple(touches, times), { minLength: 8, maxLength: 12 }),
			(one, asked) => {
				const full = planOf(...one);
				const dead = found(full, 'unreachable');
				unreachable += dead.length;
				for (const [at, now] of dead.length > 0 ? asked : []) {
					expect(dead).not.toContain(positionOf(full, at, now));
				}
			},
		),
		{ numRuns: 120 },
	);
	expect(unreachable).toBeGreaterThan(3);
});

it('a rule that a broader one comes before decides about no message when that takes all of it', () => {
	let narrower = 0;
	fc.assert(
		fc.property(rule, when, touches, times, owners, (general, more, at, now, policy) => {
			const special = { ...general, when: { ...more, ...general.when }, off: false, backups: [] };
			const full = planOf([{ ...general, off: false, backups: [] }, special], policy);
			const told = [...found(full, 'unreachable'), ...found(full, 'broader_first')];
			const isSame = JSON.stringify(special.when.item) === JSON.stringify(general.when.item);
			if (isSame) expect(told).toEqual([2]);
			narrower += told.length;
			if (at.event !== 'tag') expect(positionOf(full, at, now)).not.toBe(2);
		}),
		{ numRuns: 60 },
	);
	expect(narrower).toBeGreaterThan(3);
});
