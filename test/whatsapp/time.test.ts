import { toIsoTime } from '../../whatsapp/time';

describe('the time of a message', () => {
	it.each([
		['seconds', 1792051200],
		['seconds as text', '1792051200'],
		['milliseconds', 1792051200000],
		['milliseconds as text', '1792051200000'],
		['microseconds', '1792051200000000'],
		['nanoseconds', '1792051200000000000'],
		['a fraction of seconds', '1792051200.0'],
		['ISO 8601', '2026-10-15T08:00:00Z'],
		['ISO 8601 without an offset', '2026-10-15T08:00:00.000000'],
		['a day and an hour', '2026-10-15 08:00:00'],
		['ISO 8601 with an offset', '2026-10-15T10:00:00+02:00'],
	])('is read from %s', (_unit, given) => {
		expect(toIsoTime(given)).toBe('2026-10-15T08:00:00.000Z');
	});

	it('keeps its milliseconds', () => {
		expect(toIsoTime('1792051200123')).toBe('2026-10-15T08:00:00.123Z');
	});

	it.each([
		undefined,
		'',
		'soon',
		'-5',
		0,
		-1,
		1,
		Number.NaN,
		Number.POSITIVE_INFINITY,
		'9'.repeat(400),
		'2001-01-01T00:00:00Z',
	])('is unknown when it is %p: there was no WhatsApp then, or never will be', (given) => {
		expect(toIsoTime(given)).toBeNull();
	});
});
