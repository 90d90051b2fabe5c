import type { TurnFact } from '../../ledger/facts';
import type { Reading, Span } from '../../ledger/reading';
import { fold } from '../../routing/model/text';
import type { CandidateReason } from '../../routing/model/reasons';
import { choiceOf, expectedShares, type Choice } from './choice';
import { TeamPlans } from './teamPlans';

/** What a member got of a team's contacts, and what the weights say of those that they could have taken. */
export interface MemberTurns {
	got: number;
	expected: number;
	/** For how many contacts it was looked whether they could take them. */
	looks: number;
	/** For how many of these they had as much as their capacity or limit. */
	hadNoRoom: number;
}

/** By name of the team, then user ID. */
export type TurnShares = ReadonlyMap<string, ReadonlyMap<string, MemberTurns>>;

/**
 * How the contacts of teams were shared.
 * @param teams names; null for all
 * @throws {LedgerError} when the ledger cannot be read
 */
export async function turnShares(
	span: Span,
	now: number,
	teams: readonly string[] | null,
	reading: Reading,
): Promise<TurnShares> {
	const plans = new TeamPlans(reading);
	const shares = new Map<string, Map<string, MemberTurns>>();
	const isAsked = teamFilter(teams);
	for await (const block of reading.turns(span, now)) {
		const facts = block.filter((fact) => counts(fact) && isAsked(fact.team));
		await plans.load(facts);
		for (const fact of facts) addTurn(shares, plans, fact);
	}
	return shares;
}

/** Whether a contact was worth a turn in the end. */
export function counts({ undoneAt, credited }: TurnFact): boolean {
	return undoneAt === null && !credited;
}

/** @param teams names; null for all */
export function teamFilter(teams: readonly string[] | null): (team: string) => boolean {
	const asked = teams && new Set(teams.map(fold));
	return (team) => asked?.has(fold(team)) ?? true;
}

function addTurn(
	shares: Map<string, Map<string, MemberTurns>>,
	plans: TeamPlans,
	fact: TurnFact,
): void {
	const team = plans.of(fact);
	const choice = team && choiceOf(fact, team);
	if (!choice) return;
	const members = shares.get(fact.team) ?? new Map<string, MemberTurns>();
	shares.set(fact.team, members);
	const turnsOf = (id: string) => {
		const turns = members.get(id) ?? { got: 0, expected: 0, looks: 0, hadNoRoom: 0 };
		members.set(id, turns);
		return turns;
	};
	addLooks(choice, turnsOf);
	for (const [id, share] of expectedShares(choice, team)) {
		const turns = turnsOf(id);
		turns.expected += share;
		if (id === fact.user) turns.got++;
	}
}

/** Whom the strategy rules out, such as a lower tier, could have taken it all the same. */
function addLooks({ could, couldNot }: Choice, turnsOf: (id: string) => MemberTurns): void {
	for (const id of new Set([...could.map((member) => member.id), ...couldNot.keys()])) {
		const turns = turnsOf(id);
		const reason = couldNot.get(id);
		turns.looks++;
		if (reason && NO_ROOM.has(reason)) turns.hadNoRoom++;
	}
}

const NO_ROOM: ReadonlySet<CandidateReason> = new Set(['at_capacity', 'limit_reached']);
