import type { IExecuteFunctions } from 'n8n-workflow';
import { unassignContact } from '../../highlevel/unassignContact';
import { userDirectory, type HighLevelConnection } from '../shared/highLevel/connection';
import { outcomeOf, type ContactJob } from './contactJob';
import { describeResult, NO_PHONE } from './describeResult';
import { identitiesIn, namesOf } from './contactNames';
import { noteContact } from './contactSnapshots';
import { readContact } from './parameters/contact';
import { readTakeFrom } from './parameters/unassign';
import { lookUpUser } from './users';

/**
 * Takes the owner off the contact of an item, and tells the ledger: else the owner whom it remembers
 * would get the contact back with the next message.
 */
export function unassignJob(
	context: IExecuteFunctions,
	highLevel: HighLevelConnection,
	itemIndex: number,
): ContactJob {
	const { client, account } = highLevel;
	const reference = readContact(context, itemIndex);
	if (!reference) {
		return { highLevel, names: [], run: async () => outcomeOf({ result: NO_PHONE }) };
	}
	const only = readTakeFrom(context, itemIndex);
	const run = async () => {
		const onlyFrom = only && (await lookUpUser(context, highLevel, only, itemIndex, 'User'));
		const users = onlyFrom?.users ?? (await userDirectory.load(client, account));
		const result = await unassignContact(client, {
			contact: reference,
			onlyFrom: onlyFrom?.id ?? null,
		}).finally(() => {
			// Nobody may go by what is known from before.
			noteContact(highLevel, reference, undefined);
		});
		const { outcome, contactId } = result;
		// It may have been looked for by an email address.
		if (contactId !== null) noteContact(highLevel, { id: contactId }, undefined);
		// Also a contact that had no owner: the ledger may not know yet.
		const isFree = outcome === 'unassigned' || outcome === 'unchanged';
		return outcomeOf({
			result: describeResult(result, users),
			withoutOwner:
				isFree && contactId !== null
					? {
							contact: identitiesIn(context, itemIndex, { id: contactId, phone: result.phone }),
							user: onlyFrom?.id ?? null,
							contactId,
						}
					: null,
		});
	};
	return {
		highLevel,
		names: namesOf(context, itemIndex, reference),
		run: async () => await run().catch((error: unknown) => outcomeOf({ error })),
	};
}
