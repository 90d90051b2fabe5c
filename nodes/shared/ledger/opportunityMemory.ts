import { MINUTE } from '../../../routing/model/durations';

const STEP_MS = 5 * MINUTE;

/** What an assignment writes, and HighLevel tells afterwards as if somebody else had done it. */
export interface OpportunityOwner {
	locationId: string | null;
	opportunityId: string;
	ownerId: string | null;
}

/** The name under which it is remembered that an owner was written now. */
export function writtenOwner(written: OpportunityOwner, now: number): string {
	return nameAt(written, Math.floor(now / STEP_MS));
}

/**
 * The names of which one is remembered when the owner of an event is of this package's own making.
 * For some ten minutes: later somebody may have chosen the same owner again.
 */
export function writtenOwners(told: OpportunityOwner, at: number): string[] {
	const step = Math.floor(at / STEP_MS);
	// The clocks of HighLevel and n8n need not agree.
	return [step + 1, step, step - 1, step - 2].map((each) => nameAt(told, each));
}

function nameAt({ locationId, opportunityId, ownerId }: OpportunityOwner, step: number): string {
	return JSON.stringify(['opportunity owner', locationId, opportunityId, ownerId, step]);
}
