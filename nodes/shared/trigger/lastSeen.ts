import type { IPollFunctions, IWebhookFunctions } from 'n8n-workflow';
import { MINUTE } from '../../../routing/model/durations';
import { reasonOf } from '../../../routing/model/text';
import { openTriggerStore } from '../ledger/open';

/** What triggers for HighLevel note, for the Setup Check: the names are kept in ledgers. */
export const SEEN_KINDS = {
	webhook: 'HighLevel webhook',
	refusedWebhook: 'HighLevel webhook, refused',
	search: 'HighLevel search',
	reply: 'HighLevel message to a contact',
	echo: 'WhatsApp message to a contact',
	replies: 'HighLevel replies, read',
	unreadReplies: 'HighLevel replies, not read',
} as const;

export type SeenKind = keyof typeof SEEN_KINDS;

/** More often would tell nobody more, and cost a transaction for each webhook. */
const EVERY_MS = MINUTE;

/** When this process noted last, milliseconds of a clock that nobody sets. */
const notedAt = new Map<string, number>();

/**
 * Under which name it is noted.
 * @param locationId null when nobody knows the sub-account
 */
export function seenName(kind: SeenKind, locationId: string | null): string {
	return JSON.stringify(['last seen', SEEN_KINDS[kind], locationId]);
}

/**
 * Notes that something arrived, at most once a minute. Best effort: nothing may be lost for it. A test
 * run notes nothing.
 * @param what for people; nothing that was sent
 */
export async function noteSeen(
	context: IWebhookFunctions | IPollFunctions,
	kind: SeenKind,
	locationId: string | null,
	what: string,
): Promise<void> {
	if (context.getMode() === 'manual') return;
	const { id: workflowId = '', name: workflowName = '' } = context.getWorkflow();
	const name = seenName(kind, locationId);
	if (!isDue(`${workflowId} ${name}`)) return;
	try {
		const store = await openTriggerStore(context);
		await store.lastSeen.note(name, { at: store.now(), workflowId, workflowName, what });
	} catch (error) {
		context.logger.warn(
			`The Setup Check will not know of a ${SEEN_KINDS[kind]}: ${reasonOf(error)}`,
		);
	}
}

function isDue(key: string): boolean {
	const now = performance.now();
	if (now - (notedAt.get(key) ?? -Infinity) < EVERY_MS) return false;
	notedAt.set(key, now);
	return true;
}
