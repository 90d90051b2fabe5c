import type { TurnFact } from '../../ledger/facts';
import type { CandidateReason } from '../../routing/model/reasons';
import { compareNames } from '../names';
import { expectedShares, type Choice } from './choice';
import type { MemberShare } from './certificate';
import type { PlannedMember, PlannedTeam } from './teamPlans';

/** What is counted of one member; see {@link MemberShare}. */
type Counts = Omit<MemberShare, 'name' | 'weight' | 'difference' | 'couldNot'> & {
	couldNot: Partial<Record<CandidateReason, number>>;
};

/** How it stands with a member since the last contact that they, or others, got. */
interface Streak {
	/** Contacts that they could have taken and did not get, since the first of them. */
	missed: number;
	missedFrom: number;
	/** Contacts in a row that they got though somebody else could have taken them. */
	run: number;
}

/** Counts what the members of one team got, from its contacts in the order of time. */
export class MemberCount {
	private readonly counts = new Map<string, Counts>();
	private readonly streaks = new Map<string, Streak>();
	private readonly planned = new Map<string, PlannedMember>();

	/** Everybody whom the team has, also who never got anything. */
	meet({ members }: PlannedTeam): void {
		for (const member of members) this.planned.set(member.id, member);
	}

	/** A contact that the strategy gave to somebody. */
	add(fact: TurnFact, choice: Choice, team: PlannedTeam): void {
		for (const [id, reason] of choice.couldNot) {
			const { couldNot } = this.of(id);
			couldNot[reason] = (couldNot[reason] ?? 0) + 1;
		}
		for (const [id, share] of expectedShares(choice, team)) {
			const counts = this.of(id);
			counts.could += 1;
			counts.expected += share;
			if (id !== fact.user) this.miss(counts, fact.at);
		}
		this.give(fact, choice);
	}

	/** Somebody got a contact of the team without its strategy. */
	addWorkingNext({ user }: TurnFact): void {
		this.of(user).workingNext += 1;
	}

	addGivenBack({ user }: TurnFact): void {
		this.of(user).givenBack += 1;
	}

	addKept(user: string, count: number, byHand: boolean): void {
		if (!this.planned.has(user)) return;
		const counts = this.of(user);
		counts.kept += count;
		if (byHand) counts.byHand += count;
	}

	addEscalatedAway(user: string): void {
		this.of(user).escalatedAway += 1;
	}

	/** By name. @param nameOf what a person is called, with what the plan knew of them */
	shares(nameOf: (id: string, planned: string | undefined) => string): MemberShare[] {
		const ids = new Set([...this.planned.keys(), ...this.counts.keys()]);
		return [...ids]
			.map((id) => this.share(id, nameOf(id, this.planned.get(id)?.name)))
			.sort((a, b) => compareNames(a.name, b.name) || (a.user < b.user ? -1 : 1));
	}

	private share(id: string, name: string): MemberShare {
		const counts = this.of(id);
		const weight = this.planned.get(id)?.weight ?? 1;
		return { ...counts, name, weight, difference: counts.got - counts.expected };
	}

	private give({ user, event }: TurnFact, { among }: Choice): void {
		const counts = this.of(user);
		counts.got += 1;
		if (event === 'noReply') counts.escalatedTo += 1;
		if (event === 'reassign') counts.reassigned += 1;
		const streak = this.streakOf(user);
		streak.missed = 0;
		if (among.length < 2) return;
		streak.run += 1;
		counts.longestRun = Math.max(counts.longestRun, streak.run);
		for (const { id } of among) if (id !== user) this.streakOf(id).run = 0;
	}

	private miss(counts: Counts, at: number): void {
		const streak = this.streakOf(counts.user);
		if (streak.missed === 0) streak.missedFrom = at;
		streak.missed += 1;
		if (streak.missed <= counts.longestDrought) return;
		counts.longestDrought = streak.missed;
		counts.longestDroughtMs = at - streak.missedFrom;
	}

	private streakOf(user: string): Streak {
		let streak = this.streaks.get(user);
		if (!streak) this.streaks.set(user, (streak = { missed: 0, missedFrom: 0, run: 0 }));
		return streak;
	}

	private of(user: string): Counts {
		let counts = this.counts.get(user);
		if (!counts) this.counts.set(user, (counts = noCounts(user)));
		return counts;
	}
}

function noCounts(user: string): Counts {
	return {
		user,
		got: 0,
		expected: 0,
		could: 0,
		longestDrought: 0,
		longestDroughtMs: 0,
		longestRun: 0,
		couldNot: {},
		workingNext: 0,
		kept: 0,
		byHand: 0,
		escalatedTo: 0,
		escalatedAway: 0,
		reassigned: 0,
		givenBack: 0,
	};
}
