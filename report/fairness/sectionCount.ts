import type { AssignmentFact, TurnFact } from '../../ledger/facts';
import { STRATEGIES } from '../../routing/strategies';
import type { Judge, JudgeContext, StrategyPromise } from '../../routing/strategies/promise';
import { ENOUGH } from '../metric';
import type { Judgement, Section } from './certificate';
import { choiceOf } from './choice';
import { MemberCount } from './memberCount';
import type { PlannedTeam } from './teamPlans';
import { counts } from './turnShares';

/** What a person is called, by ID; `planned`: as the plan knew them. */
export type NameOf = (id: string, planned?: string) => string;

/** Follows one team under one plan. */
export class SectionCount {
	readonly members = new MemberCount();
	private readonly judge: Judge;
	private readonly names = new Map<string, string>();
	private readonly from: number;
	private to: number;
	private contacts = 0;
	private notRecorded = 0;

	/** @param owed turns that the members were owed then, by user ID */
	constructor(
		private readonly plan: string,
		private readonly team: PlannedTeam,
		private readonly nameOf: NameOf,
		owed: Readonly<Record<string, number>>,
		at: number,
	) {
		[this.from, this.to] = [at, at];
		const context: JudgeContext = {
			name: (id) => nameOf(id, this.names.get(id)),
			owed,
		};
		this.judge = this.promise.begin(context);
	}

	/** @param team as it was for this contact: what is known of people changes without the plan */
	take(fact: TurnFact, team: PlannedTeam): void {
		this.to = fact.at;
		this.members.meet(team);
		for (const { id, name } of team.members) this.names.set(id, name);
		const choice = choiceOf(fact, team);
		if (!choice) {
			this.takeUnchosen(fact);
			return;
		}
		const { at, user: chosen } = fact;
		this.judge.take({ at, chosen, could: choice.could, isUndone: !counts(fact) });
		if (fact.credited) this.members.addGivenBack(fact);
		if (!counts(fact)) return;
		this.contacts += 1;
		this.members.add(fact, choice, team);
	}

	/** @param isOfTeam another plan chose for the team */
	takeOther({ at, user }: AssignmentFact, moved: TurnFact['turns'], isOfTeam: boolean): void {
		this.judge.takeOther?.({ at, user, moved, isOfTeam });
	}

	undo({ at: givenAt, user, turns }: TurnFact, at: number, isOfTeam: boolean): void {
		this.judge.undo?.({ at, givenAt, user, moved: isOfTeam ? turns : {} });
	}

	/** Whether a time is within it, a quarter of an hour included that it began in. */
	includes(at: number, quarter = 0): boolean {
		return at + quarter > this.from && at <= this.to;
	}

	isOf(team: string): boolean {
		return this.team.name === team;
	}

	section(): Section {
		const { team, plan, from, to, contacts, notRecorded } = this;
		return {
			team: team.name,
			plan,
			from,
			to,
			strategy: team.strategy,
			members: this.members.shares(this.nameOf),
			contacts,
			notRecorded,
			judgement: this.judgement(),
		};
	}

	private takeUnchosen(fact: TurnFact): void {
		this.takeOther(fact, fact.turns, false);
		if (!counts(fact)) return;
		if (fact.pool?.[fact.user] === 'working_next') this.members.addWorkingNext(fact);
		else this.notRecorded += 1;
	}

	private get promise(): StrategyPromise {
		return STRATEGIES[this.team.strategy].promise;
	}

	private judgement(): Judgement {
		const promise = this.promise.sentence;
		const breach = this.judge.verdict();
		if (breach) return { promise, result: 'broken', because: breach.why, at: breach.at };
		const cannotTell = this.judge.cannotTell?.() ?? null;
		if (cannotTell) return { promise, result: 'notJudged', because: cannotTell, at: null };
		if (this.contacts >= ENOUGH) return { promise, result: 'held', because: null, at: null };
		const because = `with fewer than ${ENOUGH} contacts it cannot be told`;
		return { promise, result: 'tooLittle', because, at: null };
	}
}
