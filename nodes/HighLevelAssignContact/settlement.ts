import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';
import { HighLevelError } from '../../highlevel/errors';
import type { Settlement } from '../../ledger/ledger';
import { identitiesOf } from '../../routing/touch';
import { ledgerKindOf } from '../common/ledgers';
import type { LedgerKind } from '../common/ledgerFields';
import type { DescribedResult } from './describeResult';

/** What Resolve Assignment says about a decision that is in a ledger. */
const decidedSchema = z.object({
	assignment: z.object({
		id: z.string(),
		ledger: z.enum(['sqlite', 'postgres']),
		user: z.object({ id: z.string() }),
		owner: z.object({ primary: z.boolean(), cover: z.boolean() }).nullish(),
	}),
});

export type Decided = z.infer<typeof decidedSchema>['assignment'];

const NAMES: Record<LedgerKind, string> = { sqlite: 'SQLite (Built In)', postgres: 'Postgres' };

/**
 * The decision that an item carries; null for contacts that Resolve Assignment did not decide about.
 * @throws {NodeOperationError} when it is in another ledger than the one that this node opens
 */
export function decidedFor(context: IExecuteFunctions, itemIndex: number): Decided | null {
	const decided = decidedSchema.safeParse(context.getInputData()[itemIndex]?.json).data?.assignment;
	if (!decided) return null;
	const kind = ledgerKindOf(context);
	if (decided.ledger === kind) return decided;
	throw new NodeOperationError(
		context.getNode(),
		`'Ledger' is '${NAMES[kind]}', but Resolve Assignment wrote this decision to '${NAMES[decided.ledger]}' [item ${itemIndex}]`,
		{
			itemIndex,
			description: `Set 'Ledger' of this node to '${NAMES[decided.ledger]}' too, so that it can confirm the assignment.`,
		},
	);
}

/** What the ledger has to know once HighLevel was asked. */
export function settle(decided: Decided, result: DescribedResult): Settlement {
	const { id, owner, user } = decided;
	// Who only covers, or owns one account of several, need not be HighLevel's owner.
	const elsewhere = owner ? owner.cover || !owner.primary : false;
	const done = result.owner?.id === user.id || (elsewhere && result.outcome === 'kept');
	return done
		? {
				id,
				outcome: 'confirmed',
				alsoKnownAs: identitiesOf({ id: result.contactId }),
			}
		: { id, outcome: 'released', reason: result.summary };
}

/**
 * What the ledger has to know when the assignment failed: null when trying again may help, as with
 * everything that does not concern this very contact. The error itself may quote a phone number,
 * which the ledger never keeps.
 */
export function settleFailure({ id }: Decided, error: unknown): Settlement | null {
	if (error instanceof NodeOperationError) {
		return { id, outcome: 'released', reason: 'the contact or its owner was not usable' };
	}
	if (error instanceof HighLevelError && error.kind === 'invalid-request') {
		return { id, outcome: 'released', reason: 'HighLevel refused the contact or its owner' };
	}
	return null;
}
