import { NORTH_AMERICA_CODES } from './northAmericaCodes';

/** Where an area code belongs: a hint, because people keep their number when they move. */
interface Place {
	/** ISO 3166-2. */
	region: string | null;
	/** IANA names; several where the area code spans them. */
	timeZones: string[] | null;
}

const NOWHERE: Place = { region: null, timeZones: null };

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
