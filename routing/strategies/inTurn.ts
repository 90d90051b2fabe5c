import { AT_ONCE_MS, AtOnce } from './atOnce';
import type {
	Breach,
	Judge,
	JudgeContext,
	JudgedContact,
	OtherContact,
	UndoneContact,
} from './promise';
import { PROMISED, TurnAccount } from './turnAccount';

/**
 * From how much beyond that it is put right: what is less is left to add up. The first tells sooner who
 * gets too much, the second also who gets too little of a small share, again and again.
 */
const NOTICED = [0.5, 0.1] as const;

/**
 * Holds weighted turns to what is proved of them: whoever gets a turn is then, of what both were owed,
 * ahead of nobody who could have had it by more than one turn of the smaller weight. For the strategy
 * chooses somebody who is owed a turn, and whose turn is due no later than that of any other of these.
 *
 * What everybody is owed is counted here anew, from who could and who got, as the strategy has to: a
 * turn is shared by weight among those who could have it; who could not keeps what they are owed, at most one
 * turn, and the others are levelled. Each of these steps brings two accounts of the same contacts nearer to
 * each other, and so does putting right what cannot have been (all of them are projections, in the sum of squares
 * over weights). So an account that began wrong by little is put right by little, and whatever is more
 * was out of turn.
 */
export class InTurn implements Judge {
	private readonly accounts: readonly [TurnAccount, TurnAccount];
	private readonly atOnce: AtOnce;
	private lastAt = -Infinity;
	private lastUndoneAt = -Infinity;

	constructor(protected readonly context: JudgeContext) {
		const [first, second] = NOTICED;
		this.accounts = [new TurnAccount(context, first), new TurnAccount(context, second)];
		const [account] = this.accounts;
		this.atOnce = new AtOnce(
			(contact) => account.worst(contact).by,
			(contact) => this.follow(contact),
		);
	}

	take(contact: JudgedContact): void {
		this.atOnce.add(contact);
	}

	takeOther({ moved, isOfTeam }: OtherContact): void {
		if (!isOfTeam) return;
		this.atOnce.finish();
		for (const account of this.accounts) account.move(moved, 1);
	}

	undo({ at, moved }: UndoneContact): void {
		this.atOnce.finish();
		if (at - this.lastAt < AT_ONCE_MS) this.forgive();
		this.lastUndoneAt = at;
		for (const account of this.accounts) account.move(moved, -1);
	}

	verdict(): Breach | null {
		this.atOnce.finish();
		const breaches = this.accounts.flatMap(({ breach }) => breach ?? []);
		return breaches.sort((a, b) => a.at - b.at)[0] ?? null;
	}

	private follow(contact: JudgedContact): void {
		if (contact.at - this.lastUndoneAt < AT_ONCE_MS) this.forgive();
		this.lastAt = contact.at;
		for (const account of this.accounts) account.take(contact);
	}

	/** Which was first, a contact or a turn that went back, cannot be told. */
	private forgive(): void {
		for (const account of this.accounts) account.forgiven += PROMISED;
	}
}
