import type { IWebhookFunctions } from 'n8n-workflow';
import { openUnchosenStore } from '../../shared/ledger/open';
import { reasonOf } from '../../../routing/model/text';

// This is about not running twice, and best effort: after a crash, or when another process of n8n
// has handled the message, the workflow runs again, and deciding once makes it harmless.

/**
 * Which messages had a run that ended well. Without its memory the trigger takes every message for
 * new: none may be lost for that.
 */
export async function doneBefore(context: IWebhookFunctions, keys: string[]): Promise<Set<string>> {
	if (keys.length === 0) return new Set();
	try {
		return await (await openUnchosenStore()).idempotencyKeys.done(keys);
	} catch (error) {
		warn(context, error);
		return new Set();
	}
}

/** Remembers messages whose run ended well. */
export async function noteDone(context: IWebhookFunctions, keys: string[]): Promise<void> {
	try {
		const store = await openUnchosenStore();
		await store.idempotencyKeys.note(keys, store.now());
	} catch (error) {
		warn(context, error);
	}
}

function warn(context: IWebhookFunctions, error: unknown): void {
	const reason = reasonOf(error);
	context.logger.warn(
		`WhatsApp Account Trigger cannot remember which messages it has handled: ${reason}`,
	);
}
