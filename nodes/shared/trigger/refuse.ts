import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { Refusal } from '../../../webhooks/bounds';

/** How long nothing is said after something was said. */
const SILENCE_MS = 1_000;

type Say = (line: string) => void;

/**
 * Says in the log that requests were turned away: at once, and then at most once a second, with how
 * many there were. Whoever sends forged requests would fill the log otherwise. Never with anything
 * that was sent.
 */
export class RefusalLog {
	private unsaid = 0;
	private last: { say: Say; trigger: string; reason: string } | null = null;
	private silence: NodeJS.Timeout | null = null;

	/**
	 * @param trigger the name of its type
	 * @param reason the one that is said, when several requests are
	 */
	note(say: Say, trigger: string, reason: string): void {
		this.unsaid += 1;
		this.last = { say, trigger, reason };
		if (!this.silence) this.speak();
	}

	private speak(): void {
		if (!this.last) return;
		const { say, trigger, reason } = this.last;
		say(
			this.unsaid === 1
				? `${trigger} turned a request away: ${reason}`
				: `${this.unsaid} more requests were turned away, the last one by ${trigger}: ${reason}`,
		);
		this.unsaid = 0;
		this.last = null;
		this.silence = setTimeout(() => {
			this.silence = null;
			this.speak();
		}, SILENCE_MS);
		this.silence.unref();
	}
}

/** Of all triggers of the process: it is one log. */
const refusals = new RefusalLog();

/** Turns a request away: says why to its sender, and in the log. */
export function refuse(
	context: IWebhookFunctions,
	trigger: string,
	{ status, reason }: Refusal,
): IWebhookResponseData {
	refusals.note((line) => context.logger.warn(line), trigger, reason);
	context.getResponseObject().status(status).type('text/plain').send(reason);
	return { noWebhookResponse: true };
}
