import fc from 'fast-check';
import { compilePlan } from '../../../routing/compiledPlan';
import { DAY, HOUR, MINUTE } from '../../../routing/model/durations';
import { WaitClock } from '../../../routing/waits/waitClock';
import { content, inPlan, openByShifts, weekInMarch, type Content } from '../availability/shifts';
import { USERS, byId, plan } from '../builders';

const NEW_YORK = 'America/New_York';

const situation = fc.record({
	/** Null: none of their own. */
	person: fc.option(content),
	team: fc.option(content, { freq: 2 }),
	business: fc.option(content, { freq: 2 }),
	/** Days after the Monday: some before somebody asks, some before they are answered. */
	away: fc.uniqueArray(fc.integer({ min: 0, max: 4 }), { maxLength: 2 }),
	blockedHours: fc.option(fc.integer({ min: 1, max: 60 })),
	pausedHours: fc.option(fc.integer({ min: -5, max: 50 })),
	absentAfterHours: fc.constantFrom(1, 24, 48),
	monday: weekInMarch,
	from: fc.integer({ min: 0, max: 2 * 24 * 60 }),
	minutes: fc.integer({ min: 0, max: 2 * 24 * 60 }),
});

type Situation = typeof situation extends fc.Arbitrary<infer One> ? One : never;

function clockOf(one: Situation): WaitClock {
	const { person, team, business, absentAfterHours } = one;
	const compiled = compilePlan(
		plan({
			timeZone: NEW_YORK,
			schedules: business ? [{ name: 'Business', ...inPlan(business) }] : [],
			businessHours: business ? 'Business' : null,
			people: [
				{
					user: byId('u1'),
					works: person && inPlan(person),
					away: daysOf(one).map((from) => ({ from })),
				},
			],
			teams: [{ name: 'Sales', members: [{ user: byId('u1') }], works: team && inPlan(team) }],
			replies: { absentAfterHours },
		}),
	);
	const { start, blocked, pausedUntil } = times(one);
	const snapshot = blocked && { away: { u1: { value: [blocked], readAt: start } } };
	const paused: Record<string, number> = pausedUntil === null ? {} : { u1: pausedUntil };
	return new WaitClock(compiled, compiled.roster(USERS, snapshot ?? undefined), paused);
}

function daysOf({ monday, away }: Situation): string[] {
	return away.map((day) => new Date(monday + day * DAY).toISOString().slice(0, 10));
}

function times({ monday, from, minutes, blockedHours, pausedHours }: Situation) {
	const start = monday + from * MINUTE;
	const blockedFrom = start + 30 * MINUTE;
	return {
		start,
		end: start + minutes * MINUTE,
		pausedUntil: pausedHours === null ? null : start + pausedHours * HOUR,
		blocked:
			blockedHours === null
				? null
				: { from: blockedFrom, until: blockedFrom + blockedHours * HOUR },
	};
}

/** What the page says, asked at each minute. */
class Plain {
	private readonly away: readonly string[];

	constructor(private readonly one: Situation) {
		this.away = daysOf(one);
	}

	counts(at: number, isAbsent: boolean): boolean {
		if (isAbsent) return this.instead(at);
		return this.works(at) || (this.isOnLeave(at) && this.instead(at));
	}

	isAbsent(): boolean {
		const { start, pausedUntil } = times(this.one);
		if (pausedUntil !== null && pausedUntil > start) return true;
		if (this.isAway(start)) return true;
		for (let at = start; at <= start + this.one.absentAfterHours * HOUR; at += MINUTE) {
			if (this.worksByHours(at, this.one.person) && !this.isBlocked(at)) return false;
		}
		return true;
	}

	private works(at: number): boolean {
		return this.worksByHours(at, this.one.person ?? this.one.team) && !this.isBlocked(at);
	}

	/** Whether hours without the shifts that began on days away are open. */
	private worksByHours(at: number, hours: Content | null): boolean {
		const { away } = this;
		const { person } = this.one;
		if (!person && this.isAway(at)) return false;
		if (!hours) return true;
		return openByShifts({ ...hours, off: [...hours.off, ...(person ? away : [])] }, at);
	}

	private isAway(at: number): boolean {
		const { away } = this;
		const { person } = this.one;
		const timeZone = person?.timeZone ?? NEW_YORK;
		if (!person) return away.includes(dayIn(timeZone, at));
		const isOff = openByShifts(person, at) && !this.worksByHours(at, person);
		return isOff || (away.includes(dayIn(timeZone, at)) && !this.worksByHours(at, person));
	}

	private isOnLeave(at: number): boolean {
		const { blockedHours, absentAfterHours } = this.one;
		const isLong = blockedHours !== null && blockedHours > absentAfterHours;
		return this.isAway(at) || (isLong && this.isBlocked(at));
	}

	private isBlocked(at: number): boolean {
		const { blocked } = times(this.one);
		return blocked !== null && at >= blocked.from && at < blocked.until;
	}

	private instead(at: number): boolean {
		const hours = this.one.team ?? this.one.business ?? this.one.person;
		return hours === null || openByShifts(hours, at);
	}
}

function dayIn(timeZone: string, at: number): string {
	return new Date(at).toLocaleDateString('sv-SE', { timeZone });
}

it('time passes as it does minute by minute, and an answer is due when it has passed', () => {
	fc.assert(
		fc.property(situation, (one) => {
			const clock = clockOf(one);
			const plain = new Plain(one);
			const who = { user: 'u1', team: 'Sales' };
			const { start, end } = times(one);
			const isAbsent = plain.isAbsent();
			let counted = 0;
			for (let at = start; at < end; at += MINUTE) {
				if (!plain.counts(at, isAbsent)) continue;
				counted++;
				if (counted % 97 !== 1) continue;
				expect(clock.dueAt(counted, 'working', who, start)).toBe(at + MINUTE);
			}
			expect(clock.workedMs(who, start, end)).toBe(counted * MINUTE);
			expect(clock.workedMs(who, end, start - DAY)).toBe(0);
			expect(clock.passesAt(who, start)).toBe(plain.counts(start, isAbsent));
		}),
		{ numRuns: 50 },
	);
});
