import type { INodeProperties } from 'n8n-workflow';
import type { TriggerContext } from '../../shared/trigger/context';

const app: INodeProperties = {
	displayName: 'App ID',
	name: 'appId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 665f0b1c2d3e4f5a6b7c8d9e',
	description:
		"Only events that HighLevel tells this app start the workflow. HighLevel signs the events of all apps with one key, so App ID or Location ID is required. It stands in the address of the app's settings, and is the part of the Client ID before the hyphen.",
	hint: 'Required, unless Location ID is filled in',
};

const NO_LOCATION = [''];

/** Twice, because n8n knows no field that another one makes needless: it marks what is missing. */
export const appParameters: INodeProperties[] = [
	{
		...app,
		required: true,
		displayOptions: { show: { source: ['app'], locationId: NO_LOCATION } },
	},
	{ ...app, displayOptions: { show: { source: ['app'] }, hide: { locationId: NO_LOCATION } } },
];

/** The ID of the Marketplace app, from an ID, a Client ID or an address of it; null for any app. */
export function appIdOf(context: TriggerContext): string | null {
	const given = String(context.getNodeParameter('appId', '') ?? '').trim();
	// HighLevel's are 24 hexadecimal digits; a Client ID goes on with a hyphen.
	return /(?<![\da-z])[\da-f]{24}(?![\da-z])/i.exec(given)?.[0].toLowerCase() ?? (given || null);
}
