import type { JudgedMember } from './promise';

/** A member of whom it was kept how much they had. */
export type Loaded = JudgedMember & { open: number };

/** What is added to the load of a member: between these, as far as it can be told. */
interface Lift {
	least: number;
	most: number;
	away: boolean;
}

/**
 * What `leastLoaded` adds to the loads of who is new or was away, counted anew from who was there with
 * how much. What it was at the beginning is not known, so it is between two numbers.
 */
export class Lifts {
	/**
	 * All may be lifted to one level that is not known, as when whoever had most has left: then they go by
	 * who has waited longest. Else nobody is lifted above who has most.
	 */
	mayBeCommon = true;
	private readonly lifts = new Map<string, Lift>();

	/** @param load what counts of a member */
	constructor(private readonly load: (member: Loaded) => number) {}

	/** @param members who can take a contact now, in the order of the team */
	meet(members: readonly Loaded[]): void {
		const settled = members.filter(({ id }) => this.lifts.get(id)?.away === false);
		const isUnknown = members.some(({ id }) => !this.lifts.has(id));
		if (settled.length === 0 && isUnknown) this.begin(members);
		else this.change(members, settled);
		if (this.mayBeCommon) this.bound(members);
		const present = new Set(members.map(({ id }) => id));
		for (const [id, lift] of this.lifts) lift.away = !present.has(id);
	}

	/** Nothing is known any more. */
	forget(): void {
		this.lifts.clear();
		this.mayBeCommon = true;
	}

	/** A load with what is added to it. */
	level(member: Loaded, bound: 'least' | 'most'): number {
		return this.load(member) + this.of(member)[bound];
	}

	/** Whether somebody counts as having more than they have, for certain. */
	isLifted(member: Loaded): boolean {
		return this.of(member).least > 0;
	}

	private begin(members: readonly Loaded[]): void {
		this.mayBeCommon = true;
		for (const { id } of members) this.lifts.set(id, { least: 0, most: 0, away: false });
	}

	private bound(members: readonly Loaded[]): void {
		const highest = Math.max(...members.map((member) => this.load(member)));
		for (const member of members) {
			const lift = this.of(member);
			// Who was lifted above all has kept it, as long as nobody was there to go by.
			lift.most = Math.max(lift.most, highest - this.load(member));
		}
	}

	/** One after the other, as `leastLoaded` does it. */
	private change(members: readonly Loaded[], settled: readonly Loaded[]): void {
		for (const member of members) {
			const others = settled.filter((other) => other !== member);
			if (others.length === 0) continue;
			const before = this.of(member);
			const bound = (name: 'least' | 'most') => {
				const lowest = Math.min(...others.map((other) => this.level(other, name)));
				const gap = Math.max(0, lowest - this.load(member));
				return before.away ? gap : Math.min(before[name], gap);
			};
			this.lifts.set(member.id, { ...before, least: bound('least'), most: bound('most') });
		}
	}

	/** Who was not seen yet is new, or was away. */
	private of({ id }: JudgedMember): Lift {
		return this.lifts.get(id) ?? { least: 0, most: 0, away: true };
	}
}
