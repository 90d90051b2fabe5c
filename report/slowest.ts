import type { Reading } from '../ledger/reading';
import { nameOf, type Names } from './names';
import type { ReportRequest } from './request';
import type { Question } from './waits/questions';

export interface SlowWait {
	/** HighLevel's contact ID; null when it is not known. */
	contactId: string | null;
	/** Names, as the groups have them; null when it is not known. */
	user: string | null;
	account: string | null;
	askedAt: number;
	minutes: number;
	isOpen: boolean;
}

/** Of how many that are too many the order is looked at once. */
const SPARE = 200;

/** The longest waits of all: no more than are wanted are held, and some to spare. */
export class Slowest {
	private waits: Question[] = [];
	/** None that is shorter is among the longest any more. */
	private least = 0;

	constructor(private readonly request: Pick<ReportRequest, 'slowest' | 'timeCounts'>) {}

	add(question: Question): void {
		const { slowest, timeCounts } = this.request;
		if (slowest === 0 || question.minutes[timeCounts] < this.least) return;
		this.waits.push(question);
		if (this.waits.length <= slowest + SPARE) return;
		this.waits = this.longest();
		this.least = this.waits.at(-1)?.minutes[timeCounts] ?? 0;
	}

	/**
	 * The longest first.
	 * @throws {LedgerError} when the ledger cannot be read
	 */
	async values(reading: Reading, names: Names): Promise<SlowWait[]> {
		const longest = this.longest();
		if (longest.length === 0) return [];
		const contacts = await reading.contactIds(longest.map(({ id }) => id));
		return longest.map(({ id, user, account, askedAt, minutes, end }) => ({
			contactId: contacts[id] ?? null,
			user: user === null ? null : nameOf('person', user, names),
			account: account === null ? null : nameOf('account', account, names),
			askedAt,
			minutes: minutes[this.request.timeCounts],
			isOpen: end === 'open',
		}));
	}

	private longest(): Question[] {
		const { slowest, timeCounts } = this.request;
		const byLength = (one: Question, other: Question) =>
			other.minutes[timeCounts] - one.minutes[timeCounts] ||
			one.askedAt - other.askedAt ||
			(one.id < other.id ? -1 : 1);
		return this.waits.sort(byLength).slice(0, slowest);
	}
}
