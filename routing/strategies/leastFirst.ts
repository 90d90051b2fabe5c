import type { Breach, Judge, JudgeContext, JudgedContact, JudgedMember } from './promise';
import { EPSILON } from './strategy';

type Loaded = JudgedMember & { open: number };

/** What is added to the load of a member: between these, as far as it can be told. */
interface Lift {
	least: number;
	most: number;
	away: boolean;
}

const UNKNOWN = 'it was not kept how much each of them had then';

/**
 * Holds a strategy that goes by load to what it promises: whoever gets a contact has least of those who
 * could have it, with the lift that `leastLoaded` gives to who is new or was away. Lifts are counted
 * here anew; what they were at the beginning is not known, so each is between two numbers, and only
 * what is wrong with all numbers between is held against the strategy.
 */
export class LeastFirst implements Judge {
	private readonly lifts = new Map<string, Lift>();
	private breach: Breach | null = null;
	private isUnknown = false;

	/** @param load what counts of a member */
	constructor(
		private readonly context: JudgeContext,
		private readonly load: (member: Loaded) => number,
	) {}

	take({ at, chosen, could }: JudgedContact): void {
		const members = could.filter(hasLoad);
		if (members.length < could.length) {
			this.isUnknown = true;
			this.lifts.clear();
			return;
		}
		this.meet(members);
		this.lift(members);
		this.leave(members);
		const one = members.find(({ id }) => id === chosen);
		if (one) this.breach ??= this.breachOf(at, one, members);
	}

	/** Another plan may have lifted anybody. */
	takeOther({ isOfTeam }: { isOfTeam: boolean }): void {
		if (isOfTeam) this.lifts.clear();
	}

	verdict(): Breach | null {
		return this.breach;
	}

	cannotTell(): string | null {
		return this.isUnknown && !this.breach ? UNKNOWN : null;
	}

	/** Of who is seen for the first time it is known alone that nobody is lifted above all others. */
	private meet(members: readonly Loaded[]): void {
		const highest = Math.max(...members.map((member) => this.load(member)));
		for (const member of members) {
			if (this.lifts.has(member.id)) continue;
			this.lifts.set(member.id, { least: 0, most: highest - this.load(member), away: false });
		}
	}

	/** One after the other, as `leastLoaded` does it. */
	private lift(members: readonly Loaded[]): void {
		const settled = members.filter(({ id }) => this.liftOf(id).away === false);
		for (const member of members) {
			const others = settled.filter((other) => other !== member);
			if (others.length === 0) continue;
			const before = this.liftOf(member.id);
			const gap = (bound: 'least' | 'most') => {
				const lowest = Math.min(...others.map((other) => this.level(other, bound)));
				const up = Math.max(0, lowest - this.load(member));
				return before.away ? up : Math.min(before[bound], up);
			};
			this.lifts.set(member.id, { least: gap('least'), most: gap('most'), away: before.away });
		}
	}

	/** Notes who was there. */
	private leave(members: readonly Loaded[]): void {
		const present = new Set(members.map(({ id }) => id));
		for (const [id, lift] of this.lifts) lift.away = !present.has(id);
	}

	private breachOf(at: number, one: Loaded, members: readonly Loaded[]): Breach | null {
		const least = this.level(one, 'least');
		for (const other of members) {
			if (other === one || this.level(other, 'most') >= least - EPSILON) continue;
			return { at, why: this.words(one, other) };
		}
		return null;
	}

	private words(one: Loaded, other: Loaded): string {
		const { name } = this.context;
		const { least } = this.liftOf(one.id);
		const back = least > 0 ? `, and was new or back with a right to no more than the others,` : '';
		return `${name(one.id)}, who had ${one.open}${back} got a contact that ${name(other.id)}, who had ${other.open}, could have taken too`;
	}

	private level(member: Loaded, bound: 'least' | 'most'): number {
		return this.load(member) + this.liftOf(member.id)[bound];
	}

	private liftOf(id: string): Lift {
		return this.lifts.get(id) ?? { least: 0, most: 0, away: false };
	}
}

function hasLoad(member: JudgedMember): member is Loaded {
	return member.open !== null;
}
