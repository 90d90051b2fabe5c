import type { INodeProperties } from 'n8n-workflow';
import type { TriggerContext } from '../../shared/trigger/context';
import { fromApp, senderOf } from './receiveFrom';

const location: INodeProperties = {
	displayName: 'Location ID',
	name: 'locationId',
	type: 'string',
	default: '',
	placeholder: 'e.g. ve9EPM428h8vShlRW1KT',
};

/** With an app, it may take the place of the App ID. */
export const locationParameter: INodeProperties = {
	...location,
	displayOptions: fromApp,
	description:
		"Only contacts of this sub-account start the workflow. Leave empty for all sub-accounts that have the app, if App ID is filled in; each item tells its sub-account as 'locationId'.",
};

/** With the Webhook action, whoever knows the secret is right, and hardly anybody needs it. */
export const locationOption: INodeProperties = {
	...location,
	displayOptions: { show: { '/source': ['workflow'] } },
	description:
		"Only contacts of this sub-account start the workflow, should several use the URL. Each item tells its sub-account as 'locationId'.",
};

/** The ID of the sub-account, from an ID or an address of it; null for all sub-accounts. */
export function locationIdOf(context: TriggerContext): string | null {
	const path = senderOf(context) === 'app' ? 'locationId' : 'options.locationId';
	const given = String(context.getNodeParameter(path, '') ?? '').trim();
	return /\/location\/([^/?#]+)/.exec(given)?.[1] ?? (given || null);
}
