import type { IPollFunctions } from 'n8n-workflow';
import { HighLevelError } from '../../highlevel/errors';
import { HOUR, MINUTE } from '../../routing/model/durations';
import { reasonOf } from '../../routing/model/text';

/** HighLevel is often well again by then, and nobody has to know. */
const PATIENCE_MS = 10 * MINUTE;

/** How often n8n's list of executions says it while it lasts. */
const SAID_AGAIN_MS = HOUR;

interface Trouble {
	since: number;
	/** When it was said last; null: not yet. */
	saidAt: number | null;
}

/** What goes wrong in which sub-account, milliseconds of a clock that nobody sets: so that it is said once. */
const troubles = new Map<string, Trouble>();

/** All is well there. */
export function isWell(name: string): void {
	troubles.delete(name);
}

/**
 * Notes in n8n's log what goes wrong.
 * @param name of one node and sub-account
 * @returns whether people have to be told now: at once when it does not mend itself, else when it lasts
 */
export function isToBeTold(context: IPollFunctions, name: string, error: unknown): boolean {
	context.logger.warn(`Waiting Contacts Trigger: ${reasonOf(error)}`);
	const now = performance.now();
	const trouble = troubles.get(name) ?? { since: now, saidAt: null };
	troubles.set(name, trouble);
	const isDue = trouble.saidAt === null || now - trouble.saidAt >= SAID_AGAIN_MS;
	if (!isDue || (mayPass(error) && now - trouble.since < PATIENCE_MS)) return false;
	trouble.saidAt = now;
	return true;
}

/** Whether it may be over with the next poll, without anybody doing anything. */
export function mayPass(error: unknown): error is HighLevelError {
	return error instanceof HighLevelError && error.kind !== 'credential';
}

/** Says what comes of it that HighLevel cannot be read, and what to do. */
export function unread(error: unknown, locationId: string): unknown {
	if (!(error instanceof HighLevelError)) return error;
	const { message, kind, description, status, body } = error;
	return new HighLevelError(
		`Nobody can tell whether contacts of sub-account ${locationId} were answered, so nothing starts for them. ${message}`,
		kind,
		`${description} To go by what other ways have told of answers, set 'If HighLevel Cannot Be Read' to 'Go On Without'.`,
		status,
		body,
	);
}
