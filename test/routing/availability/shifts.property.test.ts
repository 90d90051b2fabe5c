import fc from 'fast-check';
import { CalendarHours } from '../../../routing/availability/calendarHours';
import { WeekMap } from '../../../routing/availability/hours';
import { StaffMember } from '../../../routing/availability/staff';
import { DAY, MINUTE } from '../../../routing/model/durations';
import { personSchema } from '../../../routing/plan/person';
import {
	content,
	daysAway,
	inCalendar,
	inPlan,
	openByShifts,
	weekInMarch,
	type Content,
} from './shifts';

/** The minutes of a week at which two answers differ; a few of them are enough to see. */
function differences(
	one: (at: number) => boolean,
	other: (at: number) => boolean,
	monday: number,
): string[] {
	const found: string[] = [];
	for (let at = monday; at < monday + 7 * DAY && found.length < 3; at += MINUTE) {
		if (one(at) !== other(at)) found.push(new Date(at).toISOString());
	}
	return found;
}

const staffMember = (
	hours: ConstructorParameters<typeof StaffMember>[1],
	one: Content,
	away: string[],
) => {
	const user = { by: 'id', value: 'u1' };
	const person = personSchema.parse({ user, away: away.map((from) => ({ from })) });
	return new StaffMember(person, hours, one.timeZone);
};

it('hours in the plan are open when one of their shifts says so, at every minute', () => {
	fc.assert(
		fc.property(content, weekInMarch, (one, monday) => {
			const map = new WeekMap(inPlan(one));
			const plain = (at: number) => openByShifts(one, at);
			expect(differences((at) => map.isOpen(at), plain, monday)).toEqual([]);
		}),
		{ numRuns: 8 },
	);
});

it('the same hours in a calendar are open at the same minutes', () => {
	fc.assert(
		fc.property(content, weekInMarch, (one, monday) => {
			const map = new WeekMap(inPlan(one));
			const calendar = new CalendarHours([inCalendar(one)]);
			const isOpen = (at: number) => map.isOpen(at);
			expect(differences(isOpen, (at) => calendar.isOpen(at), monday)).toEqual([]);
			const isHoliday = (at: number) => map.isHoliday(at);
			expect(differences(isHoliday, (at) => calendar.isHoliday(at), monday)).toEqual([]);
		}),
		{ numRuns: 40 },
	);
});

it('a day away is a day off: the person works when the same hours with that day off are open', () => {
	fc.assert(
		fc.property(content, daysAway, weekInMarch, (one, away, monday) => {
			const both = { ...one, off: [...one.off, ...away] };
			const plain = new WeekMap(inPlan(both));
			for (const hours of [new WeekMap(inPlan(one)), new CalendarHours([inCalendar(one)])]) {
				const member = staffMember(hours, one, away);
				const works = (at: number) => member.works(at);
				expect(differences(works, (at) => plain.isOpen(at), monday)).toEqual([]);
			}
		}),
		{ numRuns: 25 },
	);
});

it('nobody is away or on holiday who works', () => {
	fc.assert(
		fc.property(content, daysAway, weekInMarch, (one, away, monday) => {
			const hours = new WeekMap(inPlan(one));
			const member = staffMember(hours, one, away);
			const odd = (at: number) => member.works(at) && (member.isAway(at) || hours.isHoliday(at));
			expect(differences(odd, () => false, monday)).toEqual([]);
		}),
		{ numRuns: 25 },
	);
});
