import { CalendarHours } from '../../../routing/availability/calendarHours';
import { WeekMap } from '../../../routing/availability/hours';
import { StaffMember } from '../../../routing/availability/staff';
import { WorkingTime } from '../../../routing/availability/workingTime';
import { MINUTE } from '../../../routing/model/durations';
import { WEEKDAYS, type Hours } from '../../../routing/model/hours';
import { personSchema } from '../../../routing/plan/person';
import cases from '../../fixtures/hours/workingMinutes.json';

/** One situation of another project's tests, `source_url` says where it is from. */
interface Case {
	zone: string;
	weekly_hours: Record<string, string[][]>;
	dates?: Record<string, string[][]>;
	holidays?: string[];
	away?: string[][];
	from: string;
	to: string;
	expected_minutes: number;
	why: string;
}

const weekOf = ({ weekly_hours }: Case) =>
	Object.entries(weekly_hours).flatMap(([name, stretches]) => {
		const day = WEEKDAYS.find((one) => one.startsWith(name)) ?? 'monday';
		return stretches.map(([from = '', to = '']) => ({ day, from, to }));
	});

function inPlan(one: Case): WeekMap {
	const hours = weekOf(one).map(({ day, from, to }) => ({ days: [day], from, to }));
	const holidays = (one.holidays ?? []).map((from) => ({ from }));
	return new WeekMap({ timeZone: one.zone, hours, holidays });
}

function inCalendar(one: Case): CalendarHours {
	const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
	const interval = ([from = '', to = '']: string[]) => ({ from: minutes(from), to: minutes(to) });
	const week = Object.fromEntries(
		WEEKDAYS.map((name) => [
			name,
			weekOf(one)
				.filter(({ day }) => day === name)
				.map(({ from, to }) => interval([from, to])),
		]),
	);
	const special = Object.entries(one.dates ?? {}).map(([date, list]) => [date, list.map(interval)]);
	const off = (one.holidays ?? []).map((date) => [date, []]);
	return new CalendarHours([
		{ timeZone: one.zone, week, dates: Object.fromEntries([...special, ...off]) },
	]);
}

function personWith(one: Case, hours: Hours): StaffMember {
	const value = (one.away ?? []).map(([from = '', until = '']) => ({
		from: Date.parse(from),
		until: Date.parse(until),
	}));
	const person = personSchema.parse({ user: { by: 'id', value: 'u1' } });
	return new StaffMember(person, hours, one.zone, null, { value, readAt: 0 });
}

function workingMinutes(one: Case, hours: Hours): number {
	const member = personWith(one, hours);
	let minutes = 0;
	for (let at = Date.parse(one.from); at < Date.parse(one.to); at += MINUTE) {
		if (member.works(at)) minutes++;
	}
	return minutes;
}

function counted(one: Case, hours: Hours): number {
	const member = personWith(one, hours);
	const time = new WorkingTime((from, until) => member.spans(from, until));
	return time.between(Date.parse(one.from), Date.parse(one.to)) / MINUTE;
}

const named = (cases as unknown as Case[]).map((one) => [one.why, one] as const);

it.each(named)('a calendar has the working minutes of other projects: %s', (_why, one) => {
	expect(workingMinutes(one, inCalendar(one))).toBe(one.expected_minutes);
	expect(counted(one, inCalendar(one))).toBe(one.expected_minutes);
});

// A plan has no dates with other hours.
it.each(named.filter(([, { dates }]) => !dates))(
	'hours of a plan have the working minutes of other projects: %s',
	(_why, one) => {
		expect(workingMinutes(one, inPlan(one))).toBe(one.expected_minutes);
		expect(counted(one, inPlan(one))).toBe(one.expected_minutes);
	},
);
