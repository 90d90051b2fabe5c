import type { WebhookDelivery } from '../highlevel';
import type { Delivery } from '../whatsapp';
import type { Entry, MessageEntry, TagEntry } from './entries';
import type { Decided, RoutedTouch } from './routedTouches';
import type { Run } from './runWatch';

/** What became of something that somebody did, in words. */
export interface Outcome {
	state: 'decided' | 'failed' | 'nothing' | 'waiting';
	title: string;
	detail: string;
	/** The run in n8n that the words are about. */
	run: Run | null;
}

/** What is known of n8n. */
interface Known {
	runs: readonly Run[];
	/** From when on, in milliseconds since 1970, n8n may have runs that nobody has looked up yet. */
	knownSince: number;
}

/** Whether n8n was seen after this moment, with some time to write its run down. */
const SETTLED_MS = 1_000;

/** What became of an entry of the log. */
export function whatBecameOf(entry: Entry, known: Known): Outcome {
	if (entry.kind === 'message') return ofMessage(entry, known);
	if (entry.kind === 'tag') return ofTag(entry, known);
	return said('nothing', 'Changed in HighLevel', 'n8n is not told of it.');
}

function ofMessage(entry: MessageEntry, { runs, knownSince }: Known): Outcome {
	const { delivery, message, isRepeat } = entry;
	const last = delivery?.attempts.at(-1);
	const wasTaken = last?.status === 200;
	if (isRepeat && wasTaken && last.answer === NOTHING_TO_DO) {
		return said('nothing', 'Nothing to do', 'n8n has handled this very message before.');
	}
	const found = latest(runs, ({ messageId }) => messageId === message.id);
	if (found && !(isRepeat && !wasTaken)) return ofRun(found, delivery);
	if (!delivery || !last) return beforeTheAnswer(delivery);
	if (!wasTaken) return ofRefusal(delivery);
	if (last.answer === NOTHING_TO_DO) {
		return said('nothing', 'No run', 'n8n took it and found nothing to do for it.');
	}
	return withoutRun(last.at + last.ms, knownSince);
}

const NOTHING_TO_DO = 'Nothing to do';

function beforeTheAnswer(delivery: Delivery | undefined): Outcome {
	if (delivery?.undelivered) {
		return said(
			'failed',
			'Not delivered',
			'No published workflow receives messages of this number.',
		);
	}
	if (delivery?.outcome === 'cancelled') return said('failed', 'Not delivered', 'It was stopped.');
	return said('waiting', 'On its way', 'n8n has not answered yet.');
}

function ofRefusal({ attempts, outcome }: Delivery): Outcome {
	const last = attempts.at(-1);
	const tries = attempts.length === 1 ? 'once' : `${attempts.length} times`;
	const answer = last?.status
		? `n8n answered ${last.status}${last.answer ? `: ${last.answer}` : ''}`
		: `n8n did not answer (${last?.error ?? 'no answer'})`;
	return outcome === 'pending'
		? said('waiting', 'WhatsApp tries again', `${answer}. Tried ${tries} so far.`)
		: said('failed', 'Not delivered', `${answer}. Tried ${tries}, then given up.`);
}

function withoutRun(answeredAt: number, knownSince: number): Outcome {
	return knownSince > answeredAt + SETTLED_MS
		? said('nothing', 'No run', 'n8n took it, and shows no run of it.')
		: said('waiting', 'Taken by n8n', 'Its run is being looked up.');
}

interface Found {
	run: Run;
	touch: RoutedTouch;
}

/** The last run that has it: after a failed one, WhatsApp delivers again. */
function latest(runs: readonly Run[], isMeant: (touch: RoutedTouch) => boolean): Found | null {
	const run = runs.findLast(({ touches }) => touches.some(isMeant));
	const touch = run?.touches.find(isMeant);
	return run && touch ? { run, touch } : null;
}

function ofRun({ run, touch }: Found, delivery?: Delivery): Outcome {
	const { decided, written, error } = touch;
	if (!run.hasEnded) return said('waiting', 'Still running', 'The workflow has not finished.', run);
	if (run.status !== 'success') {
		const again = delivery?.outcome === 'pending' ? ' WhatsApp will deliver it again.' : '';
		return said('failed', 'Failed', `${sentence(failureOf(run))}${again}`, run);
	}
	if (error !== '') return said('failed', 'Failed', error, run);
	if (!decided) return said('nothing', 'No decision', 'The run ended without one.', run);
	const test = run.isTest ? 'Test run in the editor.' : '';
	const detail = [decided.why, written, test].filter((part) => part !== '').join(' ');
	return said('decided', titleOf(decided), detail, run);
}

function failureOf({ status, failure }: Run): string {
	if (!failure) return status === 'canceled' ? 'The run was stopped.' : 'n8n broke the run off.';
	return failure.node ? `'${failure.node}': ${failure.message}` : failure.message;
}

const sentence = (words: string) => (/[.!?]$/.test(words) ? words : `${words}.`);

function titleOf({ outcome, assignedTo }: Decided): string {
	if (outcome === 'kept') return `Stays with ${assignedTo}`;
	if (assignedTo !== '') return `Goes to ${assignedTo}`;
	return outcome === 'waiting' ? 'Waits for somebody' : 'Goes to nobody';
}

function ofTag(entry: TagEntry, { runs, knownSince }: Known): Outcome {
	const { deliveries, problem, contactId, at } = entry;
	if (problem) return said('failed', 'n8n was not told', problem);
	if (!deliveries) return said('waiting', 'On its way', 'n8n has not answered yet.');
	if (deliveries.length === 0) {
		return said('nothing', 'n8n is not told', 'No published workflow waits for tags.');
	}
	const since = runs.filter(({ startedAt }) => startedAt >= at);
	const found = first(since, (touch) => touch.messageId === '' && touch.contactId === contactId);
	return found ? ofRun(found) : ofWebhooks(deliveries, at, knownSince);
}

/** Tags that are added later start later runs. */
function first(runs: readonly Run[], isMeant: (touch: RoutedTouch) => boolean): Found | null {
	const run = runs.find(({ touches }) => touches.some(isMeant));
	const touch = run?.touches.find(isMeant);
	return run && touch ? { run, touch } : null;
}

function ofWebhooks(deliveries: WebhookDelivery[], at: number, knownSince: number): Outcome {
	const refused = deliveries.find(({ statuses }) => statuses.at(-1) !== 200);
	if (!refused) {
		const isNothing = deliveries.every(({ answer }) => answer === NOTHING_TO_DO);
		if (isNothing) return said('nothing', 'Nothing to do', 'n8n has handled this before.');
		return withoutRun(at, knownSince);
	}
	const status = refused.statuses.at(-1);
	const answer = status ? `n8n answered ${status}: ${refused.answer}` : 'n8n did not answer';
	return said('failed', 'n8n was not told', `${answer}. HighLevel does not repeat it.`);
}

function said(state: Outcome['state'], title: string, detail: string, run?: Run): Outcome {
	return { state, title, detail, run: run ?? null };
}
