import { DateTime } from 'luxon';
import { WeekMap } from '../../../routing/availability/hours';
import type { WorkingTime } from '../../../routing/plan/plan';
import { WEEKDAYS } from '../../../routing/model/hours';
import { DAY, HOUR } from '../../../routing/model/durations';

const YEAR = 366 * DAY;
const ZONES = [
	'America/New_York',
	'America/Sao_Paulo',
	'America/St_Johns',
	'Europe/Berlin',
	'Europe/Dublin',
	'Africa/Casablanca',
	'Asia/Kolkata',
	'Asia/Kathmandu',
	'Australia/Lord_Howe',
	'Pacific/Apia',
];

/** Several blocks a day, over midnight, over Sunday night, and holidays. */
function workingTime(timeZone: string): WorkingTime {
	return {
		timeZone,
		hours: [
			{ days: ['monday', 'tuesday', 'wednesday'], from: '09:00', to: '12:30' },
			{ days: ['monday', 'tuesday', 'wednesday'], from: '13:15', to: '17:00' },
			{ days: ['thursday'], from: '22:00', to: '06:00' },
			{ days: ['sunday'], from: '20:00', to: '02:45' },
			{ days: ['saturday'], from: '00:00', to: '24:00' },
		],
		holidays: [{ from: '2026-12-24', to: '2027-01-01' }, { from: '2026-05-04' }],
	};
}

/** The same question, answered by luxon and without any table. */
function openByLuxon({ hours, holidays, timeZone }: WorkingTime, at: number): boolean {
	const local = DateTime.fromMillis(at, { zone: timeZone });
	const minute = local.hour * 60 + local.minute;
	const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
	const began = (day: DateTime, isOfDay: (start: number, end: number) => boolean) => {
		const date = day.toISODate() ?? '';
		if (holidays.some(({ from, to }) => from <= date && date <= (to ?? from))) return false;
		return hours.some(
			({ days, from, to }) =>
				days.includes(WEEKDAYS[day.weekday - 1] ?? 'monday') && isOfDay(minutes(from), minutes(to)),
		);
	};
	return (
		began(local, (start, end) => start <= minute && (minute < end || end < start)) ||
		began(local.minus({ days: 1 }), (start, end) => end < start && minute < end)
	);
}

it.each(ZONES)('every hour of two years in %s is as luxon says', (zone) => {
	const time = workingTime(zone);
	const map = new WeekMap(time);
	const wrong: string[] = [];
	const end = Date.parse('2028-01-01T00:00:00Z');
	for (let at = Date.parse('2026-01-01T00:00:00Z'); at < end; at += HOUR) {
		// Not on the full hour only: three instants an hour, one of them the last millisecond.
		const instant = at + [0, 20 * 60_000 + 1, HOUR - 1][(at / HOUR) % 3]!;
		if (map.isOpen(instant) !== openByLuxon(time, instant))
			wrong.push(new Date(instant).toISOString());
	}
	expect(wrong).toEqual([]);
});

describe('nextOpening', () => {
	const map = new WeekMap(workingTime('America/New_York'));
	const next = (iso: string) => {
		const at = map.nextOpening(Date.parse(iso), Date.parse(iso) + YEAR);
		return at === null ? null : new Date(at).toISOString();
	};

	it('is now when it is open', () => {
		expect(next('2026-03-04T16:00:00.123Z')).toBe('2026-03-04T16:00:00.123Z');
	});

	it('finds the next block of the same day', () => {
		expect(next('2026-03-04T17:40:30Z')).toBe('2026-03-04T18:15:00.000Z');
	});

	it('is right across the change to daylight-saving time', () => {
		// Sunday 8 March 2026, clocks go from 02:00 to 03:00; open until 24:00 on Saturday.
		expect(next('2026-03-08T05:00:00Z')).toBe('2026-03-09T00:00:00.000Z');
	});

	it('skips holidays', () => {
		expect(next('2026-12-24T12:00:00Z')).toBe('2027-01-02T05:00:00.000Z');
	});

	it('is never when there are no hours', () => {
		expect(
			new WeekMap({ timeZone: 'UTC', hours: [], holidays: [] }).nextOpening(0, YEAR),
		).toBeNull();
	});

	it('does not pass over a short shift before a longer one', () => {
		const hours = [
			{ days: ['monday' as const], from: '09:05', to: '09:10' },
			{ days: ['tuesday' as const], from: '09:00', to: '17:00' },
		];
		const short = new WeekMap({ timeZone: 'UTC', hours, holidays: [] });
		const from = Date.parse('2026-03-02T00:00Z');
		const at = short.nextOpening(from, from + YEAR);
		expect(new Date(at ?? 0).toISOString()).toBe('2026-03-02T09:05:00.000Z');
	});
});

describe('a day off', () => {
	const local = (text: string) => DateTime.fromISO(text, { zone: 'Europe/Berlin' }).toMillis();
	// 25 December 2026 is a Friday.
	const nights = new WeekMap({
		timeZone: 'Europe/Berlin',
		hours: [{ days: ['thursday', 'friday', 'saturday'], from: '22:00', to: '06:00' }],
		holidays: [{ from: '2026-12-25' }],
	});

	it.each([
		['the shift before goes on into it', '2026-12-25T02:00', true],
		['the shift that begins on it does not', '2026-12-25T23:00', false],
		['nor does the rest of that shift', '2026-12-26T02:00', false],
		['the shift after it does', '2026-12-26T23:00', true],
		['until its end', '2026-12-27T05:59', true],
	])('covers the shift that begins on it, and only that: %s', (_what, text, open) => {
		expect(nights.isOpen(local(text))).toBe(open);
	});

	it('is told as the reason for all that it takes away', () => {
		expect(nights.isHoliday(local('2026-12-25T23:00'))).toBe(true);
		expect(nights.isHoliday(local('2026-12-26T02:00'))).toBe(true);
		expect(nights.isHoliday(local('2026-12-26T12:00'))).toBe(false);
		expect(nights.isHoliday(local('2026-12-25T02:00'))).toBe(false);
	});
});

describe('23:59 as the end of a shift', () => {
	const uncovered = (...hours: Array<[from: string, to: string]>) => {
		const days = [...WEEKDAYS];
		const map = new WeekMap({
			timeZone: 'America/New_York',
			hours: hours.map(([from, to]) => ({ days, from, to })),
			holidays: [],
		});
		let minutes = 0;
		for (let at = Date.parse('2026-03-02T05:00Z'), i = 0; i < 7 * 1440; i++, at += 60_000) {
			if (!map.isOpen(at)) minutes++;
		}
		return minutes;
	};

	it.each<[string, Array<[string, string]>]>([
		['of a whole day', [['00:00', '23:59']]],
		['with seconds', [['00:00', '23:59:59']]],
		['written as 24:00', [['00:00', '24:00']]],
		[
			'of an evening before a morning',
			[
				['06:00', '18:00'],
				['18:00', '23:59'],
				['00:00', '06:00'],
			],
		],
		[
			'of a day before a night',
			[
				['06:00', '23:59'],
				['00:00', '06:00'],
			],
		],
	])('is midnight: no minute is left over %s', (_what, hours) => {
		expect(uncovered(...hours)).toBe(0);
	});

	it('is the last minute when a shift begins then', () => {
		expect(uncovered(['23:59', '22:00'])).toBe(7 * 119);
	});
});
