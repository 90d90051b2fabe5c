import { randomUUID } from 'node:crypto';
import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { identitiesOf, type Touch } from '../../routing/model/touch';
import { answerOf } from '../shared/trigger/underWay';
import { GroupDelivery, LIMITS } from './delivery/batching';
import { maxMessagesOf } from './maxMessages';
import { doneBefore, noteDone } from './delivery/duplicates';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** Of this process, by trigger. */
const groups = new Map<string, GroupDelivery<Touch>>();

/**
 * Starts a run with the touches of a delivery, and of those that came while it could not start; or
 * leaves that to another delivery. A message whose run ended well is not run again when WhatsApp
 * delivers it once more; one whose run failed is.
 *
 * A delivery that does not start a run lets go of n8n at once and gets its answer later: n8n would
 * hold an isolate of its expression engine, tens of megabytes, for as long as it waits.
 * @param bytes the length of the delivery
 * @param isRepeated whether the sender delivers again for days what nobody confirmed
 */
export async function startRun(
	context: IWebhookFunctions,
	touches: Touch[],
	{ bytes, isRepeated }: { bytes: number; isRepeated: boolean },
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
		isGone: () => isRepeated && response.destroyed,
		answer: (status: number) => answer(response, status),
	};
	const begun = groupOf(place).take(delivery, maxMessagesOf(context));
	if (!begun) return { noWebhookResponse: true };

	const { messages, end } = await begun;
	const done = await doneBefore(context, messages.map(keyOf));
	const fresh = messages.filter((touch) => touch.test || !done.has(keyOf(touch)));
	if (fresh.length === 0) {
		end(200);
		return { webhookResponse: 'Nothing to do' };
	}
	void answerOf(response).then(async (status) => {
		// n8n answers 200 only when the run, or its start with 'Immediately', went well.
		if (status === 200) await noteDone(context, fresh.map(keyOf));
		end(status);
	});
	return { workflowData: [toItems(fresh)] };
}

export function toItems(touches: readonly Touch[]): INodeExecutionData[] {
	return touches.map((touch) => ({ json: touch as IDataObject }));
}

function groupOf(place: string): GroupDelivery<Touch> {
	const group = groups.get(place) ?? new GroupDelivery<Touch>(LIMITS, isProcessBusy);
	groups.set(place, group);
	return group;
}

/** More of the time than this the event loop did something: what waits, waits for the processor. */
const BUSY = 0.8;
let seen = performance.eventLoopUtilization();

/** Since the last time that some group asked. */
function isProcessBusy(): boolean {
	const now = performance.eventLoopUtilization();
	const { utilization } = performance.eventLoopUtilization(now, seen);
	seen = now;
	return utilization > BUSY;
}

/** What n8n says to the delivery that leads, in its words. */
const ANSWERS = new Map([
	[200, ''],
	[500, 'Error in workflow'],
	[503, 'Too many messages wait for the workflow'],
]);

function answer(response: Response, status: number): void {
	if (response.destroyed) return;
	response
		.status(status)
		.type('text/plain')
		.send(ANSWERS.get(status) ?? '');
}
