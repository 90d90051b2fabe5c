import { NORTH_AMERICA_CODES } from './northAmericaCodes';

/** Where an area code belongs: a hint, because people keep their number when they move. */
export interface Place {
	/** ISO 3166-2. */
	region: string | null;
	/** IANA names; several where the area code spans them. */
	timeZones: string[] | null;
}

const NOWHERE: Place = { region: null, timeZones: null };

/** Area code and exchange as the plan writes them; N11 and 555 are no area codes. */
const AREA = /^\+1(?!.11|555)([2-9][0-8]\d)[2-9]\d{6}$/;

const places = new Map<string, Place>();
for (const line of NORTH_AMERICA_CODES.trim().split('\n')) {
	const [region = '-', zones = '', codes = ''] = line.split(' ');
	const place = { region: region === '-' ? null : region, timeZones: zones.split(',') };
	for (const code of codes.split(',')) places.set(code, place);
}

/**
 * State or province and time zones of a number of the United States, Canada or the Caribbean.
 * Nothing for any other number, for toll-free ones and for Meta's +1 555 test numbers.
 * @param phone E.164
 */
export function placeOf(phone: string | null): Place {
	const code = /^\+1(\d{3})\d{7}$/.exec(phone ?? '')?.[1];
	const place = code === undefined ? undefined : places.get(code);
	return place ? { ...place, timeZones: place.timeZones && [...place.timeZones] } : NOWHERE;
}

/** Whether a number has an area code that could be, and is in no table yet. */
export function isNewArea(phone: string | null): boolean {
	const code = AREA.exec(phone ?? '')?.[1];
	return code !== undefined && !places.has(code);
}
