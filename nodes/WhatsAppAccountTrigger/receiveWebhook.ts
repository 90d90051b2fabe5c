import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { Touch } from '../../routing/model/touch';
import { DEFAULT_TAG_PREFIX, type AccountNames } from '../../whatsapp/accounts';
import { numberIdsOf, readCloudApiWebhook, STATUSES } from '../../whatsapp/providers/cloudApi/read';
import { passes } from '../../whatsapp/filters';
import { verifiedName } from '../../whatsapp/meta/numbers';
import { isOfBusinessAccount } from '../../whatsapp/meta/scope';
import { answerVerification, signatureProblem } from '../../whatsapp/meta/verification';
import {
	headerOf,
	jsonOf,
	type Provider,
	type WebhookRequest,
} from '../../whatsapp/providers/provider';
import { openGraph } from '../shared/whatsApp/connection';
import { chosenAccount, chosenBusinessAccount } from './chosenAccount';
import { readFilters } from './readFilters';
import { problemOf, readSecret } from './sharedSecret';
import { eventsOf, sourceOf } from './providers';
import { startRun, toItems } from './startRun';
import type { TriggerData } from './triggerData';

interface TriggerOptions {
	accountName?: string;
	tagPrefix?: string;
	includeRaw?: boolean;
}

/** WhatsApp waits for its answer meanwhile, so a name that is slow to come is done without. */
const NAME_TIMEOUT_MS = 4_000;

/**
 * Answers one request of the provider (or of somebody who pretends to be it). Never throws because
 * of what was sent: n8n would answer 500, and Meta would repeat it for days.
 */
export async function receiveWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const source = sourceOf(context);
	if (context.getWebhookName() === 'setup') return await verify(context, source);

	const request = requestOf(context);
	const problem = await problemOf(
		context,
		source ? 'whatsAppWebhookApi' : 'whatsAppCloudApi',
		(secret) =>
			source
				? source.authenticate(request, secret)
				: signatureProblem(request.rawBody, headerOf(request, 'x-hub-signature-256'), secret),
	);
	if (problem) {
		context.logger.warn(`WhatsApp Account Trigger turned a request away: ${problem}`);
		return respond(context, 401, problem);
	}

	const read = source
		? source.read(request, readOptions(context))
		: await readMeta(context, request);
	if (!read) return respond(context, 400, "The body is not what the trigger's Source sends");
	const filters = readFilters(context);
	const touches = read.filter((touch) => passes(touch, filters));
	if (touches.length === 0) return { webhookResponse: 'Nothing to do' };
	// A test run is about the message that was just sent, even if it is an old one.
	if (context.getMode() === 'manual') return { workflowData: [toItems(touches)] };
	return await startRun(context, touches, {
		bytes: request.rawBody.length,
		isRepeated: source === null,
	});
}

/** Meta asks whether the address is ours before it delivers there; nobody else does. */
async function verify(
	context: IWebhookFunctions,
	source: Provider | null,
): Promise<IWebhookResponseData> {
	if (source) return respond(context, 405, 'This address takes WhatsApp messages with POST');
	const { query } = context.getRequestObject();
	const url = context.getNodeWebhookUrl('default') ?? '';
	const secret = await readSecret(context, 'whatsAppCloudApi');
	const { status, text } = answerVerification(query, url, secret);
	return respond(context, status, text);
}

function requestOf(context: IWebhookFunctions): WebhookRequest {
	const { rawBody, headers, query, originalUrl } = context.getRequestObject();
	const [, queryText] = originalUrl.split('?');
	const url = context.getNodeWebhookUrl('default') ?? '';
	return {
		rawBody: Buffer.isBuffer(rawBody) ? rawBody : Buffer.alloc(0),
		headers,
		query,
		url: queryText ? `${url}?${queryText}` : url,
	};
}

function readOptions(context: IWebhookFunctions) {
	const options = context.getNodeParameter('options', {}) as TriggerOptions;
	return {
		events: eventsOf(context),
		statuses: new Set(context.getNodeParameter('statuses', [...STATUSES]) as string[]),
		tagPrefix: options.tagPrefix ?? DEFAULT_TAG_PREFIX,
		includeRaw: options.includeRaw ?? false,
		accountName: options.accountName?.trim() || null,
	};
}

/** @returns null when the body is no JSON */
async function readMeta(
	context: IWebhookFunctions,
	request: WebhookRequest,
): Promise<Touch[] | null> {
	const body = jsonOf(request);
	if (body === undefined) return null;
	const { accountName, ...options } = readOptions(context);
	const phoneNumberId = chosenAccount(context);
	const wabaId = chosenBusinessAccount(context);
	const touches = readCloudApiWebhook(body, {
		...options,
		phoneNumberId,
		names:
			phoneNumberId && accountName
				? new Map([[phoneNumberId, accountName]])
				: await accountNames(context, numberIdsOf(body)),
	});
	return touches.filter((touch) => isOfBusinessAccount(touch, wabaId));
}

/** Verified names, asked for once per number and kept with the workflow. */
async function accountNames(
	context: IWebhookFunctions,
	phoneNumberIds: string[],
): Promise<AccountNames> {
	const data: TriggerData = context.getWorkflowStaticData('node');
	const names = new Map(Object.entries(data.accountNames ?? {}));
	const known = names.size;
	const unknown = phoneNumberIds.filter((id) => !names.has(id));
	if (unknown.length === 0) return names;
	const { graph } = await openGraph(context, NAME_TIMEOUT_MS);
	await Promise.all(
		unknown.map(async (id) => {
			try {
				const name = await verifiedName(graph, id);
				if (name) names.set(id, name);
			} catch (error) {
				// A contact must not wait for a name: the number stands in for it this time.
				const reason = error instanceof Error ? error.message : String(error);
				context.logger.warn(`The name of WhatsApp number ${id} could not be read: ${reason}`);
			}
		}),
	);
	if (names.size > known) data.accountNames = Object.fromEntries(names);
	return names;
}

function respond(context: IWebhookFunctions, status: number, text: string): IWebhookResponseData {
	context.getResponseObject().status(status).type('text/plain').send(text);
	return { noWebhookResponse: true };
}
