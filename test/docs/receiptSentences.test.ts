import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MINUTE } from '../../routing/model/durations';
import type { Touch } from '../../routing/model/touch';
import { decide } from '../../routing/decide/decide';
import {
	OFFICE,
	SALES,
	WEDNESDAY,
	byId,
	plan,
	state,
	team,
	touch,
	user,
} from '../routing/builders';
import { WaitBook } from '../routing/waits/waitBook';

// The page shows what people read in the column `why`: all of it must be what routing really says.
const PAGE = readFileSync(join(__dirname, '../../docs/receipts.md'), 'utf8')
	.replace(/\n> ?/g, ' ')
	.replace(/\s+/g, ' ');

/** The same Wednesday, 20:00 in New York. */
const EVENING = Date.parse('2026-03-05T01:00:00Z');

interface Case {
	about: string;
	input: Record<string, unknown>;
	at?: Touch;
	now?: number;
}

const rule = (name: string, target: object) => ({
	name,
	when: { accounts: [byId(SALES.id)] },
	target,
});
const team2 = {
	rules: [rule('Sales', team('Sales'))],
	teams: [{ name: 'Sales', members: [{ user: byId('u2') }, { user: byId('u3') }] }],
};
const ownedBy = (ownerId: string) => touch({ contact: { ownerId } });

const CASES: Case[] = [
	{ about: 'a rule', input: { rules: [rule('Sales Line to Ann', user('u1'))] } },
	{ about: 'a team', input: team2 },
	{
		about: 'somebody away',
		input: {
			...team2,
			people: [{ user: byId('u2'), away: [{ from: '2026-03-04', to: '2026-03-06' }] }],
		},
	},
	{ about: 'the fallback', input: { fallback: user('u4') } },
	{ about: 'no fallback', input: {} },
	{
		about: 'hours',
		input: {
			rules: [rule('Sales', user('u1'))],
			schedules: [OFFICE],
			people: [{ user: byId('u1'), works: OFFICE.name }],
		},
		now: EVENING,
	},
	{ about: 'the owner', input: { rules: [rule('Sales', user('u1'))] }, at: ownedBy('u5') },
	{ about: 'an owner of the agency', input: {}, at: ownedBy('agency') },
	{ about: 'spam', input: { rules: [rule('Spam', { type: 'nobody' })] } },
	{ about: 'what is no message', input: {}, at: touch({ event: 'status' }) },
];

/** A contact whom Ann has not answered within a quarter of an hour. */
function overdue(then: object): string {
	const replyTimes = [{ within: 15, then }];
	const teams = [{ name: 'Sales', members: [{ user: byId('u1') }, { user: byId('u2') }] }];
	const book = new WaitBook(plan({ rules: [rule('Sales', team('Sales'))], teams, replyTimes }));
	book.decide(WEDNESDAY, { contact: { ownerId: null } });
	return book.noReply(WEDNESDAY + 15 * MINUTE).receipt.sentence;
}

describe('docs/receipts.md', () => {
	it.each([
		['the next one of the rule', { type: 'nextOfRule' }],
		['somebody who is told', { type: 'tell', to: byId('u4') }],
	])('quotes what is said of a late answer that goes to %s', (_who, then) => {
		expect(PAGE).toContain(overdue(then));
	});

	it.each(CASES)('quotes what is said of $about', ({ input, at = touch(), now = WEDNESDAY }) => {
		const { decision } = decide(plan(input), at, state(), now);
		expect(PAGE).toContain(decision.receipt.sentence);
	});
});
