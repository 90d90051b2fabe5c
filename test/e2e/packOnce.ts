import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureN8n } from '../../sandbox/n8n/install';
import { chartsOnce } from '../harness/chartsOnce';
import { INSTALLED_BEFORE, installPack } from '../../sandbox/n8n/pack';

const say = (line: string) => void process.stderr.write(`${line}\n`);

/**
 * Jest's global setup: n8n is installed and the package is built and packed once, before the files
 * run beside each other. All of them would build into the same folder.
 */
export default async function packOnce(): Promise<void> {
	await chartsOnce();
	await ensureN8n(say);
	const folder = await mkdtemp(join(tmpdir(), 'contact-assignment-packed-'));
	process.env[INSTALLED_BEFORE] = await installPack(folder, say);
}
