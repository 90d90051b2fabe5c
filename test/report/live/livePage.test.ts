import { livePage } from '../../../report/live/livePage';
import { liveHeadlines } from '../../../report/live/liveHeadlines';
import { withLiveNames } from '../../../report/live/liveNames';
import { liveRows } from '../../../report/live/liveRows';
import type { LivePerson, LiveView, LiveWaits } from '../../../report/live/view';
import { HOUR, MINUTE } from '../../../routing/model/durations';

const AT = Date.parse('2026-11-30T13:05:00Z');
const NOBODY: LiveWaits = { waiting: 0, oldest: null, overdue: 0, dueSoon: 0 };
const waits = (waiting: number, minutes: number, overdue: number): LiveWaits => ({
	...{ waiting, oldest: AT - minutes * MINUTE, overdue, dueSoon: 0 },
});

function person(name: string, change: Partial<LivePerson> = {}): LivePerson {
	return {
		...{ id: `id of ${name}`, name, worksNow: true, changesAt: AT + 2 * HOUR },
		...{ reason: null, why: null, pausedUntil: null, open: 3, capacity: null },
		...NOBODY,
		...change,
	};
}

function view(change: Partial<LiveView> = {}): LiveView {
	return {
		...{ at: AT, zone: 'Europe/Berlin', location: 'Bright & Sons', ...waits(7, 130, 3) },
		...{ inQueue: 2, queuedSince: AT - 20 * MINUTE },
		accounts: [
			{ id: 'a1', name: 'Sales line', ...waits(5, 130, 3) },
			{ id: 'a2', name: 'Support', ...NOBODY },
		],
		people: [
			person('Ann Abel'),
			person('Tom <script>alert(1)</script>', waits(5, 130, 3)),
			person('Zoe', {
				...{ worksNow: false, changesAt: AT + 20 * HOUR, reason: 'outside_hours' },
				why: 'Does not work at this time.',
			}),
		],
		teams: [
			{
				...{ name: 'Sales', next: 'Ann Abel', nextWhy: null, isOpen: true, inQueue: 2 },
				members: [
					{ id: 'id of Ann Abel', name: 'Ann Abel', gotToday: 4, share: 0.6, expectedShare: 0.5 },
					{ id: 'id of Zoe', name: 'Zoe', gotToday: 0, share: null, expectedShare: null },
				],
			},
		],
		notSeen: ['Answers of Ann Abel by phone are not seen.'],
		...change,
	};
}

describe('the live page', () => {
	const text = livePage(view());

	it('answers first who needs help now, and where', () => {
		expect(text.replace(/\s+/g, ' ')).toContain(
			'Tom &lt;script&gt;alert(1)&lt;/script&gt; needs help: 3 overdue, the oldest waits 2 h 10 min.',
		);
		expect(text).toContain('Most at Sales line: 5 waiting, 3 of them overdue');
		expect(text).toContain('<title>Live view: Bright &amp; Sons</title>');
	});

	it('says until when people work, and from when on again', () => {
		const words = text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
		expect(words).toContain('works until 16:05');
		expect(words).toContain('off until Tue 10:05');
		expect(words).toContain('60% , expected 50%');
		expect(words).toContain('no turns yet');
	});

	it('needs nothing from elsewhere, has one script of its own, and reads itself again without', () => {
		expect(text).not.toMatch(/(?:src|href)=|https?:\/\/|url\(|@import/);
		expect(text.match(/<script/g)).toHaveLength(1);
		expect(text.match(/<\/script/g)).toHaveLength(1);
		expect(text).toContain('<noscript><meta http-equiv="refresh" content="60" /></noscript>');
	});

	it('is below 100 KB with a hundred people, fifty accounts and twenty teams', () => {
		const [team] = view().teams;
		if (!team) throw new Error('No team');
		const people = Array.from({ length: 100 }, (_, i) =>
			person(`Somebody with a name ${i}`, waits(5, 130, 3)),
		);
		const large = livePage(
			view({
				people,
				accounts: Array.from({ length: 50 }, () => ({
					...NOBODY,
					id: 'a1',
					name: 'Sales line',
					...waits(5, 130, 3),
				})),
				teams: Array.from({ length: 20 }, () => ({
					...team,
					members: [...team.members, ...team.members],
				})),
			}),
		);
		expect(Buffer.byteLength(large)).toBeLessThan(100_000);
	});
});

describe('what is seen first', () => {
	const said = (change: Partial<LiveView>) => liveHeadlines(view(change));

	it('is whoever does not work although contacts wait, when nobody is overdue', () => {
		const zoe = person('Zoe', { worksNow: false, ...waits(2, 30, 0) });
		expect(said({ overdue: 0, people: [person('Ann'), zoe] })).toMatchObject({
			who: '2 wait for Zoe, who does not work now, the oldest waits 30 min.',
			isBad: true,
		});
	});

	it('is that contacts are overdue whom nobody has to answer', () => {
		expect(said({ people: [person('Ann')] }).who).toBe(
			'3 contacts overdue, and nobody has to answer them.',
		);
	});

	it('is that all is well', () => {
		const calm = { ...NOBODY, people: [person('Ann')], accounts: [] };
		expect(said(calm)).toEqual({ who: 'Nobody waits for an answer.', isBad: false, where: null });
		expect(said({ ...calm, waiting: 2 }).who).toBe('Nobody is overdue.');
	});
});

describe('rows of a live view', () => {
	const rows = liveRows(view());

	it('are the whole, people, accounts, teams and members, with the same columns', () => {
		expect(rows.map(({ name, kind }) => [kind, name])).toEqual([
			['summary', 'Bright & Sons'],
			['person', 'Ann Abel'],
			['person', 'Tom <script>alert(1)</script>'],
			['person', 'Zoe'],
			['account', 'Sales line'],
			['account', 'Support'],
			['team', 'Sales'],
			['member', 'Ann Abel'],
			['member', 'Zoe'],
		]);
		expect(new Set(rows.map((row) => Object.keys(row).join())).size).toBe(1);
	});

	it('say when in ISO 8601, and leave empty what is not known', () => {
		expect(rows[1]).toMatchObject({ worksUntil: '2026-11-30T15:05:00.000Z', worksAgainAt: null });
		expect(rows[3]).toMatchObject({ worksNow: false, worksAgainAt: '2026-12-01T09:05:00.000Z' });
		expect(rows[0]).toMatchObject({ waiting: 7, oldestMinutes: 130, overdue: 3, inQueue: 2 });
		expect(rows[8]).toMatchObject({ team: 'Sales', gotToday: 0, share: null });
	});
});

it('hidden people are named nowhere in the view', () => {
	for (const shown of ['initials', 'hidden'] as const) {
		const text = JSON.stringify(withLiveNames(view(), shown));
		for (const name of ['Ann', 'Abel', 'Tom', 'Zoe']) expect(text).not.toContain(name);
	}
	expect(withLiveNames(view(), 'initials').teams[0]?.next).toBe('AA');
});
