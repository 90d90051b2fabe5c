import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const PROJECT = resolve(__dirname, '../..');

/** Jest's global setup: builds what draws charts when it is not there, since it is in no Git. */
export async function chartsOnce(): Promise<void> {
	if (existsSync(join(PROJECT, 'report/charts/bundle.js'))) return;
	const gulp = join(PROJECT, 'node_modules/gulp/bin/gulp.js');
	await promisify(execFile)(process.execPath, [gulp, 'charts'], { cwd: PROJECT });
}

export default chartsOnce;
