import type { IWebhookFunctions } from 'n8n-workflow';
import type { Touch } from '../../routing/touch';
import { sqliteStore } from '../common/ledgers';
import { answerOf, UnderWay } from '../common/underWay';

/** Messages that this process is busy with, until their run has ended. */
const underWay = new UnderWay();

/**
 * The touches of a delivery that still have to be handled, in order. A message whose run ended well
 * is not run again when WhatsApp delivers it once more; one whose run failed is. While the first
 * run lasts, a repeated delivery waits for its end.
 *
 * The sample of Meta's App Dashboard always runs: it is the same each time that somebody tries.
 *
 * This is about not running twice, and best effort: after a crash, or when another process of n8n
 * has handled the message, the workflow runs again, and deciding once makes it harmless. A test run
 * handles everything.
 */
export async function withoutRepeats(
	context: IWebhookFunctions,
	touches: Touch[],
): Promise<Touch[]> {
	if (context.getMode() === 'manual' || touches.length === 0) return touches;
	const place = `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;
	const keyOf = (touch: Touch) => `${place} ${touch.key}`;
	const keys = [...new Set(touches.filter(({ test }) => !test).map(keyOf))];
	if (keys.length === 0) return touches;
	const end = await underWay.take(keys);
	const response = context.getResponseObject();
	// WhatsApp hung up while this delivery waited, and will deliver again: nobody takes an answer.
	if (response.destroyed) {
		end();
		return [];
	}

	const done = await doneBefore(context, keys);
	const fresh = touches.filter((touch) => touch.test || !done.has(keyOf(touch)));
	if (fresh.length === 0) {
		end();
	} else {
		void answerOf(response).then(async (status) => {
			// n8n answers 200 only when the run, or its start with 'Immediately', went well.
			if (status === 200) await note(context, keys);
			end();
		});
	}
	return fresh;
}

/** Without its memory the trigger takes every message for new: none may be lost for that. */
async function doneBefore(context: IWebhookFunctions, keys: string[]): Promise<Set<string>> {
	try {
		return await (await sqliteStore()).deliveries.done(keys);
	} catch (error) {
		warn(context, error);
		return new Set();
	}
}

async function note(context: IWebhookFunctions, keys: string[]): Promise<void> {
	try {
		await (await sqliteStore()).deliveries.note(keys, Date.now());
	} catch (error) {
		warn(context, error);
	}
}

function warn(context: IWebhookFunctions, error: unknown): void {
	const reason = error instanceof Error ? error.message : String(error);
	context.logger.warn(
		`WhatsApp Account Trigger cannot remember which messages it has handled: ${reason}`,
	);
}
