import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Table from 'cli-table3';
import { RESULTS, type Script } from '../../sandbox/script';
import type { Counts } from './counts';
import type { Check } from './outsideChecks';

/** One run: what was counted, and what must hold. */
export interface Report {
	run: string;
	counts: Counts;
	checks: Check[];
}

/**
 * Prints reports as tables and as JSON, and saves the JSON.
 * @returns whether everything holds
 */
export async function publish(script: Script, name: string, reports: Report[]): Promise<boolean> {
	if (script.isStopping) return false;
	for (const report of reports) script.say(tables(report));
	const holds = reports.every(({ checks }) => checks.every((check) => check.holds));
	const json = JSON.stringify({ name, short: script.short, holds, reports });
	await mkdir(RESULTS, { recursive: true });
	await writeFile(join(RESULTS, `${name}.json`), json);
	script.say(json);
	return holds;
}

function tables({ run, counts, checks }: Report): string {
	const style = { head: [], border: [] };
	const counted = new Table({ head: [run, ''], colAligns: ['left', 'right'], style });
	for (const [what, count] of Object.entries(counts)) counted.push([what, String(count)]);
	const checked = new Table({
		head: ['Must hold', '', 'Found'],
		colWidths: [46, 6, 62],
		wordWrap: true,
		style,
	});
	for (const { check, holds, found } of checks) checked.push([check, holds ? 'yes' : 'NO', found]);
	return `${counted.toString()}\n${checked.toString()}`;
}
