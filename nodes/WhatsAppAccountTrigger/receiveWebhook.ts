import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { earlyRefusal, sizeRefusal } from '../../webhooks/bounds';
import type { Touch } from '../../routing/model/touch';
import type { WebhookRequest } from '../../webhooks/request';
import { passes } from '../../whatsapp/filters';
import { PROVIDERS, type ProviderName } from '../../whatsapp/providers';
import type { Provider, ReadOptions } from '../../whatsapp/providers/provider';
import { problemOf } from '../shared/trigger/keptSecret';
import { refuse } from '../shared/trigger/refuse';
import { requestTo } from '../shared/trigger/request';
import { isHistory } from './history';
import { readEvents, readStatuses } from './parameters/events';
import { readFilters } from './parameters/filters';
import { eventsToRead, knownTouches, notedIn, noteInLedger } from './noteInLedger';
import { readOptions } from './parameters/options';
import { readProvider } from './parameters/provider';
import { TRIGGER_PROVIDERS } from './providers';
import { startRun, toItems } from './startRun';

const NAME = 'WhatsApp Account Trigger';
const NOT_ITS_OWN = "The body is not what the trigger's Source sends";

/**
 * Answers one request of the provider (or of somebody who pretends to be it). Never throws because
 * of what was sent: n8n would answer 500, and Meta would repeat it for days.
 */
export async function receiveWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const name = readProvider(context);
	const provider: Provider = PROVIDERS[name];
	const request = requestTo(context);
	const isSetup = context.getRequestObject().method === 'GET';
	const refusal = isSetup ? sizeRefusal(request, provider.bounds) : earlyRefusal(request, provider);
	if (refusal) return refuse(context, NAME, refusal);
	if (isSetup) return await verify(context, provider, request);

	const problem = await problemOf(context, provider.secret, (secret) =>
		provider.authenticate(request, secret),
	);
	if (problem) return refuse(context, NAME, { status: 401, reason: problem });

	const events = readEvents(context, name);
	const noted = notedIn(context, name, events);
	const wanted = eventsToRead(events, noted);
	const told = provider.read(request, await optionsOf(context, name, request, wanted));
	if (!told) return refuse(context, NAME, { status: 400, reason: NOT_ITS_OWN });
	const read = await knownTouches(context, told, noted);
	if (!(await noteInLedger(context, read, noted))) {
		return respond(context, 503, 'The ledger cannot be reached');
	}
	const filters = readFilters(context);
	const touches = read.filter((touch) => isWanted(touch, events) && passes(touch, filters));
	if (touches.length === 0) return { webhookResponse: 'Nothing to do' };
	// A test run is about the message that was just sent, even if it is an old one.
	if (context.getMode() === 'manual') return { workflowData: [toItems(touches)] };
	const recent = touches.filter((touch) => !isHistory(touch, Date.now()));
	if (recent.length === 0) return { webhookResponse: 'Nothing to do' };
	return await startRun(context, recent, {
		bytes: request.rawBody.length,
		redelivers: provider.redelivers,
	});
}

/** Whoever chose other events gets no runs of what is read to be noted. */
function isWanted({ event }: Touch, events: ReadonlySet<Touch['event']>): boolean {
	return events.has(event) || (event === 'identity' && events.has('message'));
}

/** Some ask whether the address is ours before they deliver there. */
async function verify(
	context: IWebhookFunctions,
	{ secret: place, verify: answer }: Provider,
	{ query }: WebhookRequest,
): Promise<IWebhookResponseData> {
	let said = { status: 405, text: 'This address takes WhatsApp messages with POST' };
	if (answer) {
		const url = context.getNodeWebhookUrl('default') ?? '';
		const { id = '', name = '' } = context.getWorkflow();
		await problemOf(context, place, (secret) => {
			said = answer(query, url, secret, { id, name });
			return said.status === 200 ? null : said.text;
		});
	}
	return respond(context, said.status, said.text);
}

async function optionsOf(
	context: IWebhookFunctions,
	name: ProviderName,
	request: WebhookRequest,
	events: ReadOptions['events'],
): Promise<ReadOptions> {
	const { readSettings, lookUpNames } = TRIGGER_PROVIDERS[name];
	const options = {
		...readOptions(context),
		...readSettings(context),
		events,
		statuses: readStatuses(context),
	};
	const names = lookUpNames
		? await lookUpNames(context, request, options)
		: new Map<string, string>();
	return { ...options, names };
}

function respond(context: IWebhookFunctions, status: number, text: string): IWebhookResponseData {
	context.getResponseObject().status(status).type('text/plain').send(text);
	return { noWebhookResponse: true };
}
