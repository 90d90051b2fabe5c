import type { WaitPart } from '../../ledger/facts';
import { MINUTE } from '../../routing/model/durations';
import type { LiveWaits } from './view';

/** What is due within this time is due soon. */
export const SOON_MS = 15 * MINUTE;

const NOBODY_WAITS: LiveWaits = { waiting: 0, oldest: null, overdue: 0, dueSoon: 0 };

/** Who waits for an answer: of all, by account, and by whoever has to answer. */
export class WaitTally {
	total: LiveWaits = NOBODY_WAITS;
	private readonly accounts = new Map<string | null, LiveWaits>();
	private readonly users = new Map<string | null, LiveWaits>();

	/** @param now milliseconds since 1970 */
	constructor(private readonly now: number) {}

	/** Takes a part; one that has ended counts for nothing. */
	add(part: WaitPart): void {
		if (part.endedAt !== null) return;
		const { account, user } = part;
		this.total = this.with(this.total, part);
		this.accounts.set(account, this.with(this.ofAccount(account), part));
		this.users.set(user, this.with(this.ofUser(user), part));
	}

	/** Those of an account; null: of those whose account is not known. */
	ofAccount(id: string | null): LiveWaits {
		return this.accounts.get(id) ?? NOBODY_WAITS;
	}

	/** Those whom a person has to answer; null: nobody has to yet. */
	ofUser(id: string | null): LiveWaits {
		return this.users.get(id) ?? NOBODY_WAITS;
	}

	/** IDs of the accounts and people for whom somebody waits. */
	get accountIds(): Array<string | null> {
		return [...this.accounts.keys()];
	}
	get userIds(): string[] {
		return [...this.users.keys()].filter((id) => id !== null);
	}

	private with(before: LiveWaits, { askedAt, dueAt }: WaitPart): LiveWaits {
		const { waiting, oldest, overdue, dueSoon } = before;
		const isOverdue = dueAt !== null && dueAt <= this.now;
		const isDueSoon = dueAt !== null && !isOverdue && dueAt <= this.now + SOON_MS;
		return {
			waiting: waiting + 1,
			oldest: Math.min(oldest ?? askedAt, askedAt),
			overdue: overdue + (isOverdue ? 1 : 0),
			dueSoon: dueSoon + (isDueSoon ? 1 : 0),
		};
	}
}
