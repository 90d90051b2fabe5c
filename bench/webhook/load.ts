import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { keyword, RULES } from './cases';

/** With more open runs, n8n 2.41 takes tens of gigabytes and does not come back. */
const MOST_OPEN = 150;
const PATIENCE_MS = 60_000;
const UNANSWERED = 0;

/** What came of one rate. */
export interface Step {
	/** Messages a second that were meant to be sent. */
	rate: number;
	sent: number;
	/** Answered with 200. */
	accepted: number;
	/** Statuses that were not 200, and how often; 0 is no answer. */
	refused: Record<string, number>;
	/** Accepted a second, from the first message to the end of the last run. */
	perSecond: number;
	medianMs: number;
	p99Ms: number;
	/** So many were open that the rest was not sent. */
	overloaded: boolean;
}

let sentSoFar = 0;

/** The load of several steps against one webhook. */
export class Load {
	private readonly agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });

	constructor(
		private readonly url: string,
		private readonly appSecret: string,
	) {}

	/**
	 * Sends signed messages of new people at fixed times, whether n8n keeps up or not. The time until
	 * an answer counts from the moment when the message was due, so a sender that is late hides nothing.
	 * @param runsEnded waits for runs that n8n answered for before their end
	 */
	async step(rate: number, seconds: number, runsEnded?: () => Promise<unknown>): Promise<Step> {
		return await this.send(Math.ceil(rate * seconds), rate, MOST_OPEN, runsEnded);
	}

	/** Sends so many messages at the same time. */
	async burst(count: number): Promise<Step> {
		return await this.send(count, Number.POSITIVE_INFINITY, count);
	}

	private async send(
		count: number,
		rate: number,
		mostOpen: number,
		runsEnded?: () => Promise<unknown>,
	): Promise<Step> {
		const started = performance.now();
		const times: number[] = [];
		const refused: Record<string, number> = {};
		const answers: Array<Promise<void>> = [];
		let open = 0;
		for (let i = 0; i < count && open < mostOpen; i++) {
			const due = started + (i * 1_000) / rate;
			const early = due - performance.now();
			if (early > 0) await new Promise((done) => setTimeout(done, early));
			open++;
			answers.push(
				this.post().then((status) => {
					open--;
					if (status === 200) times.push(performance.now() - due);
					else refused[status] = (refused[status] ?? 0) + 1;
				}),
			);
		}
		await Promise.all(answers);
		await runsEnded?.();
		const tookMs = performance.now() - started;
		times.sort((a, b) => a - b);
		const at = (share: number) => times[Math.ceil(times.length * share) - 1] ?? 0;
		return {
			rate,
			sent: answers.length,
			accepted: times.length,
			refused,
			perSecond: (times.length * 1_000) / tookMs,
			medianMs: at(0.5),
			p99Ms: at(0.99),
			overloaded: answers.length < count,
		};
	}

	close(): void {
		this.agent.destroy();
	}

	private async post(): Promise<number> {
		const bytes = Buffer.from(JSON.stringify(message((sentSoFar += 1))));
		const signature = createHmac('sha256', this.appSecret).update(bytes).digest('hex');
		return await new Promise((done) => {
			const outgoing = request(
				this.url,
				{
					method: 'POST',
					agent: this.agent,
					timeout: PATIENCE_MS,
					headers: {
						'Content-Type': 'application/json',
						'Content-Length': bytes.length,
						'X-Hub-Signature-256': `sha256=${signature}`,
					},
				},
				(answer) => {
					answer.resume();
					answer.once('close', () => done(answer.statusCode ?? UNANSWERED));
				},
			);
			outgoing.once('timeout', () => outgoing.destroy());
			outgoing.once('error', () => done(UNANSWERED));
			outgoing.end(bytes);
		});
	}
}

/** A text of somebody who never wrote before, as Meta sends it. */
function message(n: number): object {
	const from = `1415${String(2_000_000 + n)}`;
	return {
		object: 'whatsapp_business_account',
		entry: [
			{
				id: '417263950182734',
				changes: [
					{
						field: 'messages',
						value: {
							messaging_product: 'whatsapp',
							metadata: {
								display_phone_number: '12025550143',
								phone_number_id: '528164390271845',
							},
							contacts: [{ profile: { name: `Writer ${n}` }, wa_id: from }],
							messages: [
								{
									from,
									id: `wamid.bench.${process.pid}.${n}`,
									timestamp: '1792051200',
									type: 'text',
									text: { body: `Hello, I saw ${keyword(n % RULES)} and have a question` },
								},
							],
						},
					},
				],
			},
		],
	};
}
