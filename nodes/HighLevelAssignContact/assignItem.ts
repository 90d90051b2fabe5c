import type { IExecuteFunctions } from 'n8n-workflow';
import { assignContact } from '../../highlevel/assignContact';
import type { ContactReference } from '../../highlevel/lookUpContact';
import type { HighLevelConnection } from '../shared/highLevel/connection';
import { openStore } from '../shared/ledger/open';
import { writtenOwner, type OpportunityOwner } from '../shared/ledger/opportunityMemory';
import { outcomeOf, type ContactJob, type ItemOutcome } from './contactJob';
import { identitiesIn, namesOf } from './contactNames';
import { noteContact } from './contactSnapshots';
import { decisionIn, isToTell, type Decided } from './decision';
import { describeResult, NO_PHONE } from './describeResult';
import { readAlsoDo, readReceipt } from './parameters/alsoDo';
import { readContact } from './parameters/contact';
import { readCreation } from './parameters/newContact';
import { readVerify } from './parameters/options';
import { ownerRuleFor, readOwner, readSetOwner } from './parameters/owner';
import { checkLedger, settle, settleFailure } from './settlement';
import type { Shared } from './shared';
import { standingOf } from './standing';
import { tellJob } from './tellItem';
import { explainRefusal, unlistedOwner } from './unusableOwner';
import { lookUpUser } from './users';
import { reasonOf } from '../../routing/model/text';

export async function assignJob(
	context: IExecuteFunctions,
	highLevel: HighLevelConnection,
	itemIndex: number,
	shared: Shared,
): Promise<ContactJob> {
	const decided = decisionIn(context, itemIndex);
	if (decided?.entry) checkLedger(context, decided, itemIndex, await shared.ledgerPlace());
	const failed = (error: unknown): ItemOutcome =>
		outcomeOf({ error, settlement: decided?.entry && settleFailure(decided.entry.id, error) });
	const job = (names: readonly string[], run: ContactJob['run']): ContactJob => ({
		highLevel,
		names,
		run: async () => await run().catch(failed),
	});
	try {
		const reference = readContact(context, itemIndex);
		if (!reference) {
			const settlement = decided && settle(decided, NO_PHONE);
			return job([], async () => outcomeOf({ result: NO_PHONE, settlement }));
		}
		if (isToTell(decided)) {
			const tell = tellJob(context, highLevel, itemIndex, reference, decided, shared);
			return job(namesOf(context, itemIndex, reference), tell);
		}
		const assign = prepare(context, highLevel, itemIndex, reference, decided, shared);
		return job(namesOf(context, itemIndex, reference), assign);
	} catch (error) {
		return job([], async () => failed(error));
	}
}

/** Reads all that the node says about an item; what it gives writes. */
function prepare(
	context: IExecuteFunctions,
	highLevel: HighLevelConnection,
	itemIndex: number,
	reference: ContactReference,
	decided: Decided | null,
	{ refused, snapshots, startedAt }: Shared,
): ContactJob['run'] {
	// Messages that come meanwhile go first.
	const client = decided?.moves ? highLevel.client.patiently() : highLevel.client;
	const user = readOwner(context, itemIndex);
	const create = readCreation(context, itemIndex, reference);
	const followUps = readAlsoDo(context, itemIndex, reference, decided);
	const field = readReceipt(context, itemIndex, decided);
	const setOwner = readSetOwner(context, itemIndex);
	const verify = readVerify(context, itemIndex);
	return async () => {
		const { users, known, id, name } = await lookUpUser(context, highLevel, user, itemIndex);
		const isDecided = decided?.userId === id;
		const counts = setOwner === 'asDecided' && isDecided;
		const owner = { id, name: name ?? (isDecided ? decided.userName : null) ?? id, decided };
		/** An owner was to be written, so a refusal may concern them. */
		let asked = false;
		const explained = async (error: unknown) =>
			asked
				? await explainRefusal(context, highLevel, itemIndex, owner, { error, since: startedAt })
				: error;
		const snapshot = await snapshots.latest(highLevel, itemIndex, reference, decided);
		const result = await assignContact(client, {
			contact: reference,
			snapshot,
			userId: id,
			checkUser: () => {
				if (!known) throw unlistedOwner(context, itemIndex, owner);
				asked = true;
			},
			ownerRule: ownerRuleFor(setOwner, decided, id),
			standing: standingOf(context, highLevel, counts ? decided : null),
			create,
			field,
			verify,
			given: decided?.given === true && isDecided,
			followUps: {
				...followUps,
				beforeMove: async (opportunityId) =>
					await noteMove(context, { locationId: client.locationId, opportunityId, ownerId: id }),
			},
			refused,
		}).catch(async (error: unknown) => {
			// The answer to a write may have been lost.
			noteContact(highLevel, reference, undefined);
			throw await explained(error);
		});
		const { contactAfter, contactId, phone } = result;
		const now = Date.now();
		if (result.seenAt === null) noteContact(highLevel, reference, contactAfter, phone);
		const role = isDecided ? decided.role : 'owner';
		const described = describeResult(result, users, { id, role }, now);
		// The owner was accepted, unless they were only to follow.
		const failure = role === 'accountOwner' ? await explained(result.failure) : result.failure;
		// Whom the node was told to look for need not be the contact of the touch: the ledger compares.
		const shown = {
			shownAs: contactId === null ? [] : identitiesIn(context, itemIndex, { id: contactId, phone }),
			snapshot: contactAfter && {
				...contactAfter,
				at: result.seenAt ?? (await snapshots.now(highLevel, decided)),
			},
		};
		return outcomeOf({
			result: described,
			error: failure,
			settlement: decided && settle(decided, described, failure, shown),
			mentionRefused: result.mentionRefused,
		});
	};
}

/** So that the HighLevel Contact Trigger does not start again for it. Not worth failing for. */
async function noteMove(context: IExecuteFunctions, written: OpportunityOwner): Promise<void> {
	try {
		const store = await openStore(context);
		// By HighLevel's clock, as far as this machine knows it: its event says when.
		const names = [writtenOwner(written, Date.now())];
		await store.idempotencyKeys.note(names, store.now());
	} catch (error) {
		const reason = reasonOf(error);
		context.logger.warn(
			`HighLevel Assign Contact cannot remember that it gave an opportunity its owner: ${reason}`,
		);
	}
}
