import {
	NodeApiError,
	NodeOperationError,
	type IExecuteFunctions,
	type IHookFunctions,
	type ILoadOptionsFunctions,
	type INode,
	type INodeListSearchItems,
	type INodeListSearchResult,
	type IWebhookFunctions,
} from 'n8n-workflow';
import { pickerError } from '../pickerError';
import { count, fold, reasonOf } from '../../../routing/model/text';
import { SubscriptionError, type Graph } from '../../../whatsapp/meta/graph';
import {
	businessAccountName,
	listNumbers,
	type WhatsAppNumber,
} from '../../../whatsapp/meta/numbers';
import type { HttpGet } from '../../../whatsapp/meta/callbackCheck';

/** Of the credential that sees the numbers. */
export const WHATSAPP_TYPE = 'whatsAppCloudApi';
const TIMEOUT_MS = 30_000;

/** A callback that is slower than this loses messages, too. */
const CALLBACK_TIMEOUT_MS = 10_000;

type Context = IExecuteFunctions | IHookFunctions | IWebhookFunctions | ILoadOptionsFunctions;

/** Meta's Graph API as the node's credential opens it. */
interface OpenGraph {
	graph: Graph;
	appId: string;
	appSecret: string;
	systemUserToken: string;
	/** WhatsApp Business Accounts that the user names because Meta does not list them. */
	moreAccounts: string[];
	/** Asks a callback, without credentials. */
	get: HttpGet;
	/** Whether this is Meta itself, not a proxy or a sandbox. */
	isMeta: boolean;
}

/**
 * Opens the Graph API; every call throws a NodeApiError with Meta's own reason when refused.
 * @param timeoutMs how long a call may take
 * @throws {NodeOperationError} when the Base URL in the credential is none
 */
export async function openGraph(context: Context, timeoutMs = TIMEOUT_MS): Promise<OpenGraph> {
	const credentials = await context.getCredentials(WHATSAPP_TYPE);
	const baseUrl = String(credentials.baseUrl).replace(/\/+$/, '');
	if (!URL.canParse(baseUrl)) {
		throw new NodeOperationError(
			context.getNode(),
			"The 'Graph API Base URL' of the WhatsApp Cloud API credential is not a URL",
			{ description: "Use Meta's address, https://graph.facebook.com, unless you use a proxy." },
		);
	}
	const graph: Graph = async ({ method, path, query, body }) => {
		const url = `${baseUrl}/${String(credentials.version)}${path}`;
		let response: { statusCode: number; body: unknown };
		try {
			response = (await context.helpers.httpRequestWithAuthentication.call(context, WHATSAPP_TYPE, {
				method,
				url,
				qs: query,
				body,
				json: true,
				timeout: timeoutMs,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
			})) as { statusCode: number; body: unknown };
		} catch (error) {
			const reason = reasonOf(error);
			throw new NodeApiError(
				context.getNode(),
				{ message: reason },
				{
					message: `Meta did not answer: ${reason}`,
					description:
						"Check the 'Graph API Base URL' in the WhatsApp Cloud API credential and the network of this n8n.",
				},
			);
		}
		if (response.statusCode >= 200 && response.statusCode < 300) return response.body;
		throw graphError(context.getNode(), response.statusCode, response.body);
	};
	return {
		graph,
		appId: String(credentials.appId),
		appSecret: String(credentials.appSecret),
		systemUserToken: String(credentials.accessToken),
		moreAccounts: String(credentials.wabaIds ?? '').match(/\d+/g) ?? [],
		get: async (callbackUrl, query) => {
			const answer = (await context.helpers.httpRequest({
				url: callbackUrl,
				qs: query,
				encoding: 'text',
				timeout: CALLBACK_TIMEOUT_MS,
				disableFollowRedirect: true,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
			})) as { statusCode: number; body: unknown };
			return { status: answer.statusCode, text: String(answer.body) };
		},
		isMeta: /(^|\.)facebook\.com$/.test(new URL(baseUrl).hostname),
	};
}

/** Meta's error envelope: `{error: {message, code, error_user_msg?}}` (Graph API: error handling). */
function graphError(node: INode, status: number, body: unknown): NodeApiError {
	const error = (body as { error?: { message?: string; error_user_msg?: string } } | null)?.error;
	const said = error?.error_user_msg ?? error?.message ?? `HTTP status ${status}`;
	return new NodeApiError(
		node,
		{ message: said },
		{
			message: `Meta refused the request: ${said}`,
			description:
				status === 401 || status === 403
					? 'Check the System User Token and its permissions in the WhatsApp Cloud API credential.'
					: 'Check the WhatsApp Cloud API credential, then try again.',
			httpCode: String(status),
		},
	);
}

/** What n8n shows when the WhatsApp side cannot be set up. */
export function toWhatsAppError(node: INode, error: unknown, itemIndex?: number): Error {
	if (error instanceof SubscriptionError) {
		return new NodeOperationError(node, error.message, {
			description: error.description,
			itemIndex,
		});
	}
	if (error instanceof NodeOperationError || error instanceof NodeApiError) return error;
	return new NodeOperationError(node, error instanceof Error ? error : String(error), {
		itemIndex,
	});
}

/** The numbers that the credential can see. */
export async function numbersOf(opened: OpenGraph): Promise<WhatsAppNumber[]> {
	return await listNumbers(opened.graph, opened.systemUserToken, opened.moreAccounts);
}

/** `listSearch` method: the WhatsApp numbers that the system user can see. */
export async function searchAccounts(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await search(this, filter, async (opened) =>
		(await numbersOf(opened)).map(({ id, displayNumber, verifiedName }) => ({
			name: verifiedName ? `${verifiedName} (${displayNumber})` : displayNumber,
			value: id,
		})),
	);
}

/** `listSearch` method: the WhatsApp Business Accounts that the system user can see. */
export async function searchBusinessAccounts(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await search(this, filter, async (opened) => {
		const numbers = await numbersOf(opened);
		const ids = [...new Set(numbers.map(({ wabaId }) => wabaId))];
		return await Promise.all(
			ids.map(async (id) => {
				const own = numbers.filter(({ wabaId }) => wabaId === id);
				const name = (await businessAccountName(opened.graph, id)) ?? id;
				return { name: `${name} (${count(own.length, 'number')})`, value: id };
			}),
		);
	});
}

async function search(
	context: ILoadOptionsFunctions,
	filter: string | undefined,
	list: (opened: OpenGraph) => Promise<INodeListSearchItems[]>,
): Promise<INodeListSearchResult> {
	if (!context.getNode().credentials?.[WHATSAPP_TYPE]) {
		throw pickerError(
			context.getNode(),
			'Choose a WhatsApp Cloud API credential first',
			'Then this list shows what it may see.',
		);
	}
	try {
		const items = await list(await openGraph(context));
		const wanted = fold(filter ?? '');
		return { results: items.filter(({ name }) => fold(name).includes(wanted)) };
	} catch (error) {
		throw toWhatsAppError(context.getNode(), error);
	}
}
