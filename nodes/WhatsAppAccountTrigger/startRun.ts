import { randomUUID } from 'node:crypto';
import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { identitiesOf, type Touch } from '../../routing/model/touch';
import { answerOf, type WebhookResponse } from '../shared/trigger/answer';
import { DeliveryBatching, LIMITS } from './delivery/batching';
import { doneBefore, noteDone } from './delivery/duplicates';
import { readOptions } from './parameters/options';

/** Of this process, by trigger. */
const batchings = new Map<string, DeliveryBatching<Touch>>();

/**
 * Starts a run with the touches of a delivery, and of those that came while it could not start; or
 * leaves that to another delivery. A message whose run ended well is not run again when WhatsApp
 * delivers it once more; one whose run failed is.
 *
 * A delivery that does not start a run lets go of n8n at once and gets its answer later: n8n would
 * hold an isolate of its expression engine, tens of megabytes, for as long as it waits.
 * @param bytes the length of the delivery
 * @param redelivers whether the sender delivers again for days what nobody confirmed
 */
export async function startRun(
	context: IWebhookFunctions,
	touches: Touch[],
	{ bytes, redelivers }: { bytes: number; redelivers: boolean },
): Promise<IWebhookResponseData> {
	const place = `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;
	const keyOf = (touch: Touch) => `${place} ${touch.key}`;
	const response = context.getResponseObject();
	const delivery = {
		messages: touches.map((touch) => ({
			// The sample of Meta's App Dashboard is the same each time that somebody tries.
			key: touch.test ? `${touch.key} ${randomUUID()}` : touch.key,
			contact: identitiesOf(touch.contact),
			value: touch,
		})),
		bytes,
		// Who does not come back has not taken the message along.
		isGone: () => redelivers && response.destroyed,
		answer: (status: number) => answer(response, status),
	};
	const begun = batchingOf(place).take(delivery, readOptions(context).maxMessages);
	if (!begun) return { noWebhookResponse: true };

	const { messages, end } = await begun;
	const done = await doneBefore(context, messages.map(keyOf));
	const toRun = messages.filter((touch) => touch.test || !done.has(keyOf(touch)));
	if (toRun.length === 0) {
		end(200);
		return { webhookResponse: 'Nothing to do' };
	}
	void answerOf(response).then(async (status) => {
		// n8n answers 200 only when the run, or its start with 'Immediately', went well.
		if (status === 200) await noteDone(context, toRun.map(keyOf));
		end(status);
	});
	return { workflowData: [toItems(toRun)] };
}

export function toItems(touches: readonly Touch[]): INodeExecutionData[] {
	return touches.map((touch) => ({ json: touch as IDataObject }));
}

function batchingOf(place: string): DeliveryBatching<Touch> {
	const batching = batchings.get(place) ?? new DeliveryBatching<Touch>(LIMITS, isProcessBusy);
	batchings.set(place, batching);
	return batching;
}

/** More of the time than this the event loop did something: what waits, waits for the processor. */
const BUSY = 0.8;
let lastLook = performance.eventLoopUtilization();

/** Since the last time that some trigger asked. */
function isProcessBusy(): boolean {
	const now = performance.eventLoopUtilization();
	const { utilization } = performance.eventLoopUtilization(now, lastLook);
	lastLook = now;
	return utilization > BUSY;
}

/** What n8n says to the delivery that leads, in its words. */
const ANSWERS = new Map([
	[200, ''],
	[500, 'Error in workflow'],
	[503, 'Too many messages wait for the workflow'],
]);

function answer(response: WebhookResponse, status: number): void {
	if (response.destroyed) return;
	response
		.status(status)
		.type('text/plain')
		.send(ANSWERS.get(status) ?? '');
}
