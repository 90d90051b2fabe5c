import { AT_ONCE_MS } from './atOnce';
import type {
	Breach,
	Judge,
	JudgeContext,
	JudgedContact,
	JudgedMember,
	OtherContact,
	UndoneContact,
} from './promise';

/** How many contacts of a person may go back, the latest ones, and be left out again. */
const HELD = 100;

/**
 * Contacts that nothing came of are not told of those who got them without a team, though they counted
 * for a while.
 */
const FORGIVEN = { always: 3, share: 0.005 };

/** Holds a strategy to giving contacts to whoever has had none for longest, of all teams and plans. */
export class OldestFirst implements Judge {
	/** When members got contacts, ascending: the latest of them. */
	private readonly times = new Map<string, number[]>();
	private first: Breach | null = null;
	private contacts = 0;
	private broken = 0;

	constructor(private readonly context: JudgeContext) {}

	take({ at, chosen, could }: JudgedContact): void {
		this.contacts += 1;
		const breach = this.breachOf(at, chosen, could);
		if (breach) {
			this.first ??= breach;
			this.broken += 1;
		}
		this.note(chosen, at);
	}

	takeOther({ user, at }: OtherContact): void {
		this.note(user, at);
	}

	undo({ user, givenAt }: UndoneContact): void {
		const times = this.times.get(user) ?? [];
		const place = times.lastIndexOf(givenAt);
		if (place !== -1) times.splice(place, 1);
	}

	verdict(): Breach | null {
		const forgiven = FORGIVEN.always + FORGIVEN.share * this.contacts;
		return this.broken > forgiven ? this.first : null;
	}

	/** Of whoever got none since this began, it is known that it was before. */
	private breachOf(at: number, chosen: string, could: readonly JudgedMember[]): Breach | null {
		const last = this.last(chosen);
		if (last === undefined || at - last <= AT_ONCE_MS) return null;
		for (const { id } of could) {
			const other = this.last(id);
			if (id === chosen || (other !== undefined && other >= last - AT_ONCE_MS)) continue;
			const { name } = this.context;
			return {
				at,
				why: `${name(chosen)} got a contact that ${name(id)} could have taken too, who had got none for longer`,
			};
		}
		return null;
	}

	private note(user: string, at: number): void {
		const times = this.times.get(user) ?? [];
		times.push(at);
		if (times.length > HELD) times.shift();
		this.times.set(user, times);
	}

	private last(user: string): number | undefined {
		return this.times.get(user)?.at(-1);
	}
}
