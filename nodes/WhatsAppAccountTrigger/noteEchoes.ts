import type { IWebhookFunctions } from 'n8n-workflow';
import { identitiesOf, type Touch } from '../../routing/model/touch';
import type { MessageFacts } from '../../routing/waits/humanReply';
import type { SentBy } from '../../whatsapp/sentBy';
import { openTriggerStore } from '../shared/ledger/open';
import { idsOfMessage, type ToldMessage } from '../../routing/waits/toldMessage';
import { noteReplies } from '../shared/replies/noteReplies';
import { textOf } from '../shared/json';
import { fieldsOf } from '../shared/parameterValues';
import { noteSeen } from '../shared/trigger/lastSeen';

/**
 * Notes what the team sent on the phone, in each ledger whose contacts write to that account: WhatsApp
 * does not know HighLevel's locations. Who typed it is not known, so the owner gets the credit.
 * @throws {LedgerError} when it could not be noted
 */
export async function noteEchoes(
	context: IWebhookFunctions,
	echoes: readonly Touch[],
): Promise<void> {
	const told = echoes.filter(isToPerson).flatMap(toldBy);
	if (told.length === 0) return;
	await noteSeen(context, 'echo', null, 'a message that your team sent');
	const store = await openTriggerStore(context);
	for (const account of new Set(told.map((message) => message.account ?? ''))) {
		const sent = told.filter((message) => message.account === account);
		for (const ledger of await store.ledgersOfAccount(account)) {
			await noteReplies(ledger, sent);
		}
	}
}

/** Not what Meta's dashboard tries, nor what was said in a group. */
function isToPerson({ test, message, account }: Touch): boolean {
	return !test && Boolean(account?.id) && !fieldsOf(message).groupId;
}

function toldBy({ account, contact, message }: Touch): ToldMessage[] {
	const { id, type, time, sentBy } = fieldsOf(message);
	const at = Date.parse(textOf(time));
	if (Number.isNaN(at) || NO_ANSWERS.has(textOf(type))) return [];
	const accountId = account?.id ?? null;
	const name = textOf(id);
	return [
		{
			ids: name.startsWith('wamid.')
				? idsOfMessage({ wamid: name })
				: [`whatsApp:${accountId}:${name}`],
			contact: identitiesOf(contact),
			at,
			account: accountId,
			facts: { ...SENT, type: textOf(type), ...SENDERS[textOf(sentBy) as SentBy] },
		},
	];
}

/** What is done to a message that was sent before. */
const NO_ANSWERS: ReadonlySet<string> = new Set(['edit', 'revoke', 'reaction']);

const SENT = { direction: 'outbound', status: 'sent', userId: null, call: null };

/** What another system sent is HighLevel's matter, or a bot's: the plan says what it counts as. */
const SENDERS: Readonly<Record<SentBy, Pick<MessageFacts, 'from' | 'source' | 'byBot'>>> = {
	phoneApp: { from: 'phone', source: null, byBot: false },
	metaBot: { from: 'phone', source: null, byBot: true },
	otherSystem: { from: 'highLevel', source: 'api', byBot: false },
	unknown: { from: 'highLevel', source: null, byBot: false },
};
