import { compilePlan } from '../../../routing/compiledPlan';
import { keptPlanIn } from './kept';
import { HOUR, MINUTE } from '../../../routing/model/durations';
import type { StaffSnapshot } from '../../../routing/model/staffSnapshot';
import { WaitClock, type Answerer } from '../../../routing/waits/waitClock';
import { OFFICE, USERS, byId, plan } from '../builders';

const NEW_YORK = 'America/New_York';
const LATE = { name: 'Late', timeZone: NEW_YORK, hours: [{ ...OFFICE.hours[0]!, to: '20:00' }] };
const ann = (person: Record<string, unknown>) => ({ user: byId('u1'), ...person });
const sales = (works: string | null) => ({
	name: 'Sales',
	works,
	members: [{ user: byId('u1') }, { user: byId('u2') }],
});
const ANN: Answerer = { user: 'u1', team: 'Sales' };

interface Given {
	people?: unknown[];
	teams?: unknown[];
	businessHours?: string;
	replies?: Record<string, unknown>;
	snapshot?: StaffSnapshot;
	paused?: Record<string, number | null>;
}

function clock({ snapshot, paused, ...more }: Given): WaitClock {
	const compiled = compilePlan(plan({ timeZone: NEW_YORK, schedules: [OFFICE, LATE], ...more }));
	return new WaitClock(compiled, compiled.roster(USERS, snapshot), paused);
}

/** When an answer within 15 minutes is due, and it is as much later by the same clock. */
function due(given: Given, from: string, who: Answerer = ANN, minutes = 15): string | null {
	const start = Date.parse(from);
	const at = clock(given).dueAt(minutes, 'working', who, start);
	if (at === null) return null;
	expect(clock(given).workedMs(who, start, at)).toBe(minutes * MINUTE);
	return new Date(at).toISOString().replace(':00.000Z', 'Z');
}

// New York is five hours behind UTC until Sunday 8 March 2026, then four.
const FRIDAY_EVENING = '2026-03-06T21:50Z';
const SATURDAY = '2026-03-07T15:00Z';
const MONDAY_NOON = '2026-03-09T16:00Z';

describe('somebody who works', () => {
	it('has their own hours, over the night, the weekend and the change of the clocks', () => {
		const given = { people: [ann({ works: 'Office' })], teams: [sales('Late')] };
		expect(due(given, '2026-03-05T21:50Z')).toBe('2026-03-06T14:05Z');
		expect(due(given, FRIDAY_EVENING)).toBe('2026-03-09T13:05Z');
	});

	it('has the hours of their calendars, without blocked time', () => {
		const week = { friday: [{ from: 9 * 60, to: 17 * 60 }] };
		const hours = [{ timeZone: NEW_YORK, week, dates: {} }];
		const blocked = (from: string, until: string) => ({
			from: Date.parse(from),
			until: Date.parse(until),
		});
		const value = [
			blocked('2026-03-06T15:05Z', '2026-03-06T16:00Z'),
			blocked('2026-03-06T15:30Z', '2026-03-06T17:00Z'),
		];
		const snapshot = {
			hours: { u1: { value: hours, readAt: 0 } },
			away: { u1: { value, readAt: 0 } },
		};
		expect(due({ snapshot, teams: [sales('Late')] }, '2026-03-06T15:00Z')).toBe(
			'2026-03-06T17:10Z',
		);
		expect(due({ snapshot, teams: [sales('Late')] }, '2026-03-06T15:10Z')).toBe(
			'2026-03-06T17:15Z',
		);
	});

	it('without hours of their own has those of their team, or else all', () => {
		expect(due({ teams: [sales('Office')] }, FRIDAY_EVENING)).toBe('2026-03-09T13:05Z');
		expect(due({ teams: [sales(null)], businessHours: 'Office' }, FRIDAY_EVENING)).toBe(
			'2026-03-06T22:05Z',
		);
		const listed = { people: [ann({ capacity: 3 })], teams: [sales('Office')] };
		expect(due(listed, FRIDAY_EVENING)).toBe('2026-03-09T13:05Z');
	});

	it('is in the first team with hours that has them, when they were chosen from none', () => {
		const none = { ...ANN, team: null };
		const teams = [
			{ name: 'Support', works: null, members: [{ user: byId('u1') }] },
			{ name: 'Night', works: 'Late', members: [{ user: byId('u3') }] },
			sales('Office'),
		];
		expect(due({ teams }, FRIDAY_EVENING, none)).toBe('2026-03-09T13:05Z');
		expect(due({ teams }, FRIDAY_EVENING, { user: 'u3', team: null })).toBe('2026-03-06T22:05Z');
	});

	it('has all the time there is when the reply time says so', () => {
		const given = clock({ people: [ann({ works: 'Office' })] });
		const from = Date.parse(SATURDAY);
		expect(given.dueAt(15, 'always', ANN, from)).toBe(from + 15 * MINUTE);
	});
});

describe('somebody for whom nobody should wait', () => {
	const away = { works: 'Office', away: [{ from: '2026-03-09', to: '2026-03-20' }] };
	const given = (person: Record<string, unknown>) => ({
		people: [ann(person)],
		teams: [sales('Late')],
	});

	it('is away, paused in the plan or by hand, or gone', () => {
		expect(due(given(away), MONDAY_NOON)).toBe('2026-03-09T16:15Z');
		expect(due(given({ works: 'Office', paused: true }), FRIDAY_EVENING)).toBe('2026-03-06T22:05Z');
		const until = (at: number | null) => ({ ...given({ works: 'Office' }), paused: { u1: at } });
		expect(due(until(null), FRIDAY_EVENING)).toBe('2026-03-06T22:05Z');
		expect(due(until(Date.parse(MONDAY_NOON)), FRIDAY_EVENING)).toBe('2026-03-06T22:05Z');
		expect(due(until(Date.parse(FRIDAY_EVENING)), FRIDAY_EVENING)).toBe('2026-03-09T13:05Z');
		const gone = { user: 'u99', team: 'Sales' };
		expect(due(given({ works: 'Office' }), FRIDAY_EVENING, gone)).toBe('2026-03-06T22:05Z');
		const nobody = { user: null, team: 'Sales' };
		expect(due(given({ works: 'Office' }), FRIDAY_EVENING, nobody)).toBe('2026-03-06T22:05Z');
	});

	it('does not work within the hours that the plan says', () => {
		const works = given({ works: 'Office' });
		expect(due(works, '2026-03-06T22:30Z')).toBe('2026-03-06T22:45Z');
		const patient = { ...works, replies: { absentAfterHours: 72 } };
		expect(due(patient, '2026-03-06T22:30Z')).toBe('2026-03-09T13:15Z');
		// Works again in 24 hours, and a minute more than that.
		expect(due(works, '2026-03-08T13:00Z')).toBe('2026-03-09T13:15Z');
		expect(due({ ...works, businessHours: 'Late' }, '2026-03-08T12:59Z')).toBe('2026-03-09T13:15Z');
		expect(due({ people: works.people }, '2026-03-08T12:59Z')).toBe('2026-03-09T13:15Z');
	});

	it('has the hours of the team, or else business hours', () => {
		const person = [ann(away)];
		const evening = '2026-03-09T22:00Z';
		expect(due({ people: person, teams: [sales('Late')], businessHours: 'Office' }, evening)).toBe(
			'2026-03-09T22:15Z',
		);
		const office = { people: person, teams: [sales(null)], businessHours: 'Office' };
		expect(due(office, evening)).toBe('2026-03-10T13:15Z');
	});

	it('without such hours has those in which somebody of the team usually works', () => {
		const ben = (works: string | null) => [ann(away), { user: byId('u2'), works }];
		const at = (works: string | null, who = ANN) =>
			due({ people: ben(works), teams: [sales(null)] }, '2026-03-10T01:00Z', who);
		// It is 21:00.
		expect(at('Office')).toBe('2026-03-10T13:15Z');
		expect(at(null)).toBe('2026-03-10T01:15Z');
		const evening = { people: ben('Late'), teams: [sales(null)] };
		expect(due(evening, '2026-03-09T22:00Z')).toBe('2026-03-09T22:15Z');
		const nobody = { user: null, team: 'Sales' };
		expect(due(evening, '2026-03-10T01:00Z', nobody)).toBe('2026-03-10T13:15Z');
		expect(due({}, '2026-03-10T01:00Z', { user: null, team: null })).toBe('2026-03-10T01:15Z');
	});

	it('without a team has the hours in which they usually work', () => {
		const alone = { user: 'u1', team: null };
		expect(due({ people: [ann(away)] }, '2026-03-10T01:00Z', alone)).toBe('2026-03-10T13:15Z');
		const paused = { people: [ann({ works: 'Office' })], paused: { u1: null } };
		expect(due(paused, SATURDAY, alone)).toBe('2026-03-09T13:15Z');
		const gone = { user: 'u99', team: null };
		expect(due(paused, SATURDAY, gone)).toBe('2026-03-07T15:15Z');
	});

	it('does not wait for hours that are never open', () => {
		const given = { people: [ann(away)], teams: [sales('Nowhere')] };
		expect(due({ ...given, businessHours: 'Office' }, '2026-03-09T22:00Z')).toBe(
			'2026-03-10T13:15Z',
		);
		expect(due(given, '2026-03-09T22:00Z')).toBe('2026-03-09T22:15Z');
		const never = { people: [ann({ works: 'Nowhere' })] };
		expect(due(never, FRIDAY_EVENING)).toBe('2026-03-06T22:05Z');
	});

	it('leaves before the time is over: their leave counts in the hours of the team', () => {
		expect(due(given(away), FRIDAY_EVENING)).toBe('2026-03-09T13:05Z');
		expect(due(given(away), FRIDAY_EVENING, ANN, 12 * 60)).toBe('2026-03-10T13:50Z');
		const value = [
			{ from: Date.parse('2026-03-09T04:00Z'), until: Date.parse('2026-03-21T04:00Z') },
		];
		const snapshot = { away: { u1: { value, readAt: 0 } } };
		const works = { ...given({ works: 'Office' }), snapshot };
		expect(due(works, FRIDAY_EVENING)).toBe('2026-03-09T13:05Z');
		const patient = { ...works, replies: { absentAfterHours: 24 * 30 } };
		expect(due(patient, FRIDAY_EVENING)).toBe('2026-03-23T13:05Z');
	});
});

it('counts nothing when the end is before the start', () => {
	const given = clock({ people: [ann({ works: 'Office' })] });
	const noon = Date.parse(MONDAY_NOON);
	expect(given.workedMs(ANN, noon, noon - HOUR)).toBe(0);
});

it('a kept plan has the clock of the plan that decided', () => {
	const snapshot = { away: { u1: { value: [{ from: 0, until: HOUR }], readAt: 0 } } };
	const kept = keptPlanIn(plan({ people: [ann({})] }), USERS, snapshot);
	expect(WaitClock.of(kept).dueAt(15, 'working', ANN, 0)).toBe(75 * MINUTE);
	expect(WaitClock.of(kept, { u1: null }).dueAt(15, 'working', ANN, 0)).toBe(15 * MINUTE);
});
