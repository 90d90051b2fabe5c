import { z } from 'zod/v4';
import { NOTICE_OF_FIELD, type WhatsAppEvent } from '../../meta/fields';
import { noticeKey, type Reading, type Reported } from './envelope';
import { anyList, isObject, optionalText, partsOf } from '../lenient';
import { People } from './people';

const partnerSchema = z.object({ waba_info: z.object({ waba_id: z.string() }) });

const preferenceSchema = z.looseObject({
	wa_id: optionalText,
	user_id: optionalText,
	parent_user_id: optionalText,
	category: optionalText,
	value: optionalText,
});

const newUserIdSchema = z.looseObject({
	wa_id: optionalText,
	user_id: z.looseObject({ previous: optionalText, current: optionalText }),
});

/** Notices about no single person, as they came: account, templates, groups, chat history, contacts. */
export function* readNotice(
	reading: Reading,
	event = NOTICE_OF_FIELD.get(reading.change.field) ?? 'unknown',
): Generator<Reported> {
	if (reading.wants(event)) yield notice(reading, event, reading.change.value);
}

/** Which marketing messages people want: one touch for each person. */
export function* readPreferences(reading: Reading): Generator<Reported> {
	const { change, wants } = reading;
	if (!wants('preference')) return;
	const people = new People(change.value.contacts);
	const list = anyList.parse(change.value.user_preferences);
	const unreadable: unknown[] = [];
	// All of it only when that is one notice: a key costs the reading of what it is made from.
	const one = list.length === 1;
	for (const { raw, part: preference } of partsOf(preferenceSchema, list, unreadable)) {
		const { wa_id: phone, user_id: userId, parent_user_id: parentUserId } = preference;
		yield {
			raw,
			touch: {
				key: noticeKey(change, one ? change.value : raw),
				event: 'preference',
				contact: people.contact({ phone, userId, parentUserId }),
				preference: { category: preference.category ?? null, value: preference.value ?? null },
				details: raw,
			},
		};
	}
	yield* unknownNotice(reading, unreadable);
}

/** Until August 2026 Meta announced new user IDs this way; now system messages do. */
export function* readNewUserIds(reading: Reading): Generator<Reported> {
	const { change, wants } = reading;
	if (!wants('identity')) return;
	const people = new People(change.value.contacts);
	const list = anyList.parse(change.value.user_id_update);
	const unreadable: unknown[] = [];
	const one = list.length === 1;
	for (const { raw, part: update } of partsOf(newUserIdSchema, list, unreadable)) {
		const { previous, current } = update.user_id;
		yield {
			raw,
			touch: {
				key: noticeKey(change, one ? change.value : raw),
				event: 'identity',
				contact: {
					...people.contact({ phone: update.wa_id, userId: previous }),
					alsoKnownAs: { phone: null, whatsappUserId: current ?? null },
				},
				details: raw,
			},
		};
	}
	yield* unknownNotice(reading, unreadable);
}

/**
 * What Meta sends and this package does not know yet, in one piece: nothing is lost.
 * @param unreadable the parts of the change that could not be read
 */
export function* unknownNotice(reading: Reading, unreadable: unknown[]): Generator<Reported> {
	if (unreadable.length === 0 || !reading.wants('unknown')) return;
	yield notice(reading, 'unknown', unreadable);
}

function notice({ change }: Reading, event: WhatsAppEvent, raw: unknown): Reported {
	// Notices about partners come from the business, and name the WABA inside.
	const partner = isObject(raw) ? partnerSchema.safeParse(raw).data : undefined;
	return {
		raw,
		touch: {
			key: noticeKey(change, raw),
			event,
			contact: new People([]).contact({}),
			field: change.field,
			wabaId: partner?.waba_info.waba_id ?? change.entryId,
			details: raw,
		},
	};
}
