import type { z } from 'zod/v4';
import { messageSchema, toMessage } from './content';
import type { Reading, Reported } from './envelope';
import { anyList, isObject, optionalText, partsOf } from '../lenient';
import { unknownNotice } from './notices';
import { People } from './people';
import type { WhatsAppEvent } from '../../meta/fields';
import type { SentBy } from '../../sentBy';

const echoSchema = messageSchema.extend({
	to: optionalText,
	to_user_id: optionalText,
	to_parent_user_id: optionalText,
	message_creation_type: optionalText,
});

/** Meta's own AI ("first party"). */
const BY_META = 'created_by_1p_bot';

/** What each field tells of. On `standby` it may be the AI agent, or who took the chat over. */
const SENDERS: ReadonlyMap<string, SentBy> = new Map([
	['smb_message_echoes', 'phoneApp'],
	['message_echoes', 'otherSystem'],
]);

/**
 * Messages that the team sent by other means: from the WhatsApp Business app or another app on the
 * number (Meta: webhooks/reference/smb_message_echoes). Never a message of the person.
 */
export function* readEchoes(
	reading: Reading,
	value = reading.change.value,
	as: { event: WhatsAppEvent; prefix: string } = { event: 'echo', prefix: '' },
): Generator<Reported> {
	if (!reading.wants(as.event)) return;
	const people = new People(value.contacts);
	const unreadable: unknown[] = [];
	// On `standby` each echo lies one level deeper.
	const echoes = anyList
		.parse(value.message_echoes)
		.map((echo) => (isObject(echo) && isObject(echo.message) && !echo.id ? echo.message : echo));
	for (const { raw, part: echo } of partsOf(echoSchema, echoes, unreadable)) {
		yield {
			raw,
			touch: {
				key: `${as.prefix}echo:${reading.change.number?.id ?? ''}:${echo.id}`,
				event: as.event,
				contact: people.contact({
					phone: echo.to,
					userId: echo.to_user_id,
					parentUserId: echo.to_parent_user_id,
				}),
				message: { ...toMessage(echo), sentBy: sentBy(reading.change.field, echo) },
			},
		};
	}
	yield* unknownNotice(reading, unreadable);
}

function sentBy(field: string, echo: z.infer<typeof echoSchema>): SentBy {
	if (echo.message_creation_type === BY_META) return 'metaBot';
	return SENDERS.get(field) ?? 'unknown';
}
