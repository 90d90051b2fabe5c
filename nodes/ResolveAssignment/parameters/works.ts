import type { INodeProperties } from 'n8n-workflow';
import { WEEKDAYS } from '../../../routing/model/hours';
import { fold } from '../../../routing/model/text';
import { chosen, text, type Fields } from '../../shared/parameterValues';
import { choices } from '../../shared/choices';
import { withoutSchedules } from '../liveCheck/notices';
import { hoursList, timeZone, workingTimeFrom } from './hours';
import { scheduleField } from './locators';
import { ALWAYS_SHOWN, keptField, withFirstCard } from './shownFields';

type Works = 'always' | 'own' | 'schedule';

/** The choice of when a team or a person works, and the hours that it asks for. */
export function worksFields(words: Readonly<Record<'always' | 'own', string>>): INodeProperties[] {
	return [
		{
			displayName: 'Works',
			name: 'works',
			type: 'options',
			typeOptions: ALWAYS_SHOWN,
			noDataExpression: true,
			options: choices<Works>({
				always: { name: 'Always', description: words.always },
				own: { name: 'During These Hours', description: words.own },
				schedule: {
					name: 'During Working Hours',
					description: "Hours from the section 'Working Hours', for several to share",
				},
			}),
			default: 'always',
		},
		...withFirstCard(keptField(hoursList(), { works: ['own'] })),
		...keptField(timeZone(), { works: ['own'] }),
		...keptField(
			scheduleField({ displayName: 'Working Hours', name: 'schedule', required: true }),
			{ works: ['schedule'] },
		),
		withoutSchedules({ works: ['schedule'] }),
	];
}

type WorkingTime = ReturnType<typeof workingTimeFrom>;

/** What hours can refer to. */
export interface NamedHours {
	schedules: ReadonlyArray<WorkingTime & { name: string }>;
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
	holidays: WorkingTime['holidays'] = [],
): unknown {
	const works = text(card.works) || 'always';
	if (works === 'own') return { ...workingTimeFrom(card, timeZone), holidays };
	if (works === 'always') {
		return holidays.length > 0 ? { timeZone, hours: [WHOLE_WEEK], holidays } : null;
	}
	const name = chosen(card.schedule);
	const schedule = schedules.find((one) => fold(one.name) === fold(name));
	if (schedule === undefined || holidays.length === 0) return name;
	const { hours, timeZone: own } = schedule;
	return { timeZone: own, hours, holidays: [...schedule.holidays, ...holidays] };
}

const WHOLE_WEEK = { days: [...WEEKDAYS], from: '00:00', to: '24:00' };
