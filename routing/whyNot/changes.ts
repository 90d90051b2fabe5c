import type { Decision, User } from '../model/decision';
import { compilePeople, Roster } from '../availability/staff';
import { compileSchedules } from '../availability/hours';
import type { StaffSnapshot } from '../model/staffSnapshot';
import { countedLoad } from '../availability/load';
import { slotOf } from '../decide/owners';
import type { Person, Plan, Rule, Skill, Team, UserReference } from '../plan/plan';
import { personSchema } from '../plan/person';
import type { RoutingState } from '../model/state';
import type { Touch } from '../model/touch';

/** What a decision is made from, apart from the clock. */
export interface Scenario {
	plan: Plan;
	touch: Touch;
	state: RoutingState;
}

/** What kind of change this is, for machines. */
export type ChangeCode =
	| 'listed'
	| 'not_excluded'
	| 'not_paused'
	| 'not_away'
	| 'not_blocked'
	| 'working'
	| 'capacity'
	| 'limit'
	| 'skill'
	| 'turn'
	| 'other_unavailable'
	| 'no_owner'
	| 'owner'
	| 'rule';

/** One thing that could have been different. */
export interface Change {
	code: ChangeCode;
	/** Completes "would have got this contact if ...". */
	text: string;
	/** How many facts it changes. */
	size: number;
	apply(scenario: Scenario): Scenario;
}

/** A rule that matters for the question. */
export interface RelevantRule {
	rule: Rule;
	/** Why it does not match now; empty when it does. */
	failing: string[];
	namesUser: boolean;
}

/** Whether a reference of a plan means this user. */
export function isUser(reference: UserReference, user: User): boolean {
	return new Roster([user], new Map()).find(reference) !== null;
}

/** Whether a team has this user, by name or by role. */
export function isMember({ members, roles }: Team, user: User): boolean {
	if (user.role && roles.includes(user.role)) return true;
	return members.some((member) => isUser(member.user, user));
}

/** What could be different about the user, as far as it is in the way. */
export function personChanges(
	{ plan, touch, state }: Scenario,
	user: User,
	isUnknown: boolean,
	now: number,
): Change[] {
	const changes: Change[] = [];
	const { name } = user;
	const add = (code: ChangeCode, text: string, apply: Change['apply']) =>
		changes.push({ code, text, size: 1, apply });
	if (isUnknown) {
		add('listed', `HighLevel listed ${name} in the location`, (at) => ({
			...at,
			state: { ...at.state, users: [...at.state.users, user] },
		}));
	}
	if (touch.excludedUsers?.includes(user.id)) {
		add('not_excluded', `the touch did not exclude ${name}`, (at) => ({
			...at,
			touch: {
				...at.touch,
				excludedUsers: at.touch.excludedUsers?.filter((id) => id !== user.id),
			},
		}));
	}
	const people = compilePeople(plan, compileSchedules(plan));
	const roster = new Roster([user], people, state.observed, plan.timeZone);
	const colleague = roster.staffMember(user);
	const edit = (change: Partial<Person>) => (at: Scenario) => withPerson(at, user, change);
	if (colleague?.person.paused)
		add('not_paused', `${name} were not paused`, edit({ paused: false }));
	if (colleague?.isAway(now)) add('not_away', `${name} were not away`, edit({ away: [] }));
	if (colleague?.blockedAt(now)) {
		const text = `${name} had not blocked this time in HighLevel`;
		add('not_blocked', text, (at) => unobserved(at, user, 'away'));
	}
	if (colleague?.hours && !colleague.hours.isOpen(now)) {
		add('working', `${name} worked at this time`, (at) =>
			unobserved(edit({ works: null })(at), user, 'hours'),
		);
	}
	const load = countedLoad(state, user.id, plan, now);
	if (colleague && colleague.person.capacity !== null) {
		const { capacity } = colleague.person;
		if (load.open >= capacity) {
			const what = {
				contacts: `contacts of the last ${plan.staleAfterDays} days in HighLevel`,
				ledger: 'open contacts',
				unreadConversations: 'unread conversations',
			}[plan.sources.load];
			add(
				'capacity',
				`${name} had fewer than ${capacity} ${what}`,
				withLoad(user, { open: capacity - 1 }),
			);
		}
	}
	if (colleague?.usedUp(now, load.recent)) {
		add('limit', `${name} had not reached a limit`, withLoad(user, { recent: [] }));
	}
	for (const skill of wantedSkills(plan)) {
		if (colleague && !colleague.lacks([skill])) continue;
		add('skill', `${name} had the skill '${skill.name}' at level ${skill.level}`, (at) => {
			const known = findPerson(at.plan, user)?.skills ?? [];
			return withPerson(at, user, { skills: [skill, ...known] });
		});
	}
	if (plan.teams.some((team) => isMember(team, user))) {
		add('turn', `it were the turn of ${name}`, (at) => withTurn(at, user));
	}
	return changes;
}

/** What could be different about who has the contact or would get it. */
export function ownerChanges(
	{ plan, touch, state }: Scenario,
	user: User,
	decision: Decision,
): Change[] {
	const changes: Change[] = [];
	if (state.owners || touch.contact.ownerId) {
		changes.push({
			code: 'no_owner',
			text: 'the contact had no owner',
			size: 1,
			apply: (at) => ({
				...at,
				touch: { ...at.touch, contact: { ...at.touch.contact, ownerId: null } },
				state: { ...at.state, owners: null },
			}),
		});
	}
	// That an owner keeps a contact goes without saying, unless owners decided here.
	const named = ({ target, backups }: Rule) =>
		[target, ...backups].some(({ type }) => type === 'previousOwner');
	const slot = slotOf(plan, touch, null);
	if (decision.rule?.kind === 'owner' || plan.rules.some(named))
		changes.push({
			code: 'owner',
			text: `${user.name} were the contact's owner`,
			size: 1,
			apply: (at) => ({
				...at,
				touch: { ...at.touch, contact: { ...at.touch.contact, ownerId: user.id } },
				state: {
					...at.state,
					owners: {
						primary: slot,
						slots: {
							[slot]: {
								user: user.id,
								account: touch.account?.id ?? null,
								at: 0,
								replaced: null,
							},
						},
					},
				},
			}),
		});
	const others = decision.receipt.candidates.filter((one) => one.passed && one.userId !== user.id);
	for (const { user: name, userId } of others) {
		changes.push({
			code: 'other_unavailable',
			text: `${name} could not have taken it`,
			size: 1,
			apply: (at) => ({
				...at,
				touch: {
					...at.touch,
					excludedUsers: [...(at.touch.excludedUsers ?? []), userId ?? ''],
				},
			}),
		});
	}
	return changes;
}

/** A rule that names the user and does not match, or matches too late. */
export function ruleChanges(rules: readonly RelevantRule[]): Change[] {
	return rules.flatMap(({ rule, failing, namesUser }, place) => {
		if (!namesUser) return [];
		const before = rules.slice(0, place).filter((one) => one.failing.length === 0);
		if (failing.length === 0 && before.length === 0) return [];
		const reasons = [
			...before.map((one) => `rule '${one.rule.name}' did not match`),
			...(failing.length > 0
				? [`rule '${rule.name}' matched, which it does not because ${failing.join(' and ')}`]
				: []),
		];
		return [
			{
				code: 'rule' as const,
				text: reasons.join(' and '),
				size: failing.length + before.length,
				apply: (at: Scenario) => ({ ...at, plan: { ...at.plan, rules: [always(rule)] } }),
			},
		];
	});
}

/** The rule with a condition that is always true. */
function always(rule: Rule): Rule {
	const { name, target, backups, label, skills } = rule;
	const operator = { type: 'string', operation: 'equals' };
	const conditions = [{ id: 'always', leftValue: 'x', rightValue: 'x', operator }];
	return {
		kind: 'conditional',
		name,
		target,
		backups,
		label,
		skills,
		when: {},
		conditions: { combinator: 'and', conditions },
	};
}

function wantedSkills({ rules }: Plan): Skill[] {
	const skills = new Map<string, Skill>();
	for (const rule of rules) {
		for (const skill of [...(rule.skills?.required ?? []), ...(rule.skills?.optional ?? [])]) {
			const key = skill.name.toLowerCase();
			const known = skills.get(key);
			if (!known || known.level < skill.level) skills.set(key, skill);
		}
	}
	return [...skills.values()];
}

function findPerson({ people }: Plan, user: User): Person | undefined {
	return people.find((person) => isUser(person.user, user));
}

function withPerson(at: Scenario, user: User, change: Partial<Person>): Scenario {
	const known =
		findPerson(at.plan, user) ?? personSchema.parse({ user: { by: 'id', value: user.id } });
	const others = at.plan.people.filter((person) => person !== known);
	return { ...at, plan: { ...at.plan, people: [...others, { ...known, ...change }] } };
}

function withLoad(user: User, change: { open?: number; recent?: number[] }) {
	return (at: Scenario): Scenario => {
		const load = at.state.loads?.[user.id] ?? { open: 0, lastAssignedAt: null, recent: [] };
		// Only another number of contacts takes the place of what HighLevel counted.
		const counted = change.open === undefined ? at : unobserved(at, user, 'load');
		return {
			...counted,
			state: { ...counted.state, loads: { ...at.state.loads, [user.id]: { ...load, ...change } } },
		};
	};
}

/** As if HighLevel had shown nothing of this about the user. */
function unobserved(at: Scenario, user: User, what: keyof StaffSnapshot): Scenario {
	const { observed } = at.state;
	if (!observed?.[what]?.[user.id]) return at;
	const others = Object.fromEntries(
		Object.entries(observed[what]).filter(([id]) => id !== user.id),
	);
	return { ...at, state: { ...at.state, observed: { ...observed, [what]: others } } };
}

/** More turns than anybody can be owed, fewer contacts than anybody can have. */
const FAR = 1e6;

/** Ahead of everybody else by any strategy: owed turns, no load, never served, best tier, first. */
function withTurn(at: Scenario, user: User): Scenario {
	const turns = { ...at.state.turns };
	const teams = at.plan.teams.map((team) => {
		if (!isMember(team, user)) return team;
		turns[team.name] = {
			...turns[team.name],
			[user.id]: { credit: FAR, lift: 0, away: false },
		};
		const isMine = team.members.map((member) => isUser(member.user, user));
		const listed = team.members.filter((_, i) => isMine[i]);
		const byRole = { user: { by: 'id' as const, value: user.id }, weight: 1, tier: 1 };
		const mine = listed.length > 0 ? listed : [byRole];
		const others = team.members.filter((_, i) => !isMine[i]);
		const weight = team.strategy === 'sticky' ? FAR * FAR : null;
		const members = [
			...mine.map((member) => ({ ...member, tier: 1, weight: weight ?? member.weight })),
			...others.map((member) => ({ ...member, tier: member.tier + 1 })),
		];
		return { ...team, members };
	});
	const load = at.state.loads?.[user.id] ?? { open: 0, lastAssignedAt: null, recent: [] };
	const loads = {
		...at.state.loads,
		[user.id]: { ...load, open: Math.min(load.open, -FAR), lastAssignedAt: null },
	};
	const { state } = unobserved(at, user, 'load');
	return { ...at, plan: { ...at.plan, teams }, state: { ...state, turns, loads } };
}
