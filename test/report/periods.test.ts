import { DateTime } from 'luxon';
import { placeOf, stretchesOf } from '../../report/periods';
import { HOUR } from '../../routing/model/durations';

const BERLIN = 'Europe/Berlin';
const at = (time: string, zone = BERLIN) => DateTime.fromISO(time, { zone }).toMillis();
const hours = ({ from, to }: { from: number; to: number }) => (to - from) / HOUR;

describe('days, weeks and months of a period', () => {
	it('have 25 hours when clocks go back, and 23 when they go forward', () => {
		const back = { from: at('2026-10-24'), to: at('2026-10-27') };
		const days = stretchesOf('day', back, BERLIN, at('2026-12-01'));
		expect(days.map(({ begins }) => begins)).toEqual(['2026-10-24', '2026-10-25', '2026-10-26']);
		expect(days.map(hours)).toEqual([24, 25, 24]);
		const forward = { from: at('2027-03-28'), to: at('2027-03-29') };
		expect(stretchesOf('day', forward, BERLIN, at('2027-12-01')).map(hours)).toEqual([23]);
		const week = { from: at('2026-10-19'), to: at('2026-10-26') };
		expect(stretchesOf('week', week, BERLIN, at('2026-12-01')).map(hours)).toEqual([169]);
	});

	it('begin when the day begins also where clocks change at midnight', () => {
		const zone = 'America/Santiago';
		const span = { from: at('2026-09-05', zone), to: at('2026-09-08', zone) };
		const days = stretchesOf('day', span, zone, at('2026-12-01', zone));
		expect(days.map(({ begins }) => begins)).toEqual(['2026-09-05', '2026-09-06', '2026-09-07']);
		expect(days.map(hours)).toEqual([24, 23, 24]);
	});

	it('begin on Monday, and are named by it when the period begins within', () => {
		const span = { from: at('2026-11-04'), to: at('2026-11-19') };
		const weeks = stretchesOf('week', span, BERLIN, at('2026-12-01'));
		expect(weeks.map(({ begins, isPartial }) => [begins, isPartial])).toEqual([
			['2026-11-02', true],
			['2026-11-09', false],
			['2026-11-16', true],
		]);
		expect([weeks[0]?.from, weeks.at(-1)?.to]).toEqual([span.from, span.to]);
	});

	it('end with the one that goes on', () => {
		const span = { from: at('2026-10-01'), to: at('2027-01-01') };
		const months = stretchesOf('month', span, BERLIN, at('2026-11-30T11:30'));
		expect(months.map(({ begins, isPartial }) => [begins, isPartial])).toEqual([
			['2026-10-01', false],
			['2026-11-01', true],
		]);
	});

	it('are found by an instant, ends belonging to the next', () => {
		const span = { from: at('2026-10-24'), to: at('2026-10-27') };
		const days = stretchesOf('day', span, BERLIN, at('2026-12-01'));
		const places = [span.from - 1, span.from, at('2026-10-25'), span.to - 1, span.to];
		expect(places.map((time) => placeOf(days, time))).toEqual([-1, 0, 1, 2, -1]);
		expect(placeOf([], 0)).toBe(-1);
	});
});
