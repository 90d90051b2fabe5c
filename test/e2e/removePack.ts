import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { INSTALLED_BEFORE } from '../../sandbox/n8n/pack';

/** Jest's global teardown: removes what `packOnce` has left. */
export default async function removePack(): Promise<void> {
	const folder = process.env[INSTALLED_BEFORE];
	if (folder) await rm(dirname(folder), { recursive: true, force: true });
}
