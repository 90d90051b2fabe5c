import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/**
 * How long n8n's start takes for this package: all nodes and credentials are loaded, each time by a new
 * process, and nothing else. With `--beside <folder>` also another build of it, in turns.
 */
interface Loaded {
	milliseconds: number;
	modules: number;
	/** Of it from this package. */
	own: number;
	/** Whether what draws charts was loaded: it is not to be, before the first chart. */
	charts: boolean;
}

interface Row {
	folder: string;
	/** The median of all runs. */
	milliseconds: number;
	fastest: number;
	modules: number;
	own: number;
	charts: boolean;
}

const short = process.argv.includes('--short');
const json = process.argv.includes('--json');
const RUNS = short ? 5 : 25;

/** Runs in a process of its own, in the folder of the package. */
const LOAD = `
	const { n8n } = require('./package.json');
	// n8n has it loaded, and much else.
	require('n8n-workflow');
	const before = Object.keys(require.cache).length;
	const started = performance.now();
	for (const file of [...n8n.credentials, ...n8n.nodes]) require('./' + file);
	const milliseconds = performance.now() - started;
	const files = Object.keys(require.cache);
	const own = files.filter((file) => file.startsWith(process.cwd() + '/dist/'));
	process.stdout.write(JSON.stringify({
		milliseconds,
		modules: files.length - before,
		own: own.length,
		charts: files.some((file) => /echarts|charts.bundle/.test(file)),
	}));
	process.exit(0);
`;

async function main(): Promise<void> {
	const folders = [resolve(__dirname, '../..'), ...beside()];
	for (const folder of folders) {
		if (!existsSync(join(folder, 'dist'))) throw new Error(`There is no dist in ${folder}`);
	}
	const runs = new Map<string, Loaded[]>(folders.map((folder) => [folder, []]));
	for (let run = 0; run < RUNS; run++) {
		for (const folder of folders) runs.get(folder)?.push(await load(folder));
	}
	const rows = [...runs].map(([folder, loaded]) => rowOf(folder, loaded));
	process.stdout.write(json ? `${JSON.stringify(rows)}\n` : rows.map(described).join(''));
	process.exitCode = rows.some(({ charts }) => charts) ? 1 : 0;
}

function beside(): string[] {
	const place = process.argv.indexOf('--beside');
	const folder = place === -1 ? undefined : process.argv[place + 1];
	return folder === undefined ? [] : [resolve(folder)];
}

async function load(folder: string): Promise<Loaded> {
	const { stdout } = await promisify(execFile)(process.execPath, ['-e', LOAD], { cwd: folder });
	return JSON.parse(stdout) as Loaded;
}

function rowOf(folder: string, loaded: readonly Loaded[]): Row {
	const times = loaded.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
	const [{ modules, own } = { modules: 0, own: 0 }] = loaded;
	return {
		folder,
		milliseconds: times[Math.floor(times.length / 2)] ?? 0,
		fastest: times[0] ?? 0,
		modules,
		own,
		charts: loaded.some(({ charts }) => charts),
	};
}

function described({ folder, milliseconds, fastest, modules, own, charts }: Row): string {
	const time = `${milliseconds.toFixed(0)} ms (fastest ${fastest.toFixed(0)} ms)`;
	const drawn = charts ? 'what draws charts is loaded' : 'charts not loaded';
	return `${folder}\n  ${time}, ${modules} modules, ${own} of them our own; ${drawn}\n`;
}

void main();
