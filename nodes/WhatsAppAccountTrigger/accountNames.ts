import type { IWebhookFunctions } from 'n8n-workflow';
import { jsonOf, type WebhookRequest } from '../../webhooks/request';
import type { AccountNames } from '../../whatsapp/accounts';
import { verifiedName } from '../../whatsapp/meta/numbers';
import { numberIdsOf } from '../../whatsapp/providers/cloudApi/read';
import type { ReadOptions } from '../../whatsapp/providers/provider';
import { openGraph } from '../shared/whatsApp/connection';
import type { TriggerData } from './triggerData';
import { reasonOf } from '../../routing/model/text';

/** WhatsApp waits for its answer meanwhile, so a name that is slow to come is done without. */
const TIMEOUT_MS = 4_000;

/** The verified names at Meta, asked for once per number and kept with the workflow. */
export async function lookUpNames(
	context: IWebhookFunctions,
	request: WebhookRequest,
	{ scope, accountName }: Pick<ReadOptions, 'scope' | 'accountName'>,
): Promise<AccountNames> {
	// The user's own name for the number goes before Meta's.
	if (scope.level === 'number' && accountName) return new Map();
	const data: TriggerData = context.getWorkflowStaticData('node');
	const names = new Map(Object.entries(data.accountNames ?? {}));
	const known = names.size;
	const unknown = numberIdsOf(jsonOf(request)).filter((id) => !names.has(id));
	if (unknown.length === 0) return names;
	const { graph } = await openGraph(context, TIMEOUT_MS);
	await Promise.all(
		unknown.map(async (id) => {
			try {
				const name = await verifiedName(graph, id);
				if (name) names.set(id, name);
			} catch (error) {
				// A contact must not wait for a name: the number stands in for it this time.
				const reason = reasonOf(error);
				context.logger.warn(`The name of WhatsApp number ${id} could not be read: ${reason}`);
			}
		}),
	);
	if (names.size > known) data.accountNames = Object.fromEntries(names);
	return names;
}
