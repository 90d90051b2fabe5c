import { parseArgs } from 'node:util';
import { demoTeam, startHighLevelSandbox, type HighLevelSandbox } from './index';

/**
 * Starts a sandbox with the demo team and says where it is.
 *
 * @param args `--port 4010`; without it any free port
 * @throws TypeError for other arguments
 */
export async function run(
	args: string[],
	write: (text: string) => void,
): Promise<HighLevelSandbox> {
	const { values } = parseArgs({ args, options: { port: { type: 'string', default: '0' } } });
	const sandbox = await startHighLevelSandbox({ port: Number(values.port) });
	write(`HighLevel sandbox  ${sandbox.url}\n`);
	write(`Token              ${demoTeam.token}\n`);
	write(`Location           ${demoTeam.locationId}\n`);
	return sandbox;
}

if (require.main === module) {
	void run(process.argv.slice(2), (text) => process.stdout.write(text)).then((sandbox) => {
		process.once('SIGINT', () => void sandbox.close());
		process.once('SIGTERM', () => void sandbox.close());
	});
}
