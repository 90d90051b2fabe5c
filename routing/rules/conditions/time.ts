import { z } from 'zod/v4';
import { named } from '../../model/references';
import { fold } from '../../model/text';
import { ASKS_NOTHING, oneTest, type AskedHours, type Condition } from './condition';

/**
 * A schedule's name goes into `{ schedule }`, which is true within its hours, or with `outside`
 * outside them. Business hours are the plan's `businessHours`.
 */
const schema = z.union([
	z.enum(['any', 'businessHours', 'afterHours']),
	z.strictObject({ schedule: named('the schedule'), outside: z.boolean().optional() }),
]);

/** The touch comes within some hours, or outside them. */
export const time: Condition<typeof schema> = {
	schema,
	compile: (wanted, { schedules, businessHours }) => {
		const asked = askedHours(wanted);
		if (asked === 'always') return ASKS_NOTHING;
		const name = asked.schedule ?? businessHours;
		if (name === null) return 'the plan does not say what its business hours are';
		const hours = schedules.get(fold(name));
		if (!hours) return `there is no schedule '${name}'`;
		const { open } = asked;
		return oneTest({
			passes: ({ now }) => hours.isOpen(now) === open,
			failure: ({ now }) => {
				if (!open) return `it is within the hours '${name}'`;
				return hours.isHoliday(now)
					? `it is a holiday in the hours '${name}'`
					: `it is outside the hours '${name}'`;
			},
		});
	},
	words: (wanted) => {
		const asked = askedHours(wanted);
		return asked === 'always' ? '' : hoursWords(asked);
	},
	match: (wanted, { now }, { schedules, writtenHours, businessHours }) => {
		const asked = askedHours(wanted);
		if (asked === 'always') return [];
		const key = fold(asked.schedule ?? businessHours ?? '');
		const written = writtenHours.get(key);
		if (!written) return [];
		const time = `the time is ${written.timeAt(now)}`;
		const week = `'${written.name}' (${written.week()})`;
		if (asked.open) return [`${time}, within ${week}`];
		return [`${time}, ${schedules.get(key)?.isHoliday(now) ? 'a holiday in' : 'outside'} ${week}`];
	},
	asksForTag: () => false,
	needs: () => 'nothing',
	demands: (wanted, { schedules, businessHours }) => {
		const asked = askedHours(wanted);
		if (asked === 'always') return [];
		const { open } = asked;
		const name = fold(asked.schedule ?? businessHours ?? '');
		const state = open ? 'open ' : 'closed ';
		const hours = schedules.get(name);
		const implies = (key: string) => {
			const other = key.startsWith(state) ? schedules.get(key.slice(state.length)) : undefined;
			if (!hours || !other) return false;
			return open ? other.covers(hours) : hours.covers(other);
		};
		return [[{ key: state + name, words: hoursWords(asked), implies }]];
	},
	contradiction: () => null,
	hours: askedHours,
};

function hoursWords({ schedule, open }: Exclude<AskedHours, 'always'>): string {
	if (schedule === null) return open ? 'business hours' : 'after hours';
	return `${open ? 'within' : 'outside'} ${schedule}`;
}

function askedHours(wanted: z.output<typeof schema>): AskedHours {
	if (wanted === 'any') return 'always';
	if (typeof wanted === 'object') {
		return { schedule: wanted.schedule, open: !wanted.outside };
	}
	return { schedule: null, open: wanted === 'businessHours' };
}
