import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** Where reports and the logs of failed runs go; Git ignores it. */
export const RESULTS = resolve(__dirname, '../test-results/load');

const REMOVE = { recursive: true, force: true, maxRetries: 10, retryDelay: 200 };

/** What a script says, and what has to be put away when it ends. */
export class Script {
	/** `--short`: fewer messages, for a first look. */
	readonly short: boolean;

	private readonly cleanUps: Array<() => Promise<unknown>> = [];

	private readonly logs = new Map<string, string>();

	private stopping = false;

	/** Whether Ctrl-C has stopped what the script was measuring: then its results mean nothing. */
	get isStopping(): boolean {
		return this.stopping;
	}

	constructor(
		private readonly name: string,
		/** Which of the named options are given. */
		readonly options: Record<string, boolean>,
	) {
		this.short = options.short ?? false;
	}

	readonly say = (line: string): void => {
		process.stdout.write(`${line}\n`);
	};

	/** An empty folder that is gone when the script has ended. */
	async folder(purpose: string): Promise<string> {
		const folder = await mkdtemp(join(tmpdir(), `contact-assignment-${this.name}-${purpose}-`));
		this.later(async () => await rm(folder, REMOVE));
		return folder;
	}

	/** Keeps in mind what to stop at the end; what was started last is stopped first. */
	later(cleanUp: () => Promise<unknown>): void {
		// Ctrl-C came while this was starting. It ends with the process.
		if (this.stopping) throw new Error('The script is being stopped');
		this.cleanUps.push(cleanUp);
	}

	/** n8n's output, which explains a failure if there is one. */
	explainedBy(process: string, logPath: string): void {
		this.logs.set(process, logPath);
	}

	/** Stops everything; what fails to stop does not keep the rest from it. */
	async stop(): Promise<void> {
		this.stopping = true;
		for (const cleanUp of this.cleanUps.splice(0).reverse()) {
			await cleanUp().catch((error: unknown) => this.say(String(error)));
		}
	}

	/** Saves what explains a failure before its folder is removed. */
	async keepLogs(): Promise<void> {
		for (const [process, logPath] of this.logs) {
			const kept = join(RESULTS, `${this.name}-${process}.log`);
			await mkdir(RESULTS, { recursive: true });
			await cp(logPath, kept).then(
				() => this.say(`n8n's output: ${kept}`),
				() => undefined,
			);
		}
	}
}

/**
 * Runs a script to its end, to its first error or to Ctrl-C, and stops all that it started.
 * @param optionNames `--<name>` on the command line, besides `--short`
 * @param main says whether everything was as it should be; if not, the exit code is 1
 */
export async function runScript(
	name: string,
	optionNames: string[],
	main: (script: Script) => Promise<boolean>,
): Promise<void> {
	const { values } = parseArgs({
		options: Object.fromEntries(
			['short', ...optionNames].map((option) => [option, { type: 'boolean' as const }]),
		),
	});
	const script = new Script(name, values as Record<string, boolean>);
	let interrupted = false;
	const interrupt = () => {
		// Ctrl-C arrives twice: from the terminal, and passed on by npm.
		if (interrupted) return;
		interrupted = true;
		script.say('\nStopping…');
		void script.stop().finally(() => process.exit(130));
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, interrupt);
	let succeeded = false;
	try {
		succeeded = await main(script);
	} catch (error) {
		if (!interrupted) script.say(error instanceof Error ? `${error.stack}` : String(error));
	}
	if (interrupted) return;
	if (!succeeded) await script.keepLogs();
	await script.stop();
	process.exit(succeeded ? 0 : 1);
}
