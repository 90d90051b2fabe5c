import { FIELD_TITLES } from '../../../nodes/ResolveAssignment/parameters/fieldNames';
import { planParameters } from '../../../nodes/ResolveAssignment/parameters';
import { ifAnyTag } from '../../../sandbox/n8n/planCards';
import { locator } from '../../harness/touches';
import { cards, planOf, toAnn } from './planOf';

/** Every title in the panel. */
function titlesIn(parameters: unknown): string[] {
	if (typeof parameters !== 'object' || parameters === null) return [];
	const inside = Object.values(parameters).flatMap(titlesIn);
	return 'displayName' in parameters ? [String(parameters.displayName), ...inside] : inside;
}

it('errors call fields only by titles that stand in the panel', () => {
	const titles = new Set(titlesIn(planParameters));
	const fields = FIELD_TITLES.filter((title) => !/^[a-z]/.test(title));
	expect(fields.filter((title) => !titles.has(title))).toEqual([]);
});

const user = locator('id', 'u1');
const own = (hours: object) => ({ user, works: 'own', hours: cards({ ...hours }) });

it.each<[string, Parameters<typeof planOf>[0]]>([
	[
		"Person 1: 'Hours' 1, 'From' is no time of day, e.g. 09:00 (24:00 is midnight) (saturday)",
		{ sections: { people: cards(own({ days: ['saturday'], from: 'noon', to: '14:00' })) } },
	],
	[
		"Person 2: 'Hours' 1 has no length; a whole day is 00:00 to 24:00 (saturday)",
		{
			sections: {
				people: cards({ user }, own({ days: ['saturday'], from: '14:00', to: '14:00' })),
			},
		},
	],
	[
		"Person 1: 'Hours' 1, 'Days' names no day",
		{ sections: { people: cards(own({ days: [], from: '14:00', to: '15:00' })) } },
	],
	[
		"Person 1: 'Hours' names no hours",
		{ sections: { people: cards({ user, works: 'own', hours: {} }) } },
	],
	[
		"Person 1: 'Time Zone': 'Berlin' is not in the IANA list of time zones; choose a zone like 'Europe/Berlin'",
		{ sections: { people: cards({ ...own({}), timeZone: 'Berlin' }) } },
	],
	[
		"Person 1: 'Working Hours' is empty; fill it in or remove the entry",
		{ sections: { people: cards({ user, works: 'schedule', schedule: '' }) } },
	],
	[
		"Person 1: 'Skills' 1, level must be at most 10, not 12",
		{ sections: { people: cards({ user, options: { skills: 'Spanish:12' } }) } },
	],
	[
		"Rule 'VIP': 'Required Skills' 2, level must be a number, not text",
		{
			rules: cards({
				name: 'VIP',
				if: ifAnyTag('a'),
				...toAnn,
				options: { requiredSkills: 'A,B:x' },
			}),
		},
	],
	[
		"Team 'Sales': 'Members and Weights' 1, 'Weight' must be at most 1000, not 2000",
		{ sections: { teams: cards({ name: 'Sales', members: cards({ user, weight: 2000 }) }) } },
	],
	[
		"Team 1: 'Team Name' is empty; fill it in or remove the entry",
		{ sections: { teams: cards({ name: ' ' }) } },
	],
	[
		"'Open Contacts Count For (Days)' must be a whole number, not 1.5",
		{ options: { staleAfterDays: 1.5 } },
	],
	[
		"'Time Zone': 'Mars' is not in the IANA list of time zones; choose a zone like 'Europe/London'",
		{ options: { timeZone: 'Mars' } },
	],
	[
		"'If the Contact Has an Owner' must be 'separate', 'first', 'context' or 'one', not 'First'; did you mean 'first'?",
		{ ownerPolicy: 'First' },
	],
	[
		"'Data From HighLevel', 'Refresh Every (Minutes)' must be 1 to 60 minutes",
		{ sections: { sources: { refreshMinutes: 90 } } },
	],
])('%s', (message, parameters) => {
	expect(() => planOf(parameters)).toThrow(new Error(message));
});
