import { randomUUID } from 'node:crypto';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';

import axios, { type AxiosInstance } from 'axios';

import type { Route, UndeliveredReason } from './state';

const ANSWER_LENGTH = 200;

export interface RedeliveryOptions {
	/** Waits between one try and the next, in milliseconds; after the last one Meta gives up. */
	delaysMs: number[];
	/** How long a receiver may take to answer, in milliseconds. */
	timeoutMs?: number;
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

	constructor(private readonly redelivery: Required<RedeliveryOptions>) {
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
		await new Promise<void>((firstTryDone) => {
			const run = this.deliver(delivery, route.url, body, signature, firstTryDone);
			this.pending.add(run);
			void run.finally(() => this.pending.delete(run));
		});
		return delivery;
	}

	/** Resolves when nothing is under way and nothing waits for another try. */
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
		url: string,
		body: Buffer,
		signature: string | null,
		firstTryDone: () => void,
	): Promise<void> {
		const { signal } = this.closing;
		for (let tries = 0; !signal.aborted; tries++) {
			const attempt = await this.attempt(url, body, signature);
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

	private async attempt(url: string, body: Buffer, signature: string | null): Promise<Attempt> {
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
