import axios, { type AxiosResponse } from 'axios';
import {
	demoLocation,
	demoTeam,
	startHighLevelSandbox,
	type HighLevelSandbox,
	type HighLevelSandboxOptions,
} from '../../sandbox/highlevel';
import { HighLevelClient, type SendToHighLevel } from '../../highlevel/client';

export const { sofia, marcus, priya } = demoTeam.users;
export const TOKEN = demoTeam.token;

/** A sandbox with HighLevel's demo location, and clients whose waits are written down, not waited. */
export class Location {
	/** How long clients would have waited, in milliseconds. */
	readonly waits: number[] = [];

	/** Runs while a client waits. */
	whileWaiting: () => void = () => {};

	/** Runs before a request is sent, as if somebody else were faster. */
	beforeRequest: (request: { method: string; path: string }) => void = () => {};

	private running?: HighLevelSandbox;

	async start(options: HighLevelSandboxOptions = {}): Promise<void> {
		this.running = await startHighLevelSandbox(options);
	}

	async stop(): Promise<void> {
		await this.running?.close();
	}

	get sandbox(): HighLevelSandbox {
		if (!this.running) throw new Error('the sandbox is not started');
		return this.running;
	}

	client(locationId: string = demoLocation.id, token: string = TOKEN): HighLevelClient {
		const send: SendToHighLevel = async ({ method, path, query, body, version }) => {
			this.beforeRequest({ method, path });
			const { status, headers, data }: AxiosResponse<unknown> = await axios.request({
				method,
				url: this.sandbox.url + path,
				params: query,
				data: body,
				headers: { Authorization: `Bearer ${token}`, Version: version },
				validateStatus: () => true,
			});
			return { status, headers: { ...headers }, body: data };
		};
		const wait = async (milliseconds: number) => {
			this.waits.push(milliseconds);
			this.whileWaiting();
			await Promise.resolve();
		};
		return new HighLevelClient(locationId, send, wait);
	}

	/** Requests as `POST /contacts/`, in order of arrival. */
	get log(): string[] {
		return this.sandbox.requests.map(({ method, path }) => `${method} ${path}`);
	}
}
