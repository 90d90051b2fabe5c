import { compilePlan } from '../../../routing/compiledPlan';
import type { Touch } from '../../../routing/model/touch';
import { TouchFacts } from '../../../routing/rules/touchFacts';
import { replyTimeOf, type Given } from '../../../routing/waits/replyTimeOf';
import { SALES, SUPPORT, USERS, WEDNESDAY, byId, plan, touch } from '../builders';

const TEAMS = [
	{ name: 'Sales', members: [{ user: byId('u1') }] },
	{ name: 'Support', members: [{ user: byId('u2') }], roles: ['admin'] },
];
const users = USERS.map((one) => (one.id === 'u3' ? { ...one, role: 'admin' as const } : one));

/** How many minutes whoever is given has; null when no entry fits. */
function minutes(entries: unknown[], about: Touch, given: Partial<Given> = {}): number | null {
	const replyTimes = entries.map((one, i) => ({ for: one, within: i + 1 }));
	const compiled = compilePlan(plan({ teams: TEAMS, replyTimes }));
	const facts = new TouchFacts(about, WEDNESDAY, about, undefined);
	const who = { user: 'u1', team: null, rule: null, ...given };
	const found = replyTimeOf(compiled, compiled.roster(users), facts, who);
	if (found) expect(compiled.plan.replyTimes?.[found.place]).toBe(found.entry);
	return found && found.entry.within;
}

const any = { type: 'any' };
const account = (by: string, value: string) => ({ type: 'account', account: { by, value } });
const team = (name: string) => ({ type: 'team', team: name });
const rule = (name: string) => ({ type: 'rule', rule: name });
const tag = (name: string) => ({ type: 'tag', tag: name });

it('the first entry that fits counts', () => {
	expect(minutes([tag('vip'), any, tag('gold')], touch({ contact: { tags: ['gold'] } }))).toBe(2);
	expect(minutes([], touch())).toBeNull();
	expect(minutes([tag('vip')], touch())).toBeNull();
});

it('an account is the same in all forms in which a rule knows it', () => {
	expect(minutes([account('id', SALES.id)], touch())).toBe(1);
	expect(minutes([account('number', '001 202 555-0143')], touch())).toBe(1);
	expect(minutes([account('name', ' sales  LINE ')], touch())).toBe(1);
	expect(minutes([account('tag', 'WA-Sales')], touch())).toBe(1);
	expect(minutes([account('id', SUPPORT.id)], touch())).toBeNull();
	expect(minutes([account('id', '')], touch())).toBeNull();
	expect(minutes([account('name', 'Sales Line')], touch({ account: null }))).toBeNull();
});

it('a team is the one that somebody was chosen from', () => {
	const entries = [team('SUPPORT'), team('sales')];
	expect(minutes(entries, touch(), { user: 'u1', team: 'Sales' })).toBe(2);
	expect(minutes(entries, touch(), { user: 'u2', team: 'Sales' })).toBe(2);
	expect(minutes([team('Gone')], touch(), { user: 'u1', team: 'Gone' })).toBe(1);
});

it('of an owner who keeps the contact, a team is one that they are in', () => {
	const entries = [team('Support'), team('Sales')];
	expect(minutes(entries, touch(), { user: 'u1' })).toBe(2);
	expect(minutes(entries, touch(), { user: 'u3' })).toBe(1);
	expect(minutes(entries, touch(), { user: 'u4' })).toBeNull();
	expect(minutes(entries, touch(), { user: null })).toBeNull();
	expect(minutes([team('Gone')], touch(), { user: 'u1' })).toBeNull();
});

it('a rule is the one that named somebody, and the fallback is one', () => {
	expect(minutes([rule('ads'), rule('fallback')], touch(), { rule: 'Ads' })).toBe(1);
	expect(minutes([rule('ads'), rule('fallback')], touch(), { rule: 'Fallback' })).toBe(2);
	expect(minutes([rule('ads')], touch(), { rule: null })).toBeNull();
});

it('what is empty fits nobody', () => {
	const tagged = touch({ contact: { tags: [''] } });
	const given = { team: '', rule: '' };
	expect(minutes([tag(''), team(''), rule('')], tagged, given)).toBeNull();
});

it('a tag is one of the contact, or the one that was added', () => {
	expect(minutes([tag('VIP')], touch({ contact: { tags: ['vip '] } }))).toBe(1);
	expect(minutes([tag('vip')], touch({ event: 'tag', tag: 'VIP' }))).toBe(1);
	expect(minutes([tag('wa-sales')], touch())).toBe(1);
});
