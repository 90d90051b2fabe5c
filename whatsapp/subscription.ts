import { z } from 'zod/v4';
import { readAll, SubscriptionError, type Graph } from './graph';
import type { WhatsAppNumber } from './numbers';
import { productionUrl, verifyToken } from './signature';

const OBJECT = 'whatsapp_business_account';
const FIELD = 'messages';

/** Names without a dot or of a local domain, loopback and private networks. */
const LOCAL_HOST =
	/^([^.[]+|.+\.(localhost|local|internal)|(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01]))\.[\d.]+|\[(::1?|f[cd].*|fe80.*)\])$/;

/** Which webhooks a trigger wants, and where. */
export interface Subscription {
	graph: Graph;
	appId: string;
	appSecret: string;
	webhookUrl: string;
	/** Whether Meta itself is asked, which takes public https addresses only. */
	publicUrlNeeded: boolean;
	/** One number through its own callback, or null for all numbers through the app's callback. */
	phoneNumberId: string | null;
	/** The numbers that the token can see. */
	numbers: WhatsAppNumber[];
	/** Take a callback away from another system. It cannot be put back: its verify token is unknown. */
	replaceForeign: boolean;
}

const appSubscriptionSchema = z.object({
	object: z.string(),
	callback_url: z.string().optional(),
	fields: z.array(z.object({ name: z.string() })).default([]),
});

const subscribedAppSchema = z.object({
	whatsapp_business_api_data: z.object({ id: z.string() }),
	override_callback_uri: z.string().optional(),
});

const callbacksSchema = z.object({
	webhook_configuration: z.object({ phone_number: z.string().optional() }).optional(),
});

/** Whether Meta already delivers to the trigger, so that nothing needs to be changed. */
export async function isSubscribed(subscription: Subscription): Promise<boolean> {
	if ((await wabasToSubscribe(subscription)).length > 0) return false;
	const app = await appSubscription(subscription);
	if (!app?.fields.some(({ name }) => name === FIELD)) return false;
	return (await currentUrl(subscription)) === subscription.webhookUrl;
}

/**
 * Makes Meta deliver to the trigger and changes nothing that belongs to somebody else: reads first,
 * adds what is missing, refuses a foreign callback (Meta: webhooks/override,
 * graph-api/webhooks/subscriptions-edge).
 * @returns the URL that was replaced when it is this trigger's other one (production while testing)
 * @throws {SubscriptionError} when the user must put something right
 */
export async function subscribe(subscription: Subscription): Promise<{ replaced: string | null }> {
	const { graph, webhookUrl, phoneNumberId, replaceForeign } = subscription;
	checkUrl(subscription);
	const wabas = await wabasToSubscribe(subscription);
	const previous = await currentUrl(subscription);
	const own = previous !== null && productionUrl(previous) === productionUrl(webhookUrl);
	if (previous && !own && !replaceForeign) {
		throw new SubscriptionError(
			phoneNumberId
				? `This number already sends its messages to ${previous}`
				: `The Meta app already sends its messages to ${previous}`,
			"Turn off the workflow or system behind that address, or switch on the option 'Replace Existing Webhook'. To keep both, create a second Meta app for this trigger.",
		);
	}
	const taken = wabas.find(({ override }) => override);
	if (taken && !replaceForeign) {
		throw new SubscriptionError(
			`The WhatsApp Business Account ${taken.wabaId} sends its messages to ${taken.override}`,
			"Choose single numbers in this trigger, or switch on the option 'Replace Existing Webhook'.",
		);
	}
	await ensureAppSubscription(subscription);
	for (const { wabaId } of wabas) {
		// An empty POST subscribes, and clears an override: never sent without need.
		await graph({ method: 'POST', path: `/${wabaId}/subscribed_apps` });
	}
	if (phoneNumberId) await setNumberCallback(subscription, webhookUrl);
	const now = await currentUrl(subscription);
	if (now !== webhookUrl) {
		throw new SubscriptionError(
			'Meta accepted the webhook address but does not use it',
			`Meta reports ${now ?? 'no address'} instead of ${webhookUrl}. Publish the workflow again.`,
		);
	}
	return { replaced: own && previous !== webhookUrl ? previous : null };
}

/**
 * Gives back what {@link subscribe} took: restores `restoreUrl`, or clears the callback. Leaves
 * everything alone when Meta no longer delivers to this trigger, and keeps the app's subscription
 * while a number with a callback of its own depends on it.
 */
export async function unsubscribe(
	subscription: Subscription,
	restoreUrl: string | null,
): Promise<void> {
	const { appId, graph, webhookUrl } = subscription;
	if ((await currentUrl(subscription)) !== webhookUrl) return;
	if (subscription.phoneNumberId) await setNumberCallback(subscription, restoreUrl ?? '');
	else if (restoreUrl) await setAppCallback(subscription, restoreUrl);
	if (restoreUrl) return;
	// A number's trigger that subscribed the app became its callback, too.
	const url = (await appSubscription(subscription))?.callback_url;
	if (!url || productionUrl(url) !== productionUrl(webhookUrl)) return;
	for (const { id } of subscription.numbers) {
		if (await numberCallback(graph, id)) return;
	}
	await graph({
		method: 'DELETE',
		path: `/${appId}/subscriptions`,
		query: { object: OBJECT, fields: FIELD },
	});
}

/** Meta refuses such addresses with "Invalid parameter", which tells people nothing. */
function checkUrl({ webhookUrl, publicUrlNeeded }: Subscription): void {
	const { protocol, hostname } = new URL(webhookUrl);
	if (publicUrlNeeded && (protocol !== 'https:' || LOCAL_HOST.test(hostname))) {
		throw new SubscriptionError(
			`Meta cannot reach the webhook address ${webhookUrl}`,
			'Set the environment variable WEBHOOK_URL of n8n to a public https address, then restart n8n.',
		);
	}
	// Meta: webhooks/override, override_callback_uri.
	if (webhookUrl.length > 200) {
		throw new SubscriptionError(
			'The webhook address is longer than the 200 characters that Meta allows',
			`Shorten WEBHOOK_URL of n8n. The address is ${webhookUrl}`,
		);
	}
}

function wabaIds({ numbers, phoneNumberId }: Subscription): string[] {
	const wanted = phoneNumberId ? numbers.filter(({ id }) => id === phoneNumberId) : numbers;
	if (wanted.length === 0) {
		throw new SubscriptionError(
			phoneNumberId
				? `The System User Token cannot see the number with the ID ${phoneNumberId}`
				: 'The System User Token can see no WhatsApp number',
			"Choose the number from the list, or assign its WhatsApp account to the system user in Meta's Business Settings.",
		);
	}
	return [...new Set(wanted.map(({ wabaId }) => wabaId))];
}

async function appSubscription({ graph, appId }: Subscription) {
	const rows = await readAll(graph, `/${appId}/subscriptions`, {}, appSubscriptionSchema);
	return rows.find(({ object }) => object === OBJECT) ?? null;
}

async function wabaSubscription({ graph, appId }: Subscription, wabaId: string) {
	const rows = await readAll(graph, `/${wabaId}/subscribed_apps`, {}, subscribedAppSchema);
	return rows.find((row) => row.whatsapp_business_api_data.id === appId) ?? null;
}

/** What hinders messages at the accounts: not subscribed, or an override that takes them away. */
async function wabasToSubscribe(subscription: Subscription) {
	const wabas: Array<{ wabaId: string; override: string | undefined }> = [];
	for (const wabaId of wabaIds(subscription)) {
		const row = await wabaSubscription(subscription, wabaId);
		// A number's own callback goes before the account's, so only "all numbers" minds an override.
		const override = subscription.phoneNumberId ? undefined : row?.override_callback_uri;
		if (!row || override) wabas.push({ wabaId, override });
	}
	return wabas;
}

async function currentUrl(subscription: Subscription): Promise<string | null> {
	const { graph, phoneNumberId } = subscription;
	if (phoneNumberId) return await numberCallback(graph, phoneNumberId);
	return (await appSubscription(subscription))?.callback_url ?? null;
}

async function numberCallback(graph: Graph, phoneNumberId: string): Promise<string | null> {
	const answer = await graph({
		method: 'GET',
		path: `/${phoneNumberId}`,
		query: { fields: 'webhook_configuration' },
	});
	return callbacksSchema.parse(answer).webhook_configuration?.phone_number || null;
}

async function ensureAppSubscription(subscription: Subscription): Promise<void> {
	const { phoneNumberId, webhookUrl } = subscription;
	const app = await appSubscription(subscription);
	const complete = app?.fields.some(({ name }) => name === FIELD) ?? false;
	const url = app?.callback_url;
	if (phoneNumberId === null) {
		if (!complete || url !== webhookUrl) await setAppCallback(subscription, webhookUrl);
		return;
	}
	if (complete) return;
	// A POST would replace the callback of the whole app, and Meta would verify it with our token.
	if (url && productionUrl(url) !== productionUrl(webhookUrl)) {
		throw new SubscriptionError(
			`The Meta app does not subscribe to the field '${FIELD}'`,
			`In Meta's App Dashboard, open WhatsApp > Configuration and subscribe to '${FIELD}'. The app sends its webhooks to ${url}, so this trigger must not change that.`,
		);
	}
	await setAppCallback(subscription, webhookUrl);
}

async function setAppCallback(subscription: Subscription, url: string): Promise<void> {
	await subscription.graph({
		method: 'POST',
		path: `/${subscription.appId}/subscriptions`,
		body: {
			object: OBJECT,
			callback_url: url,
			verify_token: verifyToken(url, subscription.appSecret),
			fields: FIELD,
			include_values: true,
		},
	});
}

async function setNumberCallback(subscription: Subscription, url: string): Promise<void> {
	await subscription.graph({
		method: 'POST',
		path: `/${subscription.phoneNumberId}`,
		body: {
			webhook_configuration: {
				override_callback_uri: url,
				...(url && { verify_token: verifyToken(url, subscription.appSecret) }),
			},
		},
	});
}
