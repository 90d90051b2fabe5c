import {
	NodeApiError,
	NodeOperationError,
	WebhookPathTakenError,
	type IHookFunctions,
} from 'n8n-workflow';
import { SubscriptionError } from '../../../whatsapp/meta/graph';

/**
 * Why a trigger cannot be published, as n8n shows it: of an error only its message, as HTML. n8n tries
 * again for 15 seconds unless an address is taken, and whoever has to put something right need not wait.
 */
class PublishingRefused extends WebhookPathTakenError {
	constructor(nodeName: string, message: string, cause: Error) {
		super(nodeName, cause);
		this.message = message;
	}
}

/**
 * Runs what n8n asks of a trigger when its workflow is published or tested.
 * @throws {PublishingRefused} when the user has to put something right
 * @throws {NodeApiError} when somebody else did not answer, so that trying again may help
 */
export async function publishing<T>(
	context: IHookFunctions,
	work: (context: IHookFunctions) => Promise<T>,
): Promise<T> {
	try {
		return await work(context);
	} catch (error) {
		throw inOneMessage(context, error);
	}
}

function inOneMessage(context: IHookFunctions, error: unknown): unknown {
	const refused = error instanceof SubscriptionError || error instanceof NodeOperationError;
	if (!refused && !(error instanceof NodeApiError)) return error;
	const message = wholeMessage(context, error);
	if (refused) return new PublishingRefused(context.getNode().name, message, error);
	error.message = message;
	return error;
}

/** What stands in the way and the way out, with a link to the workflow that is. */
function wholeMessage(context: IHookFunctions, error: Error & { description?: unknown }): string {
	const { message, description } = error;
	const text = escaped(description ? `${message}. ${String(description)}` : message);
	const workflow = error instanceof SubscriptionError ? error.workflow : null;
	if (!workflow) return text;
	const quoted = `'${escaped(workflow.name)}'`;
	const link = `<a href="${addressOf(context, workflow.id)}" target="_blank">${quoted}</a>`;
	return text.replace(quoted, () => link);
}

/** As a path: people may open n8n's editor at another address than the one that n8n knows. */
function addressOf(context: IHookFunctions, workflowId: string): string {
	const { pathname } = new URL(context.getInstanceBaseUrl());
	return `${pathname.replace(/\/$/, '')}/workflow/${encodeURIComponent(workflowId)}`;
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
