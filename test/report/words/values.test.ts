import { changeOf } from '../../../report/words/changes';
import {
	clockWords,
	hoursOfWeekWords,
	isoDays,
	momentWords,
	periodWords,
	stepWords,
} from '../../../report/words/times';
import { hoursWords, minutesWords, shareWords, valueWords } from '../../../report/words/values';
import { COLUMNS } from '../../../report/metrics';

const at = (iso: string) => Date.parse(iso);

describe('values', () => {
	it.each([
		[0, '0 min'],
		[45, '45 min'],
		[60, '1 h'],
		[80, '1 h 20 min'],
		[599, '9 h 59 min'],
		[600, '10 h'],
		[1570, '26 h'],
		[120_000, '2,000 h'],
	])('%d minutes are %s', (minutes, words) => {
		expect(minutesWords(minutes)).toBe(words);
	});

	it.each([
		[0.5, '30 min'],
		[30.4, '30 h'],
		[48, '2 d'],
		[123, '5 d 3 h'],
	])('%d hours of the calendar are %s', (hours, words) => {
		expect(hoursWords(hours)).toBe(words);
	});

	it('a share is all or none only when it is', () => {
		const shares = [0, 0.001, 0.434, 0.999, 1];
		expect(shares.map(shareWords)).toEqual(['0%', '<1%', '43%', '>99%', '100%']);
	});

	it('are written by their unit, and what is not known is no number', () => {
		expect(valueWords(12_345, 'count')).toBe('12,345');
		expect(valueWords(4.25, 'rating')).toBe('4.3');
		expect(valueWords(-0.01, 'turns')).toBe('0');
		expect(valueWords(12.34, 'turns')).toBe('12.3');
		expect(valueWords(null, 'count')).toBe('–');
	});
});

describe('changes', () => {
	const { answeredInTarget, medianMinutes, waits } = COLUMNS;

	it('are the difference of what people read, and say whether it is better', () => {
		expect(changeOf(answeredInTarget, 0.446, 0.434)).toEqual({
			text: '▲ 2 points',
			direction: 'up',
			isBetter: true,
		});
		expect(changeOf(answeredInTarget, 0.43, 0.44)?.text).toBe('▼ 1 point');
		expect(changeOf(medianMinutes, 95, 15)).toEqual({
			text: '▲ 1 h 20 min',
			direction: 'up',
			isBetter: false,
		});
		expect(changeOf(waits, 5, 8)).toEqual({ text: '▼ 3', direction: 'down', isBetter: null });
	});

	it('are none when nothing changed, and not known when one of both is not', () => {
		expect(changeOf(waits, 5, 5)?.text).toBe('no change');
		expect(changeOf(waits, null, 5)).toBeNull();
		expect(changeOf(waits, 5, null)).toBeNull();
	});
});

describe('times', () => {
	const zone = 'Europe/Berlin';

	it('a period has its last day, and its time when it ends within one', () => {
		const from = at('2026-10-31T23:00:00Z');
		expect(periodWords({ from, to: at('2026-11-30T23:00:00Z') }, zone)).toBe('1–30 Nov 2026');
		expect(periodWords({ from, to: at('2026-11-01T23:00:00Z') }, zone)).toBe('1 Nov 2026');
		expect(periodWords({ from, to: at('2026-12-02T23:00:00Z') }, zone)).toBe('1 Nov – 2 Dec 2026');
		expect(periodWords({ from, to: at('2027-01-02T23:00:00Z') }, zone)).toBe(
			'1 Nov 2026 – 2 Jan 2027',
		);
		expect(periodWords({ from, to: at('2026-11-30T13:05:00Z') }, zone)).toBe(
			'1–30 Nov 2026 until 14:05',
		);
	});

	it('days are those of the zone, also when the clock changes', () => {
		const autumn = { from: at('2026-10-24T22:00:00Z'), to: at('2026-10-25T23:00:00Z') };
		expect(isoDays(autumn, zone)).toEqual({ from: '2026-10-25', to: '2026-10-25' });
		expect(isoDays(autumn, 'UTC')).toEqual({ from: '2026-10-24', to: '2026-10-25' });
	});

	it('steps of a trend and hours of a weekday have names', () => {
		expect(stepWords('2026-11-02', 'day')).toBe('Mon 2 Nov');
		expect(stepWords('2026-11-02', 'week')).toBe('Week of 2 Nov');
		expect(stepWords('2026-11-01', 'month')).toBe('November 2026');
		expect(hoursOfWeekWords(1, [9, 11])).toBe('Mondays 9:00–11:00');
		expect(hoursOfWeekWords(7, [22, 24])).toBe('Sundays 22:00–24:00');
	});

	it('a time of another day says which', () => {
		const now = at('2026-11-30T13:05:00Z');
		expect(clockWords(at('2026-11-30T16:00:00Z'), now, zone)).toBe('17:00');
		expect(clockWords(at('2026-11-30T23:30:00Z'), now, zone)).toBe('Tue 00:30');
		expect(clockWords(at('2026-12-09T08:00:00Z'), now, zone)).toBe('9 Dec 09:00');
		expect(momentWords(now, zone)).toBe('30 Nov 2026, 14:05 in Berlin');
	});
});
