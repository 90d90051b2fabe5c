import { IANAZone } from 'luxon';

/**
 * JavaScript knows more zones than the IANA list: `BST` is the time of Dhaka to it, `NST` that of
 * Auckland. And `EST`, which is on the list, has no summer time. So a plan takes a name of the list
 * that says where, and no abbreviation.
 */
const IN_AREA =
	/^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico|Pacific|US)\//i;

/** The names of the list that say where without an area. */
const WITHOUT_AREA = new Set(
	`UTC GMT UCT Zulu Universal Greenwich GMT0 GMT+0 GMT-0 EST5EDT CST6CDT MST7MDT PST8PDT Cuba Egypt
	Eire GB GB-Eire Hongkong Iceland Iran Israel Jamaica Japan Kwajalein Libya Navajo NZ NZ-CHAT Poland
	Portugal PRC ROC ROK Singapore Turkey W-SU`.split(/\s+/),
);

/** The abbreviations of the list. A program that has one means what the list says. */
const LISTED_ABBREVIATIONS = new Set(['CET', 'EET', 'EST', 'HST', 'MET', 'MST', 'WET']);

/** Names that the list has and JavaScript does not list, because it lists an older one. */
const NEWER_NAMES = `Africa/Asmara America/Argentina/Buenos_Aires America/Argentina/Catamarca
	America/Argentina/Cordoba America/Argentina/Jujuy America/Argentina/Mendoza America/Atikokan
	America/Indiana/Indianapolis America/Kentucky/Louisville America/Nuuk Asia/Ho_Chi_Minh Asia/Kathmandu
	Asia/Kolkata Asia/Yangon Atlantic/Faroe Europe/Kyiv Pacific/Chuuk Pacific/Kanton Pacific/Pohnpei
	US/Alaska US/Arizona US/Central US/Eastern US/Hawaii US/Mountain US/Pacific UTC`.split(/\s+/);

const DEFAULT_ZONE = 'Europe/London';

/** What people mean who write an abbreviation, or how a zone is called where they live. */
const MEANT: Readonly<Record<string, string>> = {
	'America/New_York': 'et est edt eastern easterntime',
	'America/Chicago': 'ct cst cdt central centraltime',
	'America/Denver': 'mt mst mdt mountain mountaintime',
	'America/Los_Angeles': 'pt pst pdt pacific pacifictime',
	'America/Anchorage': 'akst akdt',
	'Pacific/Honolulu': 'hst',
	'America/Halifax': 'ast adt atlantic',
	'America/St_Johns': 'nst ndt newfoundland',
	'America/Sao_Paulo': 'brt brst brasilia',
	'America/Argentina/Buenos_Aires': 'art',
	'Europe/London': 'bst uk',
	'Europe/Lisbon': 'wet west',
	'Europe/Berlin': 'cet cest met mest mez mesz',
	'Europe/Athens': 'eet eest',
	'Europe/Moscow': 'msk',
	'Africa/Lagos': 'wat',
	'Africa/Maputo': 'cat',
	'Africa/Nairobi': 'eat',
	'Africa/Johannesburg': 'sast',
	'Asia/Dubai': 'gst',
	'Asia/Karachi': 'pkt',
	'Asia/Kolkata': 'ist india',
	'Asia/Jakarta': 'wib',
	'Asia/Manila': 'pht',
	'Asia/Singapore': 'sgt',
	'Asia/Hong_Kong': 'hkt',
	'Asia/Shanghai': 'beijing china',
	'Asia/Tokyo': 'jst',
	'Asia/Seoul': 'kst',
	'Australia/Perth': 'awst',
	'Australia/Adelaide': 'acst acdt',
	'Australia/Sydney': 'aest aedt',
	'Pacific/Auckland': 'nzst nzdt',
};

/** The zones to choose from, by name. Links such as `GB` are understood besides. */
export function listedTimeZones(): string[] {
	return [...new Set([...Intl.supportedValuesOf('timeZone'), ...NEWER_NAMES])].sort();
}

/** The name of a zone as the IANA list spells it; what is not on the list stays as it is. */
export function spelledTimeZone(name: string): string {
	const wanted = name.trim();
	if (spellings().has(wanted)) return wanted;
	const key = wanted.toLowerCase();
	return [...spellings()].find((listed) => listed.toLowerCase() === key) ?? wanted;
}

/** Whether a plan can go by this zone. */
export function isTimeZone(name: string): boolean {
	if (WITHOUT_AREA.has(name) || proved.has(name)) return true;
	if (!IN_AREA.test(name) || !IANAZone.isValidZone(name)) return false;
	proved.add(name);
	return true;
}

/** JavaScript takes long to answer, and large plans name the same zones a thousand times. */
const proved = new Set<string>();

/** Says what to write in place of something that is no zone of the list. */
export function likelyTimeZone(name: string): string {
	const place = lettersOf(name.split('/').pop() ?? '');
	const [meant] = Object.entries(MEANT).find(([, words]) => words.split(' ').includes(place)) ?? [];
	const lies = (zone: string) => place !== '' && lettersOf(zone.split('/').pop() ?? '') === place;
	return meant ?? listedTimeZones().find(lies) ?? DEFAULT_ZONE;
}

/** The zone that a program was set to, which may be an abbreviation of the list; null if unknown. */
export function timeZoneOfMachine(name: string): string | null {
	if (isTimeZone(name)) return name;
	if (!LISTED_ABBREVIATIONS.has(name)) return null;
	return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
}

let known: ReadonlySet<string> | undefined;

function spellings(): ReadonlySet<string> {
	return (known ??= new Set([...listedTimeZones(), ...WITHOUT_AREA]));
}

function lettersOf(name: string): string {
	return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
