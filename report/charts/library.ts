import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ChartLibrary } from './chart';

/** Apache ECharts with what we need of it: `gulp charts` makes it of `bundled/`. */
const BUNDLE = join(__dirname, 'bundle.js');

let source: Promise<string> | null = null;

/** The library that draws. It is loaded when it is asked for first: most n8n never draw a chart. */
export function chartLibrary(): ChartLibrary {
	return createRequire(__filename)(BUNDLE) as ChartLibrary;
}

/** The same for a page: JavaScript that makes the variable `contactCharts`. */
export async function chartLibrarySource(): Promise<string> {
	source ??= readFile(BUNDLE, 'utf8');
	return await source;
}
