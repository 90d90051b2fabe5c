import type { Ledger } from '../../../ledger/ledger';
import type { NotedReply } from '../../../ledger/waits';
import type { Reply } from '../../../routing/model/reply';
import { answerSettings, humanReply, type AnswerSettings } from '../../../routing/waits/humanReply';
import { isKnownToWhatsApp, type ToldMessage } from '../../../routing/waits/toldMessage';

/** So many at a time, so that decisions get their turn between them. */
const AT_A_TIME = 200;

/** What counts as an answer in a location: by the plan that decided last. */
export async function answerSettingsIn(ledger: Ledger): Promise<AnswerSettings> {
	return answerSettings(await ledger.plans.latest());
}

/**
 * Judges messages to contacts, whichever way told of them, and notes them: those of people end the waits
 * that they answer. What is no message at all, such as an internal comment, is left out.
 * @returns what became of those that were noted
 * @throws {LedgerError} when the ledger cannot be used
 */
export async function noteReplies(
	ledger: Ledger,
	told: readonly ToldMessage[],
): Promise<NotedReply[]> {
	if (told.length === 0) return [];
	const settings = await answerSettingsIn(ledger);
	const replies = told.flatMap((message) => judged(message, settings) ?? []);
	const noted: NotedReply[] = [];
	for (let at = 0; at < replies.length; at += AT_A_TIME) {
		noted.push(...(await ledger.waits.note(replies.slice(at, at + AT_A_TIME), ledger.now())));
	}
	return noted;
}

function judged(message: ToldMessage, settings: AnswerSettings): Reply | null {
	const { facts, ids, contact, at, account } = message;
	const { verdict, how, user, reason } = humanReply(facts, settings);
	// What failed may have been told as sent before. What is scheduled is told again when it is sent.
	if (verdict === 'none' && reason !== 'not_delivered') return null;
	// Of a bot only what WhatsApp may tell as well, where it would look like a person's.
	if (verdict === 'bot' && !isKnownToWhatsApp(message)) return null;
	return { ids, contact, at, user, account, verdict, how };
}
