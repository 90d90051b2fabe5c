import fc from 'fast-check';
import { CalendarHours } from '../../../routing/availability/calendarHours';
import { WeekMap } from '../../../routing/availability/hours';
import { StaffMember } from '../../../routing/availability/staff';
import { WorkingTime } from '../../../routing/availability/workingTime';
import { DAY, HOUR, MINUTE } from '../../../routing/model/durations';
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

const blocks = fc.array(
	fc.record({
		from: fc.integer({ min: 0, max: 7 * 24 * 60 }),
		minutes: fc.integer({ min: -30, max: 2 * 24 * 60 }),
	}),
	{ maxLength: 4 },
);
const minuteOfWeek = fc.integer({ min: 0, max: 8 * 24 * 60 });

interface Blocked {
	from: number;
	until: number;
}

function personOf(one: Content, away: string[], blocked: Blocked[], inHighLevel: boolean) {
	const user = { by: 'id', value: 'u1' };
	const person = personSchema.parse({ user, away: away.map((from) => ({ from })) });
	const hours = inHighLevel ? new CalendarHours([inCalendar(one)]) : new WeekMap(inPlan(one));
	return new StaffMember(person, hours, one.timeZone, null, { value: blocked, readAt: 0 });
}

/** Minute by minute, by luxon's clock, from the shifts as they were written. */
function plainMinutes(
	one: Content,
	away: string[],
	blocked: Blocked[],
	from: number,
	until: number,
): number[] {
	const off = { ...one, off: [...one.off, ...away] };
	const found: number[] = [];
	for (let at = from; at < until; at += MINUTE) {
		const isBlocked = blocked.some((stretch) => at >= stretch.from && at < stretch.until);
		if (!isBlocked && openByShifts(off, at)) found.push(at);
	}
	return found;
}

const situation = fc.record({
	one: content,
	away: daysAway,
	blocks,
	inHighLevel: fc.boolean(),
	monday: weekInMarch,
	from: minuteOfWeek,
	until: minuteOfWeek,
});

it('counts the minutes that luxon counts one by one, and finds the instant of each of them', () => {
	fc.assert(
		fc.property(situation, ({ one, away, blocks, inHighLevel, monday, ...minutes }) => {
			const blocked = blocks.map(({ from, minutes: length }) => {
				const start = monday + from * MINUTE;
				return { from: start, until: start + length * MINUTE };
			});
			const member = personOf(one, away, blocked, inHighLevel);
			const time = new WorkingTime((from, until) => member.spans(from, until));
			const from = monday + minutes.from * MINUTE;
			const until = monday + minutes.until * MINUTE;
			const plain = plainMinutes(one, away, blocked, from, until);
			expect(time.between(from, until)).toBe(plain.length * MINUTE);
			for (const [i, minute] of plain.entries()) {
				if (i % 60 !== 0 && i !== plain.length - 1) continue;
				expect(time.after((i + 1) * MINUTE, from)).toBe(minute + MINUTE);
			}
		}),
		{ numRuns: 30 },
	);
});

it('after so much working time exactly so much has passed, and not a millisecond before', () => {
	const ms = fc.integer({ min: 1, max: 60 * DAY });
	const start = fc.integer({ min: Date.parse('2025-06-01'), max: Date.parse('2027-06-01') });
	fc.assert(
		fc.property(content, daysAway, ms, start, (one, away, wanted, from) => {
			const member = personOf(one, away, [], false);
			const time = new WorkingTime((first, last) => member.spans(first, last));
			const at = time.after(wanted, from);
			if (at === null) return expect(time.between(from, from + 9 * 365 * DAY)).toBeLessThan(wanted);
			expect(time.between(from, at)).toBe(wanted);
			expect(time.between(from, at - 1)).toBe(wanted - 1);
		}),
		{ numRuns: 200 },
	);
});

it('the parts of a time add up, wherever it is parted', () => {
	const start = fc.integer({ min: Date.parse('2025-06-01'), max: Date.parse('2027-06-01') });
	const length = fc.integer({ min: 0, max: 200 * DAY });
	fc.assert(
		fc.property(content, start, length, length, (one, from, first, second) => {
			const time = new WorkingTime((start, end) => new WeekMap(inPlan(one)).spans(start, end));
			const [middle, until] = [from + first, from + first + second];
			const parts = time.between(from, middle) + time.between(middle, until);
			expect(parts).toBe(time.between(from, until));
			expect(time.between(until, from)).toBe(0);
		}),
		{ numRuns: 200 },
	);
});

it('what is never open has no working time, and no end of it', () => {
	const never = new WorkingTime(() => []);
	expect(never.between(0, 400 * DAY)).toBe(0);
	expect(never.after(1, 0)).toBeNull();
	expect(never.after(0, 7)).toBe(7);
});

it('ends with a shift rather than at the start of the next one', () => {
	const office = new WeekMap({
		timeZone: 'UTC',
		hours: [{ days: ['friday', 'monday'], from: '09:00', to: '17:00' }],
		holidays: [],
	});
	const time = new WorkingTime((from, until) => office.spans(from, until));
	const friday = Date.parse('2026-03-06T16:30:00Z');
	expect(time.after(30 * MINUTE, friday)).toBe(friday + 30 * MINUTE);
	expect(time.after(30 * MINUTE + 1, friday)).toBe(Date.parse('2026-03-09T09:00:00.001Z'));
	expect(time.after(HOUR, Date.parse('2026-03-07T10:00:00Z'))).toBe(
		Date.parse('2026-03-09T10:00:00Z'),
	);
});
