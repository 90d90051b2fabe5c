import { AtOnce } from './atOnce';
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
	private readonly atOnce: AtOnce;
	private isUnknown = false;
	/** Until then, the order of contacts at once cannot be told. */
	private mixedUntil = -Infinity;

	/** @param load what counts of a member */
	constructor(
		private readonly context: JudgeContext,
		load: (member: Loaded) => number,
	) {
		this.lifts = new Lifts(load);
		this.atOnce = new AtOnce(
			(contact, all) => all.filter((other) => hadLess(other, contact)).length,
			(contact, others) => this.follow(contact, others),
		);
	}

	take(contact: JudgedContact): void {
		this.atOnce.add(contact);
	}

	takeOther({ user, at, isOfTeam }: OtherContact): void {
		this.atOnce.finish();
		this.last.note(user, at);
		// Another plan may have lifted anybody.
		if (isOfTeam) this.lifts.forget();
	}

	undo(contact: UndoneContact): void {
		this.atOnce.finish();
		this.last.undo(contact);
	}

	verdict(): Breach | null {
		this.atOnce.finish();
		return this.outOfOrder.verdict();
	}

	cannotTell(): string | null {
		return this.isUnknown ? UNKNOWN : null;
	}

	private follow(contact: JudgedContact, others: readonly JudgedContact[]): void {
		if (others.some((other) => !haveSameMembers(other, contact))) {
			this.mixedUntil = Math.max(contact.at, ...others.map(({ at }) => at));
		}
		if (contact.at > this.mixedUntil) return this.judge(contact);
		this.lifts.forget();
		this.outOfOrder.add(contact.at, null);
		this.last.note(contact.chosen, contact.at);
	}

	private judge({ at, chosen, could }: JudgedContact): void {
		const members = could.filter(hasLoad);
		if (members.length === could.length) {
			this.lifts.meet(members);
			const isLongest = !members.some(({ id }) => this.last.waitedLonger(id, chosen, at));
			if (!isLongest) this.lifts.mayBeCommon = false;
			const why = this.lifts.mayBeCommon ? null : this.passedOver(at, chosen, members);
			this.outOfOrder.add(at, why);
		} else {
			this.isUnknown = true;
			this.lifts.forget();
		}
		this.last.note(chosen, at);
	}

	/** Who should have got a contact, in words; null: nobody else. */
	private passedOver(at: number, chosen: string, members: readonly Loaded[]): string | null {
		const one = members.find(({ id }) => id === chosen);
		if (!one) return null;
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

/** Whether of two contacts at once one was before the other: those whom both could have gone to had less. */
function hadLess({ could }: JudgedContact, other: JudgedContact): boolean {
	const later = new Map(other.could.map(({ id, open }) => [id, open ?? 0]));
	const more = could.reduce((sum, { id, open }) => {
		const after = later.get(id);
		return after === undefined ? sum : sum + (open ?? 0) - after;
	}, 0);
	return more < 0;
}

/**
 * Of contacts at once that other members could have had, loads do not tell which came first, and so
 * neither who was new or back.
 */
function haveSameMembers(one: JudgedContact, other: JudgedContact): boolean {
	const ids = new Set(one.could.map(({ id }) => id));
	return other.could.length === ids.size && other.could.every(({ id }) => ids.has(id));
}

function hasLoad(member: JudgedMember): member is Loaded {
	return member.open !== null;
}
