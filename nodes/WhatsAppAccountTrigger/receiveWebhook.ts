import type {
	IDataObject,
	IWebhookFunctions,
	IWebhookResponseData,
	INodeExecutionData,
} from 'n8n-workflow';
import type { Touch } from '../../routing/touch';
import { DEFAULT_TAG_PREFIX, type AccountNames } from '../../whatsapp/accounts';
import { numberIdsOf, readCloudApiWebhook } from '../../whatsapp/cloudApi';
import { verifiedName } from '../../whatsapp/numbers';
import { isOfBusinessAccount } from '../../whatsapp/scope';
import { answerVerification, signatureProblem } from '../../whatsapp/signature';
import { openGraph, type OpenGraph } from '../common/whatsApp';
import { chosenAccount, chosenBusinessAccount } from './chosenAccount';
import { withoutRepeats } from './repeats';
import type { TriggerData } from './triggerData';

interface TriggerOptions {
	accountName?: string;
	tagPrefix?: string;
	includeRaw?: boolean;
}

/** WhatsApp waits for its answer meanwhile, so a name that is slow to come is done without. */
const NAME_TIMEOUT_MS = 4_000;

/**
 * Answers one request of Meta (or of somebody who pretends to be Meta). Never throws because of
 * what was sent: n8n would answer 500, and Meta would repeat it for days.
 */
export async function receiveWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request = context.getRequestObject();
	const opened = await openGraph(context, NAME_TIMEOUT_MS);
	if (context.getWebhookName() === 'setup') {
		const url = context.getNodeWebhookUrl('default') ?? '';
		const { status, text } = answerVerification(request.query, url, opened.appSecret);
		return respond(context, status, text);
	}

	const rawBody = Buffer.isBuffer(request.rawBody) ? request.rawBody : Buffer.alloc(0);
	const header = request.headers['x-hub-signature-256'];
	const signature = Array.isArray(header) ? header[0] : header;
	const problem = signatureProblem(rawBody, signature, opened.appSecret);
	if (problem) {
		context.logger.warn(`WhatsApp Account Trigger turned a request away: ${problem}`);
		return respond(context, 401, problem);
	}

	let body: unknown;
	try {
		body = JSON.parse(rawBody.toString('utf8'));
	} catch {
		return respond(context, 400, 'The body is not JSON');
	}
	const touches = await withoutRepeats(context, await readTouches(context, opened, body));
	if (touches.length === 0) return { webhookResponse: 'Nothing to do' };
	const items: INodeExecutionData[] = touches.map((touch) => ({ json: touch as IDataObject }));
	return { workflowData: [items] };
}

async function readTouches(
	context: IWebhookFunctions,
	opened: OpenGraph,
	body: unknown,
): Promise<Touch[]> {
	const options = context.getNodeParameter('options', {}) as TriggerOptions;
	const phoneNumberId = chosenAccount(context);
	const wabaId = chosenBusinessAccount(context);
	const ownName = options.accountName?.trim();
	const touches = readCloudApiWebhook(body, {
		events: new Set(context.getNodeParameter('events', ['message']) as Array<Touch['event']>),
		phoneNumberId,
		names:
			phoneNumberId && ownName
				? new Map([[phoneNumberId, ownName]])
				: await accountNames(context, opened, numberIdsOf(body)),
		tagPrefix: options.tagPrefix ?? DEFAULT_TAG_PREFIX,
		includeRaw: options.includeRaw ?? false,
	});
	return touches.filter(({ account }) => isOfBusinessAccount(account, wabaId));
}

/** Verified names, asked for once per number and kept with the workflow. */
async function accountNames(
	context: IWebhookFunctions,
	{ graph }: OpenGraph,
	phoneNumberIds: string[],
): Promise<AccountNames> {
	const data: TriggerData = context.getWorkflowStaticData('node');
	const names = new Map(Object.entries(data.accountNames ?? {}));
	const known = names.size;
	const unknown = phoneNumberIds.filter((id) => !names.has(id));
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
