import { z } from 'zod/v4';
import { readAll, type Graph } from './graph';
import type { Scope } from './scope';
import { verifyToken } from './verification';

// The calls that read and set where webhooks go (Meta: webhooks/override,
// graph-api/webhooks/subscriptions-edge). An override belongs to the app that set it.

const OBJECT = 'whatsapp_business_account';

/** A Meta app as its own credential opens it. */
export interface MetaApp {
	graph: Graph;
	appId: string;
	appSecret: string;
}

/** What the app itself has asked for. */
export interface AppSubscription {
	url: string | null;
	fields: string[];
}

/** A callback that goes before the app's. */
export interface Override {
	scope: Scope;
	url: string;
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

const configurationSchema = z.object({
	webhook_configuration: z.object({ phone_number: z.string().optional() }).optional(),
});

const numberSchema = configurationSchema.extend({ id: z.string() });

/** The app's own subscription; null when it has none and so receives nothing at all. */
export async function readApp({ graph, appId }: MetaApp): Promise<AppSubscription | null> {
	const rows = await readAll(graph, `/${appId}/subscriptions`, {}, appSubscriptionSchema);
	const row = rows.find(({ object }) => object === OBJECT);
	if (!row) return null;
	return { url: row.callback_url || null, fields: row.fields.map(({ name }) => name) };
}

/** Whether a WhatsApp Business Account sends the app anything, and its own callback. */
export async function readBusinessAccount(
	{ graph, appId }: MetaApp,
	wabaId: string,
): Promise<{ subscribed: boolean; url: string | null }> {
	const rows = await readAll(graph, `/${wabaId}/subscribed_apps`, {}, subscribedAppSchema);
	const row = rows.find(({ whatsapp_business_api_data: app }) => app.id === appId);
	return { subscribed: row !== undefined, url: row?.override_callback_uri || null };
}

/** The callback that stands at one level, without those above and below. */
export async function readCallback(app: MetaApp, scope: Scope): Promise<string | null> {
	if (scope.level === 'app') return (await readApp(app))?.url ?? null;
	if (scope.level === 'businessAccount') return (await readBusinessAccount(app, scope.id)).url;
	const answer = await app.graph({
		method: 'GET',
		path: `/${encodeURIComponent(scope.id)}`,
		query: { fields: 'webhook_configuration' },
	});
	return configurationSchema.parse(answer).webhook_configuration?.phone_number || null;
}

/** All callbacks of these business accounts and of their numbers. */
export async function readOverrides(app: MetaApp, wabaIds: Iterable<string>): Promise<Override[]> {
	const overrides: Override[] = [];
	for (const id of wabaIds) {
		const { url } = await readBusinessAccount(app, id);
		if (url) overrides.push({ scope: { level: 'businessAccount', id }, url });
		const query = { fields: 'id,webhook_configuration', limit: '100' };
		const numbers = await readAll(app.graph, `/${id}/phone_numbers`, query, numberSchema);
		for (const number of numbers) {
			const own = number.webhook_configuration?.phone_number;
			if (own) overrides.push({ scope: { level: 'number', id: number.id }, url: own });
		}
	}
	return overrides;
}

/** Adds fields to the app and sets its callback; Meta asks there for the verify token at once. */
export async function setApp(app: MetaApp, url: string, fields: readonly string[]): Promise<void> {
	await app.graph({
		method: 'POST',
		path: `/${app.appId}/subscriptions`,
		body: {
			object: OBJECT,
			callback_url: url,
			verify_token: verifyToken(url, app.appSecret),
			fields: fields.join(','),
			include_values: true,
		},
	});
}

/** Takes fields from the app; without the last one the subscription is gone. */
export async function removeFields(app: MetaApp, fields: readonly string[]): Promise<void> {
	const query = { object: OBJECT, fields: fields.join(',') };
	await app.graph({ method: 'DELETE', path: `/${app.appId}/subscriptions`, query });
}

/** Subscribes a business account, and clears its callback: never sent without need. */
export async function subscribeBusinessAccount({ graph }: MetaApp, wabaId: string): Promise<void> {
	await graph({ method: 'POST', path: `/${wabaId}/subscribed_apps` });
}

/** Sets the callback of a number or business account; null clears it. */
export async function setOverride(
	app: MetaApp,
	scope: Exclude<Scope, { level: 'app' }>,
	url: string | null,
): Promise<void> {
	if (scope.level === 'businessAccount' && url === null) {
		await subscribeBusinessAccount(app, scope.id);
		return;
	}
	const override = {
		override_callback_uri: url ?? '',
		...(url && { verify_token: verifyToken(url, app.appSecret) }),
	};
	if (scope.level === 'businessAccount') {
		await app.graph({ method: 'POST', path: `/${scope.id}/subscribed_apps`, body: override });
	} else {
		const body = { webhook_configuration: override };
		await app.graph({ method: 'POST', path: `/${scope.id}`, body });
	}
}
