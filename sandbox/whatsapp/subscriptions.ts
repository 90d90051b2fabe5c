import { onlyApp, onlySystemUser, type GraphCall, type GraphHandler } from './call';
import { invalidParameter, parameterMissing } from './errors';
import { WEBHOOK_FIELDS } from './fields';
import { list, nested, requiredText, text } from './params';
import { WHATSAPP_OBJECT } from './state';
import { verifyCallback } from './verification';

const OVERRIDE_MAX_LENGTH = 200;

const SUCCESS = { success: true };

/**
 * The calls that decide where webhooks go, one handler for each `METHOD kind/edge`.
 *
 * @param timeoutMs how long a callback may take to answer its verification
 */
export function subscriptionHandlers(timeoutMs: number): Record<string, GraphHandler> {
	/** @throws GraphError (#100) when the app is not subscribed, (#2200) when the URL fails */
	async function verifyOverride(call: GraphCall, wabaId: string, url: string, token: string) {
		if (!call.state.appGetsMessages() || !call.state.subscribedWabas.has(wabaId)) {
			throw invalidParameter(
				'Before override the current callback uri, your app must be subscribed to receive ' +
					'messages for WhatsApp Business Account',
			);
		}
		if (url.length > OVERRIDE_MAX_LENGTH) {
			throw invalidParameter(
				`Param override_callback_uri must be at most ${OVERRIDE_MAX_LENGTH} characters long`,
			);
		}
		await verifyCallback(url, token, timeoutMs);
	}

	return {
		'GET app/subscriptions': (call) => {
			onlyApp(call);
			const data = [...call.state.objects].map(([object, { callbackUrl, fields }]) => ({
				object,
				callback_url: callbackUrl,
				active: true,
				fields: [...fields].map(([name, version]) => ({ name, version })),
			}));
			return { data };
		},

		// Meta: graph-api/webhooks/subscriptions-edge. Fields add up, the callback is replaced.
		'POST app/subscriptions': async (call) => {
			onlyApp(call);
			const object = requiredText(call.params, 'object');
			const callbackUrl = requiredText(call.params, 'callback_url');
			const verifyToken = requiredText(call.params, 'verify_token');
			const fields = list(call.params, 'fields');
			for (const field of fields) {
				if (object === WHATSAPP_OBJECT && !WEBHOOK_FIELDS.has(field)) {
					throw invalidParameter(
						`Param fields must be one of {${[...WEBHOOK_FIELDS].join(', ')}} - got "${field}".`,
					);
				}
			}
			await verifyCallback(callbackUrl, verifyToken, timeoutMs);
			const known = call.state.objects.get(object)?.fields ?? [];
			const added = fields.map((field): [string, string] => [field, call.version]);
			call.state.objects.set(object, { callbackUrl, fields: new Map([...known, ...added]) });
			return SUCCESS;
		},

		// Without fields the object goes, without object everything goes.
		'DELETE app/subscriptions': (call) => {
			onlyApp(call);
			const { objects } = call.state;
			const object = text(call.params, 'object');
			if (!object) {
				objects.clear();
				return SUCCESS;
			}
			const fields = list(call.params, 'fields');
			const subscription = objects.get(object);
			for (const field of fields) subscription?.fields.delete(field);
			if (fields.length === 0 || subscription?.fields.size === 0) objects.delete(object);
			return SUCCESS;
		},

		'GET waba/subscribed_apps': (call) => {
			onlySystemUser(call);
			const entry = call.state.subscribedWabas.get(call.id);
			if (!entry) return { data: [] };
			const { id, name } = call.state.app;
			const link = `https://www.facebook.com/games/?app_id=${id}`;
			const override = entry.override ? { override_callback_uri: entry.override } : {};
			return { data: [{ whatsapp_business_api_data: { id, name, link }, ...override }] };
		},

		// Meta: webhooks/override. An empty body subscribes and takes an override away.
		'POST waba/subscribed_apps': async (call) => {
			onlySystemUser(call);
			const override = text(call.params, 'override_callback_uri') || null;
			if (override) {
				const token = requiredText(call.params, 'verify_token');
				await verifyOverride(call, call.id, override, token);
			}
			call.state.subscribedWabas.set(call.id, { override });
			return SUCCESS;
		},

		'DELETE waba/subscribed_apps': (call) => {
			onlySystemUser(call);
			call.state.subscribedWabas.delete(call.id);
			return SUCCESS;
		},

		// Meta: webhooks/override. An empty URI takes the override away and needs no token.
		'POST phone': async (call) => {
			onlySystemUser(call);
			const configuration = nested(call.params, 'webhook_configuration');
			if (!configuration) throw parameterMissing('webhook_configuration');
			const override = text(configuration, 'override_callback_uri');
			if (override === undefined) throw parameterMissing('override_callback_uri');
			if (override === '') {
				call.state.phoneOverrides.delete(call.id);
				return SUCCESS;
			}
			const token = requiredText(configuration, 'verify_token');
			const wabaId = call.state.number(call.id)?.waba.id ?? '';
			await verifyOverride(call, wabaId, override, token);
			call.state.phoneOverrides.set(call.id, override);
			return SUCCESS;
		},
	};
}
