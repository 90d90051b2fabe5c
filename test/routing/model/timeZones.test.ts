import { listedTimeZones, timeZoneOfMachine } from '../../../routing/model/timeZones';
import { timeZoneSchema } from '../../../routing/model/references';

const refusal = (zone: string) => timeZoneSchema.safeParse(zone).error?.issues[0]?.message;

describe('a time zone of a plan', () => {
	it.each([
		'America/New_York',
		'Europe/Kyiv',
		'Europe/Kiev',
		'Asia/Calcutta',
		'Asia/Kolkata',
		'US/Eastern',
		'America/Argentina/ComodRivadavia',
		'Etc/UTC',
		'Etc/GMT+2',
		'UTC',
		'GMT',
		'Japan',
		'GB',
		'EST5EDT',
	])('may be any name of the IANA list that says where: %s', (zone) => {
		expect(timeZoneSchema.parse(zone)).toBe(zone);
	});

	it.each([
		['europe/london', 'Europe/London'],
		['AMERICA/NEW_YORK', 'America/New_York'],
		[' Europe/Berlin ', 'Europe/Berlin'],
		['utc', 'UTC'],
		['us/eastern', 'US/Eastern'],
	])('is spelled as on the list: %s', (zone, listed) => {
		expect(timeZoneSchema.parse(zone)).toBe(listed);
	});

	// JavaScript knows most of these: as the time of Dhaka, of Auckland, or without summer time.
	it.each([
		['BST', 'Europe/London'],
		['EST', 'America/New_York'],
		['EDT', 'America/New_York'],
		['est', 'America/New_York'],
		['CST', 'America/Chicago'],
		['MST', 'America/Denver'],
		['PST', 'America/Los_Angeles'],
		['PT', 'America/Los_Angeles'],
		['Eastern', 'America/New_York'],
		['HST', 'Pacific/Honolulu'],
		['NST', 'America/St_Johns'],
		['AST', 'America/Halifax'],
		['IST', 'Asia/Kolkata'],
		['CET', 'Europe/Berlin'],
		['CEST', 'Europe/Berlin'],
		['MEZ', 'Europe/Berlin'],
		['EET', 'Europe/Athens'],
		['WET', 'Europe/Lisbon'],
		['JST', 'Asia/Tokyo'],
		['AEST', 'Australia/Sydney'],
		['ACT', 'Europe/London'],
		['UTC+2', 'Europe/London'],
		['GMT+2', 'Europe/London'],
		['GMT-05:00', 'Europe/London'],
		['+02:00', 'Europe/London'],
		['-5', 'Europe/London'],
		['Z', 'Europe/London'],
		['New York', 'America/New_York'],
		['America/New York', 'America/New_York'],
		['America / New York', 'America/New_York'],
		['NewYork', 'America/New_York'],
		['Berlin', 'Europe/Berlin'],
		['America/London', 'Europe/London'],
		['Kolkata', 'Asia/Kolkata'],
		['SystemV/EST5', 'Europe/London'],
		['Etc/Unknown', 'Europe/London'],
		['Mars/Base', 'Europe/London'],
		['local', 'Europe/London'],
	])(
		'that is not on the list, or says not where, is refused with a likely one: %s',
		(zone, likely) => {
			expect(refusal(zone)).toBe(
				`'${zone}' is not in the IANA list of time zones; choose a zone like '${likely}'`,
			);
		},
	);

	it('is not repeated when it is a long text', () => {
		expect(refusal('My number is 555 0143, please call me tomorrow')).toMatch(/^this text is not/);
	});

	it('is missed when it is empty', () => {
		expect(timeZoneSchema.safeParse(undefined).error?.issues[0]?.message).toBe(
			'the time zone is missing',
		);
		expect(refusal('  ')).toBe("the time zone is empty; choose a zone like 'Europe/London'");
	});
});

it('every zone to choose from is taken as it is, and those that people look for are there', () => {
	const zones = listedTimeZones();
	expect(zones.filter((zone) => timeZoneSchema.safeParse(zone).data !== zone)).toEqual([]);
	expect(zones).toEqual([...new Set(zones)].sort());
	expect(zones).toEqual(
		expect.arrayContaining([
			'America/New_York',
			'Asia/Kolkata',
			'Europe/Kyiv',
			'US/Eastern',
			'UTC',
		]),
	);
});

describe('a time zone that a program set', () => {
	it.each([
		['Europe/London', 'Europe/London'],
		['US/Eastern', 'US/Eastern'],
		['EST', 'America/Panama'],
		['CET', 'Europe/Brussels'],
	])('is read as the IANA list means it: %s', (zone, read) => {
		expect(timeZoneOfMachine(zone)).toBe(read);
	});

	it.each(['', 'Mars/Base', '+02:00', 'UTC+2', 'BST', 'NST'])('is unknown else: %s', (zone) => {
		expect(timeZoneOfMachine(zone)).toBeNull();
	});
});
