import { DateTime } from 'luxon';
import { WeekMap, nextOpening } from '../../../routing/availability/hours';
import type { WorkingTime } from '../../../routing/plan/plan';
import { WEEKDAYS } from '../../../routing/model/hours';
import { HOUR } from '../../../routing/model/durations';

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
	const date = local.toISODate() ?? '';
	if (holidays.some(({ from, to }) => from <= date && date <= (to ?? from))) return false;
	const minute = local.hour * 60 + local.minute;
	const today = WEEKDAYS[local.weekday - 1];
	const yesterday = WEEKDAYS[(local.weekday + 5) % 7];
	const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
	return hours.some(({ days, from, to }) => {
		const [start, end] = [minutes(from), minutes(to)];
		if (start < end) return days.includes(today ?? 'monday') && start <= minute && minute < end;
		return (
			(days.includes(today ?? 'monday') && minute >= start) ||
			(days.includes(yesterday ?? 'monday') && minute < end)
		);
	});
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
		const at = nextOpening((t) => map.isOpen(t), Date.parse(iso));
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
		expect(nextOpening(() => false, 0)).toBeNull();
	});
});
