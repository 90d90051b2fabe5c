import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';

/** Windows has no process groups that a signal could reach. */
const OWN_GROUP = process.platform !== 'win32';

const alive = new Set<ChildProcess>();

/**
 * Starts a program in a process group of its own: what it starts itself ends with it, and Ctrl-C in
 * the terminal reaches only us, who then stop things in the right order. If we end without stopping
 * it, it is killed.
 * @param endsWithUs for a program that notices by itself that we have ended, and then cleans up
 */
export function startProcess(
	command: string,
	args: readonly string[],
	options: SpawnOptions,
	endsWithUs = false,
): ChildProcess {
	const child = spawn(command, args, { ...options, detached: OWN_GROUP });
	if (child.pid === undefined) return child;
	if (!endsWithUs) {
		if (alive.size === 0) process.once('exit', killAll);
		alive.add(child);
	}
	child.once('exit', () => {
		if (alive.delete(child) && alive.size === 0) process.off('exit', killAll);
		// Now and not later, when the number of the group may be somebody else's.
		killGroup(child);
	});
	return child;
}

/** Whether a program is not running any more, or never was. */
export function hasEnded(child: ChildProcess): boolean {
	return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

/** Asks a program to end, and kills it and all it started if it is still there after the grace. */
export async function stopProcess(child: ChildProcess, graceMs: number): Promise<void> {
	if (hasEnded(child)) return;
	const force = setTimeout(() => killGroup(child), graceMs);
	const ended = untilEnded(child);
	child.kill('SIGTERM');
	await ended;
	clearTimeout(force);
}

/** Kills a program and all it started at once, as a crash or a power failure would. */
export async function killProcess(child: ChildProcess): Promise<void> {
	if (hasEnded(child)) return;
	const ended = untilEnded(child);
	killGroup(child);
	await ended;
}

async function untilEnded(child: ChildProcess): Promise<void> {
	await new Promise<void>((done) => child.once('exit', () => done()));
}

function killGroup(child: ChildProcess): void {
	if (child.pid === undefined) return;
	try {
		if (OWN_GROUP) process.kill(-child.pid, 'SIGKILL');
		else child.kill('SIGKILL');
	} catch {
		// Nobody of the group is left.
	}
}

function killAll(): void {
	for (const child of alive) killGroup(child);
}
