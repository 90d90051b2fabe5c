import type { IWebhookFunctions } from 'n8n-workflow';
import type { Touch } from '../../routing/touch';
import { sqliteStore } from '../common/ledgers';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** Messages that this process is busy with, until their run has ended. */
const underWay = new Map<string, Promise<void>>();

/**
 * The touches of a delivery that still have to be handled, in order. A message whose run ended well
 * is not run again when WhatsApp delivers it once more; one whose run failed is. While the first
 * run lasts, a repeated delivery waits for its end.
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
	const keys = [...new Set(touches.map(keyOf))];
	for (;;) {
		const busy = keys.flatMap((key) => underWay.get(key) ?? []);
		if (busy.length === 0) break;
		await Promise.all(busy);
	}
	const response = context.getResponseObject();
	// WhatsApp hung up while this delivery waited, and will deliver again: nobody takes an answer.
	if (response.destroyed) return [];
	// Nothing may come between looking and taking: two deliveries would both find the key free.
	let release = () => {};
	const ended = new Promise<void>((resolve) => (release = resolve));
	for (const key of keys) underWay.set(key, ended);
	const end = () => {
		for (const key of keys) underWay.delete(key);
		release();
	};

	const done = await doneBefore(context, keys);
	const fresh = touches.filter((touch) => !done.has(keyOf(touch)));
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

/**
 * How long repeated deliveries wait for the end of a run after WhatsApp has hung up. Not for ever: in
 * queue mode, n8n sometimes never answers for a run that has ended.
 */
const FORGOTTEN_MS = 60_000;

/**
 * The status that n8n answers with, also when WhatsApp did not wait for it: a workflow that is slower
 * than WhatsApp's patience would else run again with every delivery. Undefined when none comes.
 */
async function answerOf(response: Response): Promise<number | undefined> {
	return await new Promise((resolve) => {
		// Node emits no event for an answer that nobody takes any more.
		const { end } = response;
		response.end = ((...parts: Parameters<typeof end>) => {
			resolve(response.statusCode);
			return end.apply(response, parts);
		}) as typeof end;
		response.once('close', () => setTimeout(resolve, FORGOTTEN_MS, undefined).unref());
	});
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
