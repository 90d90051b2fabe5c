import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './ports';
import { hasEnded, startProcess, stopProcess } from './processes';

const HOST = '127.0.0.1';
const START_TIMEOUT_MS = 10_000;
const STOP_TIMEOUT_MS = 5_000;

/** An empty Redis on loopback that keeps nothing on disk. */
export interface RedisServer {
	host: string;
	port: number;
	stop(): Promise<void>;
}

/**
 * Starts the machine's `redis-server` and waits until it answers.
 * @throws {Error} that says how to install it when there is none, or why it did not start
 */
export async function startRedis(): Promise<RedisServer> {
	const folder = await mkdtemp(join(tmpdir(), 'contact-assignment-redis-'));
	const port = await freePort();
	const child = startProcess(
		'redis-server',
		['--port', `${port}`, '--bind', HOST, '--dir', folder, '--save', '', '--appendonly', 'no'],
		{ stdio: ['ignore', 'pipe', 'pipe'] },
	);
	let output = '';
	child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
	child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const stop = async () => {
		await stopProcess(child, STOP_TIMEOUT_MS);
		await rm(folder, { recursive: true, force: true });
	};
	try {
		await untilStarted(child.pid === undefined ? once(child, 'error') : undefined);
		await untilAnswers(port, () => hasEnded(child));
	} catch (error) {
		await stop();
		const reason = error instanceof Error ? error.message : String(error);
		throw new Error(`Redis did not start: ${reason}\n${output.slice(-3_000)}`, { cause: error });
	}
	return { host: HOST, port, stop };
}

/** @throws {Error} when the program is not on this machine, or may not be started */
async function untilStarted(failure: Promise<unknown[]> | undefined): Promise<void> {
	if (!failure) return;
	const [error] = (await failure) as [NodeJS.ErrnoException];
	if (error.code !== 'ENOENT') throw error;
	throw new Error(
		'there is no redis-server on this machine. Install it, e.g. with: apt-get install redis-server, or: brew install redis',
	);
}

async function untilAnswers(port: number, ended: () => boolean): Promise<void> {
	const deadline = Date.now() + START_TIMEOUT_MS;
	while (!(await answersPing(port))) {
		if (ended()) throw new Error('it ended while it started');
		if (Date.now() > deadline) throw new Error('it did not answer within 10 seconds');
		await wait(50);
	}
}

async function answersPing(port: number): Promise<boolean> {
	return await new Promise((done) => {
		const socket = connect(port, HOST, () => socket.write('PING\r\n'));
		socket.setTimeout(1_000, () => socket.destroy());
		socket.once('data', (answer) => {
			done(answer.toString().startsWith('+PONG'));
			socket.destroy();
		});
		socket.once('error', () => done(false));
		socket.once('close', () => done(false));
	});
}
