import type { Team } from './office';

const ALMOST_NOTHING = 1e-9;

/** Whose turn it is, written from what the strategies promise. */
export class Turns {
	/** How many turns a team owes each member, as far as it owes anybody any. */
	private readonly owed = new Map<string, Map<string, number>>();
	private readonly lastGot = new Map<string, number>();

	/** @param present in the team's order, at least one */
	next({ name, strategy }: Team, present: readonly string[]): string {
		if (strategy === 'longestIdle') return this.longestWithout(present);
		const owed = this.owed.get(name) ?? new Map<string, number>();
		this.owed.set(name, owed);
		this.level(owed, present);
		const most = Math.max(...present.map((id) => owed.get(id) ?? 0));
		const first = present.filter((id) => (owed.get(id) ?? 0) > most - ALMOST_NOTHING);
		const chosen = this.longestWithout(first);
		for (const id of present) {
			const share = 1 / present.length;
			owed.set(id, (owed.get(id) ?? 0) + share - (id === chosen ? 1 : 0));
		}
		return chosen;
	}

	/** Somebody got a contact, by whatever way. */
	got(id: string, at: number): void {
		this.lastGot.set(id, at);
	}

	/** Those who are there owe each other nothing all together, whoever came or went. */
	private level(owed: Map<string, number>, present: readonly string[]): void {
		const sum = present.reduce((all, id) => all + (owed.get(id) ?? 0), 0);
		for (const id of present) owed.set(id, (owed.get(id) ?? 0) - sum / present.length);
	}

	/** Who never got one comes first, then as the team lists them. */
	private longestWithout(some: readonly string[]): string {
		let chosen = some[0] ?? '';
		for (const id of some) if (this.since(id) < this.since(chosen)) chosen = id;
		return chosen;
	}

	private since(id: string): number {
		return this.lastGot.get(id) ?? -Infinity;
	}
}
