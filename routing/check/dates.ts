import { dayNumber, ZoneClock } from '../availability/zoneClock';
import { DAY } from '../model/durations';
import type { Days, Plan, WorkingTime } from '../plan/plan';
import { finding, type Finding } from './finding';
import { hoursAt, personAt, teamAt } from './places';

/**
 * Holidays that are over, all of them: somebody meant to write down those of the next year.
 * @param now milliseconds since 1970
 */
export function checkDates({ schedules, people, teams }: Plan, now: number): Finding[] {
	const all = [
		...schedules.map((one, i) => ({ where: hoursAt(one, i + 1), time: one })),
		...people.map((one, i) => ({ where: personAt(one, i + 1), time: one.works })),
		...teams.map((one, i) => ({ where: teamAt(one, i + 1), time: one.works })),
	];
	return all.flatMap(({ where, time }) => {
		if (time === null || typeof time === 'string') return [];
		const last = lastHoliday(time);
		if (last === null || !isOver(last, time.timeZone, now)) return [];
		const text = `All holidays are over; the last one was ${last}. Add the coming ones.`;
		return [finding('past_holidays', where, text)];
	});
}

function lastHoliday({ holidays }: WorkingTime): string | null {
	const ends = holidays.map(({ from, to = from }: Days) => to);
	return ends.sort().at(-1) ?? null;
}

function isOver(day: string, timeZone: string, now: number): boolean {
	return Date.parse(day) / DAY < dayNumber(ZoneClock.of(timeZone).local(now));
}
