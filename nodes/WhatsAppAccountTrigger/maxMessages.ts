import type { INodeProperties, IWebhookFunctions } from 'n8n-workflow';

const DEFAULT = 100;

/** In the collection of options. */
export const maxMessagesOption: INodeProperties = {
	displayName: 'Maximum Messages per Run',
	name: 'maxMessages',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: DEFAULT,
	description:
		'While the workflow runs, messages that arrive wait and become the items of the next run, so that a busy number does not overload n8n. If a run fails, its messages try again in smaller runs. With 1, every message is a run of its own.',
};

/** What the user chose, as a whole number from 1 on. */
export function maxMessagesOf(context: IWebhookFunctions): number {
	const { maxMessages } = context.getNodeParameter('options', {}) as { maxMessages?: number };
	return Math.max(1, Math.floor(Number(maxMessages ?? DEFAULT)) || 1);
}
