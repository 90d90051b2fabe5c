import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Ledger, TurnMoved } from '../../ledger/ledger';
import type { NotedReply } from '../../ledger/waits';
import { asShown } from '../shared/decidedItem/canvasRow';
import { connectedLocation } from '../shared/highLevel/connection';
import { ledgersLeftBehind, openAllLedgers } from '../shared/ledger/open';
import { toNodeError } from '../shared/highLevel/nodeErrors';
import { perLocation } from '../shared/highLevel/perLocation';
import { isTrial } from '../shared/highLevel/trial';
import { inSlices } from '../shared/inSlices';
import { closeContact } from './closeContact';
import { readIdentities } from './contactParameters';
import { forgetTags } from './forgetTags';
import { readReason, type ContactOperation } from './operationParameters';
import { noteOutcome } from './noteOutcome';
import { noteRating, readRated } from './noteRating';
import { readReply } from './replyParameters';
import { UNKNOWN, withUpdate, type Asked, type Update } from './resultItem';
import { tryContacts } from './tryContacts';

/** Applies the operation to the contact of every item, in order. */
export async function updateLedger(
	context: IExecuteFunctions,
	operation: ContactOperation,
): Promise<INodeExecutionData[]> {
	if (isTrial(context)) return await tryContacts(context, operation);
	const results: INodeExecutionData[] = [];
	const placeFor = perLocation(context, async (itemIndex) => {
		const place = await connectedLocation(context, itemIndex);
		const ledgers = await openAllLedgers(context, place);
		if (operation === 'forget') ledgers.push(...(await ledgersLeftBehind(context, place)));
		return { ...place, ledgers };
	});
	for await (const [itemIndex, item] of inSlices(context.getInputData().entries())) {
		try {
			const contact = (READERS[operation] ?? readIdentities)(context, itemIndex);
			const { locationId, ledgers } = await placeFor(itemIndex);
			let update: Update | undefined;
			// Before the ledger forgets by which ID HighLevel knows the contact.
			if (operation === 'forget') {
				if (await forgetTags(context, locationId, ledgers, contact)) update = FORGOTTEN;
			}
			for (const ledger of ledgers) {
				const next = await OPERATIONS[operation](ledger, contact, {
					context,
					itemIndex,
					before: update,
				});
				if (!update || NOTHING.has(update.outcome)) update = next;
			}
			const json = update ? asShown(context, withUpdate(item.json, update)) : item.json;
			results.push({ ...item, json, pairedItem: { item: itemIndex } });
		} catch (error) {
			const nodeError = toNodeError(context.getNode(), error, itemIndex);
			if (!context.continueOnFail()) throw nodeError;
			results.push({ json: { error: nodeError.message }, pairedItem: { item: itemIndex } });
		}
	}
	return results;
}

const NOTHING: ReadonlySet<Update['outcome']> = new Set(['unknownContact', 'noTurn', 'noRating']);

/** By what the ledger is to find the contact, where that is not the same for all. */
const READERS: Partial<Record<ContactOperation, typeof readIdentities>> = {
	noteRating: readRated,
};

/** What each operation does with a contact of one ledger. */
const OPERATIONS: Record<
	ContactOperation,
	(ledger: Ledger, contact: readonly string[], asked: Asked) => Promise<Update>
> = {
	close: closeContact,
	forget: async (ledger, contact) =>
		(await ledger.forget(contact, ledger.now())) ? FORGOTTEN : UNKNOWN,
	giveTurnBack: async (ledger, contact, { context, itemIndex }) => {
		const reason = readReason(context, itemIndex);
		const turn = await ledger.giveTurnBack(contact, reason, ledger.now());
		return turn
			? {
					outcome: 'turnGivenBack',
					summary: `The turn of ${memberOf(turn)} went back: ${turn.reason}`,
					turn,
				}
			: { outcome: 'noTurn', summary: 'There is no turn of this contact to give back.' };
	},
	noteOutcome,
	noteRating,
	noteReply: async (ledger, contact, { context, itemIndex }) => {
		const now = ledger.now();
		const reply = await readReply(context, itemIndex, { ledger, contact, now });
		const [noted] = await ledger.waits.note([reply], now);
		return noted?.isKnown ? replyUpdate(noted) : UNKNOWN;
	},
	takeTurnAgain: async (ledger, contact) => {
		const turn = await ledger.takeTurnAgain(contact, ledger.now());
		return turn
			? {
					outcome: 'turnTakenAgain',
					summary: `The contact counts as a turn of ${memberOf(turn)} again.`,
					turn,
				}
			: { outcome: 'noTurn', summary: 'No turn of this contact was given back.' };
	},
};

const FORGOTTEN: Update = {
	outcome: 'forgotten',
	summary: 'Everything about the contact was removed.',
};

function replyUpdate({ repeated, ended }: NotedReply): Update {
	const waitsEnded = ended.length;
	if (repeated && waitsEnded === 0) {
		return { outcome: 'repeatedReply', summary: 'This reply was noted before.', waitsEnded };
	}
	const what = waitsEnded > 0 ? 'The contact no longer waits.' : 'The contact did not wait.';
	return { outcome: 'replyNoted', summary: `The reply was noted. ${what}`, waitsEnded };
}

function memberOf({ user, team }: TurnMoved): string {
	return team === null ? `user ${user}` : `user ${user} in the team '${team}'`;
}
