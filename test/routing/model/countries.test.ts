import { countryCode, countryNamed, placesOf, readPlace } from '../../../routing/model/countries';

describe('a country or region that a rule asks for', () => {
	it.each([
		['US', 'US'],
		['us', 'US'],
		[' de ', 'DE'],
		['ＤＥ', 'DE'],
		['UK', 'GB'],
		['uk', 'GB'],
		['GB', 'GB'],
		['EL', 'GR'],
		['USA', 'US'],
		['XK', 'XK'],
		['JE', 'JE'],
		['TW', 'TW'],
		['US-CA', 'US-CA'],
		['us-ny', 'US-NY'],
		['us_ny', 'US-NY'],
		['US - NY', 'US-NY'],
		['US\u2011NY', 'US-NY'],
		['USA-NY', 'US-NY'],
		['US-DC', 'US-DC'],
		['US-PR', 'PR'],
		['ca-on', 'CA-ON'],
	])('%j is %s', (text, place) => {
		expect(readPlace(text)).toEqual({ place });
	});

	it.each([
		['XX', "'XX' is no country; write its two-letter code"],
		['EN', "'EN' is no country"],
		['EU', "'EU' is no country"],
		['ZZ', "'ZZ' is no country"],
		['AN', "'AN' is no country"],
		['SU', "'SU' is no country"],
		['49', "'49' is no country"],
		['', "'' is no country"],
		['Germany', "'Germany' is no country code; write DE"],
		['united  kingdom', "'united  kingdom' is no country code; write GB"],
		['United States of America', 'write US'],
		['Türkiye', 'write TR'],
		['England', 'write GB'],
		['NY', "'NY' is no country; write US-NY"],
		['ON', "'ON' is no country; write CA-ON"],
		['US CA', "'US CA' is no country"],
		['US-ZZ', "'US-ZZ' is no state of the United States"],
		['US-ON', "'US-ON' is no state"],
		['US-', "'US-' is no country"],
		['US-California', "'US-California' is no country"],
		['CA-ZZ', "'CA-ZZ' is no province of Canada"],
		['CA-NS', "'CA-NS' cannot be told from a phone number, because"],
		[
			'DE-BY',
			"'DE-BY' cannot be told from a phone number, which shows regions of US and CA only; write DE",
		],
		['XX-CA', "'XX-CA' is no country"],
	])('%j is refused with the way out', (text, words) => {
		const read = readPlace(text);
		expect('problem' in read && read.problem).toContain(words);
	});

	it('is every country of which there is a list', () => {
		const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
		const codes = letters.flatMap((first) => letters.map((second) => first + second));
		// 249 of ISO 3166-1; Ascension, Tristan da Cunha and Kosovo; two aliases.
		expect(codes.filter((code) => 'place' in readPlace(code))).toHaveLength(249 + 3 + 2);
	});
});

it.each([
	['United States', 'US'],
	['germany', 'DE'],
	['Germany ', 'DE'],
	['Atlantis', null],
	['DE', null],
])('the name %j is that of %s', (name, code) => {
	expect(countryNamed(name)).toBe(code);
});

it.each([
	['uk', 'GB'],
	['DE', 'DE'],
	['XX', null],
	['Germany', null],
])('the code %j is that of %s', (text, code) => {
	expect(countryCode(text)).toBe(code);
});

it.each([
	['US', 'US-CA', ['US', 'US-CA']],
	['us', 'us-ca', ['US', 'US-CA']],
	[null, 'US-CA', ['US', 'US-CA']],
	['UK', null, ['GB']],
	['GG', null, ['GB', 'GG']],
	['GB', 'GG', ['GB', 'GG']],
	['Germany', null, ['DE']],
	['XX', null, ['XX']],
	[null, null, []],
])('a contact of %s, %s is asked for by %j', (country, region, places) => {
	expect(placesOf(country, region)).toEqual(places);
});
