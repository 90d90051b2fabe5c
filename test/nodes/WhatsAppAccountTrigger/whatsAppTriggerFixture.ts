import { createHmac } from 'node:crypto';
import axios from 'axios';
import type { INodeParameters } from 'n8n-workflow';
import {
	startGraphSandbox,
	type GraphSandbox,
	type GraphSandboxOptions,
	type WabaSpec,
} from '../../../sandbox/whatsapp';
import { TriggerHost, type HostedTrigger } from '../../harness/triggerHost';

export const APP = {
	id: '730915264802173',
	secret: 'app-secret-that-nobody-may-see',
	systemUserToken: 'system-user-token-that-nobody-may-see',
};
export const SALES = '528164390271845';
export const SUPPORT = '528164390271846';
export const DANA = { phone: '14155550117', userId: 'US.84720193655102938471', name: 'Dana' };
export const RAFAEL = { phone: '5511987650022', userId: 'BR.30918273645509182736', name: 'Rafael' };

const WABAS: WabaSpec[] = [
	{
		id: '417263950182734',
		name: 'Home',
		numbers: [
			{ id: SALES, displayPhoneNumber: '+1 202-555-0143', verifiedName: 'Sales Line' },
			{ id: SUPPORT, displayPhoneNumber: '+1 202-555-0178', verifiedName: 'Support Line' },
		],
	},
];

/** One account, as somebody chooses it from the list. */
export const oneAccount = (id = SALES, more: INodeParameters = {}): INodeParameters => ({
	receive: 'oneAccount',
	account: { __rl: true, mode: 'list', value: id, cachedResultName: 'Sales Line' },
	...more,
});

export const allAccounts = (more: INodeParameters = {}): INodeParameters => ({
	receive: 'allAccounts',
	...more,
});

/** Meta with two numbers, and n8n with the credential for them. */
export class WhatsAppTriggerFixture {
	private parts?: { meta: GraphSandbox; n8n: TriggerHost };

	async start(options: GraphSandboxOptions = {}, credential: object = {}): Promise<void> {
		const meta = await startGraphSandbox({
			app: APP,
			wabas: WABAS,
			redelivery: { delaysMs: [] },
			...options,
		});
		const n8n = new TriggerHost({
			whatsAppCloudApi: {
				appId: APP.id,
				appSecret: APP.secret,
				accessToken: APP.systemUserToken,
				baseUrl: meta.url,
				...credential,
			},
		});
		await n8n.start();
		this.parts = { meta, n8n };
	}

	async stop(): Promise<void> {
		await this.parts?.meta.close();
		await this.parts?.n8n.stop();
	}

	get meta(): GraphSandbox {
		if (!this.parts) throw new Error('it is not started');
		return this.parts.meta;
	}

	get n8n(): TriggerHost {
		if (!this.parts) throw new Error('it is not started');
		return this.parts.n8n;
	}

	/** Calls for the name of a number. */
	nameCalls(): string[] {
		return this.meta.requests
			.filter(({ query }) => query.fields === 'verified_name')
			.map(({ path }) => path.replace('/v25.0/', ''));
	}

	/** Changes at Meta since the last time that this was asked. */
	writes(): string[] {
		const seen = this.meta.requests.slice(this.counted);
		this.counted = this.meta.requests.length;
		return seen
			.filter(({ method }) => method !== 'GET')
			.map(({ method, path }) => `${method} ${path.replace('/v25.0', '')}`);
	}

	private counted = 0;
}

export function sign(bytes: Buffer, secret = APP.secret): string {
	return `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`;
}

/** Posts to a trigger as Meta does, signed unless a signature (or null for none) is given. */
export async function post(
	trigger: HostedTrigger,
	body: Buffer | string | object,
	signature?: string | null,
	signal?: AbortSignal,
) {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const bytes = Buffer.isBuffer(body) ? body : Buffer.from(text);
	const header = signature === undefined ? sign(bytes) : signature;
	return await axios.post<string>(trigger.url(), bytes, {
		headers: {
			'Content-Type': 'application/json',
			...(header === null ? {} : { 'X-Hub-Signature-256': header }),
		},
		transformResponse: (answer: string) => answer,
		validateStatus: () => true,
		signal,
	});
}

/** A webhook with one text message for a number. */
export function message(numberId: string, id = 'wamid.1', text = 'Hello'): object {
	return {
		object: 'whatsapp_business_account',
		entry: [
			{
				id: '417263950182734',
				changes: [
					{
						field: 'messages',
						value: {
							metadata: { phone_number_id: numberId, display_phone_number: '12025550143' },
							messages: [
								{
									id,
									type: 'text',
									from: DANA.phone,
									timestamp: '1792051200',
									text: { body: text },
								},
							],
						},
					},
				],
			},
		],
	};
}
