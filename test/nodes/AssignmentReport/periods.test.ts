import fc from 'fast-check';
import { DateTime } from 'luxon';
import { namedPeriods } from '../../../nodes/AssignmentReport/parameters/period';

const ZONE = 'America/New_York';

const at = (iso: string) => DateTime.fromISO(iso, { zone: ZONE });

function words({ from, to }: { from: number; to: number }): string[] {
	return [from, to].map((ms) =>
		DateTime.fromMillis(ms, { zone: ZONE }).toFormat("yyyy-LL-dd'T'HH:mm"),
	);
}

describe('a period that is not over', () => {
	it('has today in it, and is compared with as much of the period before', () => {
		const { period, before } = namedPeriods('last7Days', at('2026-10-14T10:30'));
		expect(words(period)).toEqual(['2026-10-08T00:00', '2026-10-15T00:00']);
		expect(words(before)).toEqual(['2026-10-01T00:00', '2026-10-07T10:30']);
	});

	it('begins on a Monday, or on the first', () => {
		const now = at('2026-10-14T10:30');
		expect(words(namedPeriods('thisWeek', now).period)).toEqual([
			'2026-10-12T00:00',
			'2026-10-19T00:00',
		]);
		expect(words(namedPeriods('thisWeek', now).before)).toEqual([
			'2026-10-05T00:00',
			'2026-10-07T10:30',
		]);
		expect(words(namedPeriods('thisMonth', now).before)).toEqual([
			'2026-09-01T00:00',
			'2026-09-14T10:30',
		]);
	});

	it('is compared with the end of a shorter month, when that had no such day', () => {
		expect(words(namedPeriods('thisMonth', at('2026-03-31T10:30')).before)).toEqual([
			'2026-02-01T00:00',
			'2026-02-28T10:30',
		]);
	});
});

describe('a period that is over', () => {
	it('is compared with the whole one before it', () => {
		const now = at('2026-10-14T10:30');
		expect(words(namedPeriods('lastWeek', now).period)).toEqual([
			'2026-10-05T00:00',
			'2026-10-12T00:00',
		]);
		expect(words(namedPeriods('lastWeek', now).before)).toEqual([
			'2026-09-28T00:00',
			'2026-10-05T00:00',
		]);
		const { period, before } = namedPeriods('lastMonth', at('2026-03-31T10:30'));
		expect(words(period)).toEqual(['2026-02-01T00:00', '2026-03-01T00:00']);
		expect(words(before)).toEqual(['2026-01-01T00:00', '2026-02-01T00:00']);
	});
});

describe('days', () => {
	it('are whole, also when one has 23 or 25 hours', () => {
		const { period } = namedPeriods('last7Days', at('2026-11-03T08:00'));
		expect(words(period)).toEqual(['2026-10-28T00:00', '2026-11-04T00:00']);
		expect(period.to - period.from).toBe((7 * 24 + 1) * 3_600_000);
	});

	it.each(['last7Days', 'last30Days', 'last90Days', 'thisWeek', 'thisMonth'] as const)(
		'%s: begin and end at midnight, hold now, and follow those of before without a gap',
		(name) => {
			fc.assert(
				fc.property(
					fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) }),
					fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'UTC'),
					(now, zone) => {
						const { period, before } = namedPeriods(name, DateTime.fromMillis(now, { zone }));
						for (const end of [period.from, period.to, before.from]) {
							const time = DateTime.fromMillis(end, { zone });
							expect(time.toMillis()).toBe(time.startOf('day').toMillis());
						}
						expect(period.from).toBeLessThanOrEqual(now);
						expect(period.to).toBeGreaterThan(now);
						expect(before.to).toBeLessThanOrEqual(period.from);
						expect(before.to).toBeGreaterThanOrEqual(before.from);
					},
				),
			);
		},
	);
});
