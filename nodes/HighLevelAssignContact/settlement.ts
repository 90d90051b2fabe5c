import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { HighLevelError } from '../../highlevel/errors';
import type { Settlement } from '../../ledger/ledger';
import { OwnerRefused, OwnerUnusable } from './unusableOwner';
import { identitiesOf } from '../../routing/model/touch';
import { fieldError } from '../shared/fieldError';
import { ledgerChoiceOf, ledgerName, type LedgerChoice } from '../shared/ledger/ledgerParameter';
import { choiceFor, placeName, type LedgerPlace } from '../shared/ledger/ledgerPlace';
import type { Decided } from './decision';
import type { DescribedResult } from './describeResult';

/**
 * @param place where this node's ledger is; null when it cannot be opened, which is said later
 * @throws {NodeOperationError} when the decision is in another ledger than this node opens
 */
export function checkLedger(
	context: IExecuteFunctions,
	{ entry }: Decided,
	itemIndex: number,
	place: LedgerPlace | null,
): void {
	if (!entry || place === null || entry.ledger === place) return;
	const choice = ledgerChoiceOf(context);
	const written = choiceFor(entry.ledger);
	throw fieldError(
		context,
		itemIndex,
		`'Ledger' is ${named(choice, place)}, but Resolve Assignment wrote this decision to ${named(written, entry.ledger)}`,
		`Set the option 'Ledger' of this node to '${ledgerName(written)}' too, so that it can confirm the assignment.`,
	);
}

function named(choice: LedgerChoice, place: LedgerPlace): string {
	const name = `'${ledgerName(choice)}'`;
	return choice === 'automatic' ? `${name} (${placeName(place)})` : name;
}

/** The contact that HighLevel showed, which need not be the one that the decision is about. */
type ShownContact = Pick<Settlement, 'shownAs' | 'snapshot'>;

const NOTHING_SHOWN: ShownContact = { shownAs: [], snapshot: null };

/**
 * What the ledger has to know once HighLevel was asked; null for a decision that is in no ledger, and
 * when trying again may complete what is missing.
 * @param failure what failed after the owner was settled
 */
export function settle(
	{ entry, userId, role }: Decided,
	result: DescribedResult,
	failure: unknown = null,
	shown: ShownContact = NOTHING_SHOWN,
): Settlement | null {
	if (!entry) return null;
	const { id } = entry;
	// Who covers, or owns one account of several, need not be HighLevel's owner.
	const elsewhere = role !== 'owner' && result.contactId !== null && result.outcome !== 'lostRace';
	const owns = result.owner?.id === userId;
	// As long as somebody is missing among the followers, HighLevel does not show the decision.
	if (role === 'accountOwner' && !owns && failure) return settleFailure(id, failure);
	return owns || elsewhere
		? {
				id,
				...shown,
				outcome: 'confirmed',
				alsoKnownAs: identitiesOf({ id: result.contactId }),
			}
		: { id, ...shown, outcome: 'released', reason: result.summary };
}

/**
 * What the ledger has to know when the assignment failed: null when trying again may help, as with
 * everything that does not concern this very contact. The error itself may quote a phone number,
 * which the ledger never keeps.
 */
export function settleFailure(id: string, error: unknown): Settlement | null {
	const nothing = { id, ...NOTHING_SHOWN };
	if (error instanceof OwnerUnusable) {
		return { ...nothing, outcome: 'withdrawn', reason: error.reason };
	}
	if (error instanceof OwnerRefused) {
		return { ...nothing, outcome: 'withdrawn', reason: 'HighLevel refused the owner' };
	}
	if (error instanceof NodeOperationError) {
		const reason = 'the contact or its owner was not usable';
		return { ...nothing, outcome: 'released', reason };
	}
	if (error instanceof HighLevelError && error.kind === 'invalid-request') {
		const reason = 'HighLevel refused the contact or its owner';
		return { ...nothing, outcome: 'released', reason };
	}
	return null;
}
