import { join } from 'node:path';
import { ensureN8n } from '../../sandbox/n8n/install';
import { installPack } from '../../sandbox/n8n/pack';
import { startReadyGate } from '../../sandbox/n8n/readyGate';
import { startN8n, type N8nServer } from '../../sandbox/n8n/server';
import { freePort } from '../../sandbox/ports';
import type { Script } from '../../sandbox/script';

/** An n8n that is started, killed and started again. */
export interface RestartableN8n {
	/** Where the ledger lies, which outlives all of that. */
	ledgerPath: string;
	start: () => Promise<N8nServer>;
}

/**
 * A user folder with the package in it, and n8n on it: always the same data and address.
 * `--without-gate` leaves out the proxy in front of n8n.
 */
export async function restartableN8n(script: Script): Promise<RestartableN8n> {
	const n8nFolder = await ensureN8n(script.say);
	const userFolder = await script.folder('n8n');
	script.say('Packing this package and installing it into n8n');
	await installPack(join(userFolder, '.n8n', 'nodes', 'node_modules'), script.say);
	const port = await freePort();
	const env: Record<string, string> = {};
	if (!script.options['without-gate']) {
		const gate = await startReadyGate(`http://127.0.0.1:${port}`);
		script.later(async () => await gate.stop());
		env.WEBHOOK_URL = `${gate.url}/`;
	}
	script.explainedBy('n8n', join(userFolder, 'n8n-output.log'));
	let running: N8nServer | undefined;
	script.later(async () => await running?.stop());
	return {
		ledgerPath: join(userFolder, '.n8n', 'contact-assignment.sqlite'),
		async start() {
			running = await startN8n({ n8nFolder, userFolder, port, env });
			return running;
		},
	};
}
