import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const PROJECT = resolve(__dirname, '../..');

/** Jest's global setup: what draws charts is built when it is not there, as no file of Git is. */
export default async function chartsOnce(): Promise<void> {
	if (existsSync(join(PROJECT, 'report/charts/bundle.js'))) return;
	const gulp = join(PROJECT, 'node_modules/gulp/bin/gulp.js');
	await promisify(execFile)(process.execPath, [gulp, 'charts'], { cwd: PROJECT });
}
