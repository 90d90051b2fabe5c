import { DAY, MINUTE } from '../../../routing/model/durations';
import { OFFICE, SALES, SUPPORT, WEDNESDAY, byId, plan, team, user } from '../builders';
import { WaitBook } from '../waits/waitBook';

const members = (...ids: string[]) => ids.map((id) => ({ user: byId(id) }));
const TEAMS = [
	{ name: 'Red', members: members('u1', 'u2', 'u3') },
	{ name: 'Leads', members: members('u7', 'u8') },
];
const SALES_RULE = { name: 'Sales', when: { accounts: [byId(SALES.id)] }, target: team('Red') };

const LATER = WEDNESDAY + 15 * MINUTE;

function bookOf(replyTime: Record<string, unknown>, more: Record<string, unknown> = {}): WaitBook {
	const replyTimes = [{ within: 15, ...replyTime }];
	const given = { rules: [SALES_RULE], teams: TEAMS, replyTimes, ...more };
	const book = new WaitBook(plan(given));
	book.decide(WEDNESDAY, { contact: { ownerId: null } });
	return book;
}

const reasons = ({ receipt }: ReturnType<WaitBook['decide']>) =>
	receipt.candidates.map(({ userId, reason }) => [userId, reason]);

describe('An overdue answer', () => {
	it('goes on to the next of the same rule, who owns the contact then', () => {
		const book = bookOf({});
		const decided = book.noReply(LATER);
		expect(decided).toMatchObject({
			outcome: 'assigned',
			user: { id: 'u2' },
			rule: { name: 'Sales', kind: 'rule', position: 1 },
			team: 'Red',
			owner: { slot: '*', previous: 'u1', primary: true, cover: false },
		});
		expect(decided.tell).toBeUndefined();
		expect(reasons(decided)[0]).toEqual(['u1', 'had_it']);
		expect(book.owners.slots['*']?.user).toBe('u2');
		expect(book.parts[0]).toMatchObject({
			ended: 'escalated',
			endedAt: LATER,
			workingMs: 15 * MINUTE,
		});
		expect(book.one).toMatchObject({
			user: 'u2',
			level: 1,
			askedAt: WEDNESDAY,
			givenAt: LATER,
			dueAt: null,
			had: ['u1', 'u2'],
			rule: 'Sales',
		});
		expect(decided.receipt.sentence).toBe(
			"Rule 'Sales' chose Ben from the team 'Red', because it is the rule of this question; Ann had it before. It goes on because Ann has not answered for 15 minutes.",
		);
	});

	it('goes by the rule of the message, whose text nobody knows any more', () => {
		const asks = { message: { contains: ['price'] } };
		const price = { name: 'Price', when: asks, target: user('u4'), backups: [user('u5')] };
		const book = new WaitBook(
			plan({ rules: [price, SALES_RULE], teams: TEAMS, replyTimes: [{ within: 15 }] }),
		);
		book.decide(WEDNESDAY, { message: { type: 'text', text: 'What price?' } });
		expect(book.noReply(LATER)).toMatchObject({ user: { id: 'u5' }, rule: { name: 'Price' } });
	});

	it('goes by the targets that the rule had when it was asked', () => {
		const book = bookOf({});
		const changed = { ...SALES_RULE, target: team('Leads') };
		book.plan = plan({ rules: [changed], teams: TEAMS });
		expect(book.noReply(LATER).user?.id).toBe('u2');
	});

	it('goes by all rules when the plan has that rule no more', () => {
		const book = bookOf({});
		const other = { ...SALES_RULE, name: 'Other', target: team('Leads') };
		book.plan = plan({ rules: [other], teams: TEAMS });
		expect(book.noReply(LATER)).toMatchObject({ user: { id: 'u7' }, rule: { name: 'Other' } });
	});

	it('goes on over backups, the rule that it hands over to, and the fallback', () => {
		const first = {
			...SALES_RULE,
			target: user('u1'),
			backups: [user('u2'), { type: 'nextRule' }],
		};
		const second = { ...SALES_RULE, name: 'Second', target: user('u3') };
		const book = bookOf(
			{ againAfter: 15, atMost: 5 },
			{ rules: [first, second], fallback: user('u4') },
		);
		const order = [1, 2, 3, 4].map((n) => book.noReply(WEDNESDAY + n * 15 * MINUTE));
		expect(order.map(({ user: who, rule }) => [who?.id, rule?.name])).toEqual([
			['u2', 'Sales'],
			['u3', 'Second'],
			['u4', 'Fallback'],
			['u4', 'Reply Times'],
		]);
		expect(order[3]).toMatchObject({ outcome: 'kept', tell: { about: 'nobodyElse', to: null } });
	});

	it('goes to the one whom the reply time names, and to nobody who must not get it', () => {
		const book = bookOf({ then: team('Leads') });
		const decided = book.noReply(LATER, { excludedUsers: ['u1', 'u7'] });
		expect(decided).toMatchObject({
			outcome: 'assigned',
			user: { id: 'u8' },
			rule: { name: 'Reply Times', kind: 'replyTime', position: null },
			team: 'Leads',
		});
		expect(decided.receipt.sentence).toBe(
			"Reply Times chose Hal from the team 'Leads', because Ann has not answered for 15 minutes; Gus must not get it again.",
		);
		expect(book.one.rule).toBe('Sales');
	});

	it('goes on as often as the plan says, then ends at the last one', () => {
		const book = bookOf({ againAfter: 30, atMost: 2, atLast: user('u7') });
		const given: Array<[string | null, number | null]> = [[book.one.user, book.one.dueAt]];
		for (let due = book.one.dueAt; due !== null; due = book.one.dueAt) {
			book.noReply(due);
			given.push([book.one.user, book.one.dueAt]);
		}
		expect(given).toEqual([
			['u1', LATER],
			['u2', LATER + 30 * MINUTE],
			['u3', LATER + 60 * MINUTE],
			['u7', null],
		]);
		expect(book.parts.map(({ ended, level }) => [ended, level])).toEqual([
			['escalated', 0],
			['escalated', 1],
			['escalated', 2],
			[null, 3],
		]);
		expect(new Set(book.parts.map(({ chain }) => chain)).size).toBe(1);
	});

	it('ends at the last one as soon as nobody else is left, and stays there', () => {
		const book = bookOf({ then: user('u2'), againAfter: 30, atMost: 5, atLast: user('u7') });
		expect(book.noReply(LATER).user?.id).toBe('u2');
		expect(book.noReply(LATER + 30 * MINUTE).user?.id).toBe('u7');
		expect(book.one).toMatchObject({ dueAt: null, level: 2 });
	});

	it('stays when nobody is left, and says so', () => {
		const people = [{ user: byId('u7'), paused: true }];
		const rules = [{ ...SALES_RULE, target: user('u1') }];
		const book = bookOf({ againAfter: 20, atMost: 2, atLast: user('u7') }, { people, rules });
		const decided = book.noReply(LATER);
		expect(decided).toMatchObject({
			outcome: 'kept',
			user: { id: 'u1' },
			tell: { about: 'nobodyElse', to: { id: 'u7', name: 'Gus', email: 'gus@example.com' } },
		});
		expect(decided.receipt.sentence).toBe(
			'Ann has not answered for 15 minutes and keeps this contact, because nobody else can get it: Ann had it before, Gus is paused. Gus is to be told.',
		);
		// Somebody may be there by then.
		expect(book.one).toMatchObject({
			user: 'u1',
			level: 1,
			dueAt: LATER + 20 * MINUTE,
			givenAt: WEDNESDAY,
		});
		book.plan = plan({ ...book.plan, people: [] });
		expect(book.noReply(LATER + 20 * MINUTE)).toMatchObject({
			outcome: 'assigned',
			user: { id: 'u7' },
		});
	});

	it('is told and stays, as often as the plan says', () => {
		const then = { type: 'tell', to: byId('u7') };
		const book = bookOf({ then, againAfter: 30, atMost: 2 });
		const decided = book.noReply(LATER);
		expect(decided).toMatchObject({
			outcome: 'kept',
			user: { id: 'u1' },
			tell: { about: 'overdue', to: { id: 'u7' } },
		});
		expect(decided.receipt.sentence).toBe(
			'Ann has not answered for 15 minutes and keeps this contact. Gus is to be told.',
		);
		expect(book.one).toMatchObject({ level: 1, dueAt: LATER + 30 * MINUTE });
		book.noReply(LATER + 30 * MINUTE);
		expect(book.one).toMatchObject({ user: 'u1', level: 2, dueAt: null, askedAt: WEDNESDAY });
		expect(book.parts).toHaveLength(1);
	});

	it('is not said to be late in its first minute, when somebody looks on the canvas', () => {
		const book = bookOf({ then: { type: 'tell', to: null } });
		const { sentence } = book.noReply(WEDNESDAY + 20_000).receipt;
		expect(sentence).toBe('Ann has not answered yet and keeps this contact.');
	});

	it('that is told goes to the last one in the end', () => {
		const then = { type: 'tell', to: null };
		const book = bookOf({ then, againAfter: 30, atMost: 1, atLast: team('Leads') });
		expect(book.noReply(LATER).tell).toEqual({ about: 'overdue', to: null });
		expect(book.noReply(LATER + 30 * MINUTE)).toMatchObject({ outcome: 'assigned', team: 'Leads' });
		expect(book.one.dueAt).toBeNull();
	});

	it('is nothing to decide when it was answered, told or closed since', () => {
		const book = bookOf({});
		const wait = book.one;
		book.answer(WEDNESDAY + MINUTE, { user: 'u1' });
		const decided = book.noReply(LATER, {}, wait);
		expect(decided).toMatchObject({ outcome: 'kept', user: { id: 'u1' }, owner: null });
		expect(decided.tell).toBeUndefined();
		expect(decided.receipt.sentence).toBe(
			'This contact does not wait for this answer any more, so nothing changes.',
		);
		const told = bookOf({ then: { type: 'tell' }, againAfter: 10 });
		const before = { ...told.one };
		told.noReply(LATER);
		expect(told.noReply(LATER + 1, {}, before).tell).toBeUndefined();
	});

	it('leaves the contact to whom somebody gave it by hand since', () => {
		const book = bookOf({});
		const decided = book.noReply(LATER, { contact: { ownerId: 'u5' } });
		expect(decided).toMatchObject({ outcome: 'kept', user: { id: 'u5' } });
		expect(decided.receipt.sentence).toBe('Eve got this contact since and keeps it.');
		expect(book.parts[0]?.ended).toBe('moved');
		expect(book.one).toMatchObject({ user: 'u5', level: 0, dueAt: LATER + 15 * MINUTE });
	});

	it('of who covers goes on to the next who covers; the owner stays', () => {
		const people = [{ user: byId('u1'), paused: true }];
		const owners = { whenUnavailable: 'cover' };
		const book = new WaitBook(
			plan({ rules: [SALES_RULE], teams: TEAMS, people, owners, replyTimes: [{ within: 15 }] }),
		);
		book.owners = {
			primary: '*',
			slots: { '*': { user: 'u1', account: SALES.id, at: 0, replaced: null } },
		};
		const first = book.decide(WEDNESDAY).user?.id;
		const decided = book.noReply(LATER);
		expect(decided.owner).toMatchObject({ cover: true, previous: 'u1' });
		expect([first, decided.user?.id].sort()).toEqual(['u2', 'u3']);
		expect(book.owners.slots['*']?.user).toBe('u1');
		expect(book.parts[0]?.ended).toBe('escalated');
		expect(book.one.user).toBe(decided.user?.id);
	});

	it('of a contact that nobody has goes to somebody who has all the time then', () => {
		const people = ['u1', 'u2', 'u3'].map((id) => ({ user: byId(id), paused: true }));
		const book = bookOf({}, { people });
		expect(book.one.user).toBeNull();
		book.plan = plan({ ...book.plan, people: [] });
		expect(book.noReply(LATER).outcome).toBe('assigned');
		expect(book.parts[0]?.ended).toBe('moved');
		expect(book.one).toMatchObject({ level: 0, dueAt: LATER + 15 * MINUTE, askedAt: WEDNESDAY });
	});

	it('of a contact that nobody can get is told', () => {
		const book = bookOf({}, { rules: [] });
		const decided = book.noReply(LATER);
		expect(decided).toMatchObject({
			outcome: 'unassigned',
			user: null,
			tell: { about: 'nobodyElse' },
		});
		expect(decided.receipt.sentence).toBe(
			'Nobody has answered for 15 minutes, and nobody can get this contact.',
		);
	});

	it('is due in working time: at night the next morning', () => {
		const people = [{ user: byId('u1'), works: 'Office' }];
		const rules = [{ ...SALES_RULE, target: user('u1') }];
		const night = Date.parse('2026-03-05T21:50:00Z');
		const book = new WaitBook(
			plan({
				rules,
				people,
				schedules: [OFFICE],
				businessHours: 'Office',
				replyTimes: [{ within: 15 }],
			}),
		);
		book.decide(night);
		// 16:50 to 17:00 and 9:00 to 9:05 in New York.
		expect(book.one.dueAt).toBe(Date.parse('2026-03-06T14:05:00Z'));
	});

	it('takes the entry that fits, and none when none does', () => {
		const replyTimes = [
			{ for: { type: 'account', account: byId(SUPPORT.id) }, within: 1 },
			{ for: { type: 'team', team: 'red' }, within: 7, time: 'always' },
		];
		const book = new WaitBook(plan({ rules: [SALES_RULE], teams: TEAMS, replyTimes }));
		book.decide(WEDNESDAY);
		expect(book.one).toMatchObject({ replyTime: 1, dueAt: WEDNESDAY + 7 * MINUTE });
		const other = new WaitBook(plan({ ...book.plan, replyTimes: replyTimes.slice(0, 1) }));
		other.decide(WEDNESDAY);
		expect(other.one).toMatchObject({ replyTime: null, dueAt: null, escalation: null });
	});
});

describe('An answer that is nearly overdue', () => {
	it('is told, and nothing changes', () => {
		const book = bookOf({});
		const before = structuredClone(book.parts);
		const decided = book.noReply(WEDNESDAY + 10 * MINUTE, { event: 'replyDueSoon' });
		expect(decided).toMatchObject({
			outcome: 'kept',
			user: { id: 'u1' },
			tell: { about: 'dueSoon', to: null },
		});
		expect(decided.receipt.sentence).toBe(
			'Ann has not answered for 10 minutes, and the time is nearly over.',
		);
		expect(book.parts).toEqual(before);
	});
});

describe('A touch that waited', () => {
	it('goes by the rule that matched then', () => {
		const asks = { message: { contains: ['price'] } };
		const price = { name: 'Price', when: asks, target: user('u4') };
		const book = new WaitBook(plan({ rules: [price, SALES_RULE], teams: TEAMS }));
		const queued = { id: 'q', since: new Date(WEDNESDAY).toISOString(), rule: 'price' };
		const decided = book.decide(WEDNESDAY + DAY, { queued, message: { text: null } });
		expect(decided).toMatchObject({ user: { id: 'u4' }, rule: { name: 'Price', position: 1 } });
		expect(decided.receipt.rules).toEqual([
			{
				position: 1,
				name: 'Price',
				matched: true,
				reason: 'it matched when the contact began to wait',
			},
		]);
		const gone = book.decide(WEDNESDAY + DAY + 1, {
			queued: { ...queued, rule: 'Gone' },
			contact: { id: 'c2' },
			message: { text: null },
		});
		expect(gone.rule?.name).not.toBe('Price');
	});
});
