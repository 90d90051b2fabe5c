import { DateTime } from 'luxon';

/** Where somebody works, and when. */
export interface Office {
	city: string;
	timeZone: string;
	/** As the panel takes them. */
	hours: string;
}

/** Around the world in steps of at most four hours. */
const CITIES: ReadonlyArray<Pick<Office, 'city' | 'timeZone'>> = [
	{ city: 'Honolulu', timeZone: 'Pacific/Honolulu' },
	{ city: 'Los Angeles', timeZone: 'America/Los_Angeles' },
	{ city: 'New York', timeZone: 'America/New_York' },
	{ city: 'São Paulo', timeZone: 'America/Sao_Paulo' },
	{ city: 'London', timeZone: 'Europe/London' },
	{ city: 'Nairobi', timeZone: 'Africa/Nairobi' },
	{ city: 'Mumbai', timeZone: 'Asia/Kolkata' },
	{ city: 'Singapore', timeZone: 'Asia/Singapore' },
	{ city: 'Auckland', timeZone: 'Pacific/Auckland' },
];

/** The day ends an hour before the evening for which a city is chosen. */
const HOURS = 'Mon-Fri 9:00-17:00';

/** An office that has closed for the day where it is: the one where most of the night is to come. */
export function closedOffice(now: Date): Office {
	const hoursSinceEvening = ({ timeZone }: Pick<Office, 'timeZone'>) => {
		const local = DateTime.fromJSDate(now, { zone: timeZone });
		return (local.hour + local.minute / 60 - 18 + 24) % 24;
	};
	const [city] = CITIES.toSorted((a, b) => hoursSinceEvening(a) - hoursSinceEvening(b));
	return { city: '', timeZone: 'UTC', ...city, hours: HOURS };
}
