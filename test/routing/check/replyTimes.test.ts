import { check, type FindingCode } from '../../../routing/check/check';
import { planInWords } from '../../../routing/check/planInWords';
import { OFFICE, SALES, USERS, WEDNESDAY, byId, filter, plan, team, user } from '../builders';

const ADS = { name: 'Ads', when: { tags: { any: ['ads'] } }, target: team('Sales') };
const VIP = { name: 'VIP', when: { tags: { any: ['vip'] } }, target: user('u1') };
const SALES_TEAM = { name: 'Sales', members: [{ user: byId('u1') }, { user: byId('u2') }] };
const WITHOUT = { rules: [ADS, VIP], teams: [SALES_TEAM], fallback: user('u8') };

type Entry = Record<string, unknown>;

const within = (minutes: number, more: Entry = {}): Entry => ({ within: minutes, ...more });
const of = (asked: Entry, more: Entry = {}): Entry => within(15, { for: asked, ...more });
const account = (by: string, value: string) => ({ type: 'account', account: { by, value } });

function findings(
	{ users = USERS, ...input }: Entry & { users?: typeof USERS | null },
	...replyTimes: Entry[]
) {
	const full = plan({ ...WITHOUT, replyTimes, ...input });
	return check(full, { ...(users ? { users } : {}), now: WEDNESDAY });
}

function found(code: FindingCode, input: Entry, ...entries: Entry[]) {
	return findings(input, ...entries).filter((one) => one.code === code);
}

function textOf(code: FindingCode, input: Entry, ...entries: Entry[]): string | null {
	const [first, ...more] = found(code, input, ...entries);
	expect(more).toEqual([]);
	return first ? `${first.where}: ${first.text}` : null;
}

it('sound reply times have no findings', () => {
	const entries = [
		of({ type: 'tag', tag: 'vip' }, { then: user('u8') }),
		of({ type: 'rule', rule: 'ads' }, { againAfter: 30, atMost: 2, atLast: user('u8') }),
		of({ type: 'rule', rule: 'Fallback' }, { then: { type: 'tell', to: byId('u7') } }),
		of({ type: 'team', team: 'sales' }),
		of(account('id', SALES.id)),
		within(60, { time: 'always' }),
	];
	expect(findings({}, ...entries)).toEqual([]);
});

it('a team, a rule or a user that is not there is said', () => {
	expect(textOf('unknown_team', {}, of({ type: 'team', team: 'Sale' }))).toBe(
		"Reply Time 1: There is no team 'Sale'; did you mean 'Sales'? It fits nobody. Choose one of 'Teams'.",
	);
	expect(found('unknown_team', {}, within(15, { then: team('Leads') }))).toHaveLength(1);
	expect(found('unknown_team', {}, within(15, { atLast: team('Leads') }))).toHaveLength(1);
	expect(textOf('unknown_rule', {}, of({ type: 'rule', rule: 'Adds' }))).toBe(
		"Reply Time 1: There is no rule 'Adds'; did you mean 'Ads'? It fits nobody. Choose one of the rules; one without a name is called after what it says.",
	);
	expect(found('unknown_user', {}, within(15, { atLast: user('u99') }))).toHaveLength(1);
	const tell = { then: { type: 'tell', to: byId('u99') } };
	expect(found('unknown_user', {}, within(15, tell))).toHaveLength(1);
	expect(found('unknown_user', { replies: { bots: [byId('u99')] } })).toHaveLength(1);
});

it('an empty field is said with its title', () => {
	const empty = (entry: Entry) => textOf('empty_reference', {}, entry);
	expect(empty(within(15, { then: user('') }))).toBe(
		"Reply Time 1: 'If Nobody Answers' names no user, so nobody is found. Choose one.",
	);
	expect(empty(within(15, { atLast: team('') }))).toMatch("'At Last' names no team");
	expect(empty(within(15, { then: { type: 'tell', to: byId('') } }))).toMatch(
		"'Tell' names no user",
	);
	expect(empty(of(account('id', '')))).toMatch("'WhatsApp Account' is empty");
	for (const [type, title] of Object.entries({ team: 'Team', rule: 'Rule', tag: 'Tag' })) {
		expect(empty(of({ type, [type]: '' }))).toMatch(`'${title}' is empty, so it fits no contact.`);
		expect(findings({}, of({ type, [type]: '' }), of({ type, [type]: '' }))).toHaveLength(2);
	}
});

it('a team that only a reply time names is not unused', () => {
	const leads = { name: 'Leads', members: [{ user: byId('u8') }] };
	const teams = [SALES_TEAM, leads];
	expect(found('unused_team', { teams })).toHaveLength(1);
	expect(found('unused_team', { teams }, within(15, { atLast: team('Leads') }))).toEqual([]);
});

describe('a reply time behind others', () => {
	const unreachable = (...entries: Entry[]) => textOf('unreachable_reply_time', {}, ...entries);

	it('never counts behind one for all', () => {
		expect(unreachable(within(15), of({ type: 'tag', tag: 'vip' }))).toBe(
			'Reply Time 2: Reply Time 1 is for all contacts and comes first, so this one never counts. Move it above that one, or remove it.',
		);
		expect(unreachable(of({ type: 'tag', tag: 'vip' }), within(15))).toBeNull();
	});

	it.each([
		[
			{ type: 'tag', tag: 'VIP' },
			{ type: 'tag', tag: 'vip ' },
			{ type: 'tag', tag: 'gold' },
		],
		[
			{ type: 'team', team: 'Sales' },
			{ type: 'team', team: 'sales' },
			{ type: 'rule', rule: 'Ads' },
		],
		[
			{ type: 'rule', rule: 'Ads' },
			{ type: 'rule', rule: 'ads' },
			{ type: 'rule', rule: 'VIP' },
		],
		[
			account('number', '+1 202 555 0143'),
			account('number', '+12025550143'),
			account('number', '+12025550199'),
		],
		[account('name', 'Sales Line'), account('name', 'sales  line'), account('id', 'Sales Line')],
	])('never counts behind one for the same: %j', (first, same, other) => {
		expect(unreachable(of(first), of(same))).toMatch('for the same contacts');
		expect(unreachable(of(first), of(other))).toBeNull();
	});
});

it('whoever gets it in the end is somebody new', () => {
	const same = (entry: Entry) => textOf('useless_at_last', {}, within(15, entry));
	expect(same({ then: user('u8'), atLast: user('u8') })).toMatch(
		"'At Last' is the same as 'If Nobody Answers'",
	);
	const byEmail = { type: 'user', user: { by: 'email', value: 'HAL@example.com' } };
	expect(same({ then: user('u8'), atLast: byEmail })).not.toBeNull();
	expect(same({ atLast: { type: 'nextOfRule' } })).not.toBeNull();
	expect(same({ then: team('Sales'), atLast: team('sales') })).not.toBeNull();
	expect(same({ then: user('u7'), atLast: user('u8') })).toBeNull();
});

it('how often it goes on needs a time after which it does', () => {
	const useless = (entry: Entry) => textOf('useless_at_most', {}, within(15, entry));
	expect(useless({ atMost: 5 })).toMatch("'At Most (Times)' counts for nothing");
	expect(useless({ atMost: 5, againAfter: 10 })).toBeNull();
	expect(useless({})).toBeNull();
});

describe('somebody who is the only one', () => {
	const alone = (input: Entry, ...entries: Entry[]) => textOf('nobody_next', input, ...entries);
	const onlyAnn = { fallback: user('u1') };

	it('has nobody to whom a contact could go', () => {
		expect(alone(onlyAnn, within(15))).toBe(
			"Reply Time 1: Of Rule 2 'VIP' nobody but Ann can get a contact, so it stays where it is, and the item says so. Add 'Backups' to the rule, choose somebody in 'At Last', or 'Tell Only' in 'If Nobody Answers'.",
		);
		const more = { ...onlyAnn, rules: [VIP, { ...VIP, name: 'Gold' }] };
		expect(alone(more, within(15))).toMatch('(so it is with 1 more rule)');
		expect(alone({}, of({ type: 'rule', rule: 'VIP' }, { then: user('u1') }))).not.toBeNull();
		const one = { teams: [{ name: 'Sales', members: [{ user: byId('u1') }] }], ...onlyAnn };
		expect(alone(one, of({ type: 'team', team: 'Sales' }))).not.toBeNull();
	});

	it.each<[string, Entry, Entry]>([
		['the fallback is somebody else', {}, within(15)],
		['the lead gets it in the end', onlyAnn, within(15, { atLast: user('u8') })],
		['it is told only', onlyAnn, within(15, { then: { type: 'tell' } })],
		['somebody else is named', onlyAnn, within(15, { then: user('u2') })],
		['there are backups', { ...onlyAnn, rules: [{ ...VIP, backups: [user('u2')] }] }, within(15)],
		[
			'there is a backup person',
			{ ...onlyAnn, people: [{ user: byId('u1'), backup: byId('u2') }] },
			within(15),
		],
		[
			'the previous owner is not known',
			{ ...onlyAnn, rules: [{ ...VIP, backups: [{ type: 'previousOwner' }] }] },
			within(15),
		],
		['the reply time is for another rule', onlyAnn, of({ type: 'rule', rule: 'Ads' })],
		['nobody knows the users', { ...onlyAnn, users: null }, within(15)],
	])('is not, when %s', (_when, input, entry) => {
		expect(alone(input, entry)).toBeNull();
	});
});

describe('a long time', () => {
	const people = ['u1', 'u2', 'u8'].map((id) => ({ user: byId(id), works: 'Office' }));
	const hours = { schedules: [OFFICE], people };
	const long = (input: Entry, entry: Entry) => textOf('long_reply_time', input, entry);

	it('is one of more than the longest working week', () => {
		expect(long(hours, within(2401))).toBe(
			"Reply Time 1: 'Answer Within (Minutes)' is longer than the longest working week, which has 2400 minutes, so nothing happens for more than a week. Only working time counts: write fewer minutes, or choose 'All Hours' in 'Time That Counts'.",
		);
		expect(long(hours, within(2400))).toBeNull();
		expect(long(hours, within(15, { againAfter: 2401 }))).toMatch("'Again After (Minutes)'");
		const works = { schedules: [OFFICE], teams: [{ ...SALES_TEAM, works: 'Office' }] };
		expect(long({ ...works, fallback: user('u1') }, within(2401))).not.toBeNull();
		expect(long({ ...works, fallback: user('u8') }, within(2401))).toBeNull();
	});

	it('is one of more than a week, by the clock', () => {
		expect(long(hours, within(9000, { time: 'always' }))).toBeNull();
		expect(long(hours, within(10_081, { time: 'always' }))).toMatch('is longer than a week');
		expect(long({}, within(10_081))).toMatch('is longer than a week');
		expect(long({}, within(10_080))).toBeNull();
	});

	it('is not said when nobody knows who has a role', () => {
		const roles = { ...hours, teams: [{ ...SALES_TEAM, roles: ['admin'] }] };
		expect(long({ ...roles, users: null }, within(2401))).toBeNull();
		expect(long({ ...hours, users: null }, within(2401))).not.toBeNull();
	});
});

it('a bot gets no contacts', () => {
	const bots = (...ids: string[]) => ({ replies: { bots: ids.map(byId) } });
	expect(textOf('bot_gets_contacts', bots('u2'))).toBe(
		"User 'u2': Team 1 'Sales' names this user, who is one of the 'Users Who Are Bots': it gets contacts, and nothing that it writes is an answer. Remove it from one of the two.",
	);
	expect(found('bot_gets_contacts', bots('u1', 'u8'))).toHaveLength(2);
	expect(textOf('bot_gets_contacts', bots('u5'))).toBeNull();
	const byEmail = { replies: { bots: [{ by: 'email', value: 'ben@example.com' }] } };
	expect(textOf('bot_gets_contacts', byEmail)).not.toBeNull();
	expect(textOf('bot_gets_contacts', { ...byEmail, users: null })).toBeNull();
});

describe('messages that need no answer', () => {
	const needless = (when: unknown) => ({ replies: { noAnswerNeeded: when }, schedules: [OFFICE] });

	it('are none when the conditions can never be true', () => {
		expect(textOf('matches_nothing', needless({}))).toBe(
			"'Needs No Answer': No message is meant, because it has no conditions. Fill it in, or remove it.",
		);
		expect(textOf('matches_nothing', needless({ message: { contains: ['thanks'] } }))).toBeNull();
	});

	it('are read for mistakes as rules are', () => {
		const misspelt = filter([['={{ $json.message.text }}', 'is', 'thanks']]);
		const [unknown] = found('unknown_operator', needless({ item: misspelt }));
		expect(unknown?.where).toBe("'Needs No Answer'");
		expect(found('unknown_schedule', needless({ time: { schedule: 'Offce' } }))).toHaveLength(1);
		expect(found('no_business_hours', needless({ time: 'afterHours' }))).toHaveLength(1);
	});
});

it('are said in sentences behind the teams', () => {
	const named = (name: string) => ({ by: 'id', value: `id of ${name}`, name });
	const full = plan({
		...WITHOUT,
		replyTimes: [
			of(account('name', 'Sales Line'), { then: { type: 'user', user: named('Lena') } }),
			of({ type: 'rule', rule: 'Fallback' }, { then: { type: 'tell', to: named('Lena') } }),
			of({ type: 'tag', tag: 'vip' }, { then: { type: 'tell' }, time: 'always', within: 1 }),
			of({ type: 'team', team: 'Sales' }, { againAfter: 30, atLast: team('Leads') }),
			within(60, { then: { type: 'firstWorkingNext', team: 'Sales' } }),
		],
		replies: {
			bots: [named('Robo')],
			apiMessages: 'person',
			email: true,
			noAnswerNeeded: { message: { contains: ['thanks'] } },
			silentAfterHours: 24,
		},
	});
	expect(planInWords(full).slice(5)).toEqual([
		'Reply Time 1: Contacts of Sales Line: a person answers within 15 minutes of working time, else Lena gets the contact.',
		"Reply Time 2: Contacts of 'If No Rule Fits': a person answers within 15 minutes of working time, else the contact stays, and Lena is to be told.",
		"Reply Time 3: Contacts with the tag 'vip': a person answers within 1 minute, else the contact stays, and the item says so.",
		"Reply Time 4: Contacts of team 'Sales': a person answers within 15 minutes of working time, else the next of the same rule gets the contact; again after 30 minutes, at most 3 times in all; at last team 'Leads' gets the contact.",
		"Reply Time 5: All contacts: a person answers within 60 minutes of working time, else whoever of team 'Sales' works next gets the contact.",
		'Answers: what Robo sends is none; messages sent through the API are written by people; e-mails are answers, too; no answer is needed for: Message with thanks; whoever has waited for 24 hours and wrote no more is not waited for.',
	]);
});
