import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Attack, AttackKind } from './attackRequests';

/** What a request came to that nobody answered. */
const UNANSWERED = 0;
const PATIENCE_MS = 30_000;

/** A byte of a dripping body comes so often, and the connection breaks after that many. */
const DRIP_MS = 250;
const DRIPS = 20;

/** `/healthz` is asked so often, whether n8n keeps up or not. */
const PROBE_MS = 25;

/** How often each kind got which status; 0 is no answer. */
export type Answers = Map<AttackKind, Map<number, number>>;

/**
 * Sends requests at fixed times, whether n8n keeps up or not, and returns when all have ended.
 * @param next what comes next
 * @param urlOf where it goes
 * @param rate requests a second
 */
export async function attackFor(
	seconds: number,
	rate: number,
	next: () => Attack,
	urlOf: (attack: Attack) => string,
): Promise<Answers> {
	const agent = new Agent({ keepAlive: true });
	const answers: Answers = new Map();
	const open = await everyMs(1_000 / rate, Math.round(seconds * rate), () => {
		const attack = next();
		return (attack.drips ? drip : post)(agent, urlOf(attack), attack).then((status) => {
			const counts = answers.get(attack.kind) ?? new Map<number, number>();
			answers.set(attack.kind, counts.set(status, (counts.get(status) ?? 0) + 1));
		});
	});
	await Promise.all(open);
	agent.destroy();
	return answers;
}

/**
 * How long n8n takes to say that it is there, in milliseconds from the moment when it should have
 * been asked: a sender that is late hides nothing.
 */
export async function probeFor(seconds: number, n8nUrl: string): Promise<number[]> {
	const agent = new Agent({ keepAlive: true });
	const open = await everyMs(PROBE_MS, Math.round((seconds * 1_000) / PROBE_MS), async (due) => {
		const status = await send(agent, `${n8nUrl}/healthz`, 'GET', {});
		return status === 200 ? performance.now() - due : PATIENCE_MS;
	});
	const times = await Promise.all(open);
	agent.destroy();
	return times;
}

/** @returns what was begun, when the last of it has begun */
async function everyMs<T>(
	ms: number,
	times: number,
	begin: (due: number) => Promise<T>,
): Promise<Array<Promise<T>>> {
	const started = performance.now();
	const open: Array<Promise<T>> = [];
	for (let i = 0; i < times; i++) {
		const due = started + i * ms;
		const early = due - performance.now();
		if (early > 0) await wait(early);
		open.push(begin(due));
	}
	return open;
}

async function post(agent: Agent, url: string, { body, ...rest }: Attack): Promise<number> {
	return await send(agent, url, 'POST', headersOf({ body, ...rest }), body);
}

/** A body that never comes to its end. */
async function drip(_agent: Agent, url: string, attack: Attack): Promise<number> {
	return await new Promise((done) => {
		const outgoing = request(url, { method: 'POST', agent: false, headers: headersOf(attack) });
		outgoing.once('response', (answer) => done(answer.statusCode ?? UNANSWERED));
		outgoing.once('error', () => done(UNANSWERED));
		void (async () => {
			for (let i = 0; i < DRIPS && !outgoing.destroyed; i++) {
				outgoing.write(attack.body.subarray(i, i + 1));
				await wait(DRIP_MS);
			}
			outgoing.destroy();
			done(UNANSWERED);
		})();
	});
}

function headersOf({ body, headers, source }: Omit<Attack, 'kind'>): Record<string, string> {
	return { 'content-type': source.contentType, 'content-length': `${body.length}`, ...headers };
}

async function send(
	agent: Agent,
	url: string,
	method: 'GET' | 'POST',
	headers: Record<string, string>,
	body?: Buffer,
): Promise<number> {
	return await new Promise((done) => {
		const outgoing = request(url, { method, agent, headers, timeout: PATIENCE_MS }, (answer) => {
			answer.resume();
			answer.once('close', () => done(answer.statusCode ?? UNANSWERED));
		});
		outgoing.once('timeout', () => outgoing.destroy());
		outgoing.once('error', () => done(UNANSWERED));
		outgoing.end(body);
	});
}
