import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoTeam, startHighLevelSandbox, type HighLevelSandbox } from '../highlevel';
import { N8nApi } from '../n8n/api';
import { ensureN8n } from '../n8n/install';
import type { Report } from '../n8n/npm';
import { startPublicAddress } from '../n8n/publicAddress';
import { installPack } from '../n8n/pack';
import { startN8n, type N8nServer } from '../n8n/server';
import { startGraphSandbox, type GraphSandbox, type RedeliveryOptions } from '../whatsapp';

/** A real n8n with the packed package, between the two sandboxes. */
export interface Stack {
	graph: GraphSandbox;
	highLevel: HighLevelSandbox;
	n8n: N8nServer;
	api: N8nApi;
	/** Ends everything that was started and removes its files. */
	stop(): Promise<void>;
}

export interface StackOptions {
	/** Of n8n; any free one by default. */
	port?: number;
	/** Whether agencies work, too: n8n's OAuth2 credential finds the sandbox at HighLevel's address. */
	withAgency?: boolean;
	/** How often and when WhatsApp delivers again what was not accepted. */
	redelivery?: RedeliveryOptions;
}

/**
 * Starts the whole way of a message on loopback; no workflow is there yet.
 * @throws {Error} when a part does not start; what had been started is stopped again
 */
export async function startStack(
	report: Report,
	{ port, withAgency = false, redelivery }: StackOptions = {},
): Promise<Stack> {
	const cleanUps: Array<() => Promise<void>> = [];
	const stop = async () => {
		for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
	};
	try {
		const n8nFolder = await ensureN8n(report);
		const userFolder = await mkdtemp(join(tmpdir(), 'contact-assignment-n8n-'));
		cleanUps.push(async () => await rm(userFolder, { recursive: true, force: true }));

		report('Packing this package and installing it into n8n as users get it');
		await installPack(join(userFolder, '.n8n', 'nodes', 'node_modules'), report);

		const highLevel = await startHighLevelSandbox();
		cleanUps.push(async () => await highLevel.close());
		const graph = await startGraphSandbox({ redelivery });
		cleanUps.push(async () => await graph.close());

		let env: Record<string, string> = {};
		if (withAgency) {
			const address = await startPublicAddress(highLevel.url, { letsOthersThrough: true });
			cleanUps.push(async () => await address.close());
			({ env } = address);
		}
		report('Starting n8n');
		const n8n = await startN8n({ n8nFolder, userFolder, port, env });
		cleanUps.push(async () => await n8n.stop());
		const api = await N8nApi.signIn(n8n.url);
		return { graph, highLevel, n8n, api, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** What a user would fill into the WhatsApp credential, for the sandbox. */
export function whatsAppCredential({ app, url }: GraphSandbox): Record<string, string> {
	return {
		appId: app.id,
		appSecret: app.secret,
		accessToken: app.systemUserToken,
		baseUrl: url,
		version: 'v25.0',
	};
}

/** What a user would fill into the HighLevel credential, for the sandbox. */
export function highLevelCredential({ url }: HighLevelSandbox): Record<string, string> {
	return { token: demoTeam.token, locationId: demoTeam.locationId, baseUrl: url };
}
