import type { CandidateTrace, User } from '../model/decision';
import type { Pool } from '../model/pool';
import type { CandidateReason } from '../model/reasons';
import type { Turn } from '../model/state';
import { contactKey } from '../model/touch';
import type { Skill } from '../plan/person';
import type { Member, Team } from '../plan/team';
import { STRATEGIES } from '../strategies';
import type { Absent, Candidate, Choice, Strategy } from '../strategies/strategy';
import { backupOf } from './backups';
import { isExcluded, type CandidateSearch, type Found } from './candidateSearch';
import { emptyTable, own } from '../model/own';

/** The member of a team whom its strategy chooses. */
export function teamMember(
	search: CandidateSearch,
	name: string,
	from: string,
	required: readonly Skill[],
): Found | null {
	const found = membersOf(search, name, from);
	if (!found) return null;
	const { team, members, users } = found;
	const { roster, facts, state } = search;
	const turns = own(state.turns, team.name);
	const hours = search.compiled.teamHours(team);
	const candidates: Candidate[] = [];
	const absent: Absent[] = [];
	const traces = new Map<string, CandidateTrace>();
	const isBehind = search.isBehindQueue(team);
	for (const one of members) {
		const user = roster.find(one.user);
		if (!user || traces.has(user.id)) continue;
		const trace = search.consider(user, from, required, hours);
		traces.set(user.id, trace);
		if (isBehind && trace.passed) leaveForQueue(trace);
		const turn = own(turns, user.id) ?? null;
		if (trace.passed) candidates.push(candidateOf(search, user, one, turn));
		else absent.push({ id: user.id, turn });
	}
	if (isBehind) return null;
	if (candidates.length === 0) return backupOf(search, users, from, required, hours);
	const strategy: Strategy = STRATEGIES[team.strategy];
	const contact = strategy.usesContact ? contactKey(facts.touch.contact) : '';
	const choice = strategy.choose(candidates, absent, contact);
	markPassedOver(strategy, candidates, choice, traces);
	const trace = traces.get(choice.chosen.id);
	const user = roster.byId(choice.chosen.id);
	if (!trace || !user) return null;
	trace.chosen = true;
	const { turns: changed, tieBreak } = choice;
	const pool = poolOf(traces, strategy.usesLoad ? candidates : []);
	return { user, team: team.name, turns: changed, tieBreak, pool };
}

/**
 * Who could have taken the contact, for whoever looks back at how turns were shared.
 * @param byLoad candidates of a strategy that goes by what they have
 */
function poolOf(traces: ReadonlyMap<string, CandidateTrace>, byLoad: readonly Candidate[]): Pool {
	const pool = emptyTable<true | number | CandidateReason>();
	for (const [id, { passed, reason }] of traces) pool[id] = passed || reason;
	for (const { id, open } of byLoad) pool[id] = open;
	return pool;
}

/** Could take the contact, but others wait. */
function leaveForQueue(trace: CandidateTrace): void {
	trace.passed = false;
	trace.reason = 'queue_first';
	trace.detail = null;
}

function candidateOf(
	search: CandidateSearch,
	user: User,
	{ weight, tier }: Member,
	turn: Turn | null,
): Candidate {
	const { id, name } = user;
	const { open, lastAssignedAt } = search.load(user);
	const capacity = search.roster.staffMember(user)?.person.capacity ?? null;
	return { id, name, weight, tier, capacity, open, lastAssignedAt, turn };
}

/** Writes down why a strategy passed over those whom it did not choose. */
function markPassedOver(
	{ passedOver }: Strategy,
	candidates: readonly Candidate[],
	{ chosen }: Choice,
	traces: ReadonlyMap<string, CandidateTrace>,
): void {
	if (!passedOver) return;
	for (const candidate of candidates) {
		const trace = traces.get(candidate.id);
		if (trace && candidate !== chosen) trace.reason = passedOver(candidate, chosen);
	}
}

/** Writes down that a team does not work now. */
export function noteClosed(
	search: CandidateSearch,
	team: Team,
	from: string,
	required: readonly Skill[],
): void {
	const users = membersOf(search, team.name, from)?.users ?? [];
	search.closed(team, users, from, required);
}

/** Only hours may be in the way: whoever is paused, full, at a limit or excluded is not next. */
export function firstWorkingNext(
	search: CandidateSearch,
	name: string,
	from: string,
	required: readonly Skill[],
): Found | null {
	const found = membersOf(search, name, from);
	if (!found) return null;
	const traces = new Map<string, CandidateTrace>();
	let best: { user: User; trace: CandidateTrace; at: number } | null = null;
	const tied: string[] = [];
	for (const user of found.users) {
		const trace = search.consider(user, from, required);
		traces.set(user.id, trace);
		const at = trace.passed ? search.facts.now : search.worksNext(user);
		if (at === null || isExcluded(trace.reason)) continue;
		if (search.availableAt(user, at, required).reason !== 'available') continue;
		if (best && at === best.at) tied.push(user.name);
		if (best && at >= best.at) continue;
		tied.splice(0, Infinity, user.name);
		best = { user, trace, at };
	}
	if (!best) return null;
	const { user, trace, at } = best;
	trace.chosen = true;
	if (!trace.passed) {
		trace.passed = true;
		trace.reason = 'working_next';
		trace.detail = `from ${new Date(at).toISOString()}`;
	}
	const tieBreak =
		tied.length > 1
			? `${tied.join(', ')} work from the same time; ${user.name} comes first in the team`
			: null;
	const pool: Pool = { ...poolOf(traces, []), [user.id]: 'working_next' };
	return { user, team: found.team.name, turns: {}, tieBreak, pool };
}

/** The members of a team, and those whom HighLevel knows, each once. */
function membersOf(
	search: CandidateSearch,
	name: string,
	from: string,
): { team: Team; members: readonly Member[]; users: User[] } | null {
	const { compiled, roster } = search;
	if (name === '') {
		search.missField('the team', from);
		return null;
	}
	const team = compiled.team(name);
	const members = team ? roster.membersOf(team) : [];
	if (!team || members.length === 0) {
		const wanted = team?.roles.join(' or ');
		const detail = wanted ? `nobody in the sub-account has the role ${wanted}` : null;
		search.miss(name, from, team ? 'empty_team' : 'unknown_team', detail);
		return null;
	}
	search.teamsAsked.add(team.name);
	const users = new Map<string, User>();
	for (const { user: reference } of members) {
		const user = search.find(reference, from, `a member of the team '${team.name}'`);
		if (user) users.set(user.id, user);
	}
	return { team, members, users: [...users.values()] };
}
