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
	absentAfterHours: 'Count Somebody as Absent After (Hours)',
	account: 'WhatsApp Account',
	accountTagPrefix: 'Account Tag Prefix',
	accounts: 'WhatsApp Account',
	ad: null,
	againAfter: 'Again After (Minutes)',
	all: 'Tags Include All Of',
	any: 'Tag Is Any Of',
	apiMessages: 'Messages Sent Through the API',
	atLast: 'At Last',
	atMost: 'At Most (Times)',
	away: 'Away',
	backup: 'Backup Person',
	backups: 'Backups',
	bindOwner: 'Required Skills Also Bind Owner and Fallback',
	bots: 'Users Who Are Bots',
	businessHours: 'Business Hours',
	by: null,
	capacity: 'Capacity',
	clickIds: 'Ad Click ID Is',
	contact: 'Contact Is New or Existing',
	contains: 'Source Contains',
	countries: 'Contact Country or Region',
	days: null,
	email: 'E-Mails Are Answers',
	fallback: 'If No Rule Fits',
	for: null,
	from: 'From',
	googleAds: 'Source Is Google Ads',
	holidays: 'Holidays',
	hours: 'Hours',
	ifNobody: 'If Nobody Is Available',
	is: 'Source Is',
	item: 'More Conditions',
	label: 'Label',
	level: 'level',
	limits: 'Limits',
	load: 'Load From',
	max: 'Most New Contacts',
	members: 'Members and Weights',
	message: null,
	mode: 'If the Contact Has an Owner',
	name: 'Name',
	noAnswerNeeded: 'Needs No Answer',
	none: 'Tags Include None Of',
	off: 'Switched Off',
	optional: 'Optional Skills',
	outside: null,
	outsideHours: 'Outside These Hours',
	owners: null,
	paused: 'Paused',
	people: 'People',
	per: 'Per',
	personIsOnItHours: 'A Person Is on It For (Hours)',
	refreshMinutes: 'Refresh Every (Minutes)',
	replies: null,
	replyTimes: 'Reply Times',
	required: 'Required Skills',
	respectManual: 'Respect Manual Changes',
	roles: 'Also Everybody With the Role',
	rule: 'Rule',
	rules: null,
	schedule: 'Time',
	schedules: 'Working Hours',
	silentAfterHours: 'Close Silent Waits After (Hours)',
	skills: null,
	source: null,
	sourceIds: 'Ad ID Is',
	sources: 'Data From HighLevel',
	staleAfterDays: 'Open Contacts Count For (Days)',
	strategy: 'Who Is Next',
	tag: 'Tag',
	tags: null,
	target: 'Assign To',
	team: null,
	teams: 'Teams',
	then: 'If Nobody Answers',
	tier: 'Tier',
	time: 'Time',
	timeZone: 'Time Zone',
	to: 'To',
	type: null,
	user: 'User',
	value: null,
	waitingFirst: 'Waiting Contacts First',
	weight: 'Weight',
	when: null,
	whenNobody: 'Outcome If Nobody Is Available',
	whenUnavailable: 'If the Owner Is Unavailable',
	window: 'Counted',
	within: 'Answer Within (Minutes)',
	works: null,
};

/** Fields that are called otherwise in some places: the end of a path, positions left out. */
const ELSEWHERE: Readonly<Record<string, string | null>> = {
	'ad.any': 'Ad Was Clicked',
	'backups.user': null,
	'atLast.user': null,
	'fallback.user': null,
	'for.team': 'Team',
	'ifNobody.user': null,
	'message.contains': 'Message Contains',
	'outsideHours.user': null,
	'people.skills': 'Skills',
	'people.skills.name': null,
	'required.name': null,
	'optional.name': null,
	'replyTimes.time': 'Time That Counts',
	'rules.name': 'Rule Name',
	'sources.away': 'Away From',
	'sources.hours': 'Working Hours From',
	'target.user': null,
	'teams.name': 'Team Name',
	'then.to': 'Tell',
	'then.user': null,
	'works.hours': 'Works',
};

/** Fields with a title only when an error is about them, not about what is inside. */
const WITHOUT_PARTS: Readonly<Record<string, string>> = { for: 'Contacts', works: 'Works' };

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
		throw error instanceof PlanError ? panelError(error) : error;
	}
}

/** An error of a plan that came from the panel's fields, which calls them by their titles. */
export function panelError({ rule, path, reason }: PlanError): PlanError {
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
