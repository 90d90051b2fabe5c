import axios from 'axios';

import {
	startGraphSandbox,
	type GraphSandbox,
	type GraphSandboxOptions,
	type WabaSpec,
} from '../../../sandbox/whatsapp';
import { Receiver, VERIFY_TOKEN } from './receiver';

export const APP = { id: '1001', secret: 'the app secret', systemUserToken: 'the system token' };
export const APP_TOKEN = `${APP.id}|${APP.secret}`;
export const SALES = '3001';
export const SUPPORT = '3002';
export const ABROAD = '3003';
export const HOME_WABA = '2001';
export const ABROAD_WABA = '2002';

export const WABAS: WabaSpec[] = [
	{
		id: HOME_WABA,
		name: 'Home',
		numbers: [
			{ id: SALES, displayPhoneNumber: '+1 202-555-0143', verifiedName: 'Sales Line' },
			{ id: SUPPORT, displayPhoneNumber: '+1 202-555-0178', verifiedName: 'Support Line' },
		],
	},
	{
		id: ABROAD_WABA,
		name: 'Abroad',
		numbers: [{ id: ABROAD, displayPhoneNumber: '+44 20 7946 0018', verifiedName: 'London' }],
	},
];

export const DANA = { phone: '14155550117', userId: 'US.84720193655102938471', name: 'Dana' };

interface Answered {
	status: number;
	data: {
		data?: unknown;
		error?: { message: string; type: string; code: number; error_subcode?: number };
		[key: string]: unknown;
	};
}

type Method = 'GET' | 'POST' | 'DELETE';

/** A sandbox, one receiver, and the calls that a client of Graph makes. */
export class GraphFixture {
	readonly receiver = new Receiver();

	private running?: GraphSandbox;

	get sandbox(): GraphSandbox {
		if (!this.running) throw new Error('the sandbox is not started');
		return this.running;
	}

	async start(options: GraphSandboxOptions = {}): Promise<void> {
		await this.receiver.start();
		this.running = await startGraphSandbox({
			app: APP,
			wabas: WABAS,
			redelivery: { delaysMs: [1, 1, 1] },
			...options,
		});
	}

	async stop(): Promise<void> {
		await this.running?.close();
		await this.receiver.stop();
	}

	/** A call of version v25.0 with a Bearer token; null sends none. */
	async call(method: Method, path: string, token: string | null, body?: object) {
		return await axios.request<unknown, Answered>({
			method,
			url: `${this.sandbox.url}/v25.0${path}`,
			headers: token === null ? {} : { Authorization: `Bearer ${token}` },
			data: body,
			validateStatus: () => true,
		});
	}

	async asApp(method: Method, path: string, body?: object) {
		return await this.call(method, path, APP_TOKEN, body);
	}

	async asSystemUser(method: Method, path: string, body?: object) {
		return await this.call(method, path, APP.systemUserToken, body);
	}

	async subscribeApp(path = '/app', fields = ['messages']) {
		return await this.asApp('POST', `/${APP.id}/subscriptions`, {
			object: 'whatsapp_business_account',
			callback_url: this.receiver.url(path),
			verify_token: VERIFY_TOKEN,
			fields,
		});
	}

	async subscribeWaba(wabaId = HOME_WABA, overridePath?: string) {
		const override = overridePath && {
			override_callback_uri: this.receiver.url(overridePath),
			verify_token: VERIFY_TOKEN,
		};
		return await this.asSystemUser('POST', `/${wabaId}/subscribed_apps`, override || undefined);
	}

	async overridePhone(numberId: string, path: string) {
		return await this.asSystemUser('POST', `/${numberId}`, {
			webhook_configuration: {
				override_callback_uri: this.receiver.url(path),
				verify_token: VERIFY_TOKEN,
			},
		});
	}

	/** App and both WABAs subscribed: messages reach `/app`. */
	async subscribe(): Promise<void> {
		await this.subscribeApp();
		await this.subscribeWaba(HOME_WABA);
		await this.subscribeWaba(ABROAD_WABA);
	}

	async sendText(to = SALES, text = 'Hello') {
		return await this.sandbox.send({ to, from: DANA, text });
	}
}
