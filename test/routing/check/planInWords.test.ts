import { planInWords } from '../../../routing/check/planInWords';
import { OFFICE, plan, team, user } from '../builders';

const named = (name: string) => ({ by: 'id', value: `id of ${name}`, name });
const person = (name: string) => ({ type: 'user', user: named(name) });
const SALES = { by: 'id', value: '1', name: 'Sales Line' };

it('says a plan in sentences, in the order in which it is asked', () => {
	const full = plan({
		rules: [
			{ when: { accounts: [SALES] }, target: team('Sales') },
			{
				name: 'Spain',
				when: { countries: ['ES', 'FR'], time: 'afterHours' },
				target: person('Ann Example'),
				backups: [team('Sales'), { type: 'nobody' }],
				skills: { required: [{ name: 'Spanish', level: 2 }, { name: 'Tax' }] },
			},
			{ when: { tags: { any: ['spam'] } }, target: { type: 'nobody' } },
			{ name: 'Old', off: true, when: {}, target: person('Ben') },
			{ when: { contact: 'existing' }, target: { type: 'previousOwner' } },
		],
		fallback: person('Ben Sample'),
		teams: [
			{
				name: 'Sales',
				members: [{ user: named('Ann'), weight: 2 }, { user: named('Ben') }],
				works: { timeZone: OFFICE.timeZone, hours: OFFICE.hours },
				outsideHours: person('Cleo'),
				ifNobody: person('Dan'),
			},
			{ name: 'Staff', roles: ['admin'], strategy: 'fewestOpen', works: 'Office' },
		],
		schedules: [OFFICE],
	});
	expect(planInWords(full)).toEqual([
		'Whoever owns a contact gets its messages to every account, available or not; the rules decide about the others.',
		"Rule 1: Sales Line → team 'Sales'.",
		"Rule 2 'Spain': Spain or France, after hours → Ann Example, else team 'Sales', else nobody, with the skills Spanish (level 2) and Tax.",
		'Rule 3: Tag spam → nobody.',
		"Rule 4 'Old': switched off.",
		'Rule 5: Existing contacts → the previous owner.',
		'If No Rule Fits: Ben Sample. Contacts for whom nobody is available wait until somebody is.',
		"Team 1 'Sales': Ann (weight 2), Ben (weight 1), in turns; works Mon-Fri 9:00-17:00 in New York; outside these hours Cleo; if nobody is available Dan.",
		"Team 2 'Staff': everybody with the role admin, whoever has the fewest open contacts; works within 'Office'.",
	]);
});

it.each([
	[null, 'Owners do not count: the rules decide about every message anew.'],
	[
		{ mode: 'separate', whenUnavailable: 'cover', respectManual: false },
		'Whoever owns a contact on an account gets its messages to that account, and somebody else answers while they are not available; the rules decide about the others. Owners who were set by hand in HighLevel do not count.',
	],
])('says the owner policy %j', (owners, words) => {
	expect(planInWords(plan({ owners }))[0]).toBe(words);
});

it('names the first of many and what is empty', () => {
	const members = Array.from({ length: 9 }, (_, i) => ({ user: named(`M${i}`) }));
	const words = planInWords(
		plan({
			rules: [
				{ when: {}, target: team('') },
				{ when: { tags: { all: ['a'] } }, target: user('') },
			],
			teams: [{ name: 'T', members }, { name: 'E' }],
			whenNobody: 'unassigned',
		}),
	);
	expect(words.slice(1)).toEqual([
		'Rule 1: No condition → an empty field.',
		'Rule 2: Tag a → an empty field.',
		'If No Rule Fits: nobody. Contacts for whom nobody is available get nobody.',
		"Team 1 'T': M0, M1, M2, M3, M4, M5 and 3 more, in turns.",
		"Team 2 'E': nobody, in turns.",
	]);
});
