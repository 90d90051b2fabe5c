import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { npm, type Report } from './npm';

const run = promisify(execFile);
const PROJECT = resolve(__dirname, '../..');

/** Names a folder in which {@link installPack} has installed the package before, to be copied. */
export const INSTALLED_BEFORE = 'SANDBOX_INSTALLED_PACKAGE';

/**
 * Builds and packs this package and unpacks it into `folder/<package name>`, the way n8n installs a
 * community package: as npm would publish it, with its runtime dependencies only.
 * @returns the folder of the installed package
 */
export async function installPack(folder: string, report: Report): Promise<string> {
	const before = process.env[INSTALLED_BEFORE];
	if (before) {
		const target = join(folder, basename(before));
		await cp(before, target, { recursive: true, verbatimSymlinks: true });
		return target;
	}
	await mkdir(folder, { recursive: true });
	await npm(PROJECT, ['run', 'build'], report, folder);
	await npm(PROJECT, ['pack', '--ignore-scripts', '--pack-destination', folder], report, folder);
	const manifest = JSON.parse(await readFile(join(PROJECT, 'package.json'), 'utf8')) as {
		name: string;
		version: string;
	};
	const tarball = join(folder, `${manifest.name}-${manifest.version}.tgz`);
	const target = join(folder, manifest.name);
	await rm(target, { recursive: true, force: true });
	await mkdir(target);
	await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
	await rm(tarball);
	await keepRuntimeDependenciesOnly(join(target, 'package.json'));
	await npm(
		target,
		['install', '--ignore-scripts', '--install-strategy=shallow', '--package-lock=false'],
		report,
	);
	return target;
}

async function keepRuntimeDependenciesOnly(path: string): Promise<void> {
	const manifest = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
	for (const kind of ['devDependencies', 'peerDependencies', 'optionalDependencies']) {
		delete manifest[kind];
	}
	await writeFile(path, JSON.stringify(manifest, null, 2));
}
