import type { IWebhookFunctions } from 'n8n-workflow';
import type { Ledger } from '../../ledger/ledger';
import type { LedgerStore } from '../../ledger/store';
import { asRating } from '../../routing/model/rating';
import { reasonOf } from '../../routing/model/text';
import type { Touch } from '../../routing/model/touch';
import type { ProviderName } from '../../whatsapp/providers';
import { openTriggerStore } from '../shared/ledger/open';
import { noteRating } from '../shared/ratings/noteRating';
import { ratedTouch } from '../shared/ratings/ratedTouch';
import { noteEchoes } from './noteEchoes';
import { notesRatings, notesReplies } from './parameters/options';

type Events = ReadonlySet<Touch['event']>;

/** What of a webhook is for the ledger to know. */
export interface Noted {
	/** What the team answers on the phone. */
	replies: boolean;
	/** How people rate. */
	ratings: boolean;
}

/** @param events what starts the workflow */
export function notedIn(context: IWebhookFunctions, provider: ProviderName, events: Events): Noted {
	return {
		replies: notesReplies(context, provider),
		// A trigger for anything else need not look into messages.
		ratings: notesRatings(context) && (events.has('message') || events.has('rating')),
	};
}

/** What has to be read so that it can start the workflow, or be noted: a rating comes as a message. */
export function eventsToRead(events: Events, { replies }: Noted): Events {
	const isAboutRatings = events.has('rating');
	return new Set<Touch['event']>([
		...events,
		...(replies ? (['echo'] as const) : []),
		...(isAboutRatings ? (['message'] as const) : []),
	]);
}

/** What was read, messages that are ratings as such: nobody has to be found for them. */
export async function knownTouches(
	context: IWebhookFunctions,
	read: readonly Touch[],
	{ ratings }: Noted,
): Promise<Touch[]> {
	if (!ratings) return read.map(asRating);
	const known: Touch[] = [];
	for (const touch of read) {
		known.push(await ratedTouch(context, touch, async (store) => await ledgersOf(store, touch)));
	}
	return known;
}

/** @returns whether it lasts; else the sender has to deliver again, before anything has run */
export async function noteInLedger(
	context: IWebhookFunctions,
	read: readonly Touch[],
	{ replies, ratings }: Noted,
): Promise<boolean> {
	const echoes = replies ? ofEvent(read, 'echo') : [];
	const rated = ratings ? ofEvent(read, 'rating') : [];
	return (
		(await lasts(
			context,
			'what your team answered',
			async () => await noteEchoes(context, echoes),
		)) && (await lasts(context, 'how people rated', async () => await noteRatings(context, rated)))
	);
}

async function lasts(
	context: IWebhookFunctions,
	what: string,
	note: () => Promise<void>,
): Promise<boolean> {
	try {
		await note();
		return true;
	} catch (error) {
		context.logger.warn(`WhatsApp Account Trigger cannot note ${what}: ${reasonOf(error)}`);
		return false;
	}
}

function ofEvent(read: readonly Touch[], event: Touch['event']): Touch[] {
	return read.filter((touch) => touch.event === event);
}

/** @throws {LedgerError} when it could not be noted */
async function noteRatings(context: IWebhookFunctions, rated: readonly Touch[]): Promise<void> {
	if (rated.length === 0) return;
	const store = await openTriggerStore(context);
	for (const touch of rated) await noteRating(await ledgersOf(store, touch), touch);
}

/** Those whose contacts write to the account: WhatsApp does not know HighLevel's locations. */
async function ledgersOf(store: LedgerStore, { account }: Touch): Promise<Ledger[]> {
	return account?.id ? await store.ledgersOfAccount(account.id) : [];
}
