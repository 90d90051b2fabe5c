import type { INodeProperties } from 'n8n-workflow';
import { WEEKDAYS } from '../../../routing/model/hours';
import { weekWords } from '../../../routing/model/hoursWords';
import { fold } from '../../../routing/model/text';
import { readWeek, WEEK_EXAMPLE } from '../../../routing/model/writtenWeek';
import { fieldsOf, nameIn, text, type Fields } from '../../shared/parameterValues';
import { timeZone, type WorkingTimeInput } from './hours';
import { ALWAYS_SHOWN, keeperOf, type ShownWith } from './shownFields';

const ALWAYS = 'always';
/** A value that names working hours begins so. */
const SCHEDULE = 'schedule:';
/** The mode in which hours are written. */
const WRITTEN = 'hours';

/** A field that matters only to those who do not always work. */
export const IF_NOT_ALWAYS: ShownWith = { works: [{ _cnd: { not: ALWAYS } }] };

/** Of those who work in hours that have a name, and with it a time zone. */
const IN_NAMED_HOURS = { works: [{ _cnd: { startsWith: SCHEDULE } }] };

/**
 * When a team or a person works, all in one field: always, in hours as people write them, or in those
 * that the section 'Working Hours' gives a name.
 */
export function worksFields(description: string): INodeProperties[] {
	const zone = timeZone();
	return [
		worksLocator(description),
		// Not by an expression like `^(?!schedule:)`: n8n gives those a time to run, and a busy one fails.
		{ ...zone, displayOptions: { show: IF_NOT_ALWAYS, hide: IN_NAMED_HOURS } },
		keeperOf(zone, { hide: IF_NOT_ALWAYS }),
		keeperOf(zone, { show: IN_NAMED_HOURS }),
	];
}

function worksLocator(description: string): INodeProperties {
	return {
		displayName: 'Works',
		name: 'works',
		type: 'resourceLocator',
		typeOptions: ALWAYS_SHOWN,
		default: { __rl: true, mode: 'list', value: ALWAYS, cachedResultName: 'Always' },
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Always',
				typeOptions: {
					searchListMethod: 'searchWorks',
					searchable: true,
					// Hours need none.
					skipCredentialsCheckInRLC: true,
					allowNewResource: {
						label: 'Use the Typed Days and Times',
						defaultName: '',
						method: 'useTypedName',
					},
				},
			},
			{
				displayName: 'Days and Times',
				name: WRITTEN,
				type: 'string',
				placeholder: `e.g. ${WEEK_EXAMPLE}`,
				hint: 'As you would write them. For a lunch break: Mon-Fri 9-12 and 13-17',
			},
		],
	};
}

/** An entry of the list; one without a value cannot be chosen. */
interface Choice {
	name: string;
	value: string;
}

/**
 * What the list offers: what was typed as it is understood, or why it is not.
 * @param schedules names of the section 'Working Hours'
 */
export function worksChoices(typed: string, schedules: readonly string[]): Choice[] {
	const wanted = fold(typed);
	const found = [
		{ name: 'Always', value: ALWAYS },
		...schedules.map((name) => ({ name: `${name} (working hours)`, value: SCHEDULE + name })),
	].filter(({ name }) => fold(name).includes(wanted));
	if (wanted === '') {
		return [
			...found,
			asWritten('Mon-Fri 9-17'),
			{ name: `Or type days and times, e.g. ${WEEK_EXAMPLE}`, value: '' },
		];
	}
	return found.length > 0 ? found : [asWritten(typed)];
}

function asWritten(written: string): Choice {
	const read = readWeek(written);
	if ('hours' in read) return { name: weekWords(read.hours), value: written };
	return { name: `This ${read.problem}`, value: '' };
}

/** What hours can refer to. */
export interface NamedHours {
	schedules: ReadonlyArray<WorkingTimeInput & { name: string }>;
	/** Of hours that name none. */
	timeZone: string;
}

/**
 * When somebody works, unchecked: null for always, a name, or hours.
 * @param holidays on which they do not
 */
export function worksFrom(
	card: Fields,
	{ schedules, timeZone }: NamedHours,
	holidays: WorkingTimeInput['holidays'] = [],
): unknown {
	const { mode } = fieldsOf(card.works);
	const value = nameIn(card.works) ?? (mode === WRITTEN ? '' : ALWAYS);
	if (fold(value) === ALWAYS) {
		return holidays.length > 0 ? { timeZone, hours: [WHOLE_WEEK], holidays } : null;
	}
	const named = value.startsWith(SCHEDULE) ? value.slice(SCHEDULE.length) : value;
	const schedule = schedules.find(({ name }) => fold(name) === fold(named));
	if (!schedule) {
		if (value.startsWith(SCHEDULE)) return named;
		return { timeZone: text(card.timeZone) || timeZone, hours: value, holidays };
	}
	if (holidays.length === 0) return schedule.name;
	const { hours, timeZone: own } = schedule;
	return { timeZone: own, hours, holidays: [...schedule.holidays, ...holidays] };
}

const WHOLE_WEEK = { days: [...WEEKDAYS], from: '00:00', to: '24:00' };
