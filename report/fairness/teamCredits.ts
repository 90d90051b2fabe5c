import type { TurnFact } from '../../ledger/facts';
import type { Reading } from '../../ledger/reading';

type Credits = Record<string, number>;

/** What the members of teams were owed, as the ledger had it at each time. */
export class TeamCredits {
	/** By name of the team, then user ID. */
	private readonly credits = new Map<string, Credits>();

	/**
	 * As it was at a time: as it is now, without what has moved since.
	 * @throws {LedgerError} when the ledger cannot be read
	 */
	static async at(from: number, now: number, reading: Reading): Promise<TeamCredits> {
		const since = new TeamCredits();
		for await (const facts of reading.turns({ from, to: now + 1 }, now)) {
			for (const fact of facts) if (fact.undoneAt === null) since.move(fact, 1);
		}
		const teams = [...since.credits.keys()];
		const begin = new TeamCredits();
		for (const [team, turns] of Object.entries(await reading.turnsOf(teams))) {
			for (const [user, { credit }] of Object.entries(turns)) {
				begin.add(team, user, credit - (since.of(team)[user] ?? 0));
			}
		}
		return begin;
	}

	/** What a contact moved, or moves back with -1. */
	move({ team, turns }: TurnFact, sign: 1 | -1): void {
		for (const [user, moved] of Object.entries(turns)) this.add(team, user, sign * moved);
	}

	/** By user ID. */
	of(team: string): Readonly<Credits> {
		return this.credits.get(team) ?? {};
	}

	private add(team: string, user: string, moved: number): void {
		const credits = this.credits.get(team) ?? {};
		this.credits.set(team, credits);
		credits[user] = (credits[user] ?? 0) + moved;
	}
}
