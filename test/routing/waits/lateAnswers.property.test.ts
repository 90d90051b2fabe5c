import fc from 'fast-check';
import { MINUTE } from '../../../routing/model/durations';
import { SALES, SUPPORT, WEDNESDAY, byId, plan, team } from '../builders';
import { WaitBook } from './waitBook';

const at = (minute: number) => WEDNESDAY + minute * MINUTE;
const members = (...ids: string[]) => ids.map((id) => ({ user: byId(id) }));
const ACCOUNTS = [byId(SALES.id), byId(SUPPORT.id)];

/**
 * Owners of accounts, of labels, and of the whole contact, for whom others cover. A part of the contact
 * is asked at one account here: a wait names the one that it was opened at.
 */
const PLANS = {
	accounts: {
		rules: [{ name: 'Any', when: { accounts: ACCOUNTS }, target: team('All') }],
		owners: { mode: 'separate' },
	},
	labels: {
		rules: ['price', 'help'].map((word) => ({
			name: word,
			when: { message: { contains: [word] } },
			target: team('All'),
		})),
		owners: { mode: 'context' },
	},
	cover: {
		rules: [{ name: 'Any', when: { accounts: ACCOUNTS }, target: team('All') }],
		owners: { mode: 'one', whenUnavailable: 'cover' },
		people: [{ user: byId('u1'), paused: true }],
	},
};

const ASKED = {
	accounts: [
		{ account: SALES, word: 'price' },
		{ account: SUPPORT, word: 'price' },
	],
	labels: [
		{ account: SALES, word: 'price' },
		{ account: SUPPORT, word: 'help' },
	],
	cover: [
		{ account: SALES, word: 'price' },
		{ account: SALES, word: 'help' },
	],
} as const;

function bookOf(name: keyof typeof PLANS): WaitBook {
	const teams = [{ name: 'All', members: members('u1', 'u2', 'u3', 'u4') }];
	const book = new WaitBook(plan({ ...PLANS[name], teams, replyTimes: [{ within: 600 }] }));
	if (name === 'cover') {
		const owner = { user: 'u1', account: SALES.id, at: 0, replaced: null };
		book.owners = { primary: '*', slots: { '*': owner } };
	}
	return book;
}

const minute = fc.integer({ min: 0, max: 60 });
const happening = fc.oneof(
	fc.record({
		kind: fc.constant('ask' as const),
		at: minute,
		about: fc.constantFrom(0 as const, 1 as const),
	}),
	fc.record({
		kind: fc.constant('answer' as const),
		at: minute,
		account: fc.constantFrom(null, null, SALES.id, SUPPORT.id),
		user: fc.constantFrom(null, 'u1', 'u2', 'u3', 'u4'),
		/** Minutes until it becomes known. */
		delay: fc.integer({ min: 0, max: 60 }),
		twice: fc.boolean(),
	}),
);

type Happening = typeof happening extends fc.Arbitrary<infer One> ? One : never;

/** What is open in the end, when each answer becomes known so late. */
function told(
	name: keyof typeof PLANS,
	all: readonly Happening[],
	handOver: number,
	late: boolean,
) {
	const book = bookOf(name);
	const knownAt = (one: Happening) => (late && one.kind === 'answer' ? one.at + one.delay : one.at);
	// A decision of the same instant comes first, as the answer of a human does not come with the question.
	const inOrder = all
		.map((one) => ({
			at: knownAt(one) + (one.kind === 'answer' ? 0.5 : 0),
			tell: () => tell(name, book, one),
		}))
		.concat({ at: handOver + 0.25, tell: () => leaves(book, handOver) })
		.sort((a, b) => a.at - b.at);
	for (const one of inOrder) one.tell();
	return book.open
		.map(({ slot, askedAt, user }) => ({ slot, user, asked: (askedAt - WEDNESDAY) / MINUTE }))
		.sort((a, b) => (a.slot < b.slot ? -1 : 1));
}

function tell(name: keyof typeof PLANS, book: WaitBook, one: Happening): void {
	if (one.kind === 'ask') {
		const { account, word } = ASKED[name][one.about];
		const message = { type: 'text', text: word, time: new Date(at(one.at)).toISOString() };
		book.decide(at(one.at), { account, message });
		return;
	}
	const { account, user } = one;
	for (let times = one.twice ? 2 : 1; times > 0; times--)
		book.answer(at(one.at) + 30_000, { account, user });
}

/** Whoever owns the contact in HighLevel leaves. */
function leaves(book: WaitBook, when: number): void {
	const { primary, slots } = book.owners;
	const from = primary === null ? undefined : slots[primary]?.user;
	if (!from) return;
	book.decide(at(when) + 15_000, {
		event: 'reassign',
		message: undefined,
		contact: { ownerId: from },
		excludedUsers: [from],
		reassign: { kind: 'leaves', from: { id: from }, run: 'r', about: 'a' },
	});
}

describe.each(Object.keys(PLANS) as Array<keyof typeof PLANS>)('With owners of %s', (name) => {
	it('answers end the same waits, however late they become known', () => {
		const property = fc.property(
			fc.array(happening, { maxLength: 10 }),
			fc.integer({ min: 0, max: 70 }),
			(all, handOver) => {
				expect(told(name, all, handOver, true)).toEqual(told(name, all, handOver, false));
			},
		);
		fc.assert(property, { numRuns: 300 });
	});
});
