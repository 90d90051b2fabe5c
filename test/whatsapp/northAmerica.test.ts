import { countryOf } from '../../whatsapp/phone';
import { placeOf } from '../../whatsapp/northAmerica';
import { NORTH_AMERICA_CODES } from '../../whatsapp/northAmericaCodes';

const rows = NORTH_AMERICA_CODES.trim()
	.split('\n')
	.map((line) => line.split(' '));

describe('the area code of a North American number', () => {
	it.each([
		['+14155550117', 'US-CA', ['America/Los_Angeles']],
		['+12125550117', 'US-NY', ['America/New_York']],
		['+14165550117', 'CA-ON', ['America/Toronto']],
		['+18085550117', 'US-HI', ['Pacific/Honolulu']],
		['+13105550117', 'US-CA', ['America/Los_Angeles']],
		['+17135550117', 'US-TX', ['America/Chicago']],
		['+16055550117', 'US-SD', ['America/Chicago', 'America/Denver']],
		['+12705550117', 'US-KY', ['America/Chicago', 'America/New_York']],
		['+18675550117', null, expect.arrayContaining(['America/Whitehorse'])],
		['+18095550123', null, ['America/Santo_Domingo']],
	])('of %s is of %s', (phone, region, timeZones) => {
		expect(placeOf(phone)).toEqual({ region, timeZones });
	});

	it.each([
		['toll-free', '+18005550117'],
		['toll-free', '+18885550117'],
		['a test number of Meta', '+15550001234'],
		['too short', '+1415555011'],
		['too long', '+141555501170'],
		['of another country', '+447911123456'],
		['no number', 'US.14155550117'],
		['missing', null],
	])('tells nothing when it is %s', (_why, phone) => {
		expect(placeOf(phone)).toEqual({ region: null, timeZones: null });
	});

	it('is listed once', () => {
		const codes = rows.flatMap(([, , list = '']) => list.split(','));
		expect(codes.length).toBeGreaterThan(430);
		expect(new Set(codes).size).toBe(codes.length);
	});

	it('names zones that exist', () => {
		const zones = new Set(rows.flatMap(([, list = '']) => list.split(',')));
		for (const timeZone of zones) {
			expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow();
		}
	});

	it('is in the country that the phone library says', () => {
		for (const [region = '', , codes = ''] of rows.filter(([name]) => name !== '-')) {
			for (const code of codes.split(',')) {
				expect([code, countryOf(`+1${code}2345678`, null)]).toEqual([code, region.slice(0, 2)]);
			}
		}
	});

	it('does not let one reader change what the next one gets', () => {
		placeOf('+14155550117').timeZones?.push('UTC');
		expect(placeOf('+14155550117').timeZones).toEqual(['America/Los_Angeles']);
	});
});
