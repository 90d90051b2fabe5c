import { z } from 'zod/v4';
import { readEchoes } from './echoes';
import { noticeKey, type Reading, type Reported } from './envelope';
import { isObject, optionalText, optionalTime } from '../lenient';
import { toIsoTime } from '../../time';
import { readMessages } from './messages';
import { unknownNotice } from './notices';
import { People } from './people';

// Meta Business Agent is the AI that answers for a number when it is switched on.

const WITH_AGENT =
	"Meta's AI agent (Meta Business Agent) has this chat. What the person writes comes as 'standby', not as 'message', until the agent hands over.";

const CONTROL_MOVED =
	"Who answers this person has changed. While Meta's AI agent (Meta Business Agent) has the chat, what the person writes comes as 'standby', not as 'message'.";

const STANDBY = { event: 'standby', prefix: 'standby:' } as const;

const handoverSchema = z.looseObject({
	type: optionalText,
	timestamp: optionalTime,
	sender: z
		.looseObject({ phone_number: optionalText, user_id: optionalText })
		.optional()
		.catch(undefined),
	control_passed: z
		.looseObject({ previous_owner_role: optionalText, new_owner_role: optionalText })
		.optional()
		.catch(undefined),
});

/** What people and the agent say to each other while the agent has the chat. */
export function* readStandby(reading: Reading): Generator<Reported> {
	const { standby } = reading.change.value;
	if (!isObject(standby)) return yield* unknownNotice(reading, [reading.change.value]);
	for (const { touch, raw } of [
		...readMessages(reading, standby, STANDBY),
		...readEchoes(reading, standby, STANDBY),
	]) {
		yield { raw, touch: touch.event === 'standby' ? { ...touch, warning: WITH_AGENT } : touch };
	}
}

/** Who has a chat from now on (Meta: webhooks/reference/messaging_handovers). */
export function* readHandover(reading: Reading): Generator<Reported> {
	const { change, wants } = reading;
	const handover = handoverSchema.safeParse(change.value).data;
	const passed = handover?.type === 'control_passed' ? handover.control_passed : undefined;
	const toPeople =
		passed?.previous_owner_role === 'ai_agent' && passed.new_owner_role !== 'ai_agent';
	const event = toPeople ? 'escalation' : 'handover';
	if (!wants(event)) return;
	yield {
		raw: change.value,
		touch: {
			key: noticeKey(change, change.value),
			event,
			contact: new People(change.value.contacts).contact({
				phone: handover?.sender?.phone_number,
				userId: handover?.sender?.user_id,
			}),
			...(!toPeople && { warning: CONTROL_MOVED }),
			handover: { type: handover?.type ?? null, time: toIsoTime(handover?.timestamp) },
			details: change.value,
		},
	};
}
