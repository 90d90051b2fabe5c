import type { ChildProcess } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import axios from 'axios';
import { freePort } from '../ports';
import { hasEnded, killProcess, startProcess, stopProcess } from '../processes';

const START_TIMEOUT_MS = 180_000;
const STOP_TIMEOUT_MS = 15_000;

/** A running n8n. */
export interface N8nServer {
	/** `http://127.0.0.1:<port>`: editor, REST and webhooks; of a worker only its health check. */
	url: string;
	/** n8n's own output. */
	logPath: string;
	process: ChildProcess;
	/** Ends n8n gently, and after 15 seconds for good. */
	stop(): Promise<void>;
	/**
	 * Ends n8n and its task runners without any warning, as a crash would. Another n8n may then be
	 * started with the same options.
	 */
	kill(): Promise<void>;
}

/** What to start: which n8n, with whose data. */
interface N8nOptions {
	/** See {@link ensureN8n}. */
	n8nFolder: string;
	/** Holds `.n8n` with database, settings and community packages. */
	userFolder: string;
	/** `webhook` and `worker` are the other processes of n8n's queue mode. Default `start`. */
	command?: 'start' | 'webhook' | 'worker';
	/** Any free port by default. */
	port?: number;
	/** More environment variables for n8n. */
	env?: Record<string, string>;
}

/**
 * Starts n8n on loopback and waits until it answers.
 * @throws {Error} with the end of n8n's output when it ends or stays silent
 */
export async function startN8n(options: N8nOptions): Promise<N8nServer> {
	const { userFolder, command = 'start' } = options;
	const port = options.port ?? (await freePort());
	const url = `http://127.0.0.1:${port}`;
	const logPath = join(userFolder, 'n8n-output.log');
	const log = await open(logPath, 'a');
	const child = startProcess(
		process.execPath,
		[join(options.n8nFolder, 'node_modules', 'n8n', 'bin', 'n8n'), command],
		{
			cwd: userFolder,
			stdio: ['ignore', log.fd, log.fd],
			env: {
				...ownEnvironment(),
				N8N_USER_FOLDER: userFolder,
				...(command === 'worker' ? healthCheckOn(port) : webServerOn(port, url)),
				N8N_RUNNERS_BROKER_PORT: String(await freePort()),
				N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
				N8N_DIAGNOSTICS_ENABLED: 'false',
				N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
				N8N_TEMPLATES_ENABLED: 'false',
				N8N_PERSONALIZATION_ENABLED: 'false',
				...options.env,
			},
		},
	);
	await log.close();
	const server: N8nServer = {
		url,
		logPath,
		process: child,
		stop: async () => await stopProcess(child, STOP_TIMEOUT_MS),
		kill: async () => await killProcess(child),
	};
	try {
		await untilReady(url, command, child);
	} catch (error) {
		await server.stop();
		const output = await readFile(logPath, 'utf8');
		throw new Error(`n8n did not start. The end of its output:\n${output.slice(-3_000)}`, {
			cause: error,
		});
	}
	return server;
}

function webServerOn(port: number, url: string): Record<string, string> {
	return {
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_EDITOR_BASE_URL: url,
		WEBHOOK_URL: `${url}/`,
		N8N_SECURE_COOKIE: 'false',
	};
}

function healthCheckOn(port: number): Record<string, string> {
	return {
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
	};
}

/** Settings of another n8n on this machine, and of the test runner, must not reach this one. */
function ownEnvironment(): NodeJS.ProcessEnv {
	return Object.fromEntries(
		Object.entries(process.env).filter(
			([name]) =>
				!/^(N8N_|DB_|QUEUE_|EXECUTIONS_|WEBHOOK_URL$|CONTACT_ASSIGNMENT_|NODE_ENV$|JEST_|npm_)/.test(
					name,
				),
		),
	);
}

async function untilReady(
	url: string,
	command: N8nOptions['command'],
	child: ChildProcess,
): Promise<void> {
	const deadline = Date.now() + START_TIMEOUT_MS;
	while (Date.now() < deadline) {
		if (hasEnded(child)) throw new Error('n8n ended while it started');
		const ready = await axios
			.get(`${url}/healthz/readiness`, { timeout: 2_000, validateStatus: () => true })
			.then(({ status }) => status === 200)
			.catch(() => false);
		if (ready && command !== 'start') return;
		// The REST API is mounted after the health check answers.
		if (ready) {
			const settings = await axios.get(`${url}/rest/settings`, { validateStatus: () => true });
			if (settings.status === 200) return;
		}
		await new Promise((done) => setTimeout(done, 300));
	}
	throw new Error('n8n did not answer within 3 minutes');
}
