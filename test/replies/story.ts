import { seededRandom } from '../../sandbox/random';
import {
	botto,
	carla,
	colleagues,
	greta,
	nora,
	omar,
	returns,
	rules,
	sales,
	solo,
	support,
	teams,
	type Account,
} from './office';
import { MINUTE } from './workingMinutes';

export interface Customer {
	key: string;
	phone: string;
	/** HighLevel's contact ID. */
	id: string;
	account: Account;
	tags: readonly string[];
	/** ID of whom HighLevel shows as the owner in the beginning. */
	ownedBy: string | null;
}

/** Who sent a message of ours, and by what. Only those of `person` and `somebody` are answers. */
export type Sender =
	| 'person'
	/** HighLevel does not say who. */
	| 'somebody'
	| 'workflow'
	| 'botUser'
	| 'api'
	| 'phoneApp'
	| 'failed'
	| 'comment'
	| 'shortCall';

export interface OurMessage {
	customer: Customer;
	at: number;
	sender: Sender;
	/** User ID; null when HighLevel names none. */
	user: string | null;
}

/** All that happens. Times are milliseconds since 1970. */
export interface Story {
	/** Whole minutes. */
	from: number;
	until: number;
	customers: readonly Customer[];
	/** Messages of customers, each in a whole minute of its own, ascending. */
	asks: ReadonlyArray<{ customer: Customer; at: number }>;
	/** Ascending. */
	ourMessages: readonly OurMessage[];
	/** Somebody sets another owner in HighLevel; ascending. */
	byHand: ReadonlyArray<{ customer: Customer; at: number; owner: string }>;
	/** How long after it was sent HighLevel tells a message, milliseconds. */
	lagMs: number;
	/** When HighLevel tells no messages at all. */
	outages: ReadonlyArray<{ from: number; until: number }>;
}

interface Chapter {
	customers: number;
	from: string;
	until: string;
	seed: number;
	lagMs?: number;
	outages?: ReadonlyArray<{ from: string; until: string }>;
}

const LAST_ASK_BEFORE_END = 8 * 60 * MINUTE;

/** Who writes to what, of every twenty. */
const KINDS: ReadonlyArray<Pick<Customer, 'account' | 'tags' | 'ownedBy'>> = [
	...Array.from({ length: 7 }, () => ({ account: sales, tags: [], ownedBy: null })),
	...Array.from({ length: 6 }, () => ({ account: support, tags: [], ownedBy: null })),
	{ account: returns, tags: [], ownedBy: null },
	{ account: solo, tags: [], ownedBy: null },
	{ account: sales, tags: ['vip'], ownedBy: null },
	{ account: support, tags: ['vip'], ownedBy: nora.id },
	{ account: sales, tags: [], ownedBy: carla.id },
	{ account: sales, tags: [], ownedBy: carla.id },
	{ account: sales, tags: [], ownedBy: omar.id },
];

/**
 * Customers who ask, a third of whom nobody answers; bots answer all of them at once. Some are
 * answered by the phone app, by a colleague, too late, or after they have written again, and some ask
 * again afterwards.
 */
export function makeStory({ customers: count, seed, ...chapter }: Chapter): Story {
	const from = Date.parse(chapter.from);
	const until = Date.parse(chapter.until);
	const customers = Array.from({ length: count }, (_, index) => customerOf(index));
	return {
		from,
		until,
		customers,
		...new Telling(customers, from, until - LAST_ASK_BEFORE_END, seed).told(),
		lagMs: chapter.lagMs ?? 0,
		outages: (chapter.outages ?? []).map((one) => ({
			from: Date.parse(one.from),
			until: Date.parse(one.until),
		})),
	};
}

function customerOf(index: number): Customer {
	const number = String(index).padStart(4, '0');
	const kind = KINDS[index % KINDS.length] as (typeof KINDS)[number];
	return {
		key: `customer ${number}`,
		phone: `+1415555${number}`,
		id: `contact${number}`.padEnd(20, '0'),
		...kind,
	};
}

/** Makes up what happens, the same with the same seed. */
class Telling {
	private readonly random: () => number;
	private readonly asks: Array<Story['asks'][number]> = [];
	private readonly ourMessages: OurMessage[] = [];
	private readonly byHand: Array<Story['byHand'][number]> = [];
	private readonly taken = new Set<number>();

	constructor(
		private readonly customers: readonly Customer[],
		private readonly from: number,
		private readonly until: number,
		seed: number,
	) {
		this.random = seededRandom(seed);
	}

	told(): Pick<Story, 'asks' | 'ourMessages' | 'byHand'> {
		for (const [index, customer] of this.customers.entries()) {
			const at = this.ask(customer, this.from + this.random() * (this.until - this.from));
			this.goOn(customer, at, index % 3 === 0);
		}
		const { asks, ourMessages, byHand } = this;
		for (const events of [asks, ourMessages, byHand]) events.sort((a, b) => a.at - b.at);
		return { asks, ourMessages, byHand };
	}

	private goOn(customer: Customer, at: number, isUnanswered: boolean): void {
		if (this.chance(0.3)) this.ask(customer, at + this.minutes(1, 40));
		if (isUnanswered) {
			if (this.chance(0.15)) this.setByHand(customer, at + this.minutes(5, 60));
			return;
		}
		const answeredAt = this.answer(customer, at);
		if (this.chance(0.4) && answeredAt < this.until) {
			const again = this.ask(customer, answeredAt + this.minutes(1, 300));
			if (this.chance(0.5)) this.answer(customer, again);
		}
	}

	/** In the next minute in which nobody else writes; bots answer at once. */
	private ask(customer: Customer, after: number): number {
		let at = Math.ceil(after / MINUTE) * MINUTE;
		while (this.taken.has(at)) at += MINUTE;
		this.taken.add(at);
		this.asks.push({ customer, at });
		const bot = this.chance(0.7) ? 'workflow' : 'botUser';
		this.say(customer, at + 2_000, bot);
		if (this.chance(0.2)) this.say(customer, at + 20_000, 'api');
		if (this.chance(0.1)) this.say(customer, at + 22_000, 'phoneApp');
		if (this.chance(0.2)) this.say(customer, at + 25_000, 'failed');
		if (this.chance(0.1)) this.say(customer, at + 26_000, 'comment');
		if (this.chance(0.1)) this.say(customer, at + 40_000, 'shortCall');
		return at;
	}

	private answer(customer: Customer, asked: number): number {
		const [least, most] = this.oneOf([
			[0, 15],
			[0, 15],
			[15, 90],
			[60, 900],
		] as const);
		// In the middle of a minute, so that nothing is due just then.
		const at = asked + Math.floor(least + this.random() * (most - least)) * MINUTE + MINUTE / 2;
		this.say(customer, at, this.chance(0.2) ? 'somebody' : 'person');
		return at;
	}

	private say(customer: Customer, at: number, sender: Sender): void {
		this.ourMessages.push({ customer, at, sender, user: this.senderOf(customer, sender) });
	}

	private senderOf(customer: Customer, sender: Sender): string | null {
		if (sender === 'botUser') return botto.id;
		const isByColleague = sender === 'person' || sender === 'failed' || sender === 'shortCall';
		return isByColleague ? this.colleagueOf(customer) : null;
	}

	private setByHand(customer: Customer, after: number): void {
		const at = Math.ceil(after / MINUTE) * MINUTE + MINUTE / 2;
		this.byHand.push({ customer, at, owner: greta.id });
	}

	private colleagueOf({ account }: Customer): string {
		const team = rules.find((rule) => rule.account === account)?.team;
		const members = teams.find(({ name }) => name === team)?.members ?? [];
		return this.oneOf(members.length > 1 ? members : colleagues.slice(0, 4).map(({ id }) => id));
	}

	private chance(probability: number): boolean {
		return this.random() < probability;
	}

	private minutes(least: number, most: number): number {
		return Math.floor(least + this.random() * (most - least)) * MINUTE;
	}

	private oneOf<T>(some: readonly T[]): T {
		return some[Math.floor(this.random() * some.length)] as T;
	}
}
