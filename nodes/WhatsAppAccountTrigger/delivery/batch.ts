/** One message of a delivery. */
interface BatchMessage<T> {
	/** Same message, same key, however often it is delivered. */
	key: string;
	/** Everything that its contact is known by. */
	contact: readonly string[];
	value: T;
}

/** One request of WhatsApp, which waits for its answer. */
export interface Delivery<T> {
	messages: ReadonlyArray<BatchMessage<T>>;
	/** The length of its body. */
	bytes: number;
	/** Whether the sender has hung up. It will deliver again. */
	isGone(): boolean;
	/** Called once for a delivery that starts no run; n8n answers the others itself. */
	answer(status: number): void;
}

/** What the first delivery of a batch has to run, for all of them. */
export interface Run<T> {
	/** Each message once, in the order of arrival. Empty when everybody has hung up. */
	messages: T[];
	/** Must be called with what n8n answered; undefined when it never did. */
	end(status: number | undefined): void;
}

/** The deliveries of one run. The first one leads: it starts the run, and n8n answers it. */
export class Batch<T> {
	/** Of its messages. */
	readonly keys = new Set<string>();

	/** Of its messages, and of the contacts who wrote them. */
	private readonly names = new Set<string>();

	private bytes = 0;

	private followers: Array<Delivery<T>> = [];

	hasWaitedLong = false;

	patience?: NodeJS.Timeout;

	/** Hands the run to the call of n8n that leads. */
	begin: (run: Run<T>) => void = () => {};

	/**
	 * @param limit how many messages it may have, unless the first delivery alone has more
	 * @param isRetry whether a run with some of its messages has failed
	 * @param isAlone whether it does not wait for other runs
	 */
	constructor(
		private readonly leader: Delivery<T>,
		private limit: number,
		private readonly isRetry: boolean,
		readonly isAlone: boolean,
	) {
		this.count(leader);
	}

	/** Whether all these messages are in it. */
	holds(keys: ReadonlySet<string>): boolean {
		return [...keys].every((key) => this.keys.has(key));
	}

	/** Whether a message or a contact of the other one is in it too. */
	sharesWith(other: Batch<T>): boolean {
		return [...other.names].some((name) => this.names.has(name));
	}

	hasRoomFor(other: Batch<T>, maxBytes: number): boolean {
		const size = new Set([...this.keys, ...other.keys]).size;
		return (
			this.isRetry === other.isRetry &&
			(size === this.keys.size || size <= Math.min(this.limit, other.limit)) &&
			this.bytes + other.bytes <= maxBytes
		);
	}

	/** Takes in another batch that has not begun. */
	add(other: Batch<T>): void {
		this.limit = Math.min(this.limit, other.limit);
		for (const delivery of [other.leader, ...other.followers]) this.follow(delivery);
	}

	/** Lets a delivery share the result. */
	follow(delivery: Delivery<T>): void {
		this.followers.push(delivery);
		this.count(delivery);
	}

	/**
	 * The messages of those who still wait for an answer. The leader stays in any case: without its
	 * call of n8n there would be no run.
	 */
	start(): { messages: T[]; gone: Array<Delivery<T>> } {
		const gone = this.followers.filter((delivery) => delivery.isGone());
		this.followers = this.followers.filter((delivery) => !gone.includes(delivery));
		this.keys.clear();
		this.names.clear();
		const messages: T[] = [];
		for (const delivery of this.leader.isGone()
			? this.followers
			: [this.leader, ...this.followers]) {
			for (const { key, value } of delivery.messages) {
				if (!this.keys.has(key)) messages.push(value);
				this.keys.add(key);
			}
			this.count(delivery);
		}
		return { messages, gone };
	}

	/** Gives the followers their answer. */
	answer(status: number): void {
		for (const follower of this.followers) follower.answer(status);
	}

	private count({ messages, bytes }: Delivery<T>): void {
		this.bytes += bytes;
		for (const { key, contact } of messages) {
			this.keys.add(key);
			for (const name of [key, ...contact]) this.names.add(name);
		}
	}
}
