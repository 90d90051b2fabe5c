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
import { numbersOf, openGraph } from '../shared/whatsApp/connection';
import { readScope } from './parameters/accounts';
import { readEvents } from './parameters/events';
import { notesReplies, replacesForeign } from './parameters/options';
import type { TriggerData } from './triggerData';

/** How a trigger makes a provider deliver to it, and ends that. */
export interface Registration {
	isRegistered(context: IHookFunctions): Promise<boolean>;
	/** @throws {SubscriptionError | NodeOperationError} when the user has to put something right */
	register(context: IHookFunctions): Promise<void>;
	unregister(context: IHookFunctions): Promise<void>;
}

/** At Meta, where the trigger sets its own address. */
export const metaRegistration: Registration = {
	async isRegistered(context) {
		const scope = readScope(context);
		if (outlived(context, scope)) return false;
		return await withSubscription(context, scope, isSubscribed);
	},

	async register(context) {
		const scope = readScope(context);
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
	},

	async unregister(context) {
		const data: TriggerData = context.getWorkflowStaticData('node');
		await giveBack(context, data.registered ?? readScope(context), data.replacedUrl ?? null);
		delete data.replacedUrl;
		delete data.registered;
	},
};

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
 * For a trigger with another provider now. n8n gives what was registered back while Meta is still the
 * provider. When that failed, it is too late: a node cannot open a credential that its parameters hide.
 */
export function forgetMeta(context: IHookFunctions): void {
	const data: TriggerData = context.getWorkflowStaticData('node');
	if (data.registered) {
		context.logger.warn(
			`Meta still sends the messages of ${named(data.registered)} to this trigger, which turns them away because its Source is another one now. To change that, set Source to Meta, publish and unpublish the workflow.`,
		);
	}
	delete data.replacedUrl;
	delete data.registered;
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
	const opened = await openGraph(context);
	const { graph, appId, appSecret, get, isMeta } = opened;
	const events = readEvents(context, 'cloudApi');
	const noted = notesReplies(context, 'cloudApi') ? ['echo'] : [];
	const fields = fieldsOf([...events, ...noted]);
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
		replaceForeign: replacesForeign(context),
		isTest: context.getMode() === 'manual',
	});
}
