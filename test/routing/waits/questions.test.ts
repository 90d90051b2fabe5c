import type { Touch } from '../../../routing/model/touch';
import { MINUTE } from '../../../routing/model/durations';
import { SALES, SUPPORT, USERS, WEDNESDAY, byId, plan, team, user } from '../builders';
import { WaitBook } from './waitBook';

const TEAM = { name: 'Red', members: ['u1', 'u2', 'u3'].map((id) => ({ user: byId(id) })) };
const ANY = { name: 'Sales', when: { accounts: [byId(SALES.id)] }, target: team('Red') };
const REPLIES = plan({ rules: [ANY], teams: [TEAM], replyTimes: [{ within: 15 }] });

const text = (said: string, more: Record<string, unknown> = {}) => ({
	message: { type: 'text', text: said, time: null, ...more },
});

function bookOf(change: Record<string, unknown> = {}): WaitBook {
	return new WaitBook({ ...REPLIES, ...change });
}

describe('A question', () => {
	it('opens a wait of whoever gets the contact, due when the time for an answer is over', () => {
		const book = bookOf();
		const { user: found, replies } = book.decide(WEDNESDAY, {
			message: { type: 'text', text: 'Hi', time: new Date(WEDNESDAY - MINUTE).toISOString() },
		});
		expect(book.one).toMatchObject({
			slot: '*',
			user: found?.id,
			account: SALES.id,
			team: 'Red',
			rule: 'Sales',
			level: 0,
			askedAt: WEDNESDAY - MINUTE,
			givenAt: WEDNESDAY,
			dueAt: WEDNESDAY + 15 * MINUTE,
			replyTime: 0,
			plan: 'plan',
			staff: 'staff',
			had: [found?.id],
		});
		expect(replies).toEqual({
			waitingSince: new Date(WEDNESDAY - MINUTE).toISOString(),
			lastReplyAt: null,
			lastReplyBy: null,
			personIsOnIt: false,
		});
	});

	it('of an owner who keeps the contact is theirs since it was asked, by the rule that matches', () => {
		const book = bookOf();
		book.decide(WEDNESDAY);
		book.answer(WEDNESDAY + MINUTE);
		const asked = new Date(WEDNESDAY + 8 * MINUTE).toISOString();
		const decided = book.decide(WEDNESDAY + 10 * MINUTE, text('And now?', { time: asked }));
		expect(decided.outcome).toBe('kept');
		expect(book.one).toMatchObject({
			user: decided.user?.id,
			rule: 'Sales',
			team: 'Red',
			askedAt: Date.parse(asked),
			givenAt: Date.parse(asked),
			dueAt: Date.parse(asked) + 15 * MINUTE,
		});
	});

	it('that is asked again does not begin anew', () => {
		const book = bookOf();
		book.decide(WEDNESDAY);
		const { dueAt } = book.one;
		book.decide(WEDNESDAY + 5 * MINUTE);
		book.decide(WEDNESDAY + 5 * MINUTE);
		book.decide(WEDNESDAY + 9 * MINUTE);
		const laterAsks = [WEDNESDAY + 5 * MINUTE, WEDNESDAY + 9 * MINUTE];
		expect(book.one).toMatchObject({ askedAt: WEDNESDAY, laterAsks, dueAt });
	});

	it('counts from the first message, whichever is decided first', () => {
		const ask = (minute: number) =>
			text('Hello?', { time: new Date(WEDNESDAY + minute * MINUTE).toISOString() });
		const now = WEDNESDAY + 60 * MINUTE;
		const owner = { user: 'u1', account: SALES.id, at: 0, replaced: null };
		const given = [
			[2, 5, 9],
			[9, 2, 5],
			[5, 9, 2],
		].map((order) => {
			const book = bookOf();
			book.owners = { primary: '*', slots: { '*': owner } };
			for (const minute of order) book.decide(now, ask(minute));
			return book.one;
		});
		expect(given[0]?.dueAt).toBe(WEDNESDAY + 17 * MINUTE);
		expect(given[1]).toEqual(given[0]);
		expect(given[2]).toEqual(given[0]);
	});

	it('of somebody who just got the contact counts for them since then', () => {
		const book = bookOf();
		book.decide(WEDNESDAY);
		book.decide(
			WEDNESDAY + MINUTE,
			text('Before', { time: new Date(WEDNESDAY - MINUTE).toISOString() }),
		);
		expect(book.one).toMatchObject({ askedAt: WEDNESDAY - MINUTE, laterAsks: [WEDNESDAY] });
	});

	it('without anybody who gets it waits without a person, for whom the plan asks', () => {
		const away = { user: byId('u1'), paused: true };
		const one = {
			...REPLIES,
			teams: [{ ...TEAM, members: [{ user: byId('u1') }] }],
			people: [away],
		};
		const book = new WaitBook(plan(one));
		expect(book.decide(WEDNESDAY).outcome).toBe('waiting');
		expect(book.one).toMatchObject({ user: null, team: 'Red', rule: 'Sales', had: [] });
		expect(book.one.dueAt).toBe(WEDNESDAY + 15 * MINUTE);
	});

	it('that waited for somebody past its time gives the first one who gets it all their time', () => {
		const paused = (is: boolean) =>
			plan({
				...REPLIES,
				teams: [{ ...TEAM, members: [{ user: byId('u1') }] }],
				people: [{ user: byId('u1'), paused: is }],
			});
		const book = new WaitBook(paused(true));
		book.decide(WEDNESDAY);
		expect(book.noReply(WEDNESDAY + 15 * MINUTE).tell).toMatchObject({ about: 'nobodyElse' });
		expect(book.one).toMatchObject({ user: null, level: 1, dueAt: null });
		book.plan = paused(false);
		book.decide(WEDNESDAY + 20 * MINUTE);
		expect(book.one).toMatchObject({
			...{ user: 'u1', level: 0, had: ['u1'] },
			...{ askedAt: WEDNESDAY, dueAt: WEDNESDAY + 35 * MINUTE },
		});
	});

	it('of a contact whom the plan gives to nobody is never overdue', () => {
		const rule = { ...ANY, target: { type: 'nobody' } };
		const book = new WaitBook(plan({ ...REPLIES, rules: [rule] }));
		expect(book.decide(WEDNESDAY).outcome).toBe('unassigned');
		expect(book.one).toMatchObject({ user: null, dueAt: null, escalation: null });
	});

	it('is asked of each part of a contact, with separate owners', () => {
		const both = { ...ANY, when: { accounts: [byId(SALES.id), byId(SUPPORT.id)] } };
		const book = new WaitBook(plan({ ...REPLIES, rules: [both], owners: { mode: 'separate' } }));
		book.decide(WEDNESDAY);
		book.decide(WEDNESDAY + 1, { account: SUPPORT });
		const slots = book.open.map(({ slot, user: who }) => [slot, who]);
		expect(slots).toEqual([
			[`account:${SALES.id}`, 'u1'],
			[`account:${SUPPORT.id}`, 'u2'],
		]);
	});

	it.each<[string, Partial<Touch>]>([
		['a reaction', { event: 'reaction' }],
		['a call', { event: 'call' }],
		['the first look at the chat', { event: 'welcome' }],
		['a new contact', { event: 'contact' }],
		['a tag', { event: 'tag', tag: 'vip' }],
		['a message in a group', text('Hi', { groupId: '1203@g.us' })],
		[
			'a rating by a button',
			{ message: { type: 'interactive', content: { button_reply: { id: 'rate:7:5' } } } },
		],
		[
			'a rating by a list',
			{ message: { type: 'interactive', content: { list_reply: { id: 'rate:7:5' } } } },
		],
		['a rating as a gateway tells it', text('rate:7:5')],
		['a rating of a template', { message: { type: 'button', content: { payload: 'rate:7:5' } } }],
		['an e-mail', text('Hi', { channel: 'TYPE_EMAIL' })],
		['a call in HighLevel', { message: { channel: 'CALL', text: null } }],
	])('is not %s', (_, change) => {
		const book = bookOf();
		book.decide(WEDNESDAY, change);
		expect(book.open).toEqual([]);
	});

	it('may speak of rates', () => {
		const book = bookOf();
		book.decide(WEDNESDAY, text('rate: what do you charge?'));
		expect(book.open).toHaveLength(1);
	});

	it('is an e-mail when e-mails are answers', () => {
		const book = new WaitBook(plan({ ...REPLIES, replies: { email: true } }));
		book.decide(WEDNESDAY, text('Hi', { channel: 'Email' }));
		expect(book.open).toHaveLength(1);
	});

	it('is not what a team member writes', () => {
		const users = USERS.map((one) => (one.id === 'u4' ? { ...one, phone: '+12025550111' } : one));
		const book = new WaitBook(REPLIES, { users });
		expect(book.decide(WEDNESDAY).outcome).toBe('unassigned');
		expect(book.open).toEqual([]);
	});

	it.each([
		['an emoji', text('👍🏽 ❤️')],
		['an emoji of HighLevel', { message: { channel: 'WhatsApp', type: 'text/plain', text: '🙏' } }],
		['a sticker', { message: { type: 'sticker', text: null } }],
	])('is not %s after an answer', (_, change) => {
		const book = bookOf();
		book.decide(WEDNESDAY);
		book.decide(WEDNESDAY + MINUTE, change);
		expect(book.one.laterAsks).toEqual([WEDNESDAY + MINUTE]);
		book.answer(WEDNESDAY + 2 * MINUTE);
		book.decide(WEDNESDAY + 3 * MINUTE, change);
		expect(book.open).toEqual([]);
		book.decide(WEDNESDAY + 4 * MINUTE, text('5'));
		expect(book.open).toHaveLength(1);
	});

	it('is not what the plan says needs no answer', () => {
		const noAnswerNeeded = { message: { contains: ['thanks'] } };
		const book = new WaitBook(plan({ ...REPLIES, replies: { noAnswerNeeded } }));
		book.decide(WEDNESDAY, text('Thanks a lot'));
		expect(book.open).toEqual([]);
		book.decide(WEDNESDAY + 1, text('Hello?'));
		book.decide(WEDNESDAY + 2, text('thanks'));
		expect(book.one.laterAsks).toEqual([]);
	});

	it('is told with the last answer and whether a person is on it', () => {
		const book = bookOf();
		book.decide(WEDNESDAY);
		book.answer(WEDNESDAY + MINUTE, { user: 'u2' });
		const { replies } = book.decide(WEDNESDAY + 24 * 60 * MINUTE);
		expect(replies).toMatchObject({
			lastReplyAt: new Date(WEDNESDAY + MINUTE).toISOString(),
			lastReplyBy: { id: 'u2', name: 'Ben', email: 'ben@example.com' },
			personIsOnIt: true,
		});
		const later = book.decide(WEDNESDAY + 24 * 60 * MINUTE + MINUTE);
		expect(later.replies?.personIsOnIt).toBe(false);
	});
});

describe('Whoever gets a contact', () => {
	const cover = {
		owners: { whenUnavailable: 'cover' },
		people: [{ user: byId('u1'), paused: true }],
	};

	it('gets its open question with it', () => {
		const rules = [{ name: 'VIP', when: { tags: { any: ['vip'] } }, target: user('u4') }, ANY];
		const book = new WaitBook(plan({ ...REPLIES, rules }));
		book.decide(WEDNESDAY);
		const { chain, user: first } = book.one;
		book.decide(WEDNESDAY + 5 * MINUTE, { event: 'tag', tag: 'vip', message: undefined });
		expect(book.parts[0]).toMatchObject({
			ended: 'moved',
			endedAt: WEDNESDAY + 5 * MINUTE,
			workingMs: 5 * MINUTE,
		});
		expect(book.one).toMatchObject({
			chain,
			user: 'u4',
			rule: 'VIP',
			level: 0,
			askedAt: WEDNESDAY,
			givenAt: WEDNESDAY + 5 * MINUTE,
			dueAt: WEDNESDAY + 20 * MINUTE,
			had: [first, 'u4'],
		});
	});

	it('by hand in HighLevel gets it with the next message', () => {
		const book = bookOf();
		book.decide(WEDNESDAY, { contact: { ownerId: null } });
		book.decide(WEDNESDAY + MINUTE, { contact: { ownerId: 'u5' } });
		expect(book.one).toMatchObject({
			user: 'u5',
			askedAt: WEDNESDAY,
			laterAsks: [WEDNESDAY + MINUTE],
		});
	});

	it('because somebody leaves gets it too', () => {
		const book = bookOf();
		book.decide(WEDNESDAY);
		const { user: from } = book.one;
		book.decide(WEDNESDAY + MINUTE, {
			event: 'reassign',
			message: undefined,
			contact: { ownerId: from },
			excludedUsers: [from ?? ''],
			reassign: { kind: 'leaves', from: { id: from ?? '' }, run: 'r', about: 'a' },
		});
		expect(book.one.user).not.toBe(from);
		expect(book.one.askedAt).toBe(WEDNESDAY);
	});

	it('to cover for the owner has the question, and the next one does not get it instead', () => {
		const book = new WaitBook(plan({ ...REPLIES, ...cover }));
		const owner = { user: 'u1', account: SALES.id, at: 0, replaced: null };
		book.owners = { primary: '*', slots: { '*': owner } };
		expect(book.decide(WEDNESDAY).owner).toMatchObject({ cover: true, previous: 'u1' });
		const { user: first, dueAt } = book.one;
		expect(first).not.toBe('u1');
		expect(book.decide(WEDNESDAY + MINUTE).user?.id).not.toBe(first);
		expect(book.one).toMatchObject({ user: first, dueAt, laterAsks: [WEDNESDAY + MINUTE] });
		book.plan = REPLIES;
		expect(book.decide(WEDNESDAY + 2 * MINUTE).outcome).toBe('kept');
		expect(book.one).toMatchObject({ user: 'u1', had: [first, 'u1'] });
	});

	it('from the queue has all the time that the plan gives', () => {
		const people = ['u1', 'u2', 'u3'].map((id) => ({ user: byId(id), paused: true }));
		const book = new WaitBook(plan({ ...REPLIES, people }));
		book.decide(WEDNESDAY);
		book.plan = REPLIES;
		const since = new Date(WEDNESDAY).toISOString();
		const now = WEDNESDAY + 60 * MINUTE;
		const message = { type: 'text', text: null, time: since };
		const { outcome } = book.decide(now, { queued: { id: 'q', since, rule: 'Sales' }, message });
		expect(outcome).toBe('assigned');
		expect(book.parts[0]?.ended).toBe('moved');
		expect(book.one).toMatchObject({
			askedAt: WEDNESDAY,
			givenAt: now,
			dueAt: now + 15 * MINUTE,
			level: 0,
		});
	});
});
