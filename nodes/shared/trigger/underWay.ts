import type { IWebhookFunctions } from 'n8n-workflow';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** What a trigger is busy with in this process, by key, until n8n has answered for it. */
export class UnderWay {
	private readonly busy = new Map<string, Promise<void>>();

	/**
	 * Waits until nobody is busy with any of the keys, and takes them.
	 * @returns what gives them back
	 */
	async take(keys: readonly string[]): Promise<() => void> {
		for (;;) {
			const others = keys.flatMap((key) => this.busy.get(key) ?? []);
			if (others.length === 0) break;
			await Promise.all(others);
		}
		// Nothing may come between looking and taking: two deliveries would both find the keys free.
		let release = () => {};
		const ended = new Promise<void>((resolve) => (release = resolve));
		for (const key of keys) this.busy.set(key, ended);
		return () => {
			for (const key of keys) this.busy.delete(key);
			release();
		};
	}
}

/**
 * How long an answer is waited for after the sender has hung up. Not for ever: in queue mode, n8n
 * sometimes never answers for a run that has ended.
 */
const FORGOTTEN_MS = 60_000;

/**
 * The status that n8n answers with, also when the sender did not wait for it: a workflow that is
 * slower than the sender's patience would else run again with every delivery. Undefined when none
 * comes.
 */
export async function answerOf(response: Response): Promise<number | undefined> {
	return await new Promise((resolve) => {
		// Node.js emits no event for an answer that nobody takes any more.
		const { end } = response;
		response.end = ((...parts: Parameters<typeof end>) => {
			const ended = end.apply(response, parts);
			resolve(response.statusCode);
			return ended;
		}) as typeof end;
		const hungUp = () => setTimeout(resolve, FORGOTTEN_MS, undefined).unref();
		if (response.destroyed) hungUp();
		else response.once('close', hungUp);
	});
}
