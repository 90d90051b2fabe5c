import { appTokenNeeded, invalidToken, permissionMissing, unknownObject } from './errors';
import { text, type Params } from './params';
import type { GraphState } from './state';

type Caller = 'app' | 'system user';

/** One Graph API call, after its token was recognised. */
export interface GraphCall {
	state: GraphState;
	method: string;
	/** As in the path, for example `v25.0`. */
	version: string;
	/** The node's id: app, WABA or phone number. */
	id: string;
	/** Query and body together: Graph does not tell them apart. */
	params: Params;
	caller: Caller;
	/** Scheme and host that the client used. */
	origin: string;
}

export type GraphHandler = (call: GraphCall) => object | Promise<object>;

export function appToken(state: GraphState): string {
	return `${state.app.id}|${state.app.secret}`;
}

/** @throws GraphError 190 (HTTP 401) when there is no token or nobody has it */
export function identify(state: GraphState, token: string | undefined): Caller {
	if (token === appToken(state)) return 'app';
	if (token === state.app.systemUserToken) return 'system user';
	throw invalidToken();
}

export function tokenOf(params: Params, authorization: string | undefined): string | undefined {
	return text(params, 'access_token') ?? authorization?.replace(/^(Bearer|OAuth) /i, '');
}

/** @throws GraphError (#15) for any token that is not the app's own */
export function onlyApp(call: GraphCall): void {
	if (call.caller !== 'app') throw appTokenNeeded();
}

/**
 * WABAs and numbers are assets of a business: an app token cannot see them, a system user can when
 * it has the permission.
 *
 * @throws GraphError (#200) without the permission, 100/33 for an app token
 */
export function onlySystemUser(call: GraphCall): void {
	if (call.caller !== 'system user') throw unknownObject(call.method, call.id);
	const permission = 'whatsapp_business_management';
	if (!call.state.permissions.includes(permission)) throw permissionMissing(permission);
}
