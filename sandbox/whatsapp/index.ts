import {
	Courier,
	type Attempt,
	type Delivery,
	type DuplicateOptions,
	type RedeliveryOptions,
} from './delivery';
import {
	messagesBody,
	signatureFor,
	statusBody,
	wireForm,
	type InboundMessage,
	type Person,
	type StatusUpdate,
} from './payloads';
import { createServer, type LoggedRequest } from './server';
import {
	GraphState,
	type AppSpec,
	type NumberSpec,
	type Route,
	type Subscriptions,
	type TokenSpec,
	type UndeliveredReason,
	type WabaSpec,
} from './state';

export { buttonAnswer, flowAnswer, listAnswer, templateAnswer } from './answers';
export type {
	AppSpec,
	Attempt,
	Delivery,
	DuplicateOptions,
	InboundMessage,
	LoggedRequest,
	NumberSpec,
	Person,
	RedeliveryOptions,
	StatusUpdate,
	Subscriptions,
	TokenSpec,
	UndeliveredReason,
	WabaSpec,
};

/** Made up: these open nothing but a sandbox. */
const DEMO_APP: Required<AppSpec> = {
	id: '730915264802173',
	secret: 'c0ffee00'.repeat(4),
	systemUserToken: 'sandbox-system-user-token',
	name: 'Contact Assignment Sandbox',
};

export const DEMO_WABA: WabaSpec = {
	id: '417263950182734',
	name: 'Sandbox Business',
	numbers: [
		{
			id: '528164390271845',
			displayPhoneNumber: '+1 202-555-0143',
			verifiedName: 'Sales Line',
		},
		{
			id: '528164390271846',
			displayPhoneNumber: '+1 202-555-0178',
			verifiedName: 'Support Line',
		},
	],
};

const DEMO_PERMISSIONS: readonly string[] = [
	'whatsapp_business_management',
	'whatsapp_business_messaging',
];

const DEFAULT_REDELIVERY = {
	delaysMs: [1_000, 2_000, 4_000, 8_000, 16_000],
	timeoutMs: 10_000,
} satisfies RedeliveryOptions;

export interface GraphSandboxOptions {
	/** 0, the default, takes any free one. The host is always 127.0.0.1. */
	port?: number;
	app?: AppSpec;
	wabas?: WabaSpec[];
	/** What the system user's token may do; `DEMO_PERMISSIONS` when absent. */
	permissions?: readonly string[];
	token?: TokenSpec;
	/** `timeoutMs` also bounds the verification of a callback. */
	redelivery?: RedeliveryOptions;
}

export interface GraphSandbox {
	/** Base of every call: `${url}/v25.0/...`. */
	readonly url: string;
	readonly app: Required<AppSpec>;
	readonly wabas: readonly WabaSpec[];
	/**
	 * One webhook POST for one or many messages; resolves when the first answer is in.
	 *
	 * @throws Error when the messages do not make one POST: see `messagesBody`, and numbers whose
	 * webhooks go to different places
	 */
	send(messages: InboundMessage | InboundMessage[]): Promise<Delivery>;
	/** One webhook POST for one status; resolves and throws as `send`. */
	sendStatus(status: StatusUpdate): Promise<Delivery>;
	/**
	 * Any bytes, to where webhooks of this number go. Without `signature` they are signed
	 * correctly; null leaves the header out.
	 *
	 * @throws Error for a number that the sandbox does not have
	 */
	deliverRaw(
		phoneNumberId: string,
		rawBody: string | Buffer,
		options?: { signature?: string | null },
	): Promise<Delivery>;
	/** All webhooks so far, oldest first. */
	readonly deliveries: readonly Delivery[];
	/** Resolves when nothing is under way and nothing waits for another try or a duplicate. */
	idle(): Promise<void>;
	/** A copy of what is subscribed now. */
	readonly subscriptions: Subscriptions;
	/** Graph API calls so far, oldest first, without tokens. */
	readonly requests: readonly LoggedRequest[];
	/** Stops listening and gives up what waits for another try or a duplicate. */
	close(): Promise<void>;
}

/**
 * Meta's Graph API for WhatsApp and Meta's webhook delivery on 127.0.0.1, for demos, tests and
 * benchmarks. All state is in memory.
 *
 * @throws Error when the port is taken
 */
export async function startGraphSandbox(options: GraphSandboxOptions = {}): Promise<GraphSandbox> {
	const app = { name: DEMO_APP.name, ...(options.app ?? DEMO_APP) };
	const wabas = options.wabas ?? [DEMO_WABA];
	const state = new GraphState(
		app,
		wabas,
		[...(options.permissions ?? DEMO_PERMISSIONS)],
		options.token,
	);
	const redelivery = { ...DEFAULT_REDELIVERY, ...options.redelivery };
	const courier = new Courier(redelivery);
	const requests: LoggedRequest[] = [];
	const server = createServer(state, requests, redelivery.timeoutMs);
	const url = await server.listen({ host: '127.0.0.1', port: options.port ?? 0 });

	const deliver = (route: Route, body: Buffer, signature?: string | null) =>
		courier.post(route, body, signature === undefined ? signatureFor(body, app.secret) : signature);

	return {
		url,
		app,
		wabas,
		async send(messages) {
			const batch = Array.isArray(messages) ? messages : [messages];
			const body = wireForm(messagesBody(state, batch));
			return await deliver(commonRoute(state, batch), body);
		},
		async sendStatus(status) {
			const body = wireForm(statusBody(state, status));
			return await deliver(state.route(status.from), body);
		},
		async deliverRaw(phoneNumberId, rawBody, { signature } = {}) {
			return await deliver(state.route(phoneNumberId), Buffer.from(rawBody), signature);
		},
		deliveries: courier.deliveries,
		idle: () => courier.idle(),
		get subscriptions() {
			return state.snapshot();
		},
		requests,
		async close() {
			await courier.close();
			await server.close();
		},
	};
}

/** Meta never puts updates for two callbacks into one POST. */
function commonRoute(state: GraphState, batch: InboundMessage[]): Route {
	const routes = new Map(
		batch.map(({ to }) => {
			const route = state.route(to);
			return ['url' in route ? route.url : route.undelivered, route];
		}),
	);
	const [route, ...others] = routes.values();
	if (!route || others.length > 0) {
		throw new Error('These numbers have different callbacks: send their messages apart');
	}
	return route;
}
