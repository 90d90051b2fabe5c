import { LastContacts, OutOfOrder } from './lastContacts';
import { Lifts, type Loaded } from './lifts';
import type {
	Breach,
	Judge,
	JudgeContext,
	JudgedContact,
	JudgedMember,
	OtherContact,
	UndoneContact,
} from './promise';
import { EPSILON } from './strategy';

const UNKNOWN = 'it was not recorded how much each of them had then';

/**
 * Holds a strategy that goes by load to what it promises: whoever gets a contact has least of those who
 * could have it, of several whoever has waited longest. To what somebody has, who is new or was away,
 * belongs what `leastLoaded` adds; only what is wrong whatever that was counts.
 */
export class LeastFirst implements Judge {
	private readonly lifts: Lifts;
	private readonly last = new LastContacts();
	private readonly outOfOrder = new OutOfOrder();
	private isUnknown = false;

	/** @param load what counts of a member */
	constructor(
		private readonly context: JudgeContext,
		load: (member: Loaded) => number,
	) {
		this.lifts = new Lifts(load);
	}

	take({ at, chosen, could }: JudgedContact): void {
		const members = could.filter(hasLoad);
		const one = members.find(({ id }) => id === chosen);
		if (one && members.length === could.length) {
			this.lifts.meet(members);
			this.outOfOrder.add(at, this.passedOver(at, one, members));
		} else {
			this.isUnknown = true;
			this.lifts.forget();
		}
		this.last.note(chosen, at);
	}

	takeOther({ user, at, isOfTeam }: OtherContact): void {
		this.last.note(user, at);
		// Another plan may have lifted anybody.
		if (isOfTeam) this.lifts.forget();
	}

	undo(contact: UndoneContact): void {
		this.last.undo(contact);
	}

	verdict(): Breach | null {
		return this.outOfOrder.verdict();
	}

	cannotTell(): string | null {
		return this.isUnknown ? UNKNOWN : null;
	}

	/** Who should have got a contact, in words; null: nobody else. */
	private passedOver(at: number, one: Loaded, members: readonly Loaded[]): string | null {
		const least = this.lifts.level(one, 'least');
		for (const other of members) {
			if (other === one) continue;
			const most = this.lifts.level(other, 'most');
			if (most < least - EPSILON) return this.words(one, other, '');
			if (most > least + EPSILON || !this.last.waitedLonger(other.id, one.id, at)) continue;
			return this.words(one, other, ' and had got none for longer');
		}
		return null;
	}

	private words(one: Loaded, other: Loaded, more: string): string {
		const { name } = this.context;
		const back = this.lifts.isLifted(one)
			? ' and was new or back, with a right to no more than the others'
			: '';
		return `${name(one.id)}, who had ${one.open}${back}, got a contact that ${name(other.id)}, who had ${other.open}${more}, could have taken too`;
	}
}

function hasLoad(member: JudgedMember): member is Loaded {
	return member.open !== null;
}
