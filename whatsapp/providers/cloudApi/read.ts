import type { Touch } from '../../../routing/model/touch';
import { toAccount, type AccountNames } from '../../accounts';
import { isByAccount } from '../../messageEvent';
import { readHandover, readStandby } from './agent';
import { readCalls } from './calls';
import { readEchoes } from './echoes';
import { changesOf, type Reading, type Reported } from './envelope';
import { anyList } from '../lenient';
import { readMessages } from './messages';
import { readNewUserIds, readNotice, readPreferences } from './notices';

/** What to read from a webhook, and what the webhook itself does not tell. */
export interface CloudApiOptions {
	/** New numbers and user IDs (`identity`) always come along with messages. */
	events: ReadonlySet<Touch['event']>;
	/** With `status`: these of Meta's statuses, and those that are not known yet. All by default. */
	statuses?: ReadonlySet<string>;
	/** Only this number; null reads every number. The dashboard's Test sample always passes. */
	phoneNumberId: string | null;
	names: AccountNames;
	tagPrefix: string;
	includeRaw: boolean;
}

type Reader = (reading: Reading) => Iterable<Reported>;

/** Fields without a reader of their own are notices, to be passed as they are. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
	['messages', readMessagesField],
	['message_echoes', readEchoes],
	['smb_message_echoes', readEchoes],
	['calls', readCalls],
	['standby', readStandby],
	['messaging_handovers', readHandover],
	['user_preferences', readPreferences],
	['user_id_update', readNewUserIds],
]);

/** Statuses of messages that somebody can choose or leave out. */
export const STATUSES = ['delivered', 'failed', 'played', 'read', 'sent'] as const;

/**
 * Reads one webhook of the Cloud API: a touch for each event that is wanted, in the order of the
 * body. What is not understood becomes `unknown`; nothing is thrown.
 * @param body the parsed JSON body, of any shape
 */
export function readCloudApiWebhook(body: unknown, options: CloudApiOptions): Touch[] {
	const touches: Touch[] = [];
	const { events, statuses, phoneNumberId, names, tagPrefix } = options;
	const known: readonly string[] = STATUSES;
	for (const change of changesOf(body)) {
		const { number, test } = change;
		// Notices about no number are about all of them.
		if (phoneNumberId !== null && number && number.id !== phoneNumberId && !test) continue;
		const account = number && {
			...toAccount(number.id, number.display, names.get(number.id), tagPrefix),
			wabaId: change.entryId,
		};
		const reader = READERS.get(change.field) ?? readNotice;
		const reading: Reading = {
			change,
			wants: (event) => events.has(event) || (event === 'identity' && events.has('message')),
			wantsStatus: (status) => !statuses || statuses.has(status) || !known.includes(status),
		};
		for (const { touch, raw } of reader(reading)) {
			if (isByAccount(touch.event, account, touch.contact)) continue;
			touches.push({
				...touch,
				account,
				...(test && { test }),
				...(options.includeRaw && { raw }),
			});
		}
	}
	return touches;
}

/** The phone number IDs that a webhook is about, so that their names can be looked up first. */
export function numberIdsOf(body: unknown): string[] {
	return [...new Set(changesOf(body).flatMap(({ number }) => (number ? [number.id] : [])))];
}

function* readMessagesField(reading: Reading): Generator<Reported> {
	const { value, number } = reading.change;
	// Without a number nobody could tell whose contact it is.
	if (number === null) return yield* readNotice(reading);
	const parts = [value.messages, value.statuses].flatMap((list) => anyList.parse(list));
	if (parts.length > 0) return yield* readMessages(reading);
	// Meta reports what is wrong with the account in place of messages.
	yield* readNotice(reading, Array.isArray(value.errors) ? 'account' : 'unknown');
}
