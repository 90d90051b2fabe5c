import fc from 'fast-check';
import { MINUTE } from '../../../routing/model/durations';
import { SALES, SUPPORT, WEDNESDAY, byId, plan, team } from '../builders';
import { WaitBook } from './waitBook';

const TEAM = { name: 'Red', members: ['u1', 'u2', 'u3'].map((id) => ({ user: byId(id) })) };
const RULE = {
	name: 'Any',
	when: { accounts: [byId(SALES.id), byId(SUPPORT.id)] },
	target: team('Red'),
};
const at = (minute: number) => WEDNESDAY + minute * MINUTE;

function bookOf(more: Record<string, unknown> = {}): WaitBook {
	return new WaitBook(
		plan({ rules: [RULE], teams: [TEAM], replyTimes: [{ within: 15 }], ...more }),
	);
}

/** Sales is u1's, Support is u2's. */
function separate(): WaitBook {
	const book = bookOf({ owners: { mode: 'separate' } });
	book.decide(at(0));
	book.decide(at(1), { account: SUPPORT });
	expect(book.open.map(({ user }) => user)).toEqual(['u1', 'u2']);
	return book;
}

const openAccounts = (book: WaitBook) => book.open.map(({ account }) => account);

describe('An answer', () => {
	it('ends a wait that was asked before it, at its own time', () => {
		const book = bookOf();
		book.decide(at(0));
		book.answer(at(0));
		book.answer(at(-1));
		expect(book.open).toHaveLength(1);
		book.answer(at(7), { user: 'u3' });
		expect(book.open).toEqual([]);
		expect(book.parts[0]).toMatchObject({
			ended: 'answered',
			endedAt: at(7),
			workingMs: 7 * MINUTE,
			answer: { user: 'u3' },
		});
		// A colleague's answer leaves the owner alone.
		expect(book.owners.slots['*']?.user).toBe('u1');
	});

	it('that names an account ends what waits there', () => {
		const book = separate();
		book.answer(at(5), { account: SUPPORT.id, user: 'u1' });
		expect(openAccounts(book)).toEqual([SALES.id]);
	});

	it('is about what was asked before it, whatever its writer was asked later', () => {
		const book = bookOf({ owners: { mode: 'separate' } });
		book.decide(at(0));
		book.decide(at(4), { account: SUPPORT });
		expect(book.open.map(({ user }) => user)).toEqual(['u1', 'u2']);
		book.noReply(at(20), { account: SUPPORT }, book.open[1]);
		// It becomes known now. A colleague then: u2 had nothing of the contact yet.
		book.answer(at(3), { user: 'u2' });
		expect(openAccounts(book)).toEqual([SUPPORT.id]);
	});

	it('that names none ends what is its writer’s', () => {
		const book = separate();
		book.answer(at(5), { user: 'u1' });
		expect(openAccounts(book)).toEqual([SUPPORT.id]);
	});

	it.each([
		['a colleague who has no part of the contact', { user: 'u3' }],
		['nobody knows whom', { how: 'phone' as const }],
	])('of %s ends all', (_, more) => {
		const book = separate();
		book.answer(at(5), more);
		expect(book.open).toEqual([]);
	});

	it('of who had the question before is about it, and ends the part that runs', () => {
		const book = separate();
		const [first] = book.open;
		book.noReply(at(15), { account: SALES }, first);
		expect(book.open.map(({ user }) => user)).toEqual(['u2', 'u3']);
		// It was given before the escalation, which did not know of it.
		book.answer(at(14), { user: 'u1' });
		expect(openAccounts(book)).toEqual([SUPPORT.id]);
		expect(book.parts[2]).toMatchObject({ ended: 'answered', endedAt: at(15), workingMs: 0 });
	});

	it('that is known late leaves what was asked after it, as a question of its own', () => {
		const book = bookOf();
		book.decide(at(0));
		for (const minute of [3, 20, 25]) book.decide(at(minute));
		book.answer(at(10));
		expect(book.parts[0]).toMatchObject({ ended: 'answered', endedAt: at(10) });
		expect(book.one).toMatchObject({
			askedAt: at(20),
			givenAt: at(20),
			laterAsks: [at(25)],
			dueAt: at(35),
			level: 0,
			user: 'u1',
			had: ['u1'],
		});
		expect(book.one.chain).not.toBe(book.parts[0]?.chain);
	});

	it('that is known before the question was decided ends it at once', () => {
		const book = bookOf();
		book.answer(at(10), { user: 'u1' });
		const message = { type: 'text', text: 'Late', time: new Date(at(2)).toISOString() };
		const { replies } = book.decide(at(30), { message });
		expect(book.open).toEqual([]);
		expect(book.parts[0]).toMatchObject({
			askedAt: at(2),
			ended: 'answered',
			answer: { at: at(10) },
		});
		expect(replies?.waitingSince).toBeNull();
	});

	it('remembers so many questions as anybody asks, and no more', () => {
		const book = bookOf();
		for (let minute = 0; minute <= 80; minute++) book.decide(at(minute));
		expect(book.one.askedAt).toBe(at(0));
		expect(book.one.laterAsks).toHaveLength(50);
		expect(book.one.laterAsks.at(-1)).toBe(at(80));
	});
});

describe('An answer of before a hand-over', () => {
	const leaves = (from: string) => ({
		event: 'reassign' as const,
		message: undefined,
		contact: { ownerId: from },
		excludedUsers: [from],
		reassign: { kind: 'leaves' as const, from: { id: from }, run: 'r', about: 'a' },
	});

	it('that becomes known after it is about what was its writer’s then', () => {
		const book = separate();
		book.answer(at(1.5), { account: SALES.id });
		book.decide(at(10), leaves('u1'));
		expect(book.owners.slots[`account:${SALES.id}`]?.user).not.toBe('u1');
		book.answer(at(8), { user: 'u1' });
		expect(openAccounts(book)).toEqual([SUPPORT.id]);
	});

	it('of whoever got the contact then is the one of a colleague', () => {
		const book = separate();
		book.decide(at(10), leaves('u1'));
		const heir = book.owners.slots[`account:${SALES.id}`]?.user ?? '';
		expect(heir).toBe('u3');
		book.answer(at(8), { user: heir });
		expect(book.open).toEqual([]);
	});
});

type Event =
	| { kind: 'ask'; at: number; account: typeof SALES }
	| { kind: 'answer'; at: number; account: string | null; user: string | null };

const ACCOUNTS = [SALES, SUPPORT];
const event = fc.oneof(
	fc.record({
		kind: fc.constant('ask' as const),
		at: fc.integer({ min: 2, max: 40 }),
		account: fc.constantFrom(...ACCOUNTS),
	}),
	fc.record({
		kind: fc.constant('answer' as const),
		at: fc.integer({ min: 2, max: 40 }),
		account: fc.constantFrom(null, SALES.id, SUPPORT.id),
		user: fc.constantFrom(null, 'u1', 'u2', 'u3'),
	}),
);

/** Of Sales owner u1, of Support u2: whom an answer is about, by the rule in words. */
function isAbout(answer: Event & { kind: 'answer' }, account: string): boolean {
	if (answer.account !== null) return answer.account === account;
	if (answer.user === 'u1') return account === SALES.id;
	return answer.user === 'u2' ? account === SUPPORT.id : true;
}

/** What is open in the end: since when each account waits. */
function expectedOpen(events: readonly Event[]): Array<[string, number]> {
	return ACCOUNTS.flatMap(({ id }) => {
		const answers = events.filter((one) => one.kind === 'answer' && isAbout(one, id));
		const last = Math.max(-Infinity, ...answers.map((one) => one.at));
		const asks = events.filter((one) => one.kind === 'ask' && one.account.id === id);
		const open = asks.map((one) => one.at).filter((minute) => minute >= last);
		return open.length > 0 ? [[id, at(Math.min(...open))] as [string, number]] : [];
	});
}

describe('Answers and questions', () => {
	it('come to the same, in whatever order they become known', () => {
		const history = fc.array(event, { maxLength: 12 });
		// Separate owners, settled before; then a shuffle of what happens.
		const property = fc.property(history, fc.infiniteStream(fc.nat()), (events, order) => {
			const book = separate();
			book.answer(at(1.5));
			const known = events
				.map((one) => ({ one, place: order.next().value as number }))
				.sort((a, b) => a.place - b.place);
			for (const { one } of known) tell(book, one, order.next().value % 4 === 0);
			const open = book.open.map(({ account, askedAt }) => [account, askedAt]);
			expect(open.sort()).toEqual(expectedOpen(events).sort());
		});
		fc.assert(property, { numRuns: 300 });
	});
});

/** @param twice it is delivered again */
function tell(book: WaitBook, one: Event, twice: boolean): void {
	for (let times = twice ? 2 : 1; times > 0; times--) {
		if (one.kind === 'ask') {
			const message = { type: 'text', text: 'Hello?', time: new Date(at(one.at)).toISOString() };
			book.decide(at(60), { account: one.account, message });
		} else {
			book.answer(at(one.at), { account: one.account, user: one.user });
		}
	}
}
