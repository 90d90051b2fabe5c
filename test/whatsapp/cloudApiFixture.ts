import { EVENT_NAMES } from '../../routing/model/events';
import type { Touch } from '../../routing/model/touch';
import { DEFAULT_TAG_PREFIX } from '../../routing/model/accounts';
import { readCloudApiWebhook, type CloudApiOptions } from '../../whatsapp/providers/cloudApi/read';

export const SALES = '528164390271845';
export const SUPPORT = '528164390271846';

export const everything: ReadonlySet<Touch['event']> = new Set(EVENT_NAMES);

/** Reads a webhook as a trigger with default parameters does, but for all numbers. */
export function read(body: unknown, options: Partial<CloudApiOptions> = {}): Touch[] {
	return readCloudApiWebhook(body, {
		events: new Set(['message'] as const),
		phoneNumberId: null,
		names: new Map(),
		tagPrefix: DEFAULT_TAG_PREFIX,
		includeRaw: false,
		...options,
	});
}

/** One change for a number; `value` adds contacts, messages or statuses. */
export function change(numberId: string, value: object, field = 'messages'): object {
	const display = numberId === SUPPORT ? '12025550178' : '12025550143';
	return {
		field,
		value: {
			messaging_product: 'whatsapp',
			metadata: { display_phone_number: display, phone_number_id: numberId },
			...value,
		},
	};
}

export function envelope(...changes: unknown[]): object {
	return { object: 'whatsapp_business_account', entry: [{ id: '417263950182734', changes }] };
}

export function textMessage(id: string, from: object, body = 'Hello'): object {
	return { ...from, id, timestamp: '1792051200', type: 'text', text: { body } };
}

/** The touch of a single message with the given keys changed. */
export function readMessage(keys: object, value: object = {}): Touch | undefined {
	const message = { ...textMessage('wamid.1', { from: '14155550117' }), ...keys };
	return read(envelope(change(SALES, { messages: [message], ...value })))[0];
}
