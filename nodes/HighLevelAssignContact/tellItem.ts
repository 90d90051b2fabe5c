import type { IExecuteFunctions } from 'n8n-workflow';
import type { ContactReference } from '../../highlevel/lookUpContact';
import { tellAbout } from '../../highlevel/tellAbout';
import type { Settlement } from '../../ledger/ledger';
import { identitiesOf } from '../../routing/model/touch';
import { userDirectory, type HighLevelConnection } from '../shared/highLevel/connection';
import { outcomeOf, type ContactJob } from './contactJob';
import { noteContact } from './contactSnapshots';
import type { Decided, ToBeTold } from './decision';
import { describeResult } from './describeResult';
import { readAlsoDo } from './parameters/alsoDo';
import { settleFailure } from './settlement';
import type { Shared } from './shared';
import { standingOf } from './standing';

/**
 * Reads all that the node says about an item whose contact stays with its owner, and about which somebody
 * has to be told; what it gives does what of 'Also Do' tells them.
 */
export function tellJob(
	context: IExecuteFunctions,
	highLevel: HighLevelConnection,
	itemIndex: number,
	reference: ContactReference,
	decided: Decided & { tell: ToBeTold },
	{ refused }: Shared,
): ContactJob['run'] {
	const { client, account } = highLevel;
	const { tell, userId, userName } = decided;
	const followUps = readAlsoDo(context, itemIndex, reference, decided);
	const person = tell.to ?? { id: userId, name: userName };
	return async () => {
		const users = await userDirectory.load(client, account);
		const result = await tellAbout(client, {
			contact: reference,
			userId: person.id,
			standing: standingOf(context, highLevel, decided),
			followUps,
			refused,
		});
		const { contactAfter, contactId, phone, failure, mentionRefused } = result;
		noteContact(highLevel, reference, contactAfter ?? undefined, phone);
		return outcomeOf({
			result: describeResult(result, users, { id: person.id, role: 'told' }),
			error: failure,
			settlement: settledAs(decided, contactId, failure, result.written.length > 0),
			mentionRefused,
		});
	};
}

/** Done in part is done: who was told would be told again. */
function settledAs(
	{ entry }: Decided,
	contactId: string | null,
	failure: unknown,
	isTold: boolean,
): Settlement | null {
	if (!entry || contactId === null) return null;
	if (failure && !isTold) return settleFailure(entry.id, failure);
	const alsoKnownAs = identitiesOf({ id: contactId });
	return { id: entry.id, shownAs: [], snapshot: null, outcome: 'confirmed', alsoKnownAs };
}
