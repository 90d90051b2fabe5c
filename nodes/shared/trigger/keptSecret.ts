import type { IWebhookFunctions } from 'n8n-workflow';
import { MINUTE } from '../../../routing/model/durations';
import type { TriggerContext } from './context';
import { LookBudget } from './lookBudget';

/** Where n8n holds a secret: a type of credential, and its field. */
interface SecretPlace {
	credential: string;
	field: string;
}

/** How long a secret that was taken out of the credential still opens. */
const KEPT_MS = MINUTE;

/** A secret as young as this is not read again because a signature does not fit. */
const RECENT_MS = 1_000;

interface Kept {
	secret: Promise<string>;
	readAt: number;
}

/** Of this process, by trigger and credential. */
const kept = new Map<string, Kept>();

/** Of all triggers of the process. */
const looks = new LookBudget();

/** The secret as n8n holds it now. Outside a run, reading it costs n8n 20 to 60 ms. */
export async function readSecret(
	context: TriggerContext,
	{ credential, field }: SecretPlace,
): Promise<string> {
	const secret = (await context.getCredentials(credential))[field];
	return typeof secret === 'string' ? secret : '';
}

/**
 * Checks a request with the secret of some seconds ago, and if that does not fit, with the current
 * one: so a changed credential works at once, and nothing is turned away because of the old. While
 * somebody sends forged requests to many triggers, it may take as many seconds as there are triggers.
 * @param problemWith says what is wrong with the request, null for nothing
 * @returns null when the request is right, else the reason
 */
export async function problemOf(
	context: IWebhookFunctions,
	place: SecretPlace,
	problemWith: (secret: string) => string | null,
): Promise<string | null> {
	const secret = keptSecret(context, place, KEPT_MS);
	const problem = problemWith(await secret);
	if (!problem) return null;
	const current = keptSecret(context, place, RECENT_MS, (now) => looks.take(now));
	return current === secret ? problem : problemWith(await current);
}

/** Requests that come at the same time share one look into the credential. */
function keptSecret(
	context: IWebhookFunctions,
	place: SecretPlace,
	maxAgeMs: number,
	mayReadAgain: (now: number) => boolean = () => true,
): Promise<string> {
	const { id: nodeId, credentials } = context.getNode();
	const { credential } = place;
	const key = [context.getWorkflow().id, nodeId, credential, credentials?.[credential]?.id].join(
		' ',
	);
	const now = Date.now();
	const found = kept.get(key);
	if (found && (now - found.readAt <= maxAgeMs || !mayReadAgain(now))) return found.secret;

	for (const [other, { readAt }] of kept) if (now - readAt > KEPT_MS) kept.delete(other);
	const entry = { secret: readSecret(context, place), readAt: now };
	kept.set(key, entry);
	entry.secret.catch(() => {
		if (kept.get(key) === entry) kept.delete(key);
	});
	return entry.secret;
}
