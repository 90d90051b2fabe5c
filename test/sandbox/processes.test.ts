import { once } from 'node:events';
import { killProcess, startProcess, stopProcess } from '../../sandbox/processes';

/** Starts another program that writes to the same pipe, and lets it say when it runs. */
const PARENT = `
	const other = "console.log('running'); setInterval(() => {}, 1000)";
	require('node:child_process').spawn(process.execPath, ['-e', other], { stdio: 'inherit' });
`;

const DEAF = "process.on('SIGTERM', () => {}); console.log('running'); setInterval(() => {}, 1000)";

async function started(script: string) {
	const child = startProcess(process.execPath, ['-e', script], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	if (!child.stdout) throw new Error('its output is a pipe');
	await once(child.stdout, 'data');
	return { child, output: child.stdout };
}

it.each([
	['killed', killProcess],
	['stopped', async (child: Parameters<typeof killProcess>[0]) => await stopProcess(child, 5_000)],
])('a program that is %s takes along what it started', async (_how, end) => {
	const { child, output } = await started(PARENT);
	// A pipe closes when the last one who can write to it is gone.
	const closed = once(output, 'close');
	await end(child);
	await closed;
	expect(child.signalCode).not.toBeNull();
});

it('a program that is deaf to being stopped is killed after the grace', async () => {
	const { child } = await started(DEAF);
	await stopProcess(child, 100);
	expect(child.signalCode).toBe('SIGKILL');
});

it('a program that has ended can be stopped and killed again', async () => {
	const { child } = await started("console.log('running')");
	if (child.exitCode === null) await once(child, 'exit');
	await stopProcess(child, 100);
	await killProcess(child);
	expect(child.exitCode).toBe(0);
});
