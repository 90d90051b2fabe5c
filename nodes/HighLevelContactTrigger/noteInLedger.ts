import type { IWebhookFunctions } from 'n8n-workflow';
import type { WebhookEvent } from '../../highlevel/webhooks/event';
import type { Ledger } from '../../ledger/ledger';
import { reasonOf } from '../../routing/model/text';
import { openTriggerStore } from '../shared/ledger/open';
import { noteRating } from '../shared/ratings/noteRating';
import { ratedTouch } from '../shared/ratings/ratedTouch';
import { noteReplies } from '../shared/replies/noteReplies';
import { noteSeen } from '../shared/trigger/lastSeen';

/**
 * Notes what is for the ledger to know: a message to a contact, so that it ends the waits that it
 * answers; what an opportunity came to; a rating. A test run notes nothing.
 * @returns whether that was done; else HighLevel has to tell it again
 */
export async function noteInLedger(
	context: IWebhookFunctions,
	event: WebhookEvent,
): Promise<boolean> {
	const { told, outcome, touch, locationId } = event;
	const isForLedger = told !== null || outcome !== null || touch.event === 'rating';
	if (!isForLedger || locationId === null || context.getMode() === 'manual') return true;
	try {
		const store = await openTriggerStore(context);
		await noteIn(await store.ledgersOfLocation(locationId), event);
		if (told) await noteSeen(context, 'reply', locationId, 'Reply Sent');
		return true;
	} catch (error) {
		context.logger.warn(
			`HighLevel Contact Trigger cannot note what it was told: ${reasonOf(error)}`,
		);
		return false;
	}
}

async function noteIn(
	ledgers: readonly Ledger[],
	{ told, outcome, touch }: WebhookEvent,
): Promise<void> {
	for (const ledger of ledgers) {
		if (told) await noteReplies(ledger, [told]);
		if (outcome) await ledger.outcomes.note([outcome], ledger.now());
	}
	await noteRating(ledgers, touch);
}

/**
 * The event, of which the message may be a rating: then nobody has to be found for it. Whether a bare
 * number is one, the ledger knows; without it the number is a message.
 */
export async function knownEvent(
	context: IWebhookFunctions,
	event: WebhookEvent,
): Promise<WebhookEvent> {
	const { locationId } = event;
	const touch = await ratedTouch(context, event.touch, async (store) =>
		locationId === null ? [] : await store.ledgersOfLocation(locationId),
	);
	return { ...event, touch };
}
