import { appToken, onlySystemUser, type GraphCall, type GraphHandler } from './call';
import { invalidParameter, unknownObject } from './errors';
import { list, requiredText, text } from './params';
import { WHATSAPP_OBJECT, type GraphState, type NumberSpec, type WabaSpec } from './state';

const DEFAULT_PAGE = 25;
const NUMBER_DEFAULTS = [
	'verified_name',
	'code_verification_status',
	'display_phone_number',
	'quality_rating',
	'platform_type',
	'throughput',
];

/** The calls that only read: app, WABA and phone numbers, one for each `METHOD kind/edge`. */
export const objectHandlers: Record<string, GraphHandler> = {
	'GET app': (call) => {
		const { id, name } = call.state.app;
		const node = { id, name, link: `https://www.facebook.com/games/?app_id=${id}` };
		return pick(node, asked(call, ['name', 'link']), 'Application');
	},

	'GET waba': (call) => {
		onlySystemUser(call);
		const { id, name } = wabaOf(call);
		const node = { id, name, timezone_id: '1', currency: 'USD' };
		return pick(node, asked(call, ['name', 'timezone_id']), 'WhatsAppBusinessAccount');
	},

	'GET waba/phone_numbers': (call) => {
		onlySystemUser(call);
		const waba = wabaOf(call);
		const fields = asked(call, NUMBER_DEFAULTS);
		const { page, after } = pageOf(waba.numbers, call);
		const data = page.map((number) => readNumber(call.state, waba, number, fields));
		const [first, last] = [page.at(0), page.at(-1)];
		if (!first || !last) return { data };
		const cursors = { before: cursor(first.id), after: cursor(last.id) };
		return { data, paging: { cursors, ...(after ? { next: nextUrl(call, after) } : {}) } };
	},

	'GET phone': (call) => {
		onlySystemUser(call);
		const found = call.state.number(call.id);
		if (!found) throw unknownObject(call.method, call.id);
		return readNumber(call.state, found.waba, found.number, asked(call, NUMBER_DEFAULTS));
	},
};

/**
 * What a token is and may do (Meta: facebook-login/guides/access-tokens/debugging). An unknown
 * token is no error: the answer says `is_valid: false`.
 *
 * @throws GraphError (#100) without `input_token`
 */
export function debugToken({ state, params }: Pick<GraphCall, 'state' | 'params'>): object {
	const token = requiredText(params, 'input_token');
	const about = { app_id: state.app.id, application: state.app.name, is_valid: true };
	if (token === appToken(state)) return { data: { ...about, type: 'APP', scopes: [] } };
	if (token !== state.app.systemUserToken) {
		const error = { code: 190, message: 'Invalid OAuth access token.' };
		return { data: { error, is_valid: false, scopes: [] } };
	}
	const { expiresAt = 0, type = 'SYSTEM_USER', namesTargets = true } = state.token;
	const targets = namesTargets ? { target_ids: state.wabas.map(({ id }) => id) } : {};
	const granular = state.permissions
		.filter((scope) => scope.startsWith('whatsapp_'))
		.map((scope) => ({ scope, ...targets }));
	const scopes = [...state.permissions];
	const until = { expires_at: expiresAt, data_access_expires_at: 0 };
	return {
		data: { ...about, type, ...until, scopes, granular_scopes: granular },
	};
}

function wabaOf(call: GraphCall): WabaSpec {
	const waba = call.state.waba(call.id);
	if (!waba) throw unknownObject(call.method, call.id);
	return waba;
}

function asked(call: GraphCall, defaults: string[]): string[] {
	const fields = list(call.params, 'fields');
	return fields.length > 0 ? fields : defaults;
}

/** Graph always adds the id, and refuses a field that the node does not have. */
function pick<T extends { id: string }>(node: T, fields: string[], type: string): object {
	const known = new Map<string, unknown>(Object.entries(node));
	const chosen: Record<string, unknown> = {};
	for (const field of fields) {
		if (!known.has(field)) {
			throw invalidParameter(`Tried accessing nonexisting field (${field}) on node type (${type})`);
		}
		chosen[field] = known.get(field);
	}
	return { ...chosen, id: node.id };
}

function readNumber(state: GraphState, waba: WabaSpec, number: NumberSpec, fields: string[]) {
	const node = {
		id: number.id,
		display_phone_number: number.displayPhoneNumber,
		verified_name: number.verifiedName,
		status: 'CONNECTED',
		name_status: 'APPROVED',
		quality_rating: 'GREEN',
		code_verification_status: 'VERIFIED',
		platform_type: 'CLOUD_API',
		account_mode: 'LIVE',
		throughput: { level: 'STANDARD' },
		is_official_business_account: false,
		webhook_configuration: webhookConfiguration(state, waba.id, number.id),
	};
	return pick(node, fields, 'WhatsAppBusinessPhoneNumber');
}

/** A level that has no URL is left out (Meta: webhooks/override). */
function webhookConfiguration(state: GraphState, wabaId: string, numberId: string) {
	const phone = state.phoneOverrides.get(numberId);
	const waba = state.subscribedWabas.get(wabaId)?.override;
	const app = state.objects.get(WHATSAPP_OBJECT)?.callbackUrl;
	return {
		...(phone ? { phone_number: phone } : {}),
		...(waba ? { whatsapp_business_account: waba } : {}),
		...(app ? { application: app } : {}),
	};
}

function pageOf(numbers: NumberSpec[], call: GraphCall) {
	const limit = Number(call.params.limit ?? DEFAULT_PAGE);
	if (!Number.isInteger(limit) || limit < 1) {
		throw invalidParameter('Param limit must be an integer greater than or equal to 1');
	}
	const after = text(call.params, 'after');
	const start = after ? numbers.findIndex(({ id }) => cursor(id) === after) + 1 : 0;
	if (after && start === 0) throw invalidParameter('Invalid cursors values');
	const page = numbers.slice(start, start + limit);
	const last = page.at(-1);
	return { page, after: last && start + limit < numbers.length ? cursor(last.id) : undefined };
}

function cursor(id: string): string {
	return Buffer.from(`cursor:${id}`).toString('base64url');
}

/** Carries the token only when the client had put it into the query itself. */
function nextUrl(call: GraphCall, after: string): string {
	const url = new URL(`${call.origin}/${call.version}/${call.id}/phone_numbers`);
	for (const name of ['access_token', 'fields', 'limit']) {
		const value = call.params[name];
		if (value !== undefined) url.searchParams.set(name, String(value));
	}
	url.searchParams.set('after', after);
	return url.href;
}
