import { NodeOperationError, type IHookFunctions, type IWebhookFunctions } from 'n8n-workflow';
import type { Touch } from '../../routing/model/touch';
import { weaknessOf } from '../../webhooks/secret';
import { dialog360, gupshup } from '../../whatsapp/providers/cloudApiResellers';
import { evolution } from '../../whatsapp/providers/evolution';
import { otherJson } from '../../whatsapp/providers/otherJson';
import type { Provider } from '../../whatsapp/providers/provider';
import { twilio } from '../../whatsapp/providers/twilio';
import { waha } from '../../whatsapp/providers/waha';
import { readSecret } from './sharedSecret';

type Context = IHookFunctions | IWebhookFunctions;

/** These hand on nothing but messages. */
export const MESSAGES_ONLY = ['evolution', 'otherJson', 'twilio', 'waha'];

const SOURCES: Readonly<Record<string, Provider>> = { dialog360, evolution, gupshup, twilio, waha };

/**
 * Who delivers the messages, null for Meta itself.
 * @throws {NodeOperationError} when a field that is needed was not named
 */
export function sourceOf(context: Context): Provider | null {
	const name = sourceName(context);
	return name === 'otherJson' ? namedFields(context) : (SOURCES[name] ?? null);
}

/** Whether Meta itself delivers, so that there is something to register. */
export function isMeta(context: Context): boolean {
	return sourceName(context) === 'cloudApi';
}

/** What starts the workflow. */
export function eventsOf(context: Context): ReadonlySet<Touch['event']> {
	const source = sourceName(context);
	// What was chosen for another source may still stand in the hidden field.
	if (MESSAGES_ONLY.includes(source)) return new Set(['message']);
	return new Set(context.getNodeParameter('events', ['message']) as Array<Touch['event']>);
}

function sourceName(context: Context): string {
	return context.getNodeParameter('source', 'cloudApi') as string;
}

function namedFields(context: Context): Provider {
	const text = (parameter: string) => String(context.getNodeParameter(parameter, '')).trim();
	const more = context.getNodeParameter('moreFields', {}) as Record<string, string | undefined>;
	const id = text('idField');
	const phone = text('phoneField');
	const { messages = '', userId = '', name = '', type = '', time = '', account = '' } = more;
	if (id === '') throw missing(context, 'Message ID Field', 'the ID of a message');
	if (phone === '' && userId === '') {
		throw missing(context, 'Phone Number Field', 'the phone number of the person who wrote');
	}
	const ownSend = more.ownSend ?? '';
	return otherJson({
		id,
		phone,
		text: text('textField'),
		messages,
		userId,
		name,
		type,
		time,
		account,
		ownSend,
	});
}

function missing(context: Context, field: string, what: string): NodeOperationError {
	return new NodeOperationError(context.getNode(), `'${field}' is empty`, {
		description: `Name the field of the JSON that holds ${what}, e.g. message.from`,
	});
}

/**
 * Providers other than Meta have no API for it that would know n8n: there is nothing to register, but
 * what is set wrong is told now and not by silence.
 * @throws {NodeOperationError} when every message would be turned away
 */
export async function checkSource(context: IHookFunctions): Promise<true> {
	sourceOf(context);
	const weakness = weaknessOf(await readSecret(context, 'whatsAppWebhookApi'));
	if (!weakness) return true;
	throw new NodeOperationError(context.getNode(), weakness, {
		description: 'Open the WhatsApp Webhook credential. It says what the secret has to be.',
	});
}
