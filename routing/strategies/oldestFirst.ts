import { LastContacts, OutOfOrder } from './lastContacts';
import type {
	Breach,
	Judge,
	JudgeContext,
	JudgedContact,
	OtherContact,
	UndoneContact,
} from './promise';

/** Holds a strategy to giving contacts to whoever has had none for longest, of all teams and plans. */
export class OldestFirst implements Judge {
	private readonly last = new LastContacts();
	private readonly outOfOrder = new OutOfOrder();

	constructor(private readonly context: JudgeContext) {}

	take({ at, chosen, could }: JudgedContact): void {
		const { name } = this.context;
		const other = could.find(({ id }) => this.last.waitedLonger(id, chosen, at));
		const why = other
			? `${name(chosen)} got a contact that ${name(other.id)} could have taken too, who had got none for longer`
			: null;
		this.outOfOrder.add(at, why);
		this.last.note(chosen, at);
	}

	takeOther({ user, at }: OtherContact): void {
		this.last.note(user, at);
	}

	undo(contact: UndoneContact): void {
		this.last.undo(contact);
	}

	verdict(): Breach | null {
		return this.outOfOrder.verdict();
	}
}
