import { readFile, writeFile } from 'node:fs/promises';

/** Begins to measure anew how much memory a process takes. Does nothing where there is no `/proc`. */
export async function forgetPeak(pid: number | undefined): Promise<void> {
	await writeFile(`/proc/${pid}/clear_refs`, '5').catch(() => undefined);
}

/** The most memory that the process had since then, in megabytes; null when nobody knows. */
export async function peakMegabytes(pid: number | undefined): Promise<number | null> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
	const kilobytes = /VmHWM:\s+(\d+)/.exec(status)?.[1];
	return kilobytes ? Math.round(Number(kilobytes) / 1024) : null;
}
