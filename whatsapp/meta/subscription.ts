import {
	readApp,
	readBusinessAccount,
	readCallback,
	readOverrides,
	removeFields,
	setApp,
	setOverride,
	subscribeBusinessAccount,
	type MetaApp,
	type Override,
} from './callbacks';
import { SubscriptionError } from './graph';
import { callbackOwnerOf, listeningAddress, type CallbackContext } from './callbackOwner';
import type { WhatsAppNumber } from './numbers';
import { receivingWorkflow } from './receivingWorkflow';
import * as errors from './subscriptionErrors';
import { idOf, type Scope } from './scope';
import { checkAddress, productionUrl, sameN8n, sameTrigger } from './webhookAddress';

/** Messages and their statuses. */
export const MESSAGE_FIELDS: readonly string[] = ['messages'];

/** Which webhooks a trigger wants, and where. */
export interface Subscription extends MetaApp, CallbackContext {
	/** Whether Meta itself is asked, which takes public https addresses only. */
	publicUrlNeeded: boolean;
	scope: Scope;
	/** Meta's fields. They are the app's, whatever the scope: an override only moves deliveries. */
	fields: readonly string[];
	/** The numbers that the token can see. */
	numbers: WhatsAppNumber[];
	/** Take a callback away from another system. It cannot be put back: its verify token is unknown. */
	replaceForeign: boolean;
	/** A test run lasts for minutes, and then gives back what it took. */
	isTest: boolean;
}

/** What {@link subscribe} did. */
interface Subscribed {
	/** The address that a test run has borrowed from and {@link unsubscribe} has to put back. */
	replaced: string | null;
	/** Numbers and business accounts in the scope whose messages go elsewhere, by their own callback. */
	elsewhere: Override[];
}

/** Whether Meta already delivers to the trigger, so that nothing needs to be changed. */
export async function isSubscribed(subscription: Subscription): Promise<boolean> {
	for (const wabaId of wabaIdsOf(subscription)) {
		const { subscribed, url } = await readBusinessAccount(subscription, wabaId);
		if (!subscribed || (await isInTheWay(subscription, url))) return false;
	}
	const app = await readApp(subscription);
	if (missingFields(subscription, app?.fields).length > 0) return false;
	return (await readCallback(subscription, subscription.scope)) === subscription.webhookUrl;
}

/**
 * Makes Meta deliver to the trigger and changes nothing that belongs to somebody else: reads first,
 * adds what is missing, refuses a foreign callback.
 * @throws {SubscriptionError} when the user must put something right
 */
export async function subscribe(subscription: Subscription): Promise<Subscribed> {
	const { scope, webhookUrl } = subscription;
	checkAddress(webhookUrl, subscription.publicUrlNeeded);
	const wabaIds = wabaIdsOf(subscription);
	const toSubscribe: string[] = [];
	for (const wabaId of wabaIds) {
		const { subscribed, url } = await readBusinessAccount(subscription, wabaId);
		const inTheWay = await isInTheWay(subscription, url);
		if (url && inTheWay && (await callbackOwnerOf(subscription, url)) === 'foreign') {
			refuseUnlessReplacing(subscription, errors.accountTaken(wabaId, url));
		}
		if (!subscribed || inTheWay) toSubscribe.push(wabaId);
	}
	const overrides = scope.level === 'number' ? [] : await readOverrides(subscription, wabaIds);
	const replaced = await mayTake(subscription, overrides);

	await ensureApp(subscription);
	for (const wabaId of toSubscribe) await subscribeBusinessAccount(subscription, wabaId);
	if (scope.level !== 'app') await setOverride(subscription, scope, webhookUrl);

	const now = await readCallback(subscription, scope);
	if (now !== webhookUrl) throw errors.notUsed(now, webhookUrl);
	const elsewhere = overrides.filter(
		(override) =>
			override.scope.level !== scope.level &&
			!sameTrigger(override.url, webhookUrl) &&
			!(override.scope.level !== 'number' && toSubscribe.includes(idOf(override.scope))),
	);
	return { replaced, elsewhere };
}

/**
 * Gives back what {@link subscribe} took: restores `restoreUrl`, or clears the callback. Leaves
 * everything alone when Meta no longer delivers to this trigger, and keeps the app's subscription
 * while anybody depends on it.
 * @returns the address that is in place again; null when there was none, or nobody listens there
 */
export async function unsubscribe(
	subscription: Subscription,
	restoreUrl: string | null,
): Promise<string | null> {
	const { scope, webhookUrl } = subscription;
	if ((await readCallback(subscription, scope)) === webhookUrl) {
		const restored = restoreUrl && (await restore(subscription, restoreUrl));
		if (restored) return restored;
		if (scope.level !== 'app') await setOverride(subscription, scope, null);
	} else if ((await readApp(subscription))?.url !== webhookUrl) {
		return null;
	}
	await leaveApp(subscription);
	return null;
}

/** Another trigger that ended its own test run meanwhile listens at its published address again. */
async function restore(subscription: Subscription, restoreUrl: string): Promise<string | null> {
	for (const url of new Set([restoreUrl, productionUrl(restoreUrl)])) {
		const { scope, fields } = subscription;
		try {
			if (scope.level === 'app') await setApp(subscription, url, fields);
			else await setOverride(subscription, scope, url);
			return url;
		} catch {
			// Meta verifies the address at once, and nobody may be there any more.
		}
	}
	return null;
}

/** Takes the fields of the last trigger from the app. What others asked for stays. */
async function leaveApp(subscription: Subscription): Promise<void> {
	const { webhookUrl, numbers, fields } = subscription;
	const url = (await readApp(subscription))?.url;
	if (!url) return;
	// A trigger for one number that subscribed the app became its callback, too, and may be gone.
	const ours =
		url === webhookUrl ||
		(sameN8n(url, webhookUrl) && (await listeningAddress(subscription, url)) === null);
	if (!ours) return;
	const overrides = await readOverrides(subscription, new Set(numbers.map(({ wabaId }) => wabaId)));
	if (overrides.length === 0) await removeFields(subscription, fields);
}

/**
 * Whether the trigger may have the callback of its scope.
 * @returns the address that a test run has to put back afterwards
 * @throws {SubscriptionError} when it may not
 */
async function mayTake(subscription: Subscription, overrides: Override[]): Promise<string | null> {
	const { scope, webhookUrl, isTest, replaceForeign } = subscription;
	const previous = await readCallback(subscription, scope);
	if (!previous || previous === webhookUrl) return null;
	const owner = await callbackOwnerOf(subscription, previous);
	if (owner === 'foreign') {
		refuseUnlessReplacing(subscription, errors.takenElsewhere(scope, previous));
		return null;
	}
	if (isTest) return owner === 'nobody' ? null : previous;
	// The app's callback is only in the keeping of a trigger that receives through its own.
	const kept = scope.level === 'app' && overrides.some(({ url }) => sameTrigger(url, previous));
	if (owner === 'sameN8n' && !kept && !replaceForeign) {
		const { get, appSecret } = subscription;
		const listening = (await listeningAddress(subscription, previous)) ?? previous;
		const workflow = await receivingWorkflow(get, listening, appSecret);
		throw errors.takenByWorkflow(scope, previous, workflow);
	}
	return null;
}

/** A test run gives everything back afterwards, so it never takes what it could not give back. */
function refuseUnlessReplacing(
	{ isTest, replaceForeign }: Subscription,
	error: SubscriptionError,
): void {
	if (isTest && replaceForeign) throw errors.notInTestRun(error);
	if (!replaceForeign) throw error;
}

/**
 * Whether the callback of a business account takes messages away from a trigger for all accounts. A
 * number's own goes before it, and another trigger of this n8n is meant to have them.
 */
async function isInTheWay(subscription: Subscription, url: string | null): Promise<boolean> {
	if (subscription.scope.level !== 'app' || !url) return false;
	return (await callbackOwnerOf(subscription, url)) !== 'sameN8n';
}

async function ensureApp(subscription: Subscription): Promise<void> {
	const { scope, webhookUrl, fields } = subscription;
	const app = await readApp(subscription);
	const missing = missingFields(subscription, app?.fields);
	if (scope.level === 'app') {
		if (missing.length > 0 || app?.url !== webhookUrl)
			await setApp(subscription, webhookUrl, fields);
		return;
	}
	if (missing.length === 0) return;
	// A POST sets the callback of the whole app anew, and Meta verifies it: with the derived token
	// that works for all triggers of this n8n, and for nobody else.
	const url = app?.url;
	if (url && !sameN8n(url, webhookUrl)) throw errors.fieldsMissing(missing, url);
	const listening = url && (await listeningAddress(subscription, url));
	await setApp(subscription, listening || webhookUrl, missing);
}

function missingFields({ fields }: Subscription, present: string[] = []): string[] {
	return fields.filter((field) => !present.includes(field));
}

/** The business accounts of the scope, all of which have to be subscribed. */
function wabaIdsOf({ numbers, scope }: Subscription): Set<string> {
	const wanted = numbers.filter(
		({ id, wabaId }) =>
			scope.level === 'app' || (scope.level === 'number' ? id : wabaId) === scope.id,
	);
	if (wanted.length === 0) throw errors.cannotSee(scope);
	return new Set(wanted.map(({ wabaId }) => wabaId));
}
