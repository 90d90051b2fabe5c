import type { IExecuteFunctions } from 'n8n-workflow';
import { assignContact, type Creation } from '../../highlevel/assignContact';
import type { ContactReference } from '../../highlevel/contacts';
import type { HighLevelError } from '../../highlevel/errors';
import type { OpenHighLevel } from '../shared/highLevel/connection';
import { openStore } from '../shared/ledger/open';
import { writtenOwner, type OpportunityOwner } from '../shared/trigger/opportunityMemory';
import { outcomeOf, type ContactJob, type ItemOutcome } from './contactJob';
import { decisionIn, ownerRuleFor, type Decided, type SetOwner } from './decision';
import { describeResult, NO_PHONE } from './describeResult';
import { readAlsoDo, readReceiptField } from './readAlsoDo';
import { namesOf, readContact, readEmail } from './readContact';
import { checkLedger, settle, settleFailure } from './settlement';
import { meansTouch, noteContact, type Sightings } from './contactSnapshots';
import { lookUpUser, readUser, unknownUser } from './users';
import { parameterText } from './values';

/** What all items of a run share. */
interface Shared {
	/** Steps for which the token turned out to lack the permission. */
	refused: Map<string, HighLevelError>;
	sightings: Sightings;
}

export function assignJob(
	context: IExecuteFunctions,
	highLevel: OpenHighLevel,
	itemIndex: number,
	shared: Shared,
): ContactJob {
	const decided = decisionIn(context, itemIndex);
	if (decided) checkLedger(context, decided, itemIndex);
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
		const assign = prepare(context, highLevel, itemIndex, reference, decided, shared);
		return job(namesOf(context, itemIndex, reference), assign);
	} catch (error) {
		return job([], async () => failed(error));
	}
}

/** Reads all that the node says about an item; what it gives writes. */
function prepare(
	context: IExecuteFunctions,
	highLevel: OpenHighLevel,
	itemIndex: number,
	reference: ContactReference,
	decided: Decided | null,
	{ refused, sightings }: Shared,
): ContactJob['run'] {
	// Messages that come meanwhile go first.
	const client = decided?.moves ? highLevel.client.patiently() : highLevel.client;
	const user = readUser(context, 'owner', 'Owner', itemIndex);
	const create = readCreation(context, itemIndex, reference);
	const alsoDo = readAlsoDo(context, itemIndex, reference, decided);
	const field = readReceiptField(context, itemIndex, decided);
	const setOwner = context.getNodeParameter('setOwner', itemIndex) as SetOwner;
	const options = context.getNodeParameter('options', itemIndex, {}) as { verify?: boolean };
	return async () => {
		const { users, known, id } = await lookUpUser(context, highLevel, user, itemIndex);
		const sighting = await sightings.of(highLevel, itemIndex, reference, decided);
		const result = await assignContact(client, {
			contact: reference,
			sighting,
			userId: id,
			checkUser: () => {
				if (!known) throw unknownUser(context, 'Owner', user.value, itemIndex);
			},
			ownerRule: ownerRuleFor(setOwner, decided, id),
			create,
			field,
			verify: options.verify === true,
			given: decided?.given === true && decided.userId === id,
			alsoDo: {
				...alsoDo,
				beforeMove: async (opportunityId) =>
					await noteMove(context, { locationId: client.locationId, opportunityId, ownerId: id }),
			},
			refused,
		}).catch((error: unknown) => {
			// The answer to a write may have been lost.
			noteContact(highLevel, reference, undefined);
			throw error;
		});
		const now = Date.now();
		const asked = result.seenAt === null;
		if (asked) noteContact(highLevel, reference, result.seen);
		// Whom else the node was told to look for, the ledger knows by other names.
		const seen =
			result.seen && meansTouch(context, itemIndex, reference)
				? { ...result.seen, at: result.seenAt ?? now }
				: null;
		const role = decided?.userId === id ? decided.role : 'owner';
		const described = describeResult(result, users, { id, role }, now);
		return outcomeOf({
			result: described,
			error: result.failure,
			settlement: decided && settle(decided, described, result.failure, seen),
			mentionRefused: result.mentionRefused,
		});
	};
}

function readCreation(
	context: IExecuteFunctions,
	itemIndex: number,
	reference: ContactReference,
): Creation | null {
	if ('id' in reference || context.getNodeParameter('create', itemIndex) !== true) return null;
	const options = context.getNodeParameter('options', itemIndex, {}) as { createFirst?: boolean };
	const byPhoneAlone = context.getNodeParameter('findBy', itemIndex) === 'phone';
	const email = byPhoneAlone ? readEmail(context, 'contactEmail', itemIndex) : null;
	// With both, HighLevel's refusal need not name the contact that has the number.
	const both = reference.phone !== null && (reference.email ?? email) !== null;
	return {
		name: parameterText(context, 'contactName', itemIndex) || null,
		email,
		source: parameterText(context, 'source', itemIndex) || 'WhatsApp',
		first: options.createFirst === true && !both,
	};
}

/** So that the HighLevel Contact Trigger does not start again for it. Not worth failing for. */
async function noteMove(context: IExecuteFunctions, written: OpportunityOwner): Promise<void> {
	try {
		const now = Date.now();
		await (await openStore(context)).idempotencyKeys.note([writtenOwner(written, now)], now);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		context.logger.warn(
			`HighLevel Assign Contact cannot remember that it gave an opportunity its owner: ${reason}`,
		);
	}
}
