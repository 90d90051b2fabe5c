import { localWords, weekWords, type WrittenHours } from '../model/hoursWords';
import { MINUTE } from '../model/durations';
import { fold } from '../model/text';
import type { Plan } from '../plan/plan';
import { ZoneClock } from './zoneClock';

/** The schedules of a plan as people read them, by folded name. */
export function writtenHours({ schedules }: Plan): Map<string, WrittenHours> {
	return new Map(
		schedules.map(({ name, timeZone, hours }) => {
			const clock = ZoneClock.of(timeZone);
			let week: string | undefined;
			// Many decisions fall into one minute.
			let minute = NaN;
			let words = '';
			const written: WrittenHours = {
				name,
				week: () => (week ??= weekWords(hours)),
				timeAt: (at) => {
					const now = Math.floor(at / MINUTE);
					if (now !== minute) {
						minute = now;
						words = localWords(clock.local(at), timeZone);
					}
					return words;
				},
			};
			return [fold(name), written];
		}),
	);
}
