import type { IWebhookFunctions } from 'n8n-workflow';
import type { WebhookEvent } from '../../highlevel/webhooks/event';
import { SENDERS, type Sender } from '../../highlevel/webhooks/senders';
import { HIGHLEVEL_SIGNATURE, signatureProblem } from '../../highlevel/webhooks/signature';
import { RECOGNISED_MS } from '../../ledger/recognised';
import { DAY, MINUTE } from '../../routing/model/durations';
import { earlyRefusal, type Refusal } from '../../webhooks/bounds';
import { headerOf, type WebhookRequest } from '../../webhooks/request';
import { sharedSecretProblem } from '../../webhooks/secret';
import { problemOf } from '../shared/trigger/keptSecret';
import { sourceProblem } from './checkSettings';
import { appIdOf } from './parameters/app';
import { optionsOf, publicKeyOf } from './parameters/options';
import { WEBHOOK_SECRET } from './parameters/receiveFrom';

const HEADER = HIGHLEVEL_SIGNATURE.name.toLowerCase();

/** Why a request is not believed, cheapest first; null when it is HighLevel's. */
export async function senderRefusal(
	context: IWebhookFunctions,
	sender: Sender,
	request: WebhookRequest,
): Promise<Refusal | null> {
	const refusal = earlyRefusal(request, SENDERS[sender]);
	if (refusal) return refusal;
	const unset = sender === 'app' ? sourceProblem(context) : null;
	if (unset) return { status: 403, reason: unset };
	const problem =
		sender === 'app'
			? signatureProblem(request.rawBody, headerOf(request, HEADER), publicKeyOf(context))
			: await problemOf(context, WEBHOOK_SECRET, (secret) => sharedSecretProblem(request, secret));
	return problem === null ? null : { status: 401, reason: problem };
}

/**
 * Why an event that HighLevel has signed is not taken: it signs the events of all apps with one key,
 * and for ever. Of another sub-account than the trigger's, the own app has events as well: they are no
 * reason, and start nothing.
 * @param now milliseconds since 1970
 * @returns null when it is taken
 */
export function appEventRefusal(
	context: IWebhookFunctions,
	event: WebhookEvent,
	now: number,
): Refusal | null {
	const appId = appIdOf(context);
	if (appId !== null && event.appId !== appId) {
		const whose = event.appId === undefined ? 'does not say its app' : 'is of another app';
		return { status: 403, reason: `The event ${whose}, and 'App ID' names one` };
	}
	const problem = ageProblem(event, optionsOf(context).maximumAge ?? 0, now);
	return problem === null ? null : { status: 401, reason: problem };
}

/** @param maximumAge minutes; 0 for as long as the ledger knows what was handled */
function ageProblem({ time }: WebhookEvent, maximumAge: number, now: number): string | null {
	if (maximumAge > 0 && (time === null || Math.abs(now - time) > maximumAge * MINUTE)) {
		return "The event is older than 'Maximum Age' allows, or has no timestamp";
	}
	return time !== null && Math.abs(now - time) > RECOGNISED_MS
		? `The event was sent more than ${RECOGNISED_MS / DAY} days ago, so nobody knows any more whether it was handled`
		: null;
}
