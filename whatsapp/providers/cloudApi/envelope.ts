import { createHash } from 'node:crypto';
import { z } from 'zod/v4';
import type { Touch } from '../../../routing/model/touch';
import type { WhatsAppEvent } from '../../meta/fields';
import { anyList, isObject, optionalText, parseEach, type Json } from '../lenient';

/** One change of a webhook: what happened, and at which number. */
interface Change {
	field: string;
	value: Json;
	/** `entry[].id`: the WABA, except for notices about partners. */
	entryId: string | null;
	/** `entry[].time`, which only account and template fields have. */
	time: unknown;
	/** The number that it happened at; missing where a whole WABA or another number is meant. */
	number: { id: string; display: string | undefined } | null;
	/** Sent by the button Test of Meta's App Dashboard. */
	test: boolean;
}

/** A change, and what is wanted of it. */
export interface Reading {
	change: Change;
	wants: (event: WhatsAppEvent) => boolean;
	/** Message statuses to report. */
	wantsStatus: (status: string) => boolean;
}

/** A touch, still without what all touches of its change share, and what Meta sent for it. */
export interface Reported {
	touch: Touch;
	raw: unknown;
}

const envelopeSchema = z.object({
	object: z.literal('whatsapp_business_account'),
	entry: anyList,
});

const entrySchema = z.object({ id: optionalText, time: z.unknown(), changes: anyList });

const changeSchema = z.object({ field: z.string(), value: z.unknown() });

const numberSchema = z.object({ phone_number_id: z.string(), display_phone_number: optionalText });

/** Both stand in what the button Test of the App Dashboard sends. */
const TEST_ENTRY_ID = '0';
const TEST_NUMBER_ID = '123456123';

/** The changes of a body of any shape, in order. */
export function changesOf(body: unknown): Change[] {
	const entries = parseEach(entrySchema, envelopeSchema.safeParse(body).data?.entry);
	return entries.flatMap((entry) =>
		parseEach(changeSchema, entry.changes).map(({ field, value: given }) => {
			const value = isObject(given) ? given : {};
			// Handovers name the number as the recipient.
			const found = numberSchema.safeParse(value.metadata ?? value.recipient).data;
			return {
				field,
				value,
				entryId: entry.id ?? null,
				time: entry.time,
				number: found ? { id: found.phone_number_id, display: found.display_phone_number } : null,
				test: entry.id === TEST_ENTRY_ID || found?.phone_number_id === TEST_NUMBER_ID,
			};
		}),
	);
}

/**
 * The key of a notice, which has no ID of its own: the same notice, the same key.
 * @param value what makes it that notice, the change's value or one part of it
 */
export function noticeKey({ field, entryId, time }: Change, value: unknown): string {
	const text = canonical([field, entryId, time ?? null, value]);
	return `${field}:${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}

/** JSON whose keys are in order and whose characters are all ASCII, so that it has one form. */
function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join(', ')}]`;
	if (isObject(value)) {
		const parts = Object.keys(value).sort();
		return `{${parts.map((key) => `${canonical(key)}: ${canonical(value[key])}`).join(', ')}}`;
	}
	return JSON.stringify(value ?? null).replace(
		/[\u007f-\uffff]/g,
		(unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}
