import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { choices } from '../../shared/choices';

/** What can be checked. */
const SERVICES = {
	whatsApp: {
		name: 'WhatsApp',
		description: 'From the app at Meta to the address where messages arrive',
	},
	highLevel: {
		name: 'HighLevel',
		description: 'Token, permissions, people, working hours, and what arrives from HighLevel',
	},
} as const;

export type Service = keyof typeof SERVICES;

export const forWhatsApp = { show: { check: ['whatsApp' satisfies Service] } };
export const forHighLevel = { show: { check: ['highLevel' satisfies Service] } };

export const serviceParameters: INodeProperties[] = [
	{
		displayName: 'Check',
		name: 'check',
		type: 'options',
		noDataExpression: true,
		options: choices(SERVICES),
		default: 'whatsApp' satisfies Service,
	},
	{
		displayName:
			"Click 'Execute step'. Each line of the output is one thing that has to be right: ok, or with the fix. Nothing is changed.",
		name: 'notice',
		type: 'notice',
		default: '',
	},
];

export function serviceOf(context: IExecuteFunctions): Service {
	return context.getNodeParameter('check', 0) === 'highLevel' ? 'highLevel' : 'whatsApp';
}

/** A service as people call it. */
export function serviceName(service: Service): string {
	return SERVICES[service].name;
}
