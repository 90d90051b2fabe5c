import type { IHookFunctions } from 'n8n-workflow';
import type { Override } from '../../whatsapp/meta/callbacks';
import type { Scope } from '../../whatsapp/meta/scope';
import { fieldsOf } from '../../whatsapp/meta/fields';
import {
	isSubscribed,
	MESSAGE_FIELDS,
	subscribe,
	unsubscribe,
	type Subscription,
} from '../../whatsapp/meta/subscription';
import { numbersOf, openGraph, toWhatsAppError } from '../shared/whatsApp/connection';
import { chosenScope } from './chosenAccount';
import { readFilters } from './readFilters';
import { checkSource, eventsOf, isMeta } from './providers';
import type { TriggerData } from './triggerData';

/** Whether Meta already delivers to this trigger. */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	if (!isMeta(context)) return false;
	const scope = chosenScope(context);
	if (outlived(context, scope)) return false;
	return await withSubscription(context, scope, isSubscribed);
}

/** Makes Meta deliver to this trigger; the node error says what the user has to put right. */
export async function register(context: IHookFunctions): Promise<true> {
	// Now somebody looks; later only WhatsApp would hear that a filter cannot be read.
	readFilters(context);
	if (!isMeta(context)) {
		forgetMeta(context);
		return await checkSource(context);
	}
	const scope = chosenScope(context);
	const data: TriggerData = context.getWorkflowStaticData('node');
	const former = outlived(context, scope);
	// First, because the app's callback may serve both.
	if (former) await giveBack(context, former, null);
	const { replaced, elsewhere } = await withSubscription(context, scope, subscribe);
	data.registered = scope;
	data.replacedUrl = replaced;
	// Names may have changed at Meta since the workflow was last published.
	delete data.accountNames;
	tellElsewhere(context, elsewhere);
	return true;
}

/** Gives the account back, to the published workflow if a test run had borrowed it. */
export async function unregister(context: IHookFunctions): Promise<true> {
	if (!isMeta(context)) return forgetMeta(context);
	const data: TriggerData = context.getWorkflowStaticData('node');
	await giveBack(context, data.registered ?? chosenScope(context), data.replacedUrl ?? null);
	delete data.replacedUrl;
	delete data.registered;
	return true;
}

async function giveBack(
	context: IHookFunctions,
	scope: Scope,
	restoreUrl: string | null,
): Promise<void> {
	await withSubscription(context, scope, async (subscription) => {
		const restored = await unsubscribe(subscription, restoreUrl);
		if (restoreUrl && !restored) {
			// Unpublished during the test run: Meta finds nobody at its address any more.
			context.logger.warn(`The account could not be given back to ${restoreUrl}`);
		}
	});
}

/**
 * n8n gives what was registered back while Meta is still the source. When that failed, it is too late
 * now: a node cannot open a credential that its parameters hide.
 */
function forgetMeta(context: IHookFunctions): true {
	const data: TriggerData = context.getWorkflowStaticData('node');
	if (data.registered) {
		context.logger.warn(
			`Meta still sends the messages of ${named(data.registered)} to this trigger, which turns them away because its Source is another one now. To change that, set Source to Meta, publish and unpublish the workflow.`,
		);
	}
	delete data.replacedUrl;
	delete data.registered;
	return true;
}

/** What this trigger was registered for before somebody chose another account. */
function outlived(context: IHookFunctions, scope: Scope): Scope | null {
	const { registered }: TriggerData = context.getWorkflowStaticData('node');
	return registered && JSON.stringify(registered) !== JSON.stringify(scope) ? registered : null;
}

function tellElsewhere(context: IHookFunctions, elsewhere: Override[]): void {
	for (const { scope, url } of elsewhere) {
		if (scope.level === 'app') continue;
		context.logger.info(
			`WhatsApp Account Trigger does not receive the messages of ${named(scope)}: they go to ${url}, which was set for it alone`,
		);
	}
}

function named(scope: Scope): string {
	if (scope.level === 'app') return 'all accounts of the app';
	const what = scope.level === 'number' ? 'number' : 'WhatsApp Business Account';
	return `the ${what} with the ID ${scope.id}`;
}

async function withSubscription<T>(
	context: IHookFunctions,
	scope: Scope,
	use: (subscription: Subscription) => Promise<T>,
): Promise<T> {
	try {
		const opened = await openGraph(context);
		const { graph, appId, appSecret, get, isMeta } = opened;
		const options = context.getNodeParameter('options', {}) as { replaceForeign?: boolean };
		const fields = fieldsOf(eventsOf(context));
		return await use({
			graph,
			appId,
			appSecret,
			get,
			webhookUrl: context.getNodeWebhookUrl('default') ?? '',
			publicUrlNeeded: isMeta,
			scope,
			// 'Other' events come with whatever the app subscribes to.
			fields: fields.length > 0 ? fields : MESSAGE_FIELDS,
			numbers: await numbersOf(opened),
			replaceForeign: options.replaceForeign ?? false,
			isTest: context.getMode() === 'manual',
		});
	} catch (error) {
		throw toWhatsAppError(context.getNode(), error);
	}
}
