import type { HighLevelClient } from './client';
import type { ContactState } from '../routing/model/contactSnapshot';
import { concernsEverything, HighLevelError, lacksPermission } from './errors';
import {
	afterwards,
	mentionOf,
	stepsOf,
	type Assigned,
	type FollowUp,
	type FollowUps,
} from './followUps';
import { mention } from './tasksAndNotes';

export interface FollowUpResult {
	done: FollowUp[];
	/** What failed; the owner was written all the same. */
	failure: HighLevelError | null;
	/** Why the user was not mentioned. */
	mentionRefused: HighLevelError | null;
	/** The contact afterwards, null when something that failed may have been done all the same. */
	contact: ContactState | null;
}

const MENTION = 'Mention in Comment';

/**
 * Does what else was asked for, as far as it is needed: what is so already costs no request. One step
 * that HighLevel refuses does not keep the others from being done.
 * @param refused steps for which the token lacks the permission: nobody asks a second time
 */
export async function carryOut(
	client: HighLevelClient,
	wanted: FollowUps,
	assigned: Assigned,
	refused: Map<string, HighLevelError>,
): Promise<FollowUpResult> {
	const contact = afterwards(wanted, assigned);
	const result: FollowUpResult = { done: [], failure: null, mentionRefused: null, contact };
	for (const { label, done, run } of stepsOf(client, wanted, assigned)) {
		const outcome = refused.get(label) ?? (await attempt(run));
		if (outcome === true) result.done.push(done);
		if (!(outcome instanceof HighLevelError)) continue;
		if (lacksPermission(outcome)) refused.set(label, outcome);
		result.failure ??= ofStep(label, outcome);
		result.contact = null;
		if (concernsEverything(result.failure)) return result;
	}
	const comment = mentionOf(wanted, assigned);
	if (comment !== null) {
		const { contactId } = assigned.contact;
		const error =
			refused.get(MENTION) ?? (await mention(client, contactId, assigned.userId, comment));
		if (!error) result.done.push('mention');
		else if (error.kind === 'credential') refused.set(MENTION, error);
		result.mentionRefused = error;
	}
	return result;
}

async function attempt(run: () => Promise<boolean>): Promise<boolean | HighLevelError> {
	return await run().catch((error: unknown) => {
		if (error instanceof HighLevelError) return error;
		throw error;
	});
}

/** Says which step failed. Without a permission only this step fails, with every contact. */
function ofStep(label: string, error: HighLevelError): HighLevelError {
	return new HighLevelError(
		`'${label}' was not done: ${error.message}`,
		lacksPermission(error) ? 'invalid-request' : error.kind,
		`The contact has its owner all the same. ${error.description}`,
		error.status,
		error.body,
	);
}
