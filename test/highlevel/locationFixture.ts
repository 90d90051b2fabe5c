import axios, { type AxiosResponse } from 'axios';
import {
	demoLocation,
	demoTeam,
	startHighLevelSandbox,
	type HighLevelSandbox,
	type HighLevelSandboxOptions,
} from '../../sandbox/highlevel';
import { Budget } from '../../highlevel/budget';
import { HighLevelClient, type SendToHighLevel } from '../../highlevel/client';

export const { sofia, marcus, priya } = demoTeam.users;
export const TOKEN = demoTeam.token;

/** A sandbox with HighLevel's demo location, and clients whose waits are written down, not waited. */
export class LocationFixture {
	/** How long clients would have waited, in milliseconds. */
	readonly waits: number[] = [];

	/** Runs while a client waits. */
	whileWaiting: () => void | Promise<void> = () => {};

	/** Runs before a request is sent, as if somebody else were faster. */
	beforeRequest: (request: { method: string; path: string }) => void = () => {};

	/** Requests without an answer yet. */
	underWay = 0;

	private running?: HighLevelSandbox;
	private clock: () => number = Date.now;

	async start(options: HighLevelSandboxOptions = {}): Promise<void> {
		this.clock = options.clock ?? Date.now;
		this.running = await startHighLevelSandbox(options);
	}

	async stop(): Promise<void> {
		await this.running?.close();
	}

	get sandbox(): HighLevelSandbox {
		if (!this.running) throw new Error('the sandbox is not started');
		return this.running;
	}

	/** @param budget of its own unless given, as if it were the only client in this process */
	client(
		locationId: string = demoLocation.id,
		token: string = TOKEN,
		budget: Budget = this.budget(),
	): HighLevelClient {
		const send: SendToHighLevel = async ({ method, path, query, body, version }) => {
			this.beforeRequest({ method, path });
			this.underWay++;
			const { status, headers, data }: AxiosResponse<unknown> = await axios
				.request({
					method,
					url: this.sandbox.url + path,
					params: query,
					data: body,
					headers: { Authorization: `Bearer ${token}`, Version: version },
					validateStatus: () => true,
				})
				.finally(() => this.underWay--);
			return { status, headers: { ...headers }, body: data };
		};
		return new HighLevelClient(locationId, send, this.wait, budget);
	}

	/** For clients that share it. */
	budget(): Budget {
		return new Budget(this.wait, () => this.clock());
	}

	private readonly wait = async (milliseconds: number) => {
		this.waits.push(milliseconds);
		await this.whileWaiting();
	};

	/** Requests as `POST /contacts/`, in order of arrival. */
	get log(): string[] {
		return this.sandbox.requests.map(({ method, path }) => `${method} ${path}`);
	}
}
