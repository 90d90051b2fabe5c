import { PlanError, type Plan } from '../../../routing/plan/plan';
import { own } from '../../../routing/model/own';

/** Every name of a field anywhere in a plan. */
type NamesIn<T> =
	T extends ReadonlyArray<infer Entry>
		? NamesIn<Entry>
		: T extends object
			? { [Name in keyof T & string]: Name | NamesIn<T[Name]> }[keyof T & string]
			: never;

/**
 * What the panel calls the fields of a plan, in small letters what is a part of a field; null for
 * what it has no field of its own for, because the fields around it say it.
 */
const FIELDS: Readonly<Record<NamesIn<Plan>, string | null>> = {
	account: 'WhatsApp Account',
	accountTagPrefix: 'Account Tag Prefix',
	accounts: 'WhatsApp Accounts by Name or Number',
	ad: null,
	all: 'Has All of These Tags',
	any: 'Has Any of These Tags',
	away: 'Away',
	backup: 'Backup Person',
	backups: 'Backups',
	bindOwner: 'Required Skills Also Bind Owner and Fallback',
	businessHours: 'Business Hours',
	by: null,
	capacity: 'Capacity',
	clickIds: 'Ad Click IDs',
	conditions: 'More Conditions',
	contact: 'Contact',
	contains: 'Contact Source Contains',
	countries: 'Countries',
	days: 'Days',
	fallback: null,
	from: 'From',
	googleAds: 'Came From Google Ads',
	holidays: 'Holidays',
	hours: 'Hours',
	is: 'Contact Source Is',
	kind: null,
	label: 'Label',
	level: 'level',
	limits: 'Limits',
	load: 'Load From',
	max: 'Most New Contacts',
	members: 'Members',
	mode: 'If the Contact Has an Owner',
	name: 'Name',
	none: 'Has None of These Tags',
	optional: 'Optional Skills',
	order: 'Rule Order',
	owners: null,
	paused: 'Paused',
	people: 'People',
	per: 'Per',
	refreshMinutes: 'Refresh Every (Minutes)',
	required: 'Required Skills',
	respectManual: 'Respect Manual Changes',
	roles: 'Also Everybody With the Role',
	rules: null,
	schedule: 'Within Working Hours',
	schedules: 'Working Hours',
	skills: null,
	source: null,
	sourceIds: 'Ad IDs',
	sources: 'People Data From HighLevel',
	staleAfterDays: 'Open Contacts Count For (Days)',
	strategy: 'Who Is Next',
	tag: 'Tag',
	tags: null,
	target: null,
	team: 'Team',
	teams: 'Teams',
	tier: 'Tier',
	time: 'Time',
	timeZone: 'Time Zone',
	to: 'To',
	type: 'Assign To',
	user: 'User',
	value: null,
	weight: 'Weight',
	when: null,
	whenNobody: 'If Nobody Is Available',
	whenUnavailable: 'If the Owner Is Unavailable',
	window: 'Counted',
	works: null,
};

/** Fields that are called otherwise in some places: the end of a path, positions left out. */
const ELSEWHERE: Readonly<Record<string, string | null>> = {
	'ad.any': 'Came From an Ad',
	'fallback.team': 'Fallback Team',
	'fallback.user': 'Fallback User',
	'people.skills': 'Skills',
	'people.skills.name': null,
	'required.name': null,
	'optional.name': null,
	'rules.name': 'Rule Name',
	'sources.away': 'Away From',
	'sources.hours': 'Working Hours From',
	'teams.name': 'Team Name',
};

/** Fields with a title only when an error is about them, not about what is inside. */
const WITHOUT_PARTS: Readonly<Record<string, string>> = { works: 'Working Hours' };

/** What a field says that must not be empty. */
const EMPTY = /^the .+ is (?:empty|missing)$/;

/**
 * Reads a plan that came from the panel's fields, with errors that call the fields by their titles.
 * @param read throws a PlanError that calls them as the plan does
 */
export function inPanelWords(read: () => Plan): Plan {
	try {
		return read();
	} catch (error) {
		throw error instanceof PlanError ? translated(error) : error;
	}
}

function translated({ rule, path, reason }: PlanError): PlanError {
	const owner = rule?.replace(/^Schedule /, 'Working Hours ') ?? null;
	const words = EMPTY.test(reason) ? 'is empty; fill it in or remove the entry' : reason;
	const field = titles(path, rule !== null);
	const between = /^'/.test(words) ? ': ' : ' ';
	return new PlanError(owner, path, field === '' ? words : `${field}${between}${words}`);
}

/**
 * `'Hours' 2, 'From'`: the titles of the fields that lead to a value.
 * @param ofEntry the error names the entry of a list already, so the path need not
 */
function titles(path: string, ofEntry: boolean): string {
	const keys = path.split('.');
	const words: string[] = [];
	keys.forEach((key, i) => {
		if (ofEntry && i < 2) return;
		const names = keys.slice(0, i + 1).filter((name) => !isPosition(name));
		const title = titleOf(names, i === keys.length - 1);
		if (title === null) return;
		if (!isPosition(key)) words.push(/^[a-z]/.test(title) ? title : `'${title}'`);
		else words.push(`${words.pop()} ${Number(key) + 1}`);
	});
	return words.join(', ');
}

/** @param isLast the error is about this field itself */
function titleOf(names: readonly string[], isLast: boolean): string | null {
	const name = names.at(-1) ?? '';
	const alone = isLast ? own(WITHOUT_PARTS, name) : undefined;
	if (alone !== undefined) return alone;
	for (const length of [3, 2]) {
		const title = own(ELSEWHERE, names.slice(-length).join('.'));
		if (title !== undefined) return title;
	}
	return Object.hasOwn(FIELDS, name) ? FIELDS[name as keyof typeof FIELDS] : name;
}

function isPosition(key: string): boolean {
	return /^\d+$/.test(key);
}

/** For tests: every title that an error can name. */
export const FIELD_TITLES = [FIELDS, ELSEWHERE, WITHOUT_PARTS]
	.flatMap((names) => Object.values(names))
	.filter((title) => title !== null);
