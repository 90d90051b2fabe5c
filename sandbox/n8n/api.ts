import { Agent } from 'node:http';
import axios, { type AxiosInstance } from 'axios';
import { parse } from 'flatted';
import type { IConnections, INode, INodeExecutionData, IPinData } from 'n8n-workflow';

/** The owner of the sandbox's n8n. Made up; opens nothing but the sandbox. */
export const LOGIN = { email: 'demo@example.com', password: 'Sandbox-demo-1' };

/** A workflow as n8n's editor exports it. */
export interface WorkflowFile {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: Record<string, unknown>;
	/** What runs on the canvas take in place of a node's work, by its name. */
	pinData?: IPinData;
}

/** One run. */
export interface Execution {
	id: string;
	status: string;
	/** Output items by node name, then by output. */
	outputs: Record<string, INodeExecutionData[][]>;
	/** Messages by node name, for nodes that failed. */
	errors: Record<string, string>;
	/** Why it failed as a whole, also where no node did. */
	failure: { node: string | null; message: string } | null;
	/** What nodes that have not run yet are to work on. */
	waiting: INodeExecutionData[];
}

/** One run as n8n's list shows it. */
export interface ExecutionSummary {
	id: string;
	workflowId: string;
	/** `new` and `running` before it has ended. */
	status: string;
	/** `manual` for a test run in the editor. */
	mode: string;
	/** ISO 8601; null when it has not started, or not ended. */
	startedAt: string | null;
	stoppedAt: string | null;
}

interface ExecutionPage {
	results: ExecutionSummary[];
	/** Null on the last page. */
	nextCursor: string | null;
}

/** A workflow as n8n's list shows it. */
export interface WorkflowSummary {
	id: string;
	name: string;
	/** Published. */
	active: boolean;
	isArchived: boolean;
}

interface PublicationStatus {
	status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
	triggers: Array<{ errorMessage: string | null }>;
}

interface NodeData {
	main?: Array<INodeExecutionData[] | null>;
}

interface RunData {
	resultData: {
		runData?: Record<string, Array<{ data?: NodeData; error?: { message: string } }>>;
		error?: { message: string; node?: { name?: string } };
		lastNodeExecuted?: string;
	};
	executionData?: { nodeExecutionStack?: Array<{ data?: NodeData }> };
}

/** The part of n8n's editor API that set-up and checks need, signed in as the owner. */
export class N8nApi {
	private constructor(private readonly http: AxiosInstance) {}

	/** Creates the owner of a new n8n, or signs in to one that has it. */
	static async signIn(url: string): Promise<N8nApi> {
		const http = axios.create({
			baseURL: `${url}/rest`,
			// n8n ties a session to the browser that opened it.
			headers: { 'browser-id': 'contact-assignment-sandbox' },
			// A connection that was kept may be one that n8n is just closing.
			httpAgent: new Agent({ keepAlive: false }),
		});
		await http.post(
			'/owner/setup',
			{ ...LOGIN, firstName: 'Demo', lastName: 'Owner' },
			{ validateStatus: (status) => status < 500 },
		);
		const login = await http.post('/login', {
			emailOrLdapLoginId: LOGIN.email,
			password: LOGIN.password,
		});
		const cookies = login.headers['set-cookie']?.map((cookie) => cookie.split(';')[0]);
		http.defaults.headers.common.Cookie = cookies?.join('; ');
		return new N8nApi(http);
	}

	/** @returns the ID of the credential */
	async createCredential(
		name: string,
		type: string,
		data: Record<string, string | number>,
	): Promise<string> {
		const answer = await this.http.post('/credentials', { name, type, data });
		return (answer.data as { data: { id: string } }).data.id;
	}

	/**
	 * Connects an OAuth2 credential, as its button 'Connect my account' does.
	 * @param agree what the person does at the other side: takes its address and gives the code
	 */
	async connectCredential(id: string, agree: (address: URL) => string): Promise<void> {
		const answer = await this.http.get('/oauth2-credential/auth', { params: { id } });
		const address = new URL((answer.data as { data: string }).data);
		const params = { code: agree(address), state: address.searchParams.get('state') };
		await this.http.get('/oauth2-credential/callback', { params });
	}

	/** Saves a credential and returns what n8n says about it, as its editor does. */
	async testCredential(
		type: string,
		data: Record<string, string>,
	): Promise<{ status: string; message: string }> {
		const name = `Test of ${type}`;
		const id = await this.createCredential(name, type, data);
		const answer = await this.http.post('/credentials/test', {
			credentials: { id, name, type, data },
		});
		await this.http.delete(`/credentials/${id}`);
		return (answer.data as { data: { status: string; message: string } }).data;
	}

	/** @returns the ID of the workflow */
	async importWorkflow(workflow: WorkflowFile): Promise<string> {
		// The first versions of n8n 2 ask for it.
		const answer = await this.http.post('/workflows', { active: false, ...workflow });
		return (answer.data as { data: { id: string } }).data.id;
	}

	/** All workflows, archived ones too. */
	async workflows(): Promise<WorkflowSummary[]> {
		const answer = await this.http.get('/workflows');
		return (answer.data as { data: WorkflowSummary[] }).data;
	}

	/** The nodes of a workflow as they are saved now. */
	async nodesOf(workflowId: string): Promise<INode[]> {
		const read = await this.http.get(`/workflows/${workflowId}`);
		return (read.data as { data: { nodes: INode[] } }).data.nodes;
	}

	/** The parameters of a node as they are saved now. */
	async parametersOf(workflowId: string, nodeName: string): Promise<INode['parameters']> {
		const nodes = await this.nodesOf(workflowId);
		return nodes.find(({ name }) => name === nodeName)?.parameters ?? {};
	}

	/** The wires of a workflow as they are saved now. */
	async connectionsOf(workflowId: string): Promise<IConnections> {
		const read = await this.http.get(`/workflows/${workflowId}`);
		return (read.data as { data: { connections: IConnections } }).data.connections;
	}

	/**
	 * Publishes a workflow and waits until its triggers have registered themselves.
	 * @throws {Error} with the trigger's own words when one cannot register
	 */
	async activate(workflowId: string): Promise<void> {
		const read = await this.http.get(`/workflows/${workflowId}`);
		const { versionId } = (read.data as { data: { versionId: string } }).data;
		await this.http.post(`/workflows/${workflowId}/activate`, { versionId });
		const { status, triggers } = await this.publication(workflowId);
		if (status === 'published') return;
		const reasons = triggers.map(({ errorMessage }) => errorMessage).filter(Boolean);
		throw new Error(`The workflow was not published (${status}): ${reasons.join('; ')}`);
	}

	/** Takes a workflow back and waits until its triggers have unregistered themselves. */
	async deactivate(workflowId: string): Promise<void> {
		await this.http.post(`/workflows/${workflowId}/deactivate`);
		await this.publication(workflowId);
	}

	private async publication(workflowId: string): Promise<PublicationStatus> {
		const deadline = Date.now() + 60_000;
		for (;;) {
			const answer = await this.http.get(`/workflows/${workflowId}/publication-status`);
			const { data } = answer.data as { data: PublicationStatus };
			if (data.status !== 'in_progress' || Date.now() > deadline) return data;
			await new Promise((done) => setTimeout(done, 200));
		}
	}

	/** The runs of a workflow, oldest first, with their data. */
	async executions(workflowId: string): Promise<Execution[]> {
		const answer = await this.http.get('/executions', {
			params: { filter: JSON.stringify({ workflowId }), limit: 100 },
		});
		const { results } = (answer.data as { data: { results: Array<{ id: string }> } }).data;
		const runs = await Promise.all(results.map(async ({ id }) => await this.execution(id)));
		return runs.sort((a, b) => Number(a.id) - Number(b.id));
	}

	/**
	 * A page of the runs of all workflows, the newest first, running ones too.
	 * @param cursor of the page before
	 */
	async latestExecutions(cursor?: string): Promise<ExecutionPage> {
		const answer = await this.http.get('/executions', { params: { limit: 100, cursor } });
		return (answer.data as { data: ExecutionPage }).data;
	}

	/** How many runs of a workflow n8n knows, by their status; statuses without runs are left out. */
	async countExecutions(workflowId: string): Promise<Record<string, number>> {
		const counts: Record<string, number> = {};
		for (const status of ['new', 'running', 'waiting', 'success', 'error', 'crashed', 'canceled']) {
			const filter = JSON.stringify({ workflowId, status: [status] });
			const answer = await this.http.get('/executions', { params: { filter, limit: 1 } });
			const { count } = (answer.data as { data: { count: number } }).data;
			if (count > 0) counts[status] = count;
		}
		return counts;
	}

	/** One run with its data. */
	async execution(id: string): Promise<Execution> {
		const answer = await this.http.get(`/executions/${id}`);
		const { data, status } = (answer.data as { data: { data: string; status: string } }).data;
		// n8n keeps nothing yet of a run that has just begun.
		const { resultData, executionData } = (parse(data) ?? {}) as Partial<RunData>;
		const { runData = {}, error, lastNodeExecuted } = resultData ?? {};
		const node = error?.node?.name ?? lastNodeExecuted ?? null;
		const execution: Execution = {
			id,
			status,
			outputs: {},
			errors: {},
			failure: error ? { node, message: error.message } : null,
			waiting: (executionData?.nodeExecutionStack ?? [])
				.flatMap((next) => next.data?.main ?? [])
				.flatMap((items) => items ?? []),
		};
		for (const [node, runs] of Object.entries(runData)) {
			const last = runs.at(-1);
			execution.outputs[node] = (last?.data?.main ?? []).map((items) => items ?? []);
			if (last?.error) execution.errors[node] = last.error.message;
		}
		return execution;
	}
}
