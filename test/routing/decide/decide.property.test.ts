import fc from 'fast-check';
import { CompiledPlan, compilePlan } from '../../../routing/compiledPlan';
import { decide } from '../../../routing/decide/decide';
import { TouchFacts } from '../../../routing/rules/touchFacts';
import { parsePlan, type Plan } from '../../../routing/plan/plan';
import { ruleMatches } from '../../../routing/rules/ruleIndex';
import { CONDITIONS } from '../../../routing/rules/conditions';
import { STRATEGY_NAMES } from '../../../routing/strategies';
import { fold } from '../../../routing/model/text';
import type { RoutingState } from '../../../routing/model/state';
import type { Touch } from '../../../routing/model/touch';
import { OFFICE, USERS, WEDNESDAY, byId, filter } from '../builders';
import { fromSchema } from '../rules/fromSchema';

const IDS = USERS.map(({ id }) => id);
const ACCOUNTS = ['1', '2', '3'].map((id) => ({
	id,
	number: `+1202555010${id}`,
	name: `Line ${id}`,
}));
const TAGS = ['a', 'b', 'c'];
const SOURCES = ['Google Ads', 'Referral', 'Web'];

const userId = fc.constantFrom(...IDS, 'gone');
const user = userId.map(byId);
const account = fc
	.constantFrom(...ACCOUNTS)
	.chain((one) =>
		fc
			.constantFrom('id' as const, 'number' as const, 'name' as const)
			.map((by) => ({ by, value: one[by] })),
	);
const target = fc.oneof(
	user.map((one) => ({ type: 'user' as const, user: one })),
	fc.constantFrom('Red', 'Blue').map((team) => ({ type: 'team' as const, team })),
	fc.constantFrom({ type: 'previousOwner' as const }, { type: 'nextRule' as const }),
	fc.constantFrom({ type: 'firstWorkingNext' as const, team: 'Red' }, { type: 'nobody' as const }),
);
const teamTarget = target.filter(({ type }) => type !== 'nextRule');
const common = {
	name: fc.string(),
	target,
	backups: fc.array(target, { maxLength: 2 }),
};

const condition = fc.oneof(
	fc
		.constantFrom('Web', 'web', '')
		.map((text) => ['={{ $json.contact.source }}', 'equals', text] as const),
	fc.constantFrom('7', '8').map((text) => ['={{ $json.level }}', 'equals', text] as const),
	fc.constant(['={{ $json.contact.name }}', 'contains', 'a'] as const),
);
const conditions = fc.oneof(
	{ weight: 3, arbitrary: fc.constant(null) },
	{
		weight: 2,
		arbitrary: fc
			.tuple(
				fc.array(condition, { maxLength: 2 }),
				fc.constantFrom('and', 'or'),
				fc.constantFrom('strict', 'loose'),
				fc.boolean(),
			)
			.map(([list, combinator, typeValidation, caseSensitive]) => {
				const raw = filter(
					list.map(([left, operation, right]) => [left, operation, right]),
					combinator,
				);
				return { ...raw, options: { ...raw.options, typeValidation, caseSensitive } };
			}),
	},
	{ weight: 1, arbitrary: fc.constantFrom({}, 'x') },
);
const subset = (values: readonly string[]) => fc.subarray([...values]);
/** Few, so that what a rule asks and what a touch has meet. */
const WORDS = [
	...TAGS,
	...SOURCES,
	'goo',
	'US',
	'CA',
	'US-CA',
	'Office',
	...ACCOUNTS.flatMap((one) => Object.values(one)),
];
const when = fc.record(
	Object.fromEntries(
		Object.entries(CONDITIONS).map(([name, { schema }]) => [
			name,
			name === 'item' ? conditions : fromSchema(schema, WORDS),
		]),
	),
	{ requiredKeys: [] },
);
const rule = fc.oneof(
	fc.record({ ...common, when: account.map((one) => ({ accounts: [one] })) }),
	fc.record({ ...common, when: fc.constantFrom(...TAGS).map((tag) => ({ tags: { any: [tag] } })) }),
	fc.record({ ...common, when, off: fc.integer({ max: 9, min: 0 }).map((n) => n === 0) }),
);
const team = (name: string) =>
	fc.record({
		name: fc.constant(name),
		strategy: fc.constantFrom(...STRATEGY_NAMES),
		members: fc.array(fc.record({ user, weight: fc.integer({ min: 1, max: 5 }) }), {
			maxLength: 4,
		}),
		works: fc.constantFrom(null, 'Office'),
		outsideHours: fc.option(teamTarget),
		ifNobody: fc.option(teamTarget),
	});
const person = fc.record({
	user,
	works: fc.constantFrom(null, 'Office'),
	paused: fc.boolean(),
	away: fc.constantFrom([], [{ from: '2026-03-04' }]),
	capacity: fc.constantFrom(null, 2),
	backup: fc.option(user),
});
const plan: fc.Arbitrary<Plan> = fc
	.record({
		rules: fc.array(rule, { maxLength: 25 }),
		fallback: fc.option(target),
		whenNobody: fc.constantFrom('wait', 'unassigned'),
		teams: fc.tuple(team('Red'), team('Blue')),
		people: fc.array(person, { maxLength: 8 }),
		schedules: fc.constant([OFFICE]),
		businessHours: fc.constant('Office'),
		owners: fc.option(
			fc.record({
				mode: fc.constantFrom('separate', 'first', 'context', 'one'),
				whenUnavailable: fc.constantFrom('keep', 'cover', 'reassign'),
				respectManual: fc.boolean(),
			}),
		),
	})
	// Plans are JSON; fast-check also makes objects without a prototype.
	.map((input) => parsePlan(JSON.parse(JSON.stringify(input))));

const touch = fc
	.record({
		key: fc.constant('k'),
		event: fc.constantFrom('message', 'tag', 'contact'),
		account: fc.option(fc.constantFrom(...ACCOUNTS)),
		tag: fc.constantFrom(null, ...TAGS),
		level: fc.constantFrom(null, '7', 7, 8),
		excludedUsers: subset(IDS.slice(0, 3)),
		contact: fc.record({
			id: fc.constantFrom('c1', 'c2'),
			name: fc.constantFrom('Maria', 5, null),
			tags: subset(TAGS),
			source: fc.constantFrom(null, ...SOURCES, 'web'),
			country: fc.constantFrom(null, 'US', 'DE'),
			region: fc.constantFrom(null, 'US-CA'),
			existed: fc.constantFrom(null, true, false),
			ownerId: fc.constantFrom(null, ...IDS.slice(0, 3), 'agency'),
		}),
	})
	.map((one) => JSON.parse(JSON.stringify(one)) as Touch);

const slot = fc.record({
	user: userId,
	account: fc.constantFrom(null, '1', '2'),
	at: fc.constant(0),
	replaced: fc.constantFrom(null, 'u1'),
});
const state: fc.Arbitrary<RoutingState> = fc.record({
	users: fc.constant(USERS),
	left: fc.constantFrom([], ['agency']),
	owners: fc.option(
		fc.record({
			primary: fc.constantFrom('*', 'account:1'),
			slots: fc.dictionary(fc.constantFrom('*', 'account:1', 'account:2'), slot),
		}),
	),
	loads: fc.dictionary(
		fc.constantFrom(...IDS),
		fc.record({ open: fc.nat(4), lastAssignedAt: fc.option(fc.nat(9)), recent: fc.constant([]) }),
	),
});

/** Noon on a Wednesday, and the night before. */
const now = fc.constantFrom(WEDNESDAY, WEDNESDAY - 12 * 3_600_000);
const runs = { numRuns: 200 };

it('the index finds what a plain scan finds, from any place on', () => {
	let found = 0;
	fc.assert(
		fc.property(plan, touch, now, fc.nat(5), (plan, touch, now, from) => {
			const facts = () => new TouchFacts(touch, now, touch, undefined);
			const scanned = new CompiledPlan(plan, '', Infinity).match(facts(), from);
			const indexed = new CompiledPlan(plan, '', 0).match(facts(), from);
			expect(indexed).toBe(scanned);
			if (scanned !== -1) found++;
		}),
		{ numRuns: 800 },
	);
	expect(found).toBeGreaterThan(150);
});

it('the same input gives the same decision, byte for byte, and nothing is changed', () => {
	fc.assert(
		fc.property(plan, touch, state, now, (plan, touch, state, now) => {
			const before = JSON.stringify([plan, touch, state]);
			const first = JSON.stringify(decide(plan, touch, state, now));
			const copy = JSON.parse(before) as [Plan, Touch, RoutingState];
			expect(JSON.stringify(decide(new CompiledPlan(copy[0]), copy[1], copy[2], now))).toBe(first);
			expect(JSON.stringify([plan, touch, state])).toBe(before);
		}),
		runs,
	);
});

it('nobody who is unknown, excluded or not available is assigned, and nobody who has left kept', () => {
	let assigned = 0;
	fc.assert(
		fc.property(plan, touch, state, now, (plan, touch, state, now) => {
			const { decision, changes } = decide(plan, touch, state, now);
			const { outcome, user, receipt } = decision;
			expect(outcome === 'assigned' || outcome === 'kept').toBe(user !== null);
			for (const change of changes) {
				if (change.type === 'assigned') expect(change.user).toBe(user?.id);
			}
			if (user) expect(touch.excludedUsers ?? []).not.toContain(user.id);
			if (user) expect(state.left).not.toContain(user.id);
			if (outcome !== 'assigned' || !user) return;
			assigned++;
			expect(state.users).toContainEqual(user);
			const member = compilePlan(plan).roster(state.users).staffMember(user);
			const trace = receipt.candidates.find(({ chosen }) => chosen);
			expect(trace).toMatchObject({ userId: user.id, passed: true });
			// Who works next is found outside the hours of the team too.
			const byHours = !JSON.stringify(plan).includes('firstWorkingNext');
			if (decision.team !== null && byHours) {
				const compiled = compilePlan(plan);
				const team = compiled.team(decision.team);
				expect(team && (compiled.teamHours(team)?.isOpen(now) ?? true)).toBe(true);
			}
			if (!member) return;
			expect(member.person.paused).toBe(false);
			if (trace?.reason !== 'working_next') expect(member.works(now)).toBe(true);
			const open = state.loads?.[user.id]?.open ?? 0;
			expect(open).toBeLessThan(member.person.capacity ?? Infinity);
		}),
		{ numRuns: 600 },
	);
	expect(assigned).toBeGreaterThan(90);
});

function tagsAskedFor({ rules }: Plan, position: number): string[] {
	const rule = rules[position - 1];
	const { any = [], all = [] } = rule?.when.tags ?? {};
	return [...any, ...all].map(fold);
}

it('a tag takes a contact from an owner who counts only by a rule that asks for it', () => {
	let moved = 0;
	fc.assert(
		fc.property(plan, touch, state, now, (plan, one, state, now) => {
			const touch = { ...one, event: 'tag' as const, excludedUsers: [] };
			// Of the whole contact, whatever the ledger knows of its parts.
			const { decision } = decide(
				{ ...plan, owners: null },
				touch,
				{ ...state, owners: null },
				now,
			);
			const ownerId = touch.contact.ownerId ?? null;
			if (ownerId === null || state.left?.includes(ownerId)) return;
			expect(decision.user).not.toBeNull();
			if (decision.user?.id === ownerId) return;
			moved++;
			expect(tagsAskedFor(plan, decision.rule?.position ?? 0)).toContain(fold(touch.tag ?? ''));
		}),
		{ numRuns: 600 },
	);
	expect(moved).toBeGreaterThan(3);
});

it('where a rule says nobody, nobody gets the contact, and nobody waits for it', () => {
	const seen = { unassigned: 0, kept: 0 };
	fc.assert(
		fc.property(plan, touch, state, now, (plan, touch, state, now) => {
			const { outcome, receipt } = decide(plan, touch, state, now).decision;
			if (!receipt.candidates.some(({ reason }) => reason === 'nobody')) return;
			expect(['unassigned', 'kept']).toContain(outcome);
			seen[outcome as keyof typeof seen]++;
		}),
		{ numRuns: 1000 },
	);
	expect(Math.min(...Object.values(seen))).toBeGreaterThan(2);
});

it('the first rule of the list that matches is the first one that a receipt says matched', () => {
	fc.assert(
		fc.property(plan, touch, state, now, (input, touch, state, now) => {
			const at = { ...touch, event: 'message' as const, account: ACCOUNTS[0] };
			const { receipt } = decide({ ...input, owners: null }, at, state, now).decision;
			const { rules } = new CompiledPlan(input);
			const facts = new TouchFacts(at, now, at, undefined);
			const first = rules.find((rule) => ruleMatches(rule, facts)) ?? null;
			const matched = receipt.rules.find(({ matched }) => matched) ?? null;
			expect(matched?.position ?? null).toBe(first?.position ?? null);
		}),
		runs,
	);
});

it('a receipt says of every rule whether it matched, in the order of trying', () => {
	fc.assert(
		fc.property(plan, touch, state, now, (plan, touch, state, now) => {
			const { receipt, rule } = decide(plan, touch, state, now, { trace: 1000 }).decision;
			const compiled = compilePlan(plan);
			expect(receipt.rules.map(({ position }) => position)).toEqual(
				compiled.rules.slice(0, receipt.rules.length).map(({ position }) => position),
			);
			for (const { reason } of receipt.rules) expect(reason).toMatch(/\S/);
			expect(receipt.sentence).toMatch(/\.$/);
			if (rule?.position) {
				const last = receipt.rules.at(-1);
				expect(last).toMatchObject({ position: rule.position, matched: true });
			}
		}),
		runs,
	);
});
