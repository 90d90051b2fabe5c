import fc from 'fast-check';
import { checkOrder } from '../../../routing/check/order';
import { CompiledPlan } from '../../../routing/compiledPlan';
import { touchSchema, type Touch } from '../../../routing/model/touch';
import { CONDITIONS } from '../../../routing/rules/conditions';
import type { Condition, ContactNeed } from '../../../routing/rules/conditions/condition';
import { ruleMatches } from '../../../routing/rules/ruleIndex';
import { failures } from '../../../routing/rules/ruleTrace';
import { TouchFacts } from '../../../routing/rules/touchFacts';
import { OFFICE, WEDNESDAY, filter, plan, user } from '../builders';
import { fromSchema } from './fromSchema';

/** Few, so that rules and touches meet: names of accounts, tags, sources, countries and schedules. */
const WORDS = ['US', 'US-CA', 'Google Ads', 'Office', '+12025550143', 'é'];

const filters = fc
	.array(
		fc.tuple(
			fc.constantFrom('={{ $json.contact.source }}', '={{ $json.tag }}', '={{ $json.key }}'),
			fc.constantFrom('equals', 'contains', 'notEquals'),
			fc.constantFrom(...WORDS),
		),
		{ minLength: 1, maxLength: 2 },
	)
	.chain((list) => fc.constantFrom('and', 'or').map((combinator) => filter(list, combinator)));

interface Tested {
	condition: Condition;
	values: fc.Arbitrary<unknown>;
	/** The fields of a rule that asks this. */
	fields(value: unknown): Record<string, unknown>;
}

const TESTED: Record<string, Tested> = Object.fromEntries(
	Object.entries(CONDITIONS).map(([name, condition]) => [
		name,
		{
			condition,
			values: name === 'item' ? filters : fromSchema(condition.schema, WORDS),
			fields: (value: unknown) => ({ when: { [name]: value } }),
		},
	]),
);
const ENTRIES = Object.entries(TESTED);

const touches = fc
	.tuple(
		fromSchema(touchSchema, WORDS) as fc.Arbitrary<Touch>,
		fc.constantFrom(undefined, ...WORDS.map((text) => ({ text: `Hello ${text}!` }))),
	)
	.map(([touch, message]) => ({
		...touch,
		message,
		contact: { ...touch.contact, ...(touch.test && { attributionSource: { gclid: 'x' } }) },
	}));
const times = fc.constantFrom(WEDNESDAY, WEDNESDAY - 12 * 3_600_000);
const factsOf = (touch: Touch, now: number) => new TouchFacts(touch, now, touch, undefined);

/** A plan whose rules ask just this, compiled. */
function planOf(rules: ReadonlyArray<Record<string, unknown>>, indexFrom?: number): CompiledPlan {
	const input = rules.map((fields, i) => ({ name: `R${i}`, target: user('u1'), ...fields }));
	const more = { schedules: [OFFICE], businessHours: 'Office', fallback: user('u1') };
	return new CompiledPlan(plan({ rules: input, ...more }), '', indexFrom);
}

const ruleAt = (compiled: CompiledPlan, place: number) => compiled.rules[place]!;
const matches = (compiled: CompiledPlan, touch: Touch, now: number, place = 0) =>
	ruleMatches(ruleAt(compiled, place), factsOf(touch, now));
const unreachable = (compiled: CompiledPlan) =>
	checkOrder(compiled)
		.filter(({ code }) => code === 'unreachable')
		.map(({ where }) => where);

const ATTRIBUTION = ['attributionSource', 'lastAttributionSource'];
/** What is not known of a contact when HighLevel was not asked for more. */
const UNKNOWN: Record<ContactNeed, readonly string[]> = {
	nothing: [...ATTRIBUTION, 'tags', 'source', 'existed', 'ownerId'],
	account: [...ATTRIBUTION, 'source', 'existed', 'ownerId'],
	contact: ATTRIBUTION,
	attribution: [],
};

function withOnly(need: ContactNeed, touch: Touch): Touch {
	const known = Object.entries(touch.contact).filter(([name]) => !UNKNOWN[need].includes(name));
	return { ...touch, contact: Object.fromEntries(known) };
}

describe.each(ENTRIES)('the condition %s', (_name, { condition, values, fields }) => {
	it('passes or says why not, and passes only for a touch that has its keys', () => {
		let passed = 0;
		fc.assert(
			fc.property(values, touches, times, (value, touch, now) => {
				const compiled = planOf([fields(value)]);
				const rule = ruleAt(compiled, 0);
				const facts = factsOf(touch, now);
				const found = ruleMatches(rule, facts);
				if (found) passed++;
				for (const words of failures(rule, facts)) expect(words).toMatch(/\S/);
				if (found) expect(rule.matched(facts).join()).toMatch(/^(the|it|contact\.|tag|key) ?\S/);
				expect(rule.never !== null || failures(rule, facts).length > 0).toBe(!found);
				for (const { dimension, keys } of rule.keys) {
					const has = dimension.values(facts);
					if (found && has) expect(has.some((one) => keys.includes(one))).toBe(true);
					if (!dimension.several) expect(has?.length ?? 0).toBeLessThan(2);
				}
			}),
			{ numRuns: 120 },
		);
		expect(passed).toBeGreaterThan(0);
	});

	it('reads of HighLevel no more than it says it needs', () => {
		fc.assert(
			fc.property(values, touches, times, (value, touch, now) => {
				const compiled = planOf([fields(value)]);
				const less = withOnly(condition.needs(value), touch);
				expect(matches(compiled, less, now)).toBe(matches(compiled, touch, now));
			}),
			{ numRuns: 120 },
		);
	});

	it('is true only in the hours that it names, and never when it contradicts itself', () => {
		fc.assert(
			fc.property(values, touches, times, (value, touch, now) => {
				const compiled = planOf([fields(value)]);
				const hours = condition.hours(value);
				if (!matches(compiled, touch, now)) return;
				expect(condition.contradiction(value, { onlyPreviousOwner: false })).toBeNull();
				if (hours === null || hours === 'always') return;
				expect(compiled.schedules.get('office')?.isOpen(now)).toBe(hours.open);
			}),
			{ numRuns: 120 },
		);
	});

	it('makes no later rule unreachable that could match alone', () => {
		const another = fc
			.constantFrom(...ENTRIES)
			.chain(([, other]) => other.values.map(other.fields));
		let found = 0;
		fc.assert(
			fc.property(values, values, another, touches, times, (first, second, more, touch, now) => {
				for (const value of [first, second]) {
					const compiled = planOf([fields(first), { ...more, ...fields(value) }]);
					if (unreachable(compiled).length === 0) continue;
					found++;
					if (matches(compiled, touch, now, 1)) expect(matches(compiled, touch, now)).toBe(true);
				}
			}),
			{ numRuns: 120 },
		);
		expect(found).toBeGreaterThan(0);
	});

	it.each(ENTRIES.filter(([, other]) => other.condition !== condition))(
		'does not stand for the condition %s',
		(_other, other) => {
			fc.assert(
				fc.property(values, other.values, (value, otherValue) => {
					const compiled = planOf([fields(value), other.fields(otherValue)]);
					expect(unreachable(compiled)).toEqual([]);
				}),
				{ numRuns: 25 },
			);
		},
	);
});

const anyRule = fc.constantFrom(...ENTRIES).chain(([, { values, fields }]) => values.map(fields));

it('the index finds what a scan finds, whatever the conditions', () => {
	const rules = fc.array(
		fc.tuple(anyRule, anyRule).map(([a, b]) => ({ ...a, ...b })),
		{ maxLength: 20 },
	);
	fc.assert(
		fc.property(rules, touches, times, (list, touch, now) => {
			const facts = () => factsOf(touch, now);
			expect(planOf(list, 0).match(facts())).toBe(planOf(list, Infinity).match(facts()));
		}),
		{ numRuns: 120 },
	);
});
