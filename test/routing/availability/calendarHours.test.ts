import fc from 'fast-check';
import { DateTime } from 'luxon';
import { CalendarHours } from '../../../routing/availability/calendarHours';
import type { CalendarSchedule, Interval } from '../../../routing/model/staffSnapshot';
import { DAY, MINUTE } from '../../../routing/model/durations';
import { WEEKDAYS } from '../../../routing/model/hours';

const at = (local: string, zone = 'America/New_York') =>
	DateTime.fromISO(local, { zone }).toMillis();
const NINE_TO_FIVE = [{ from: 540, to: 1020 }];
const officeDays: CalendarSchedule = {
	timeZone: 'America/New_York',
	week: { monday: NINE_TO_FIVE, tuesday: NINE_TO_FIVE },
	dates: { '2026-03-09': [], '2026-03-14': [{ from: 600, to: 720 }] },
};

it.each([
	['in the hours of a weekday', '2026-03-03T09:00', true],
	['at their end', '2026-03-03T17:00', false],
	['on a weekday without rule', '2026-03-04T12:00', false],
	['on a date without times', '2026-03-09T12:00', false],
	['on a date with times, although the weekday has none', '2026-03-14T10:30', true],
	['outside the times of that date', '2026-03-14T09:30', false],
])('one schedule %s', (_what, local, open) => {
	expect(new CalendarHours([officeDays]).isOpen(at(local))).toBe(open);
});

it('a date without times is a holiday, a weekday without hours is not', () => {
	const hours = new CalendarHours([officeDays]);
	expect(hours.isHoliday(at('2026-03-09T12:00'))).toBe(true);
	expect(hours.isHoliday(at('2026-03-04T12:00'))).toBe(false);
});

it.each([
	['goes on into the next day', '2026-03-07T05:59', true],
	['until its end', '2026-03-07T06:00', false],
	['goes on into a day that is off', '2026-03-14T03:00', true],
	['goes on into a day with times of its own', '2026-03-21T03:00', true],
	['does not begin on a day that is off', '2026-03-27T23:00', false],
	['nor goes on after such a day', '2026-03-28T03:00', false],
	['gives way to the times of its date', '2026-04-03T23:30', false],
	['until the morning after', '2026-04-04T03:00', false],
	['goes on from a date with a night of its own', '2026-04-11T07:30', true],
])('a night shift %s', (_what, local, open) => {
	const night: CalendarSchedule = {
		timeZone: 'Europe/Berlin',
		week: { friday: [{ from: 1320, to: 360 }] },
		dates: {
			'2026-03-14': [],
			'2026-03-21': [{ from: 600, to: 720 }],
			'2026-03-27': [],
			'2026-04-03': [{ from: 1320, to: 1380 }],
			'2026-04-10': [{ from: 1380, to: 480 }],
		},
	};
	expect(new CalendarHours([night]).isOpen(at(local, 'Europe/Berlin'))).toBe(open);
});

it('equal times are no time at all', () => {
	const week = { monday: [{ from: 0, to: 0 }] };
	const hours = new CalendarHours([{ timeZone: 'UTC', week, dates: {} }]);
	const when = at('2026-03-02T00:00', 'UTC');
	expect(hours.nextOpening(when, when + 400 * DAY)).toBeNull();
});

describe('several schedules of one person', () => {
	const evening: CalendarSchedule = {
		timeZone: 'America/Los_Angeles',
		week: { monday: [{ from: 1080, to: 1200 }] },
		dates: {},
	};
	const both = new CalendarHours([officeDays, evening]);

	it('are open when one of them is, each in its own time zone', () => {
		expect(both.isOpen(at('2026-03-02T10:00'))).toBe(true);
		expect(both.isOpen(at('2026-03-02T18:30', 'America/Los_Angeles'))).toBe(true);
		expect(both.isOpen(at('2026-03-02T17:30', 'America/Los_Angeles'))).toBe(false);
	});

	it('are closed on a day that is off in any of them', () => {
		const alsoOpen = { ...evening, timeZone: 'America/New_York' };
		const hours = new CalendarHours([officeDays, alsoOpen]);
		expect(hours.isOpen(at('2026-03-09T18:30'))).toBe(false);
	});

	it('are closed for the night that begins on a day that is off in any of them', () => {
		const night = {
			...evening,
			timeZone: 'America/New_York',
			week: { monday: [{ from: 1320, to: 360 }] },
		};
		const hours = new CalendarHours([officeDays, night]);
		expect(hours.isOpen(at('2026-03-10T05:00'))).toBe(false);
		expect(hours.isHoliday(at('2026-03-10T05:00'))).toBe(true);
		expect(hours.isOpen(at('2026-03-03T05:00'))).toBe(true);
	});

	it('are open on such a day at the times that another one has for it', () => {
		const special = {
			...evening,
			timeZone: 'America/New_York',
			dates: { '2026-03-09': NINE_TO_FIVE },
		};
		const hours = new CalendarHours([officeDays, special]);
		expect(hours.isOpen(at('2026-03-09T10:00'))).toBe(true);
		expect(hours.isOpen(at('2026-03-09T18:30'))).toBe(false);
	});
});

const interval = fc.record({
	from: fc.integer({ min: 0, max: 1439 }),
	to: fc.integer({ min: 0, max: 1440 }),
});
const intervals = fc.array(interval, { maxLength: 3 });
const zones = ['America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Europe/Dublin', 'UTC'];
const day = fc.integer({ min: 1, max: 28 }).map((d) => `2026-03-${String(d).padStart(2, '0')}`);
const schedule: fc.Arbitrary<CalendarSchedule> = fc.record({
	timeZone: fc.constantFrom(...zones),
	week: fc.dictionary(fc.constantFrom(...WEEKDAYS), intervals),
	dates: fc.dictionary(day, intervals, { maxKeys: 5 }),
});
const instant = fc.integer({ min: Date.parse('2026-03-01'), max: Date.parse('2026-04-05') });

/** The same question, answered by luxon from the rules as they are written. */
function openByLuxon({ timeZone, week, dates }: CalendarSchedule, instantMs: number): boolean {
	const local = DateTime.fromMillis(instantMs, { zone: timeZone });
	const minute = local.hour * 60 + local.minute;
	const rule = (date: DateTime): readonly Interval[] =>
		dates[date.toISODate() ?? ''] ?? week[WEEKDAYS[date.weekday - 1] ?? 'monday'] ?? [];
	const today = rule(local).some(({ from, to }) =>
		from < to ? from <= minute && minute < to : to < from && minute >= from,
	);
	const spill = rule(local.minus({ days: 1 })).some(({ from, to }) => to < from && minute < to);
	return today || spill;
}

it('any schedule is open when luxon says so', () => {
	fc.assert(
		fc.property(schedule, instant, (one, when) => {
			expect(new CalendarHours([one]).isOpen(when)).toBe(openByLuxon(one, when));
		}),
		{ numRuns: 1000 },
	);
});

it('the next opening is the first minute that is open', () => {
	const some = fc.array(schedule, { minLength: 1, maxLength: 3 });
	const away = fc.uniqueArray(fc.integer({ min: 20513, max: 20550 }), { maxLength: 4 });
	fc.assert(
		fc.property(some, instant, away, (all, when, days) => {
			const hours = new CalendarHours(all);
			const off = new Set(days);
			const end = when + 3 * DAY;
			expect(hours.nextOpening(when, end, off)).toBe(firstOpen(hours, when, end, off));
		}),
		{ numRuns: 300 },
	);
});

it('a schedule whose last date is over never opens again', () => {
	const gone = new CalendarHours([
		{ timeZone: 'UTC', week: {}, dates: { '2026-03-02': NINE_TO_FIVE } },
	]);
	const [before, after] = ['2026-03-02T08:00', '2026-03-05T08:00'].map((text) => at(text, 'UTC'));
	expect(gone.nextOpening(before!, before! + 400 * DAY)).toBe(at('2026-03-02T09:00', 'UTC'));
	expect(gone.nextOpening(after!, after! + 400 * DAY)).toBeNull();
});

/** Looked for minute by minute. */
function firstOpen(hours: CalendarHours, from: number, end: number, off: ReadonlySet<number>) {
	if (hours.isOpen(from, off)) return from;
	for (let at = Math.ceil(from / MINUTE) * MINUTE; at <= end; at += MINUTE) {
		if (hours.isOpen(at, off)) return at;
	}
	return null;
}

it('their order never matters, and another schedule without dates never closes anything', () => {
	fc.assert(
		fc.property(schedule, schedule, instant, (a, b, when) => {
			const open = new CalendarHours([a, b]).isOpen(when);
			expect(new CalendarHours([b, a]).isOpen(when)).toBe(open);
			const plain = { ...b, dates: {} };
			if (new CalendarHours([a]).isOpen(when)) {
				expect(new CalendarHours([a, plain]).isOpen(when)).toBe(true);
			}
		}),
		{ numRuns: 500 },
	);
});
