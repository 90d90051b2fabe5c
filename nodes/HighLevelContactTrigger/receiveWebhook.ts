import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { readAppEvent } from '../../highlevel/webhooks/appEvent';
import { MOST_BYTES, parseBody } from '../../highlevel/webhooks/delivery';
import type { EventKind, WebhookEvent } from '../../highlevel/webhooks/event';
import { cameThrough, isOwnContact } from '../../highlevel/webhooks/newTags';
import { signatureProblem } from '../../highlevel/webhooks/signature';
import {
	readWorkflowWebhook,
	type WorkflowEventKind,
} from '../../highlevel/webhooks/workflowWebhook';
import { headerOf, type WebhookRequest } from '../../webhooks/request';
import { sharedSecretProblem } from '../../webhooks/secret';
import { withCountry } from '../shared/highLevel/withCountry';
import { ignoredPrefixesIn } from '../shared/trigger/ignoredTags';
import { requestTo } from '../shared/trigger/request';
import { askAgainInsteadOf500 } from './answer';
import { newTouches } from './deduplicate';
import { kindsOf } from './parameters/events';
import { locationIdOf } from './parameters/location';
import { optionsOf, publicKeyOf, type TriggerOptions } from './parameters/options';
import { secretOf, senderOf, type Sender } from './parameters/receiveFrom';
import { MINUTE } from '../../routing/model/durations';

const SIGNATURE_HEADER = 'x-ghl-signature';

/**
 * Answers one request of HighLevel (or of somebody who pretends to be HighLevel). Never throws
 * because of what was sent. What is refused gets a reason with its status, because HighLevel shows
 * both; what is understood and starts nothing gets 200.
 */
export async function receiveWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	askAgainInsteadOf500(context.getResponseObject());
	const request = requestTo(context);
	const { rawBody } = request;
	if (rawBody.length > MOST_BYTES) return refuse(context, 413, 'The body is too large');
	const sender = senderOf(context);
	const problem = await senderProblem(context, sender, request);
	if (problem) return refuse(context, 401, problem);

	const body = parseBody(rawBody);
	if (body === undefined) return refuse(context, 400, 'The body is not JSON, or nested too deeply');
	const options = optionsOf(context);
	const now = Date.now();
	const kinds = kindsOf(context, sender);
	const event =
		sender === 'app'
			? readAppEvent(body, rawBody, now)
			: readWorkflowWebhook(body, rawBody, [...kinds][0] as WorkflowEventKind, now);
	if (typeof event === 'string') return refuse(context, 400, event);
	if (event && sender === 'app' && isTooOld(event, options, now)) {
		return refuse(
			context,
			401,
			"The event is older than 'Maximum Age' allows, or has no timestamp",
		);
	}
	const ignoredPrefixes = ignoredPrefixesIn(options);
	if (!event || !isWanted(context, event, kinds, options) || isOwnContact(event, ignoredPrefixes)) {
		return NOTHING;
	}
	const touches = await newTouches(context, event, {
		ignoredPrefixes,
		initialTags: options.firstSight ?? 'newest',
		// A HighLevel workflow may name another event than the chosen one, and means it.
		kinds: sender === 'app' ? kinds : new Set([event.kind]),
	});
	if (touches.length === 0) return NOTHING;
	const raw = options.includeRaw ? { raw: body } : {};
	const items = touches.map((touch) => ({
		json: { ...withCountry(touch), ...raw } as IDataObject,
	}));
	return { workflowData: [items] };
}

const NOTHING: IWebhookResponseData = { webhookResponse: 'Nothing to do' };

/** Why a request is not believed; null when it is HighLevel's. */
async function senderProblem(
	context: IWebhookFunctions,
	sender: Sender,
	request: WebhookRequest,
): Promise<string | null> {
	return sender === 'app'
		? signatureProblem(request.rawBody, headerOf(request, SIGNATURE_HEADER), publicKeyOf(context))
		: sharedSecretProblem(request, await secretOf(context));
}

function isTooOld(event: WebhookEvent, { maximumAge = 0 }: TriggerOptions, now: number): boolean {
	if (!(maximumAge > 0)) return false;
	return event.time === null || Math.abs(now - event.time) > maximumAge * MINUTE;
}

function isWanted(
	context: IWebhookFunctions,
	event: WebhookEvent,
	kinds: ReadonlySet<EventKind>,
	{ channels = [] }: TriggerOptions,
): boolean {
	const locationId = locationIdOf(context);
	if (locationId !== null && event.locationId !== locationId) return false;
	if (senderOf(context) === 'workflow') return true;
	return kinds.has(event.kind) && cameThrough(event, channels);
}

function refuse(context: IWebhookFunctions, status: number, reason: string): IWebhookResponseData {
	context.logger.warn(`HighLevel Contact Trigger turned a request away: ${reason}`);
	context.getResponseObject().status(status).type('text/plain').send(reason);
	return { noWebhookResponse: true };
}
