import { z } from 'zod/v4';
import type { Reading, Reported } from './envelope';
import { partsOf, optionalText, optionalTime } from '../lenient';
import { toIsoTime } from '../../time';
import { unknownNotice } from './notices';
import { People } from './people';

const callSchema = z.looseObject({
	id: z.string().min(1),
	event: z.string(),
	direction: optionalText,
	timestamp: optionalTime,
	from: optionalText,
	from_user_id: optionalText,
	from_parent_user_id: optionalText,
	to: optionalText,
	to_user_id: optionalText,
	to_parent_user_id: optionalText,
});

const statusSchema = z.looseObject({
	id: z.string().min(1),
	status: z.string(),
	timestamp: optionalTime,
	recipient_id: optionalText,
	recipient_user_id: optionalText,
	recipient_parent_user_id: optionalText,
});

/** Calls, and how they went on (Meta: webhooks/reference/calls). */
export function* readCalls(reading: Reading): Generator<Reported> {
	const { change, wants } = reading;
	const people = new People(change.value.contacts);
	const unreadable: unknown[] = [];
	for (const { raw, part: call } of partsOf(callSchema, change.value.calls, unreadable)) {
		const ours = call.direction === 'BUSINESS_INITIATED';
		const event = call.event === 'connect' && !ours ? 'call' : 'callStatus';
		if (!wants(event)) continue;
		yield {
			raw,
			touch: {
				key: `call:${call.id}:${call.event}`,
				event,
				contact: people.contact({
					phone: ours ? call.to : call.from,
					userId: ours ? call.to_user_id : call.from_user_id,
					parentUserId: ours ? call.to_parent_user_id : call.from_parent_user_id,
				}),
				call: {
					id: call.id,
					status: call.event,
					direction: call.direction ?? null,
					time: toIsoTime(call.timestamp),
				},
				details: raw,
			},
		};
	}
	for (const { raw, part: status } of partsOf(statusSchema, change.value.statuses, unreadable)) {
		if (!wants('callStatus')) continue;
		const who = status.recipient_user_id ?? status.recipient_id ?? '';
		yield {
			raw,
			touch: {
				key: `call_status:${status.id}:${status.status}:${who}`,
				event: 'callStatus',
				contact: people.contact({
					phone: status.recipient_id,
					userId: status.recipient_user_id,
					parentUserId: status.recipient_parent_user_id,
				}),
				call: {
					id: status.id,
					status: status.status,
					direction: null,
					time: toIsoTime(status.timestamp),
				},
				details: raw,
			},
		};
	}
	yield* unknownNotice(reading, unreadable);
}
