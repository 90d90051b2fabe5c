import { fold, repeated } from './text';
import { own } from './own';

/** ISO 3166-1 alpha-2, and AC, TA and XK, which phone numbers have too. */
const COUNTRIES = new Set(
	(
		'AC AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR ' +
		'BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC ' +
		'EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK ' +
		'HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB ' +
		'LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ ' +
		'NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU ' +
		'RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC TD TF TG TH TJ TK TL TM ' +
		'TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'
	).split(' '),
);

/** What people write for codes: reserved ones, those of the European Union, and a longer one. */
const ALIASES: Record<string, string> = { UK: 'GB', EL: 'GR', USA: 'US', UAE: 'AE' };

/** Crown dependencies and autonomous regions that people mean when they say the country. */
const PART_OF: Record<string, string> = { GG: 'GB', JE: 'GB', IM: 'GB', AX: 'FI', SJ: 'NO' };

/** Parts that have a code as countries, and whose numbers are of these. */
const TERRITORIES = new Set(['AS', 'GU', 'MP', 'PR', 'UM', 'VI']);

/** ISO 3166-2, as far as an area code tells: states of the United States, provinces of Canada. */
const REGIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	US: {
		AK: 'Alaska',
		AL: 'Alabama',
		AR: 'Arkansas',
		AZ: 'Arizona',
		CA: 'California',
		CO: 'Colorado',
		CT: 'Connecticut',
		DC: 'District of Columbia',
		DE: 'Delaware',
		FL: 'Florida',
		GA: 'Georgia',
		HI: 'Hawaii',
		IA: 'Iowa',
		ID: 'Idaho',
		IL: 'Illinois',
		IN: 'Indiana',
		KS: 'Kansas',
		KY: 'Kentucky',
		LA: 'Louisiana',
		MA: 'Massachusetts',
		MD: 'Maryland',
		ME: 'Maine',
		MI: 'Michigan',
		MN: 'Minnesota',
		MO: 'Missouri',
		MS: 'Mississippi',
		MT: 'Montana',
		NC: 'North Carolina',
		ND: 'North Dakota',
		NE: 'Nebraska',
		NH: 'New Hampshire',
		NJ: 'New Jersey',
		NM: 'New Mexico',
		NV: 'Nevada',
		NY: 'New York',
		OH: 'Ohio',
		OK: 'Oklahoma',
		OR: 'Oregon',
		PA: 'Pennsylvania',
		RI: 'Rhode Island',
		SC: 'South Carolina',
		SD: 'South Dakota',
		TN: 'Tennessee',
		TX: 'Texas',
		UT: 'Utah',
		VA: 'Virginia',
		VT: 'Vermont',
		WA: 'Washington',
		WI: 'Wisconsin',
		WV: 'West Virginia',
		WY: 'Wyoming',
	},
	CA: {
		AB: 'Alberta',
		BC: 'British Columbia',
		MB: 'Manitoba',
		NB: 'New Brunswick',
		NL: 'Newfoundland and Labrador',
		ON: 'Ontario',
		QC: 'Quebec',
		SK: 'Saskatchewan',
	},
};

/** Provinces of Canada that share their area codes. */
const SHARED = new Set(['NS', 'PE', 'NT', 'NU', 'YT']);

/** The ISO 3166-1 code that a code means, in any case and with common aliases; null when none. */
export function countryCode(text: string): string | null {
	// Most are written so, and decisions are many.
	if (COUNTRIES.has(text)) return text;
	const code = writtenCode(text);
	const country = own(ALIASES, code) ?? code;
	return COUNTRIES.has(country) ? country : null;
}

/** The code of a country by its English name; null when it is none. */
export function countryNamed(name: string): string | null {
	const wanted = fold(name);
	return own(OTHER_NAMES, wanted) ?? (names ??= englishNames()).get(wanted) ?? null;
}

/** The country that a code belongs to in the eyes of people: Great Britain for Guernsey. */
export function wholeCountry(code: string): string {
	return own(PART_OF, code) ?? code;
}

/** All codes by which rules may ask for the place of a contact. */
export function placesOf(country: string | null, region: string | null): string[] {
	const places = new Set<string>();
	const add = (code: string) => {
		// Some write a region for the country.
		const of = code[2] === '-' ? code.slice(0, 2) : code;
		places.add(wholeCountry(of)).add(code);
	};
	if (country) add(countryCode(country) ?? countryNamed(country) ?? writtenCode(country));
	if (region) add(ISO_REGION.test(region) ? region : writtenCode(region));
	return [...places];
}

/** A country or region that a rule asks for, as `placesOf` names it, or what is wrong with it. */
export function readPlace(text: string): { place: string } | { problem: string } {
	if (COUNTRIES.has(text)) return { place: text };
	const code = writtenCode(text);
	const [, of, part = ''] = /^([A-Z]{2,3})-([A-Z0-9]{1,3})$/.exec(code) ?? [];
	const country = countryCode(of ?? code);
	if (country === null) return { problem: noCountry(text, code) };
	if (of === undefined) return { place: country };
	if (country === 'US' && TERRITORIES.has(part)) return { place: part };
	if (own(own(REGIONS, country), part)) return { place: `${country}-${part}` };
	return { problem: noRegion(text, country, part) };
}

/** What people call a country or a region that a rule can ask for. */
export function placeName(place: string): string {
	const [country = '', part] = place.split('-');
	if (part !== undefined) return own(own(REGIONS, country), part) ?? place;
	return (places ??= new Intl.DisplayNames(['en'], { type: 'region' })).of(country) ?? country;
}

/** All countries and regions that a rule can ask for, as `placesOf` names them. */
export function knownPlaces(): string[] {
	const regions = Object.entries(REGIONS).flatMap(([country, parts]) =>
		Object.keys(parts).map((part) => `${country}-${part}`),
	);
	return [...COUNTRIES, ...regions];
}

function noCountry(text: string, code: string): string {
	const named = countryNamed(text);
	if (named) return `${repeated(text)} is no country code; write ${named}`;
	const of = Object.keys(REGIONS).find((country) => own(REGIONS[country], code));
	if (of) return `${repeated(text)} is no country; write ${of}-${code} for the region`;
	return `${repeated(text)} is no country; write its two-letter code, e.g. US, or US-NY for a region`;
}

function noRegion(text: string, country: string, part: string): string {
	if (country === 'US')
		return `${repeated(text)} is no state of the United States; write one like US-NY`;
	if (country !== 'CA') {
		return `'${text}' cannot be told from a phone number, which shows regions of US and CA only; write ${country}`;
	}
	return SHARED.has(part)
		? `'${text}' cannot be told from a phone number, because its area codes are those of another province too; write CA`
		: `${repeated(text)} is no province of Canada; write one like CA-ON`;
}

/** Names of countries that the English list spells in another way. */
const OTHER_NAMES: Record<string, string> = {
	'united states of america': 'US',
	'the united states': 'US',
	america: 'US',
	'great britain': 'GB',
	britain: 'GB',
	england: 'GB',
	scotland: 'GB',
	wales: 'GB',
	'northern ireland': 'GB',
	holland: 'NL',
	'the netherlands': 'NL',
	'czech republic': 'CZ',
	turkey: 'TR',
	'russian federation': 'RU',
	'ivory coast': 'CI',
	'hong kong': 'HK',
	macau: 'MO',
	korea: 'KR',
	'viet nam': 'VN',
	palestine: 'PS',
	burma: 'MM',
	myanmar: 'MM',
};

const ISO_REGION = /^[A-Z]{2}-[A-Z0-9]{1,3}$/;

let names: ReadonlyMap<string, string> | undefined;
let places: Intl.DisplayNames | undefined;

function englishNames(): ReadonlyMap<string, string> {
	return new Map([...COUNTRIES].map((code) => [fold(placeName(code)), code]));
}

function writtenCode(text: string): string {
	return fold(text)
		.toUpperCase()
		.replace(/ ?[-_] ?/g, '-');
}
