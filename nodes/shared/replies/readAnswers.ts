import { z } from 'zod/v4';
import { readReplies, replyPositionSchema } from '../../../highlevel/replies';
import type { HighLevelClient } from '../../../highlevel/client';
import type { Ledger } from '../../../ledger/ledger';
import type { LedgerStore } from '../../../ledger/store';
import { MINUTE } from '../../../routing/model/durations';
import { answerSettingsIn, noteReplies } from './noteReplies';

/** One request a minute and sub-account, however many nodes ask, and whatever a minute is to n8n. */
const READ_EVERY_MS = (50 / 60) * MINUTE;

const readingSchema = z.object({
	position: replyPositionSchema,
	/** When HighLevel was asked, milliseconds since 1970. */
	at: z.number(),
	/** All that was sent until then is noted. */
	upTo: z.number(),
});

/** A sub-account, and the ledger that remembers its contacts. */
export interface AnsweredIn {
	client: HighLevelClient;
	store: LedgerStore;
	ledger: Ledger;
	/** What the store knows the sub-account by. */
	scope: string;
	/** False when no time is left. */
	mayGoOn: () => boolean;
}

/**
 * Reads from HighLevel who was answered since the reading before, and notes it in the ledger: nothing
 * is read when nobody waits.
 * @returns until when all that was sent is noted, milliseconds since 1970; null when nobody waits
 * @throws {HighLevelError} when HighLevel refuses or does not answer
 * @throws {LedgerError} when the ledger cannot be used
 */
export async function readAnswers({
	client,
	store,
	ledger,
	scope,
	mayGoOn,
}: AnsweredIn): Promise<number | null> {
	const [oldest] = await ledger.waits.open(1);
	if (!oldest) return null;
	const name = JSON.stringify(['replies', scope]);
	const before = readingSchema.safeParse(await store.cursors.read(name)).data ?? null;
	const now = ledger.now();
	if (before && now - before.at >= 0 && now - before.at < READ_EVERY_MS) return before.upTo;
	const { email } = await answerSettingsIn(ledger);
	const read = await readReplies(client, {
		position: before?.position ?? null,
		since: oldest.askedAt,
		email,
		now,
		mayGoOn,
	});
	const { replies, position, upTo } = read;
	await noteReplies(ledger, replies);
	await store.cursors.write(name, { position, at: now, upTo }, now);
	return upTo;
}

/**
 * Asks for nothing but whether the token may read messages.
 * @throws {HighLevelError} when HighLevel refuses or does not answer
 */
export async function checkReading(client: HighLevelClient, now: number): Promise<void> {
	await readReplies(client, { position: null, since: now, email: false, now });
}
