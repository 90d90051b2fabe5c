import { readPlace } from '../../routing/model/countries';
import { whereabouts } from '../../whatsapp/phone';
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
				expect([code, whereabouts(`+1${code}2345678`, null).country]).toEqual([
					code,
					region.slice(0, 2),
				]);
			}
		}
	});

	it('is of a region that rules can ask for, and they can ask for no other', () => {
		const regions = rows.map(([region = '']) => region).filter((region) => region !== '-');
		for (const region of regions) expect(readPlace(region)).toEqual({ place: region });
		const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
		const parts = letters.flatMap((first) => letters.map((second) => first + second));
		const asked = ['US', 'CA']
			.flatMap((country) => parts.map((part) => `${country}-${part}`))
			.filter((code) => JSON.stringify(readPlace(code)) === JSON.stringify({ place: code }));
		expect(asked.sort()).toEqual([...new Set(regions)].sort());
	});

	it('does not let one reader change what the next one gets', () => {
		placeOf('+14155550117').timeZones?.push('UTC');
		expect(placeOf('+14155550117').timeZones).toEqual(['America/Los_Angeles']);
	});
});
