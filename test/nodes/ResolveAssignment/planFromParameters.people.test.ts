import type { INodeParameters, INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { planFields } from '../../../nodes/ResolveAssignment/parameters';
import { plansFor } from '../../../nodes/ResolveAssignment/planFromParameters';
import { locator } from '../../harness/touches';
import { ann, cards, executionOf, planOf, WORKFLOW_ZONE } from './planOf';

const user = locator('email', 'ann@example.com');
const always = { works: null, outsideHours: null, ifNobody: null };
const WORKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];

const person = (card: INodeParameters) =>
	planOf({ sections: { people: cards({ user, ...card }) } }).people[0];
const schedule = (card: INodeParameters) =>
	planOf({ sections: { schedules: cards({ name: 'Office', ...card }) } }).schedules[0];

/** The fields for a time zone in a field, however deep. */
function timeZoneFields(field: INodeProperties | INodePropertyCollection): INodeProperties[] {
	if ('type' in field && field.name === 'timeZone') return field.type === 'hidden' ? [] : [field];
	const inside = 'values' in field ? field.values : ((field as INodeProperties).options ?? []);
	return inside.flatMap((one) => ('value' in one ? [] : timeZoneFields(one)));
}

it('reads teams with their members', () => {
	const members = cards({ user }, { user, weight: 5, tier: 2 });
	const { teams } = planOf({
		sections: {
			teams: cards(
				{ name: ' Sales ', strategy: 'rankedTiers', members },
				{ name: 'Everybody', options: { roles: ['admin', 'user'] } },
			),
		},
	});
	expect(teams).toEqual([
		{
			name: 'Sales',
			strategy: 'rankedTiers',
			members: [
				{ user: ann.user, weight: 1, tier: 1 },
				{ user: ann.user, weight: 5, tier: 2 },
			],
			roles: [],
			...always,
		},
		{
			name: 'Everybody',
			strategy: 'weightedRoundRobin',
			members: [],
			roles: ['admin', 'user'],
			...always,
		},
	]);
});

describe('a team as a department', () => {
	const team = (card: INodeParameters, schedules: INodeParameters = {}) =>
		planOf({ sections: { teams: cards({ name: 'Sales', ...card }), schedules } }).teams[0];
	const office = cards({
		name: 'Office',
		timeZone: 'Asia/Tokyo',
		holidays: cards({ from: '2026-12-25' }),
	});
	const holidays = cards({ from: '2026-12-24' });

	it('has hours, and who is asked outside of them and when nobody is there', () => {
		expect(
			team({
				works: locator('list', 'Mon 8-18'),
				timeZone: 'Europe/Madrid',
				outsideHours: user,
				ifNobody: locator('list', 'team:Leads'),
				options: { holidays },
			}),
		).toMatchObject({
			works: {
				timeZone: 'Europe/Madrid',
				hours: [{ days: ['monday'], from: '08:00', to: '18:00' }],
				holidays: [{ from: '2026-12-24' }],
			},
			outsideHours: ann,
			ifNobody: { type: 'team', team: 'Leads' },
		});
	});

	it('names working hours; with holidays of its own it has both', () => {
		expect(team({ works: locator('list', 'schedule:Office') }, office)?.works).toBe('Office');
		expect(
			team({ works: locator('hours', 'office'), options: { holidays } }, office)?.works,
		).toEqual({
			timeZone: 'Asia/Tokyo',
			hours: [{ days: WORKDAYS, from: '09:00', to: '17:00' }],
			holidays: [{ from: '2026-12-25' }, { from: '2026-12-24' }],
		});
	});

	it('that works always has holidays all the same', () => {
		expect(team({ options: { holidays } })?.works).toMatchObject({
			timeZone: WORKFLOW_ZONE,
			hours: [{ days: [...WORKDAYS, 'saturday', 'sunday'], from: '00:00', to: '24:00' }],
			holidays: [{ from: '2026-12-24' }],
		});
	});

	it('forgets tiers that another way of choosing does not go by', () => {
		const members = cards({ user, tier: 3 });
		expect(team({ members })?.members).toMatchObject([{ tier: 1 }]);
		expect(team({ members, strategy: 'rankedTiers' })?.members).toMatchObject([{ tier: 3 }]);
	});
});

it('reads what HighLevel is to say', () => {
	const sources = {
		hours: 'calendars',
		away: 'blockedSlots',
		load: 'contacts',
		refreshMinutes: 15,
	};
	expect(planOf({ sections: { sources } }).sources).toEqual(sources);
	expect(planOf({ sections: { sources: { load: 'unreadConversations' } } }).sources).toEqual({
		hours: 'plan',
		away: 'plan',
		load: 'unreadConversations',
		refreshMinutes: 5,
	});
});

it('reads a person of whom nothing special is known', () => {
	expect(person({})).toEqual({
		user: ann.user,
		works: null,
		away: [],
		paused: false,
		capacity: null,
		limits: [],
		skills: [],
		backup: null,
	});
});

it('reads all that can be said of a person', () => {
	const options = {
		away: cards(
			{ from: '2026-12-24T00:00:00', to: '2026-12-26T00:00:00' },
			{ from: '2027-01-04', to: '' },
		),
		backup: locator('id', 'u2'),
		capacity: 15,
		limits: cards({}, { max: 3, per: 'hour', window: 'rolling' }),
		paused: true,
		skills: 'Spanish:3, Tax',
	};
	expect(person({ works: locator('list', 'schedule:Office'), options })).toEqual({
		user: ann.user,
		works: 'Office',
		away: [{ from: '2026-12-24', to: '2026-12-26' }, { from: '2027-01-04' }],
		paused: true,
		capacity: 15,
		limits: [
			{ max: 10, per: 'day', window: 'calendar' },
			{ max: 3, per: 'hour', window: 'rolling' },
		],
		skills: [
			{ name: 'Spanish', level: 3 },
			{ name: 'Tax', level: 1 },
		],
		backup: { by: 'id', value: 'u2' },
	});
});

it('reads hours of their own', () => {
	const works = locator('hours', 'Sat 22-2');
	expect(person({ works, timeZone: 'America/Chicago' })?.works).toEqual({
		timeZone: 'America/Chicago',
		hours: [{ days: ['saturday'], from: '22:00', to: '02:00' }],
		holidays: [],
	});
});

it.each(['always', 'Always', ' always ', ''])('takes %j for always', (value) => {
	expect(person({ works: locator('list', value) })?.works).toBeNull();
});

it('takes no time zone for one that hours do not have', () => {
	const works = locator('list', 'schedule:Office');
	const schedules = cards({ name: 'Office' });
	const people = cards({ user, works, timeZone: 'Asia/Tokyo' });
	expect(planOf({ sections: { people, schedules } }).people[0]?.works).toBe('Office');
});

it('names working hours that are not there, for the check to say so', () => {
	expect(person({ works: locator('list', 'schedule:Night') })?.works).toBe('Night');
});

it.each(['', 'at night', '={{ $json.nothing }}'])('refuses the hours %j', (value) => {
	expect(() => person({ works: locator('hours', value) })).toThrow(/^Person 1: 'Works' /);
});

it('reads working hours with holidays', () => {
	const hours = 'Mon-Fri 9-17, Sat 10 am-2 pm';
	const holidays = cards({ from: '2026-12-25T00:00:00' });
	expect(schedule({ timeZone: 'America/New_York', hours, holidays })).toEqual({
		name: 'Office',
		timeZone: 'America/New_York',
		hours: [
			{ days: WORKDAYS, from: '09:00', to: '17:00' },
			{ days: ['saturday'], from: '10:00', to: '14:00' },
		],
		holidays: [{ from: '2026-12-25' }],
	});
});

it('has hours as soon as it is there', () => {
	expect(schedule({})?.hours).toEqual([{ days: WORKDAYS, from: '09:00', to: '17:00' }]);
});

it('refuses hours that nobody can read, with how to write them', () => {
	expect(() => schedule({ hours: 'Mon-Fri 9-5' })).toThrow(
		"Working Hours 'Office': 'Hours' has '9-5', which may be in the morning or in the evening: write 9-17, or 9 am-5 pm",
	);
});

describe('the time zone', () => {
	const zones = (options: INodeParameters) => {
		const plan = planOf({
			sections: {
				schedules: cards({ name: 'Office' }, { name: 'UK', timeZone: 'Europe/London' }),
			},
			options,
		});
		return [plan.timeZone, ...plan.schedules.map(({ timeZone }) => timeZone)];
	};

	it('is that of the workflow when nothing is said', () => {
		expect(zones({})).toEqual([WORKFLOW_ZONE, WORKFLOW_ZONE, 'Europe/London']);
	});

	it('can be chosen for all working hours that name none', () => {
		const chosen = 'America/Denver';
		expect(zones({ timeZone: ' America/Denver ' })).toEqual([chosen, chosen, 'Europe/London']);
	});

	it.each<[string, INodeParameters]>([
		['of the options', { options: { timeZone: 'EST' } }],
		['of working hours', { sections: { schedules: cards({ name: 'A', timeZone: 'EST' }) } }],
	])('%s is refused when it says no place', (_what, parameters) => {
		expect(() => planOf(parameters)).toThrow(
			"'EST' is not in the IANA list of time zones; choose a zone like 'America/New_York'",
		);
	});

	it.each([
		['EST', 'America/Panama'],
		['CET', 'Europe/Brussels'],
		['BST', 'UTC'],
		['Mars/Base', 'UTC'],
	])('of the workflow may be %s: messages are placed, by %s, and it is said once', (name, zone) => {
		const { context } = executionOf({ options: {} }, [{}, {}], name);
		const planOfItem = plansFor(context);
		expect([planOfItem(0).timeZone, planOfItem(1).timeZone]).toEqual([zone, zone]);
		expect(context.hints).toHaveLength(1);
		expect(context.hints[0]?.message).toContain(`'${name}', names no known place`);
		expect(context.hints[0]?.message).toContain(`go by '${zone}'`);
	});

	it('of the workflow is of no concern when another is chosen', () => {
		const options = { timeZone: 'America/Denver' };
		const { context } = executionOf({ options }, [{}], 'EST');
		expect(plansFor(context)(0).timeZone).toBe('America/Denver');
		expect(context.hints).toEqual([]);
	});

	it('is chosen from a list, in every place', () => {
		const zones = new Set(planFields.flatMap((field) => timeZoneFields(field)));
		expect(zones.size).toBe(4);
		for (const { type, typeOptions } of zones) {
			expect(type).toBe('options');
			expect(typeOptions?.loadOptionsMethod).toMatch(/^get(Plan)?TimeZones$/);
		}
	});
});

describe('business hours', () => {
	const schedules = cards({ name: 'Office' }, { name: 'Shop' });

	it('are the first working hours', () => {
		expect(planOf({ sections: { schedules } }).businessHours).toBe('Office');
	});

	it('can be chosen', () => {
		const options = { businessHours: 'Shop' };
		expect(planOf({ sections: { schedules }, options }).businessHours).toBe('Shop');
	});
});

describe('the fallback', () => {
	it.each([
		[{ fallback: 'nobody' }, null],
		[{ fallback: user }, ann],
		[{ fallback: locator('list', 'team:Sales') }, { type: 'team', team: 'Sales' }],
	])('reads %j', (fields, fallback) => {
		expect(planOf(fields).fallback).toEqual(fallback);
	});

	it('may be to wait', () => {
		expect(planOf({ options: { whenNobody: 'wait' } }).whenNobody).toBe('wait');
	});
});

describe('the owner policy', () => {
	it.each(['first', 'one', 'context', 'separate'])('reads %s', (ownerPolicy) => {
		expect(planOf({ ownerPolicy, options: { ownerUnavailable: 'cover' } }).owners).toEqual({
			mode: ownerPolicy,
			whenUnavailable: 'cover',
			respectManual: true,
		});
	});

	it('may be none', () => {
		expect(
			planOf({ ownerPolicy: 'askRules', options: { ownerUnavailable: 'cover' } }).owners,
		).toBeNull();
	});

	it('may ignore changes by hand', () => {
		expect(planOf({ options: { respectManual: false } }).owners?.respectManual).toBe(false);
	});
});
