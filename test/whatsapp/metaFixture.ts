import axios from 'axios';
import fastify from 'fastify';
import {
	startGraphSandbox,
	type GraphSandbox,
	type GraphSandboxOptions,
	type WabaSpec,
} from '../../sandbox/whatsapp';
import type { Graph } from '../../whatsapp/meta/graph';
import { listNumbers } from '../../whatsapp/meta/numbers';
import type { HttpGet } from '../../whatsapp/meta/callbackCheck';
import type { Scope } from '../../whatsapp/meta/scope';
import { answerVerification } from '../../whatsapp/meta/verification';
import { MESSAGE_FIELDS, type Subscription } from '../../whatsapp/meta/subscription';

export const APP = { id: '1001', secret: 'the app secret', systemUserToken: 'the system token' };
export const SALES = '3001';
export const SUPPORT = '3002';
export const LONDON = '3003';
export const HOME = '2001';
export const ABROAD = '2002';

const WABAS: WabaSpec[] = [
	{
		id: HOME,
		name: 'Home',
		numbers: [
			{ id: SALES, displayPhoneNumber: '+1 202-555-0143', verifiedName: 'Sales Line' },
			{ id: SUPPORT, displayPhoneNumber: '+1 202-555-0178', verifiedName: 'Support Line' },
		],
	},
	{
		id: ABROAD,
		name: 'Abroad',
		numbers: [{ id: LONDON, displayPhoneNumber: '+44 20 7946 0018', verifiedName: 'London' }],
	},
];

/** A trigger for one number. */
export const number = (id: string): Scope => ({ level: 'number', id });

/** Meta and the addresses that it delivers to: n8n's with our tokens, and another system's. */
export class MetaFixture {
	private running?: GraphSandbox;

	private readonly callbacks = fastify({ forceCloseConnections: true });

	private base = '';

	/** Addresses at which n8n answers that no workflow listens there. */
	readonly unpublished = new Set<string>();

	async start(options: GraphSandboxOptions = {}): Promise<void> {
		this.callbacks.get('/:webhook/:id/whatsapp', async (request, reply) => {
			const query = request.query as Record<string, unknown>;
			const url = this.base + (request.url.split('?')[0] ?? '');
			if (this.unpublished.has(url)) return await reply.code(404).send('Not registered');
			const { status, text } = answerVerification(query, url, APP.secret, {
				id: 'w1',
				name: 'Sales',
			});
			return await reply.code(status).type('text/plain').send(text);
		});
		// Another system, which accepts any verify token.
		this.callbacks.get('/other', async (request, reply) => {
			const query = request.query as Record<string, string>;
			return await reply.type('text/plain').send(query['hub.challenge']);
		});
		this.base = await this.callbacks.listen({ host: '127.0.0.1', port: 0 });
		this.running = await startGraphSandbox({ app: APP, wabas: WABAS, ...options });
	}

	async stop(): Promise<void> {
		await this.running?.close();
		await this.callbacks.close();
	}

	get sandbox(): GraphSandbox {
		if (!this.running) throw new Error('the sandbox is not started');
		return this.running;
	}

	/** Where this n8n serves webhooks. */
	get n8nUrl(): string {
		return this.base;
	}

	get otherSystem(): string {
		return `${this.base}/other`;
	}

	production(id = 'one'): string {
		return `${this.base}/webhook/${id}/whatsapp`;
	}

	test(id = 'one'): string {
		return `${this.base}/webhook-test/${id}/whatsapp`;
	}

	readonly graph: Graph = async ({ method, path, query, body }) => {
		const ofApp = path === '/debug_token' || path.endsWith('/subscriptions');
		const token = ofApp ? `${APP.id}|${APP.secret}` : APP.systemUserToken;
		const answer = await axios.request<unknown>({
			method,
			url: `${this.sandbox.url}/v25.0${path}`,
			params: query,
			data: body,
			headers: { Authorization: `Bearer ${token}` },
			validateStatus: () => true,
		});
		if (answer.status === 200) return answer.data;
		throw new Error(`Graph answered ${answer.status}: ${JSON.stringify(answer.data)}`);
	};

	readonly get: HttpGet = async (url, query) => {
		const answer = await axios.get<string>(url, {
			params: query,
			transformResponse: (text: string) => text,
			validateStatus: () => true,
		});
		return { status: answer.status, text: answer.data };
	};

	/** What a trigger asks for, with the numbers that the token can see. */
	async subscription(changes: Partial<Subscription> = {}): Promise<Subscription> {
		return {
			graph: this.graph,
			appId: APP.id,
			appSecret: APP.secret,
			webhookUrl: this.production(),
			publicUrlNeeded: false,
			scope: { level: 'number', id: SALES },
			fields: MESSAGE_FIELDS,
			numbers: await listNumbers(this.graph, APP.systemUserToken),
			replaceForeign: false,
			isTest: false,
			get: this.get,
			...changes,
		};
	}

	/** Calls that change something, since the last time that this was asked. */
	writes(): string[] {
		const seen = this.sandbox.requests.slice(this.counted);
		this.counted = this.sandbox.requests.length;
		return seen
			.filter(({ method }) => method !== 'GET')
			.map(({ method, path }) => `${method} ${path.replace('/v25.0', '')}`);
	}

	private counted = 0;

	/** Another system takes the callback of a scope. */
	async otherTakes(scope: Scope): Promise<void> {
		await this.otherTakesApp();
		if (scope.level === 'app') return;
		await this.otherTakesWaba(HOME, null);
		if (scope.level === 'number') await this.otherTakesNumber(scope.id);
		else await this.otherTakesWaba(scope.id, this.otherSystem);
	}

	/** Another system takes the app's callback. */
	async otherTakesApp(fields = ['messages']): Promise<void> {
		const body = { callback_url: this.otherSystem, verify_token: 'theirs', fields };
		await this.graph({
			method: 'POST',
			path: `/${APP.id}/subscriptions`,
			body: { object: 'whatsapp_business_account', ...body },
		});
	}

	/** Another system takes a WhatsApp Business Account, or with `null` just subscribes it. */
	async otherTakesWaba(wabaId: string, url: string | null): Promise<void> {
		const body = url === null ? {} : { override_callback_uri: url, verify_token: 'theirs' };
		await this.graph({ method: 'POST', path: `/${wabaId}/subscribed_apps`, body });
	}

	/** Another system takes a number. */
	async otherTakesNumber(numberId: string): Promise<void> {
		const override = { override_callback_uri: this.otherSystem, verify_token: 'theirs' };
		await this.graph({
			method: 'POST',
			path: `/${numberId}`,
			body: { webhook_configuration: override },
		});
	}
}
