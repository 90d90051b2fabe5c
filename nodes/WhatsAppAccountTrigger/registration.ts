import type { IHookFunctions } from 'n8n-workflow';
import { listNumbers } from '../../whatsapp/numbers';
import {
	isSubscribed,
	subscribe,
	unsubscribe,
	type Subscription,
} from '../../whatsapp/subscription';
import { openGraph, toWhatsAppError } from '../common/whatsApp';
import { chosenAccount } from './chosenAccount';
import { readFilters } from './readFilters';
import { checkSource, sourceOf } from './source';
import type { TriggerData } from './triggerData';

/** Whether Meta already delivers to this trigger. */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	return !sourceOf(context) && (await withSubscription(context, isSubscribed));
}

/** Makes Meta deliver to this trigger; the node error says what the user has to put right. */
export async function register(context: IHookFunctions): Promise<true> {
	// Now somebody looks; later only WhatsApp would hear that a filter cannot be read.
	readFilters(context);
	if (sourceOf(context)) return await checkSource(context);
	const { replaced } = await withSubscription(context, subscribe);
	const data: TriggerData = context.getWorkflowStaticData('node');
	data.replacedUrl = replaced;
	// Names may have changed at Meta since the workflow was last published.
	delete data.accountNames;
	return true;
}

/** Gives the account back, to the published workflow if a test run had borrowed it. */
export async function unregister(context: IHookFunctions): Promise<true> {
	if (sourceOf(context)) return true;
	const data: TriggerData = context.getWorkflowStaticData('node');
	await withSubscription(context, async (subscription) => {
		if (!data.replacedUrl) return await unsubscribe(subscription, null);
		try {
			await unsubscribe(subscription, data.replacedUrl);
		} catch {
			// Unpublished during the test run: Meta finds nobody at its address any more.
			context.logger.warn(`The account could not be given back to ${data.replacedUrl}`);
			await unsubscribe(subscription, null);
		}
	});
	delete data.replacedUrl;
	return true;
}

async function withSubscription<T>(
	context: IHookFunctions,
	use: (subscription: Subscription) => Promise<T>,
): Promise<T> {
	try {
		const { graph, appId, appSecret, systemUserToken, isMeta } = await openGraph(context);
		const options = context.getNodeParameter('options', {}) as { replaceForeign?: boolean };
		return await use({
			graph,
			appId,
			appSecret,
			webhookUrl: context.getNodeWebhookUrl('default') ?? '',
			publicUrlNeeded: isMeta,
			phoneNumberId: chosenAccount(context),
			numbers: await listNumbers(graph, systemUserToken),
			replaceForeign: options.replaceForeign ?? false,
		});
	} catch (error) {
		throw toWhatsAppError(context.getNode(), error);
	}
}
