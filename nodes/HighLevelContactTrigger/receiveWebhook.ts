import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { readAppEvent } from '../../highlevel/webhooks/appEvent';
import type { EventKind, WebhookEvent } from '../../highlevel/webhooks/event';
import { cameThrough, isOwnContact } from '../../highlevel/webhooks/newTags';
import { isOpportunityKind } from '../../highlevel/webhooks/opportunityEvent';
import {
	readWorkflowWebhook,
	type WorkflowEventKind,
} from '../../highlevel/webhooks/workflowWebhook';
import type { Refusal } from '../../webhooks/bounds';
import { jsonOf } from '../../webhooks/request';
import { withCountry } from '../shared/highLevel/withCountry';
import { ignoredPrefixesIn } from '../shared/trigger/ignoredTags';
import { noteSeen } from '../shared/trigger/lastSeen';
import { refuse } from '../shared/trigger/refuse';
import { requestTo } from '../shared/trigger/request';
import { askAgain, askAgainInsteadOf500 } from './answer';
import { newTouches } from './deduplicate';
import { knownEvent, noteInLedger } from './noteInLedger';
import { eventName, kindsOf } from './parameters/events';
import { locationIdOf } from './parameters/location';
import { optionsOf, type TriggerOptions } from './parameters/options';
import { senderOf } from './parameters/receiveFrom';
import { appEventRefusal, senderRefusal } from './refusals';

const NAME = 'HighLevel Contact Trigger';

/**
 * Answers one request of HighLevel (or of somebody who pretends to be HighLevel). Never throws
 * because of what was sent. What is refused gets a reason with its status, because HighLevel shows
 * both; what is understood and starts nothing gets 200.
 */
export async function receiveWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	askAgainInsteadOf500(context.getResponseObject());
	const request = requestTo(context);
	const sender = senderOf(context);
	const unknown = await senderRefusal(context, sender, request);
	if (unknown) return await refused(context, unknown);

	const { rawBody } = request;
	const body = jsonOf(request);
	if (body === undefined) {
		return await refused(context, { status: 400, reason: 'The body is not JSON' });
	}
	const options = optionsOf(context);
	const now = Date.now();
	const kinds = kindsOf(context, sender);
	const told =
		sender === 'app'
			? readAppEvent(body, rawBody, now)
			: readWorkflowWebhook(body, rawBody, [...kinds][0] as WorkflowEventKind, now);
	if (typeof told === 'string') return await refused(context, { status: 400, reason: told });
	const foreign = told && sender === 'app' ? appEventRefusal(context, told, now) : null;
	if (foreign) return await refused(context, foreign);
	if (told && isOfLocation(context, told)) {
		await noteSeen(context, 'webhook', told.locationId, eventName(told.kind));
	}
	const ignoredPrefixes = ignoredPrefixesIn(options);
	if (!told || !isWanted(context, told, kinds, options) || isOwnContact(told, ignoredPrefixes)) {
		return NOTHING;
	}
	const event = await knownEvent(context, told);
	if (!(await noteInLedger(context, event)))
		return askAgain(context, 'The ledger cannot be used now');
	if (!startsWorkflow(event, options)) return NOTHING;
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

/** Turns a request away, for the Setup Check to tell: most often the secret is missing or wrong. */
async function refused(
	context: IWebhookFunctions,
	refusal: Refusal,
): Promise<IWebhookResponseData> {
	await noteSeen(context, 'refusedWebhook', null, refusal.reason);
	return refuse(context, NAME, refusal);
}

const NOTHING: IWebhookResponseData = { webhookResponse: 'Nothing to do' };

function isWanted(
	context: IWebhookFunctions,
	event: WebhookEvent,
	kinds: ReadonlySet<EventKind>,
	{ channels = [] }: TriggerOptions,
): boolean {
	if (!isOfLocation(context, event)) return false;
	if (senderOf(context) === 'workflow') return true;
	// An answer is one on every channel.
	return kinds.has(event.kind) && (event.kind === 'replySent' || cameThrough(event, channels));
}

/** What is for the ledger is only noted, unless somebody wants to do more with it. */
function startsWorkflow(
	event: WebhookEvent,
	{ replySent, opportunityChanged, ratingGiven, channels = [] }: TriggerOptions,
): boolean {
	if (event.touch.event === 'rating') return ratingGiven === 'start';
	if (event.kind === 'replySent') return replySent === 'start' && cameThrough(event, channels);
	return !isNotedKind(event.kind) || opportunityChanged === 'start';
}

/** What of opportunities is for the ledger: not who has them. */
function isNotedKind(kind: EventKind): boolean {
	return isOpportunityKind(kind) && kind !== 'opportunityOwnerChanged';
}

function isOfLocation(context: IWebhookFunctions, event: WebhookEvent): boolean {
	const locationId = locationIdOf(context);
	return locationId === null || event.locationId === locationId;
}
