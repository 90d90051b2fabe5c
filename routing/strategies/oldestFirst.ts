import { AtOnce } from './atOnce';
import { LastContacts, OutOfOrder } from './lastContacts';
import type {
	Breach,
	Judge,
	JudgeContext,
	JudgedContact,
	JudgedMember,
	OtherContact,
	UndoneContact,
} from './promise';

/** Holds a strategy to giving contacts to whoever has had none for longest, of all teams and plans. */
export class OldestFirst implements Judge {
	private readonly last = new LastContacts();
	private readonly outOfOrder = new OutOfOrder();

	private readonly atOnce = new AtOnce(
		(contact) => (this.whoWaitedLonger(contact) ? 1 : 0),
		(contact) => this.follow(contact),
	);

	constructor(private readonly context: JudgeContext) {}

	take(contact: JudgedContact): void {
		this.atOnce.add(contact);
	}

	takeOther({ user, at }: OtherContact): void {
		this.atOnce.finish();
		this.last.note(user, at);
	}

	undo(contact: UndoneContact): void {
		this.atOnce.finish();
		this.last.undo(contact);
	}

	verdict(): Breach | null {
		this.atOnce.finish();
		return this.outOfOrder.verdict();
	}

	private follow(contact: JudgedContact): void {
		const { at, chosen } = contact;
		const { name } = this.context;
		const other = this.whoWaitedLonger(contact);
		const why = other
			? `${name(chosen)} got a contact that ${name(other.id)} could have taken too, who had got none for longer`
			: null;
		this.outOfOrder.add(at, why);
		this.last.note(chosen, at);
	}

	private whoWaitedLonger({ at, chosen, could }: JudgedContact): JudgedMember | undefined {
		return could.find(({ id }) => this.last.waitedLonger(id, chosen, at));
	}
}
