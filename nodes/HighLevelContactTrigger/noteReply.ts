import type { IWebhookFunctions } from 'n8n-workflow';
import type { WebhookEvent } from '../../highlevel/webhooks/event';
import { reasonOf } from '../../routing/model/text';
import { openTriggerStore } from '../shared/ledger/open';
import { noteReplies } from '../shared/replies/noteReplies';
import { noteSeen } from '../shared/trigger/lastSeen';

/**
 * Notes a message to a contact, so that it ends the waits that it answers. A test run notes nothing.
 * @returns whether that was done; else HighLevel has to tell it again
 */
export async function noteReply(
	context: IWebhookFunctions,
	{ told, locationId }: WebhookEvent,
): Promise<boolean> {
	if (!told || locationId === null || context.getMode() === 'manual') return true;
	try {
		const store = await openTriggerStore(context);
		for (const ledger of await store.ledgersOfLocation(locationId))
			await noteReplies(ledger, [told]);
		await noteSeen(context, 'reply', locationId, 'Reply Sent');
		return true;
	} catch (error) {
		context.logger.warn(`HighLevel Contact Trigger cannot note an answer: ${reasonOf(error)}`);
		return false;
	}
}
