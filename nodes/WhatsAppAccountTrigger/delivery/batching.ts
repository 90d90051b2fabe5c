import { Batch, type Delivery, type Run } from './batch';
import { RetryLimits } from './retryLimits';

/** How much of n8n one trigger may take; what waits and runs is held in memory. */
interface BatchingLimits {
	/**
	 * A run that lasts longer does not make others wait: the next one starts beside it. Not while this
	 * process has no time to spare, because then that would make both slower.
	 */
	patienceMs: number;
	/** But in the end it does: n8n may have lost sight of a run. */
	mostPatienceMs: number;
	/** Runs at the same time. */
	runs: number;
	/** Batches that wait for their run. In each, one call of n8n stays open. */
	waiting: number;
	/** The bodies of one batch. */
	bytes: number;
}

/** Of every trigger. */
export const LIMITS: BatchingLimits = {
	patienceMs: 1_000,
	mostPatienceMs: 10_000,
	runs: 10,
	waiting: 30,
	bytes: 4 * 1024 * 1024,
};

/** Without batches every message is a run; these many at once is what n8n bears. */
const RUNS_ALONE = 50;

/** The sender is asked to come back later, and WhatsApp does. */
const TOO_MANY = 503;

/**
 * Like a database's group commit: a delivery that finds no run in flight starts one at once; those
 * that arrive meanwhile become the items of the next run and share its result. For n8n, what a run
 * costs hardly depends on the number of its items.
 *
 * - Of one contact, nothing runs in another order than it came, nor at the same time.
 * - Whoever comes with a message that is in flight shares the result of that run.
 * - The messages of a run that failed try again in smaller batches, apart from all others (see {@link RetryLimits}).
 */
export class DeliveryBatching<T> {
	private readonly running = new Set<Batch<T>>();

	/** In the order of their first deliveries. */
	private waiting: Array<Batch<T>> = [];

	private readonly retryLimits = new RetryLimits();

	/** @param isBusy whether this process has no time to spare */
	constructor(
		private readonly limits: BatchingLimits = LIMITS,
		private readonly isBusy: () => boolean = () => false,
	) {}

	/**
	 * Takes a delivery in.
	 * @param maxMessages for a run; with 1 nobody waits for the others
	 * @returns the run that this delivery has to start and to end, as soon as it may; null when
	 * another one does, or nobody can: then the delivery gets its answer sooner or later
	 */
	take(delivery: Delivery<T>, maxMessages: number): Promise<Run<T>> | null {
		const keys = new Set(delivery.messages.map(({ key }) => key));
		const inFlight = [...this.running].find((batch) => batch.holds(keys));
		if (inFlight) {
			inFlight.follow(delivery);
			return null;
		}
		const limit = Math.min(maxMessages, this.retryLimits.limitFor(keys));
		const own = new Batch(delivery, limit, this.hasFailed(keys), maxMessages === 1);
		const batch = this.batchFor(own);
		if (batch) {
			batch.add(own);
			return null;
		}
		if (this.waiting.length >= this.limits.waiting) {
			delivery.answer(TOO_MANY);
			return null;
		}
		this.waiting.push(own);
		const begun = new Promise<Run<T>>((resolve) => (own.begin = resolve));
		this.waitFor(own, this.limits.mostPatienceMs);
		this.startNext();
		return begun;
	}

	private waitFor(batch: Batch<T>, restMs: number): void {
		const { patienceMs } = this.limits;
		batch.patience = setTimeout(() => {
			if (restMs > patienceMs && this.isBusy()) {
				this.waitFor(batch, restMs - patienceMs);
				return;
			}
			batch.hasWaitedLong = true;
			this.startNext();
		}, patienceMs);
	}

	private hasFailed(keys: ReadonlySet<string>): boolean {
		return [...keys].some((key) => this.retryLimits.has(key));
	}

	/** The first batch with room for one more that would not pass an earlier message of its contacts. */
	private batchFor(own: Batch<T>): Batch<T> | undefined {
		const hasRoom = (batch: Batch<T>) => batch.hasRoomFor(own, this.limits.bytes);
		const same = this.waiting.find((batch) => batch.holds(own.keys) && hasRoom(batch));
		if (same) return same;
		const earlier = this.waiting.findLastIndex((batch) => batch.sharesWith(own));
		// Whoever can start soon does not wait with those who cannot.
		const mustWait = this.isInFlight(own);
		return this.waiting
			.slice(Math.max(0, earlier))
			.find((batch) => this.isInFlight(batch) === mustWait && hasRoom(batch));
	}

	private isInFlight(batch: Batch<T>): boolean {
		return [...this.running].some((other) => other.sharesWith(batch));
	}

	private startNext(): void {
		const behind: Array<Batch<T>> = [];
		for (const batch of this.waiting) {
			const inOrder = !this.isInFlight(batch) && !behind.some((other) => other.sharesWith(batch));
			if (inOrder && this.mayStart(batch)) this.start(batch);
			else behind.push(batch);
		}
		this.waiting = behind;
	}

	private mayStart({ isAlone, hasWaitedLong }: Batch<T>): boolean {
		if (isAlone) return this.running.size < RUNS_ALONE;
		return this.running.size === 0 || (hasWaitedLong && this.running.size < this.limits.runs);
	}

	private start(batch: Batch<T>): void {
		clearTimeout(batch.patience);
		const { messages, gone } = batch.start();
		for (const delivery of gone) delivery.answer(TOO_MANY);
		this.running.add(batch);
		batch.begin({
			messages,
			end: (status = 500) => {
				if (!this.running.delete(batch)) return;
				this.retryLimits.note(batch.keys, status === 200);
				batch.answer(status);
				this.startNext();
			},
		});
	}
}
