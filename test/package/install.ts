import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PROJECT = resolve(__dirname, '../..');

interface Manifest {
	name: string;
	n8n: { nodes: string[]; credentials: string[] };
	dependencies: Record<string, string>;
	[field: string]: unknown;
}

export interface InstalledPackage {
	/** Where the package lies, as in n8n's folder for community packages. */
	folder: string;
	/** What `npm publish` would upload. */
	files: string[];
	/** Of what is uploaded, bytes. */
	size: number;
	manifest: Manifest;
}

/**
 * Packs the built package and unpacks it as n8n does: dev, peer and optional dependencies are struck
 * out of its package.json. It can reach what it declares and what n8n gives, and nothing else.
 */
export async function installPackage(): Promise<InstalledPackage> {
	const temp = await realpath(await mkdtemp(join(tmpdir(), 'contact-assignment-pack-')));
	const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', temp];
	const { stdout } = await run('npm', args, { cwd: PROJECT });
	const [packed] = JSON.parse(stdout) as Array<{
		filename: string;
		size: number;
		files: Array<{ path: string }>;
	}>;
	if (!packed) throw new Error('npm pack made no tarball');

	const folder = join(temp, 'n8n-nodes-contact-assignment');
	await mkdir(folder);
	await run('tar', ['-xzf', join(temp, packed.filename), '-C', folder, '--strip-components=1']);
	const path = join(folder, 'package.json');
	const manifest = JSON.parse(await readFile(path, 'utf8')) as Manifest;
	for (const kind of ['devDependencies', 'peerDependencies', 'optionalDependencies']) {
		delete manifest[kind];
	}
	await writeFile(path, JSON.stringify(manifest, null, 2));
	for (const name of [...Object.keys(manifest.dependencies), 'n8n-workflow']) {
		const link = join(folder, 'node_modules', name);
		await mkdir(dirname(link), { recursive: true });
		await symlink(join(PROJECT, 'node_modules', name), link, 'dir');
	}
	return { folder, files: packed.files.map((file) => file.path), size: packed.size, manifest };
}
