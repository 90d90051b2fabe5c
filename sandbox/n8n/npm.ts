import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';

/** Tells people what goes on; one line without line break at the end. */
export type Report = (line: string) => void;

/**
 * Runs npm in a folder, as a project of its own; reports every 15 seconds that it is still at work.
 * @param logFolder where npm's output goes, by default the folder itself
 * @throws {Error} with the end of npm's output when it does not succeed
 */
export async function npm(
	folder: string,
	args: string[],
	report: Report,
	logFolder = folder,
): Promise<void> {
	const logPath = join(logFolder, 'npm-output.log');
	const log = await open(logPath, 'a');
	const startedAt = Date.now();
	const progress = setInterval(() => {
		report(`… npm ${args[0]}: ${Math.round((Date.now() - startedAt) / 1000)} s`);
	}, 15_000);
	try {
		const [command, first] = npmCommand();
		const child = spawn(command, [...first, ...args], {
			cwd: folder,
			env: npmEnvironment(),
			stdio: ['ignore', log.fd, log.fd],
		});
		const code = await new Promise<number | null>((done, fail) => {
			child.once('error', fail);
			child.once('exit', done);
		});
		if (code !== 0) {
			const output = await readFile(logPath, 'utf8');
			throw new Error(`npm ${args.join(' ')} ended with code ${code}:\n${output.slice(-3_000)}`);
		}
	} finally {
		clearInterval(progress);
		await log.close();
	}
}

function npmCommand(): [string, string[]] {
	const cli = process.env.npm_execpath;
	return cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
}

function npmEnvironment(): NodeJS.ProcessEnv {
	// What npm tells the script that it runs is about this project, not about that folder.
	const inherited = Object.entries(process.env).filter(
		([name]) =>
			!/^npm_(package_|lifecycle_|config_local_prefix$|config_prefix$|command$)/.test(name),
	);
	const headers = nodeFolderWithHeaders();
	return {
		...Object.fromEntries(inherited),
		PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
		...(headers && { npm_config_nodedir: headers }),
	};
}

/** The npm package `node` carries the C headers; without them node-gyp would download them. */
function nodeFolderWithHeaders(): string | undefined {
	const besideBinary = resolve(dirname(process.execPath), '..');
	const platformPackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
	return [besideBinary, join(besideBinary, 'node_modules', platformPackage)].find((folder) =>
		existsSync(join(folder, 'include', 'node', 'node.h')),
	);
}
