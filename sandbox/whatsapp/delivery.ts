import { randomUUID } from 'node:crypto';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';

import axios, { type AxiosInstance } from 'axios';

import { seededRandom } from '../random';
import type { Route, UndeliveredReason } from './state';

const ANSWER_LENGTH = 200;

export interface RedeliveryOptions {
	/** Waits between one try and the next, in milliseconds; after the last one Meta gives up. */
	delaysMs: number[];
	/** How long a receiver may take to answer, in milliseconds. */
	timeoutMs?: number;
	/** None by default. */
	duplicates?: DuplicateOptions;
}

/** How often a webhook that was accepted comes once more all the same: Meta promises no less. */
export interface DuplicateOptions {
	/** For each webhook, 0 to 1. */
	probability: number;
	/** Makes the same webhooks, in order of sending, come twice after the same waits. Default 1. */
	seed?: number;
	/** The longest wait between the acceptance and the duplicate, in milliseconds. */
	withinMs: number;
}

/** One try. Either `status` and `answer`, or `error`. */
export interface Attempt {
	/** Unix time in milliseconds. */
	at: number;
	/** How long the try took, in milliseconds. */
	ms: number;
	status?: number;
	/** The first characters of the answer. */
	answer?: string;
	/** `timeout`, or the network's code such as `ECONNREFUSED` or `ECONNRESET`. */
	error?: string;
	/** The webhook had been accepted before. Whatever comes of a duplicate, it is the only one. */
	duplicate?: true;
}

/** One webhook POST with all its tries. */
export interface Delivery {
	id: string;
	/** Where it goes; null when it is not delivered at all. */
	url: string | null;
	/** Whose URL that is. */
	level: 'phone' | 'waba' | 'app' | null;
	undelivered: UndeliveredReason | null;
	attempts: Attempt[];
	/** `abandoned`: every try failed. `cancelled`: the sandbox was closed before it was accepted. */
	outcome: 'pending' | 'accepted' | 'abandoned' | 'cancelled' | 'undelivered';
}

/** What travels, the same in every try. */
interface Webhook {
	url: string;
	body: Buffer;
	signature: string | null;
}

/**
 * Brings webhooks to their callback, at least once: anything but HTTP 200 (201 and 204 too), no
 * answer in time and a broken connection are tried again, with the same bytes (Meta:
 * webhooks/overview). Meta goes on for days, a sandbox as often as its delays say.
 */
export class Courier {
	readonly deliveries: Delivery[] = [];

	private readonly pending = new Set<Promise<void>>();

	private readonly closing = new AbortController();

	private readonly httpAgent = new HttpAgent({ keepAlive: true });

	private readonly httpsAgent = new HttpsAgent({ keepAlive: true });

	private readonly http: AxiosInstance;

	private readonly random: () => number;

	constructor(private readonly redelivery: RedeliveryOptions) {
		this.random = seededRandom(redelivery.duplicates?.seed ?? 1);
		this.http = axios.create({
			httpAgent: this.httpAgent,
			httpsAgent: this.httpsAgent,
			timeout: redelivery.timeoutMs,
			transitional: { clarifyTimeoutError: true },
			signal: this.closing.signal,
			maxRedirects: 0,
			proxy: false,
			validateStatus: () => true,
			transformResponse: (body: string) => body,
		});
	}

	/**
	 * Sends one webhook and resolves when the first try is over; later tries go on by themselves.
	 *
	 * @param signature value of `X-Hub-Signature-256`; null leaves the header out
	 */
	async post(route: Route, body: Buffer, signature: string | null): Promise<Delivery> {
		const delivery: Delivery = {
			id: randomUUID(),
			url: null,
			level: null,
			undelivered: null,
			attempts: [],
			outcome: 'pending',
		};
		this.deliveries.push(delivery);
		if ('undelivered' in route) {
			return Object.assign(delivery, { ...route, outcome: 'undelivered' as const });
		}
		Object.assign(delivery, route);
		// Now and not when it is accepted, because only the order of sending is the same every time.
		const duplicateAfterMs = this.duplicateAfterMs();
		const webhook = { url: route.url, body, signature };
		await new Promise<void>((firstTryDone) => {
			const run = this.deliver(delivery, webhook, firstTryDone).then(
				async () => await this.duplicate(delivery, webhook, duplicateAfterMs),
			);
			this.pending.add(run);
			void run.finally(() => this.pending.delete(run));
		});
		return delivery;
	}

	/** Resolves when nothing is under way and nothing waits for another try or a duplicate. */
	async idle(): Promise<void> {
		while (this.pending.size > 0) await Promise.all(this.pending);
	}

	async close(): Promise<void> {
		this.closing.abort();
		await this.idle();
		this.httpAgent.destroy();
		this.httpsAgent.destroy();
	}

	private async deliver(
		delivery: Delivery,
		webhook: Webhook,
		firstTryDone: () => void,
	): Promise<void> {
		const { signal } = this.closing;
		for (let tries = 0; !signal.aborted; tries++) {
			const attempt = await this.attempt(webhook);
			delivery.attempts.push(attempt);
			firstTryDone();
			if (attempt.status === 200) {
				delivery.outcome = 'accepted';
				return;
			}
			const delay = this.redelivery.delaysMs[tries];
			if (delay === undefined) {
				delivery.outcome = signal.aborted ? 'cancelled' : 'abandoned';
				return;
			}
			await this.pause(delay);
		}
		delivery.outcome = 'cancelled';
		// Also when the sandbox was closed before the first try.
		firstTryDone();
	}

	private duplicateAfterMs(): number | null {
		const { duplicates } = this.redelivery;
		if (!duplicates) return null;
		// Two numbers for each webhook, so that the probability does not change the waits.
		const [chance, part] = [this.random(), this.random()];
		return chance < duplicates.probability ? part * duplicates.withinMs : null;
	}

	private async duplicate(
		delivery: Delivery,
		webhook: Webhook,
		afterMs: number | null,
	): Promise<void> {
		if (afterMs === null || delivery.outcome !== 'accepted') return;
		await this.pause(afterMs);
		if (this.closing.signal.aborted) return;
		delivery.attempts.push({ ...(await this.attempt(webhook)), duplicate: true });
	}

	private async attempt({ url, body, signature }: Webhook): Promise<Attempt> {
		const at = Date.now();
		const started = performance.now();
		const headers = {
			'Content-Type': 'application/json',
			'User-Agent': 'facebookexternalua',
			...(signature === null ? {} : { 'X-Hub-Signature-256': signature }),
		};
		const took = () => Math.round(performance.now() - started);
		try {
			const { status, data } = await this.http.post<string>(url, body, { headers });
			return { at, ms: took(), status, answer: data.slice(0, ANSWER_LENGTH) };
		} catch (error) {
			return { at, ms: took(), error: describe(error) };
		}
	}

	private async pause(delay: number): Promise<void> {
		// Rejects only when the sandbox is closed, which the caller sees by itself.
		await wait(delay, undefined, { signal: this.closing.signal }).catch(() => undefined);
	}
}

function describe(error: unknown): string {
	if (!axios.isAxiosError(error)) return String(error);
	return error.code === 'ETIMEDOUT' ? 'timeout' : (error.code ?? error.message);
}
