import { NodeOperationError, type INodeProperties } from 'n8n-workflow';
import type { ProviderName } from '../../../whatsapp/providers';
import { TRIGGER_PROVIDERS, type TriggerProvider } from '../providers';
import type { TriggerContext } from '../../shared/trigger/context';

const DEFAULT: ProviderName = 'cloudApi';

const all = Object.entries(TRIGGER_PROVIDERS);

/** Who delivers the messages, and what has to be set up there. */
export const providerParameters: INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		noDataExpression: true,
		options: all.map(([value, { label, description }]) => ({
			name: label,
			value,
			...(description !== null && { description }),
		})),
		default: DEFAULT,
		description: 'Who delivers your WhatsApp messages',
	},
	...all.flatMap(([name, { notice }]) => (notice === null ? [] : [noticeOf(name, notice)])),
];

function noticeOf(provider: string, text: string): INodeProperties {
	return {
		displayName: text,
		name: `${provider}Notice`,
		type: 'notice',
		default: '',
		displayOptions: { show: { source: [provider] } },
	};
}

/** An expression of who delivers the messages, and whose. */
export const providerSubtitle = `={{ ${subtitleOf(all)} }}`;

function subtitleOf(providers: Array<[string, TriggerProvider]>): string {
	const own = providers.map(([name, { subtitle }]) =>
		subtitle === null ? '' : `$parameter["source"] === "${name}" ? ${subtitle} : `,
	);
	const labels = providers.flatMap(([name, { label, subtitle }]) =>
		subtitle === null ? [`${name}: ${JSON.stringify(label)}`] : [],
	);
	return `${own.join('')}{ ${labels.join(', ')} }[$parameter["source"]]`;
}

/**
 * Who delivers the messages.
 * @throws {NodeOperationError} when a workflow that was written by hand names nobody the panel offers
 */
export function readProvider(context: TriggerContext): ProviderName {
	const name = chosenIn(context);
	if (isProvider(name)) return name;
	const description = `Choose one of these: ${all.map(([, { label }]) => label).join(', ')}.`;
	const message = `'Source' is set to '${name}', which is unknown`;
	throw new NodeOperationError(context.getNode(), message, { description });
}

/** The same, and null where {@link readProvider} throws. */
export function findProvider(context: TriggerContext): ProviderName | null {
	const name = chosenIn(context);
	return isProvider(name) ? name : null;
}

function chosenIn(context: TriggerContext): string {
	return String(context.getNodeParameter('source', DEFAULT));
}

function isProvider(name: string): name is ProviderName {
	return Object.hasOwn(TRIGGER_PROVIDERS, name);
}
