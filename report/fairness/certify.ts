import type { AssignmentFact, TurnFact } from '../../ledger/facts';
import type { Reading, Span } from '../../ledger/reading';
import { MINUTE } from '../../routing/model/durations';
import { own } from '../../routing/model/own';
import { compareNames, type Names } from '../names';
import type { Certificate, Section } from './certificate';
import { certificateHash } from './certificateRows';
import { notCovered } from './notCovered';
import { SectionCount, type NameOf } from './sectionCount';
import { TeamCredits } from './teamCredits';
import { TeamPlans } from './teamPlans';
import { followTurns, type TurnListener } from './turnEvents';
import { counts, teamFilter } from './turnShares';

/** By how much time what was kept is counted together. */
const QUARTER = 15 * MINUTE;

/**
 * Shows how the turns of teams were shared, and whether each team's strategy kept its promise.
 * @param location ID of the sub-account, for when its name is not known
 * @param teams names; null for all
 * @throws {LedgerError} when the ledger cannot be read
 */
export async function certify(
	period: Span,
	now: number,
	location: string,
	teams: readonly string[] | null,
	reading: Reading,
	names: Names,
): Promise<Certificate> {
	const credits = await TeamCredits.at(period.from, now, reading);
	const count = new CertificateCount(new TeamPlans(reading), credits, teamFilter(teams), names);
	await followTurns(period, now, reading, count);
	await count.addKept(period, reading);
	await count.addEscalatedAway(period, now, reading);
	const sections = count.sections();
	return {
		period,
		madeAt: now,
		location: names.location ?? location,
		sections,
		hash: certificateHash(sections),
		notCovered: notCovered(sections, count.withoutPlan),
	};
}

/** The sections of a certificate, from what happened to turns. */
class CertificateCount implements TurnListener {
	/** Contacts of which it is not known any more which plan gave them, by name of the team. */
	readonly withoutPlan = new Map<string, number>();
	/** By team and plan. */
	private readonly counts = new Map<string, SectionCount>();

	constructor(
		private readonly plans: TeamPlans,
		private readonly credits: TeamCredits,
		private readonly isAsked: (team: string) => boolean,
		private readonly names: Names,
	) {}

	async prepare(facts: readonly TurnFact[]): Promise<void> {
		await this.plans.load(facts.filter(({ team }) => this.isAsked(team)));
	}

	turn(fact: TurnFact): void {
		const own = this.isAsked(fact.team) ? this.sectionOf(fact) : null;
		for (const one of this.counts.values()) {
			const isOfTeam = one.isOf(fact.team);
			if (one !== own) one.takeOther(fact, isOfTeam ? fact.turns : {}, isOfTeam);
		}
		this.credits.move(fact, 1);
	}

	direct(fact: AssignmentFact): void {
		for (const one of this.counts.values()) one.takeOther(fact, {}, false);
	}

	undone(fact: TurnFact, at: number): void {
		for (const one of this.counts.values()) one.undo(fact, at, one.isOf(fact.team));
		this.credits.move(fact, -1);
	}

	async addKept({ from, to }: Span, reading: Reading): Promise<void> {
		for await (const facts of reading.kept({ from, to })) {
			for (const { at, user, count, byHand } of facts) {
				for (const one of this.counts.values()) {
					if (one.includes(at, QUARTER)) one.members.addKept(user, count, byHand);
				}
			}
		}
	}

	async addEscalatedAway(period: Span, now: number, reading: Reading): Promise<void> {
		for await (const parts of reading.waits(period, now)) {
			for (const { ended, team, user, givenAt } of parts) {
				if (ended !== 'escalated' || team === null || user === null) continue;
				for (const one of this.counts.values()) {
					if (one.isOf(team) && one.includes(givenAt)) one.members.addEscalatedAway(user);
				}
			}
		}
	}

	/** By team, then time. */
	sections(): Section[] {
		return [...this.counts.values()]
			.map((one) => one.section())
			.sort((a, b) => compareNames(a.team, b.team) || a.from - b.from);
	}

	/** Gives the contact to its section. @returns null when none can be made */
	private sectionOf(fact: TurnFact): SectionCount | null {
		const team = this.plans.of(fact);
		if (!team || fact.plan === null) {
			if (counts(fact)) this.withoutPlan.set(fact.team, (this.withoutPlan.get(fact.team) ?? 0) + 1);
			return null;
		}
		const key = JSON.stringify([team.name, fact.plan]);
		let section = this.counts.get(key);
		if (!section) {
			const owed = this.credits.of(fact.team);
			section = new SectionCount(fact.plan, team, this.nameOf, owed, fact.at);
			this.counts.set(key, section);
		}
		section.take(fact, team);
		return section;
	}

	private readonly nameOf: NameOf = (id, planned) => own(this.names.users, id) ?? planned ?? id;
}
