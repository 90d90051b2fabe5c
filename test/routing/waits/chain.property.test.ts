import fc from 'fast-check';
import { MINUTE } from '../../../routing/model/durations';
import { USERS, SALES, WEDNESDAY, byId, plan, team, user } from '../builders';
import { WaitBook, type Part } from './waitBook';

const IDS = USERS.map(({ id }) => id);
const someone = fc.constantFrom(...IDS);
const target = fc.oneof(
	someone.map(user),
	fc.constantFrom('Red', 'Blue').map(team),
	fc.constant({ type: 'firstWorkingNext', team: 'Red' }),
);
const minutes = fc.integer({ min: 1, max: 90 });

const replyTime = fc.record({
	within: minutes,
	time: fc.constantFrom('working', 'always'),
	then: fc.oneof(fc.constant({ type: 'nextOfRule' }), fc.constant({ type: 'tell' }), target),
	againAfter: fc.option(minutes),
	atMost: fc.integer({ min: 1, max: 6 }),
	atLast: fc.option(target),
});

const world = fc.record({
	replyTime,
	rule: fc.record({ target, backups: fc.array(target, { maxLength: 2 }) }),
	red: fc.uniqueArray(someone, { maxLength: 5 }),
	blue: fc.uniqueArray(someone, { maxLength: 3 }),
	fallback: fc.option(target),
	whenUnavailable: fc.constantFrom('keep', 'cover', 'reassign'),
	owner: fc.option(someone),
});

/** What happens between one look at the waits and the next. */
const step = fc.record({
	paused: fc.subarray(IDS),
	asks: fc.boolean(),
	byHand: fc.oneof({ weight: 8, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: someone }),
});

interface World {
	rule: object;
	red: string[];
	blue: string[];
	replyTime: object;
	fallback: unknown;
	whenUnavailable: string;
	owner: string | null;
}

function planOf(
	{ rule, red, blue, replyTime: entry, fallback, whenUnavailable }: World,
	paused: string[],
) {
	const members = (ids: string[]) => ids.map((id) => ({ user: byId(id) }));
	return plan({
		rules: [{ name: 'Any', when: { accounts: [byId(SALES.id)] }, ...rule }],
		teams: [
			{ name: 'Red', members: members(red) },
			{ name: 'Blue', members: members(blue) },
		],
		people: paused.map((id) => ({ user: byId(id), paused: true })),
		fallback,
		owners: { whenUnavailable },
		replyTimes: [entry],
	});
}

/** Goes on until nothing is due any more. */
function run(
	given: World,
	steps: ReadonlyArray<{ paused: string[]; asks: boolean; byHand: string | null }>,
) {
	const book = new WaitBook(planOf(given, []));
	if (given.owner) {
		const owner = { user: given.owner, account: SALES.id, at: 0, replaced: null };
		book.owners = { primary: '*', slots: { '*': owner } };
	}
	book.decide(WEDNESDAY);
	const escalated: string[] = [];
	let isByHand = false;
	for (let i = 0, due = book.one.dueAt; due !== null; due = book.one.dueAt, i++) {
		expect(i).toBeLessThan(40);
		const { paused = [], asks = false, byHand = null } = steps[i] ?? {};
		const now = due + i;
		book.plan = planOf(given, paused);
		if (asks) book.decide(now);
		isByHand ||= byHand !== null;
		const owned = ownerOf(book);
		const before = book.one;
		const decided = book.noReply(
			now,
			byHand === null ? {} : { contact: { ownerId: byHand } },
			before,
		);
		if (before.ended === 'escalated') escalated.push(book.one.user ?? '');
		if (owned !== null) expect(ownerOf(book)).not.toBeNull();
		if (owned !== null) expect(decided.user).not.toBeNull();
		expect(decided.tell === undefined).toBe(before.ended !== null);
	}
	return { book, escalated, isByHand };
}

const ownerOf = (book: WaitBook) => book.owners.slots['*']?.user ?? null;

/** How long the parts of a chain took, one after the other. */
function partsOf(parts: readonly Part[]): number {
	return parts.reduce((sum, { givenAt, endedAt }) => sum + (endedAt ?? 0) - givenAt, 0);
}

describe('A question that nobody answers', () => {
	it('comes to an end, never to anybody twice, and never leaves the contact without its owner', () => {
		const property = fc.property(world, fc.array(step, { maxLength: 10 }), (given, steps) => {
			const { book, escalated, isByHand } = run(given, steps);
			expect(new Set(escalated).size).toBe(escalated.length);
			const [first] = book.parts;
			if (!isByHand && first?.user) expect(escalated).not.toContain(first.user);
			expect(new Set(book.one.had).size).toBe(book.one.had.length);
		});
		fc.assert(property, { numRuns: 400 });
	});

	it('is one chain, whose parts add up to the time until its answer', () => {
		const property = fc.property(world, fc.array(step, { maxLength: 10 }), (given, steps) => {
			const { book } = run(given, steps);
			const last = book.one;
			const answeredAt = last.givenAt + 7 * MINUTE;
			// Whoever kept writing after that is answered, too.
			book.answer(Math.max(answeredAt, ...last.laterAsks.map((asked) => asked + 1)));
			const [first] = book.parts;
			expect(book.open).toEqual([]);
			expect(new Set(book.parts.map(({ chain }) => chain)).size).toBe(1);
			expect(new Set(book.parts.map(({ askedAt }) => askedAt)).size).toBe(1);
			for (const [i, { givenAt }] of book.parts.entries()) {
				if (i > 0) expect(givenAt).toBe(book.parts[i - 1]?.endedAt);
			}
			const all = (book.parts.at(-1)?.endedAt ?? 0) - (first?.askedAt ?? 0);
			expect(partsOf(book.parts)).toBe(all);
		});
		fc.assert(property, { numRuns: 200 });
	});
});
