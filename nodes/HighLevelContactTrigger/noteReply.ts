import type { IWebhookFunctions } from 'n8n-workflow';
import type { WebhookEvent } from '../../highlevel/webhooks/event';
import { reasonOf } from '../../routing/model/text';
import type { Refusal } from '../../webhooks/bounds';
import { openTriggerStore } from '../shared/ledger/open';
import { noteReplies } from '../shared/replies/noteReplies';
import { noteSeen } from '../shared/trigger/lastSeen';

/**
 * Notes a message to a contact, so that it ends the waits that it answers. A test run notes nothing.
 * @returns why HighLevel has to tell it again; null when it has not
 */
export async function noteReply(
	context: IWebhookFunctions,
	{ told, locationId }: WebhookEvent,
): Promise<Refusal | null> {
	if (!told || locationId === null || context.getMode() === 'manual') return null;
	try {
		const store = await openTriggerStore(context);
		for (const ledger of await store.ledgersOfLocation(locationId))
			await noteReplies(ledger, [told]);
		await noteSeen(context, 'reply', locationId, 'Reply Sent');
		return null;
	} catch (error) {
		context.logger.warn(`HighLevel Contact Trigger cannot note an answer: ${reasonOf(error)}`);
		return { status: 429, reason: 'The ledger cannot be used now' };
	}
}
