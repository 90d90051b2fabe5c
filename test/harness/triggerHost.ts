import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { HookContext, LoadOptionsContext, WebhookContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type IHookFunctions,
	type ILoadOptionsFunctions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type IWebhookData,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { TestCredentialsHelper, type CredentialData } from './credentialsHelper';
import { knownParameters } from './knownParameters';
import { nodeTypes, TRIGGER } from './nodeTypes';

const LEVELS = ['error', 'warn', 'info', 'debug'] as const;

/**
 * n8n's webhook server as far as a trigger sees it: routes on 127.0.0.1 that run the node in
 * n8n-core's own contexts. Static data is stored as JSON and every call gets a workflow of its own,
 * as in n8n.
 */
export class TriggerHost {
	/** Everything that was logged, as text. */
	readonly logs: string[] = [];

	/** What `webhook()` threw; n8n answers 500 then. */
	readonly failures: unknown[] = [];

	private readonly triggers: HostedTrigger[] = [];

	private readonly spies: jest.SpyInstance[] = [];

	private readonly server = fastify({ forceCloseConnections: true, bodyLimit: 16 * 1024 * 1024 });

	url = '';

	constructor(readonly credentials: CredentialData) {
		this.server.removeAllContentTypeParsers();
		this.server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
			done(null, body);
		});
	}

	async start(): Promise<void> {
		// Another n8n remembers nothing of the messages of the one before.
		process.env.CONTACT_ASSIGNMENT_SQLITE_FILE = join(
			process.env.N8N_USER_FOLDER ?? tmpdir(),
			`${randomUUID()}.sqlite`,
		);
		this.server.all('/:endpoint/*', async (request, reply) => {
			const { endpoint, '*': path } = request.params as Record<string, string>;
			const isTest = endpoint === 'webhook-test';
			const hosted = this.triggers.find(
				(other) => other.takes(path ?? '') && other.place(isTest).served,
			);
			if (!hosted) return await reply.code(404).send({ message: 'This webhook is not registered' });
			try {
				return await hosted.answer(request, reply, isTest);
			} catch (error) {
				this.failures.push(error);
				return await reply.code(500).send({ message: 'Workflow could not be started' });
			}
		});
		this.url = await this.server.listen({ host: '127.0.0.1', port: 0 });
	}

	/** A workflow with one trigger, neither published nor listening yet. */
	add(parameters: INodeParameters, webhookId = 'one', type = TRIGGER): HostedTrigger {
		const hosted = new HostedTrigger(this, webhookId, parameters, type);
		if (this.triggers.length === 0) this.captureLogs(hosted.hooks(false).context);
		this.triggers.push(hosted);
		return hosted;
	}

	/** Waits for a line of the log: what is refused is said at most once a second. */
	async logged(line: RegExp): Promise<void> {
		while (!this.logs.some((other) => line.test(other))) {
			await new Promise((done) => setTimeout(done, 50));
		}
	}

	async stop(): Promise<void> {
		for (const spy of this.spies) spy.mockRestore();
		await this.server.close();
	}

	private captureLogs({ logger }: IHookFunctions): void {
		for (const level of LEVELS) {
			const spy = jest.spyOn(logger, level).mockImplementation((message, metadata) => {
				this.logs.push(`${level}: ${message} ${JSON.stringify(metadata ?? {})}`);
			});
			this.spies.push(spy);
		}
	}
}

/** Where a trigger listens: the published workflow, or the one open in the editor. */
interface Place {
	served: boolean;
	staticData: IDataObject;
	/** The items of each execution that was started. */
	executions: INodeExecutionData[][];
}

export class HostedTrigger {
	private readonly production: Place = { served: false, staticData: {}, executions: [] };

	private readonly test: Place = { served: false, staticData: {}, executions: [] };

	constructor(
		private readonly host: TriggerHost,
		readonly webhookId: string,
		public parameters: INodeParameters,
		private readonly type: string,
	) {}

	private get node(): INodeType {
		return nodeTypes.getByNameAndVersion(this.type);
	}

	/** Of all webhooks of the trigger; n8n puts the ID in front. */
	get path(): string {
		return `${this.webhookId}/${this.node.description.webhooks?.[0]?.path ?? ''}`;
	}

	/** Whether n8n finds the trigger there: at its path, or at one with a variable part below its ID. */
	takes(path: string): boolean {
		return path === this.path || this.variablePaths.some((other) => other.test(path));
	}

	private get variablePaths(): RegExp[] {
		const paths = this.node.description.webhooks?.filter(({ isFullPath }) => isFullPath) ?? [];
		return paths.map(({ path }) => {
			const segments = path.replace(/^=/, '').split('/');
			const parts = segments.map((name) => (name.startsWith(':') ? '[^/]+' : name));
			return new RegExp(`^${this.webhookId}/${parts.join('/')}$`);
		});
	}

	/** The rest of the workflow; n8n answers 500 when it fails. */
	run: () => Promise<void> = async () => await Promise.resolve();

	place(isTest: boolean): Place {
		return isTest ? this.test : this.production;
	}

	url(isTest = false): string {
		const endpoint = isTest ? 'webhook-test' : 'webhook';
		return `${this.host.url}/${endpoint}/${this.path}`;
	}

	/** The touches of each execution of the published workflow. */
	get executions(): IDataObject[][] {
		return this.production.executions.map((items) => items.map(({ json }) => json));
	}

	get testExecutions(): IDataObject[][] {
		return this.test.executions.map((items) => items.map(({ json }) => json));
	}

	get staticData(): IDataObject {
		return (this.production.staticData['node:Trigger'] ?? {}) as IDataObject;
	}

	/** Answers requests without telling Meta, as if it had been registered before. */
	serve(): void {
		this.production.served = true;
	}

	/** As n8n does: the routes first, then `create` unless `checkExists` finds everything right. */
	async publish(): Promise<void> {
		await this.register(false);
	}

	async unpublish(): Promise<void> {
		await this.call('delete', false);
		this.production.served = false;
	}

	/** "Listen for test event": with static data of its own, empty at first. */
	async listen(): Promise<void> {
		this.test.staticData = {};
		await this.register(true);
	}

	async stopListening(): Promise<void> {
		await this.call('delete', true);
		this.test.served = false;
	}

	async checkExists(isTest = false): Promise<boolean> {
		return await this.call('checkExists', isTest);
	}

	/** What the editor shows for the account. */
	async searchAccounts(filter?: string, method = 'searchAccounts') {
		const { workflow, node } = this.workflow(false);
		const context: ILoadOptionsFunctions = new LoadOptionsContext(
			workflow,
			node,
			this.additionalData(),
			'parameters.account',
		);
		const search = this.node.methods?.listSearch?.[method];
		if (!search) throw new Error('The node has no list of accounts');
		return await search.call(context, filter);
	}

	hooks(isTest: boolean) {
		const { workflow, node } = this.workflow(isTest);
		const data = this.additionalData();
		const webhook = this.webhookData(isTest, 'POST', data);
		const context: IHookFunctions = isTest
			? new HookContext(workflow, node, data, 'manual', 'manual', webhook)
			: new HookContext(workflow, node, data, 'trigger', 'activate', webhook);
		return { context, save: () => this.save(isTest, workflow) };
	}

	async answer(request: FastifyRequest, reply: FastifyReply, isTest: boolean) {
		const { workflow, node } = this.workflow(isTest);
		const httpRequest = {
			method: request.method,
			headers: request.headers,
			query: request.query,
			originalUrl: request.url,
			params: request.params,
			rawBody: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
			body: {},
		};
		// Of Express, the node uses what Fastify has under the same names, and Node's own response.
		const httpResponse = Object.assign(reply.raw, { status: (code: number) => reply.code(code) });
		const data = this.additionalData({ httpRequest, httpResponse });
		const webhook = this.webhookData(isTest, request.method, data);
		const mode = isTest ? 'manual' : 'webhook';
		const context = new WebhookContext(workflow, node, data, mode, webhook, [], null);
		if (!this.node.webhook) throw new Error('The node answers no webhooks');
		const result = await this.node.webhook.call(context);
		this.save(isTest, workflow);
		if (result.workflowData) {
			this.place(isTest).executions.push(...result.workflowData);
			await this.run();
			return await reply.send('');
		}
		if (result.noWebhookResponse) return reply;
		return await reply.send(result.webhookResponse ?? { message: 'Webhook call received' });
	}

	private async register(isTest: boolean): Promise<void> {
		const place = this.place(isTest);
		place.served = true;
		try {
			if (!(await this.call('checkExists', isTest))) await this.call('create', isTest);
		} catch (error) {
			place.served = false;
			throw error;
		}
	}

	private async call(method: 'checkExists' | 'create' | 'delete', isTest: boolean) {
		const { context, save } = this.hooks(isTest);
		const result = await this.node.webhookMethods?.default?.[method]?.call(context);
		save();
		return result === true;
	}

	private save(isTest: boolean, workflow: Workflow): void {
		this.place(isTest).staticData = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
	}

	private workflow(isTest: boolean): { workflow: Workflow; node: INode } {
		const node: INode = {
			id: 'trigger',
			name: 'Trigger',
			type: this.type,
			typeVersion: 1,
			position: [0, 0],
			parameters: structuredClone(knownParameters(this.type, this.parameters)),
			webhookId: this.webhookId,
			credentials: Object.fromEntries(
				Object.keys(this.host.credentials).map((name) => [name, { id: '1', name }]),
			),
		};
		const workflow = new Workflow({
			id: `workflow-${this.webhookId}`,
			name: `Workflow <${this.webhookId}>`,
			nodes: [node],
			connections: {},
			active: !isTest,
			nodeTypes,
			staticData: structuredClone(this.place(isTest).staticData),
		});
		// With the defaults of all parameters that nobody filled in.
		return { workflow, node: workflow.getNode(node.name) ?? node };
	}

	private webhookData(
		isTest: boolean,
		httpMethod: string,
		workflowExecuteAdditionalData: IWorkflowExecuteAdditionalData,
	): IWebhookData {
		const webhookDescription = this.node.description.webhooks?.find(
			(webhook) => webhook.httpMethod === httpMethod,
		);
		if (!webhookDescription) throw new Error(`The node has no webhook for ${httpMethod}`);
		return {
			httpMethod: httpMethod === 'GET' ? 'GET' : 'POST',
			node: 'Trigger',
			path: this.path,
			webhookDescription,
			workflowId: `workflow-${this.webhookId}`,
			workflowExecuteAdditionalData,
			webhookId: this.webhookId,
			isTest,
		};
	}

	private additionalData(http: object = {}): IWorkflowExecuteAdditionalData {
		// What n8n's server adds for sub-workflows, forms and the editor is not there.
		const data: Partial<IWorkflowExecuteAdditionalData> = {
			credentialsHelper: new TestCredentialsHelper(this.host.credentials),
			variables: {},
			instanceBaseUrl: `${this.host.url}/`,
			webhookBaseUrl: `${this.host.url}/webhook`,
			webhookTestBaseUrl: `${this.host.url}/webhook-test`,
			webhookWaitingBaseUrl: `${this.host.url}/webhook-waiting`,
			formWaitingBaseUrl: `${this.host.url}/form-waiting`,
			...http,
		};
		return data as IWorkflowExecuteAdditionalData;
	}
}
