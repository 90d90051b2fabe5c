import type { INodeProperties } from 'n8n-workflow';
import type { TriggerContext } from '../../shared/trigger/context';

export const locationParameter: INodeProperties = {
	displayName: 'Location ID',
	name: 'locationId',
	type: 'string',
	default: '',
	placeholder: 'e.g. ve9EPM428h8vShlRW1KT',
	description:
		"Only contacts of this sub-account start the workflow. Leave empty for all that use the URL, with a Marketplace App only when App ID is filled in; each item tells its sub-account as 'locationId'.",
};

/** The ID of the sub-account, from an ID or an address of it; null for all sub-accounts. */
export function locationIdOf(context: TriggerContext): string | null {
	const given = String(context.getNodeParameter('locationId', '') ?? '').trim();
	return /\/location\/([^/?#]+)/.exec(given)?.[1] ?? (given || null);
}
