import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { npm, type Report } from './npm';

const MANIFEST = join(__dirname, 'package.json');

interface Manifest {
	dependencies: { n8n: string };
}

/**
 * The folder of a complete n8n, kept outside the checkout and keyed by version, so that every later
 * run and CI reuse it. Installs it when it is not there: some minutes, most of them downloads.
 * `SANDBOX_N8N_VERSION` asks for another version than the manifest does.
 * @throws {Error} with the end of npm's output when the installation does not succeed
 */
export async function ensureN8n(report: Report): Promise<string> {
	const manifest = JSON.parse(await readFile(MANIFEST, 'utf8')) as Manifest;
	const { dependencies } = manifest;
	dependencies.n8n = process.env.SANDBOX_N8N_VERSION ?? dependencies.n8n;
	const folder = join(cacheFolder(), `n8n-${dependencies.n8n}`);
	if (existsSync(folder)) return folder;

	// Only a finished installation gets the final name: an interrupted one is never used.
	const unfinished = `${folder}.${process.pid}.unfinished`;
	await rm(unfinished, { recursive: true, force: true });
	await mkdir(unfinished, { recursive: true });
	await writeFile(join(unfinished, 'package.json'), JSON.stringify(manifest));
	report(`Installing n8n ${dependencies.n8n} into ${folder} (once, about 4 minutes)`);
	// Most install scripts build or download what the sandbox does not use (Kafka, for one).
	await npm(unfinished, ['install', '--ignore-scripts', '--omit=dev', '--no-package-lock'], report);
	report('Building the SQLite driver of n8n');
	await npm(unfinished, ['rebuild', 'sqlite3'], report);
	await rename(unfinished, folder);
	return folder;
}

/** Where the sandbox keeps what is worth keeping between runs. */
function cacheFolder(): string {
	return join(
		process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
		'n8n-nodes-contact-assignment',
	);
}
