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
const own = (hours: string) => ({ user, works: locator('hours', hours) });

it.each<[string, Parameters<typeof planOf>[0]]>([
	[
		"Person 1: 'Works' has '25', which is no time of day, e.g. 9:00 or 5 pm",
		{ sections: { people: cards(own('Sat 9-25')) } },
	],
	[
		"Person 2: 'Works' has '14-14', which has no length; for a whole day write all day",
		{ sections: { people: cards({ user }, own('Sat 14-14')) } },
	],
	[
		"Person 1: 'Works' does not say on which days; write days and times, e.g. Mon-Fri 9-17, Sat 10-14",
		{ sections: { people: cards(own('14-15')) } },
	],
	[
		"Person 1: 'Works' names no hours; write days and times, e.g. Mon-Fri 9-17, Sat 10-14",
		{ sections: { people: cards(own('')) } },
	],
	[
		"Person 1: 'Time Zone': 'Berlin' is not in the IANA list of time zones; choose a zone like 'Europe/Berlin'",
		{ sections: { people: cards({ ...own('Sat 9-17'), timeZone: 'Berlin' }) } },
	],
	[
		"Person 1: 'Works' is empty; fill it in or remove the entry",
		{ sections: { people: cards({ user, works: locator('list', 'schedule:') }) } },
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
