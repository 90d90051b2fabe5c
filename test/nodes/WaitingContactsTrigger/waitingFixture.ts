import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PollContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type IPollFunctions,
	type IRun,
	type WorkflowActivateMode,
} from 'n8n-workflow';
import { ALL_SCOPES, demoTeam } from '../../../sandbox/highlevel';
import { MINUTE } from '../../../routing/model/durations';
import { additionalData } from '../../harness/additionalData';
import { assignPanel } from '../../harness/assignPanel';
import type { CredentialData } from '../../harness/credentialsHelper';
import { startHighLevel, type TestHighLevel } from '../../harness/highLevel';
import { ASSIGN, LEDGER, nodeTypes, RESOLVE, WAITING_TRIGGER } from '../../harness/nodeTypes';
import { behindStart, jsonOf, node, runWorkflow, to } from '../../harness/runWorkflow';
import { items, salesLine, touch } from '../../harness/touches';

type Emitted = Parameters<IPollFunctions['__emit']>;

const { sofia, marcus, priya } = demoTeam.users;

/** A Wednesday, when everybody works. */
const START = Date.parse('2026-10-14T10:00:00Z');

const user = (id: string) => ({ by: 'id', value: id });

/** Sofia and Marcus in turns; who is silent for ten minutes loses the contact. */
export const PLAN = {
	rules: [
		{
			name: 'Sales',
			when: { accounts: [{ by: 'id', value: salesLine.id }] },
			target: { type: 'team', team: 'Sales' },
		},
	],
	fallback: null,
	teams: [
		{
			name: 'Sales',
			strategy: 'weightedRoundRobin',
			members: [{ user: user(sofia.id) }, { user: user(marcus.id) }],
		},
	],
	replyTimes: [
		{ within: 10, againAfter: 10, atMost: 3, atLast: { type: 'user', user: user(priya.id) } },
	],
};

const CREDENTIALS = { highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' } };

const NAMES = new Map<string, string>(
	Object.values(demoTeam.users).map(({ id, firstName }) => [id, firstName]),
);

/** A HighLevel sub-account, a workflow that decides about messages, and the trigger that watches them. */
export class WaitingFixture {
	now = 0;
	/** The items of each run that the trigger started. */
	readonly runs: IDataObject[][] = [];
	/** What becomes of the next runs: the workflow behind the trigger, or nothing. */
	next: 'decided' | 'fails' | 'is killed' = 'decided';
	activation: WorkflowActivateMode = 'activate';
	plan: object = {};
	/** What HighLevel Assign Contact does besides. */
	alsoDo: INodeParameters = {};
	private type: INodeType = nodeTypes.getByNameAndVersion(WAITING_TRIGGER);
	private current?: TestHighLevel;
	private clock?: jest.SpyInstance;
	private readonly work: Array<Promise<void>> = [];

	async start(
		scopes: readonly string[] = ALL_SCOPES,
		more: Parameters<typeof startHighLevel>[0] = {},
	): Promise<void> {
		this.now = START;
		this.runs.length = 0;
		this.next = 'decided';
		this.activation = 'activate';
		this.plan = PLAN;
		this.alsoDo = {};
		process.env.CONTACT_ASSIGNMENT_SQLITE_FILE = join(
			process.env.N8N_USER_FOLDER ?? tmpdir(),
			`${randomUUID()}.sqlite`,
		);
		this.clock = jest.spyOn(Date, 'now').mockImplementation(() => this.now);
		this.current = await startHighLevel({
			clock: () => this.now,
			token: { scopes: [...scopes] },
			rateLimit: { max: 100_000, intervalMs: 10_000, daily: 1_000_000 },
			...more,
		});
	}

	async stop(): Promise<void> {
		await Promise.all(this.work);
		await this.current?.sandbox.close();
		this.clock?.mockRestore();
	}

	get highLevel(): TestHighLevel {
		if (!this.current) throw new Error('the fixture is not started');
		return this.current;
	}

	pass(minutes: number): void {
		this.now += minutes * MINUTE;
	}

	/** A person whom HighLevel knows writes; gives who got them. */
	async writes(phone: string, more: object = {}): Promise<string> {
		const { contacts } = this.highLevel.sandbox;
		const known = contacts.byPhone(phone)[0] ?? contacts.seedContact({ phone });
		const message = touch({
			key: `msg:${phone}:${this.now}:${JSON.stringify(more)}`,
			account: { ...salesLine },
			contact: { id: known.id, phone, name: 'Nora Lindqvist' },
			message: {
				id: `wamid.${phone}.${this.now}`,
				time: new Date(this.now).toISOString(),
				text: 'Hi',
			},
			...more,
		});
		const [item] = await this.decide([{ ...message } as IDataObject]);
		return assignedIn(item);
	}

	/** Runs Resolve Assignment and HighLevel Assign Contact; gives the items at the end. */
	async decide(given: IDataObject[]): Promise<IDataObject[]> {
		const resolve = this.resolveNode();
		const assign = node(ASSIGN, assignPanel({ alsoDo: this.alsoDo, tag: '' }), {
			name: 'Assign',
			credentials: CREDENTIALS,
		});
		const start = behindStart(resolve);
		const run = await runWorkflow({
			nodes: [...start.nodes, assign],
			connections: { ...start.connections, Resolve: { main: [[to('Assign')], []] } },
			credentials: this.highLevel.credentials,
			input: items(...given),
		});
		const [failed] = Object.values(run.errors);
		if (failed) throw failed;
		return [...jsonOf(run, 'Assign'), ...jsonOf(run, 'Resolve', 1)];
	}

	/** Runs Resolve Assignment alone, as somebody does in the editor. */
	async resolveOnCanvas(given: IDataObject[]): Promise<IDataObject[]> {
		const run = await runWorkflow({
			...behindStart(this.resolveNode()),
			credentials: this.highLevel.credentials,
			input: items(...given),
			mode: 'manual',
		});
		return jsonOf(run, 'Resolve');
	}

	/** Somebody closes the contact, by Assignment Ledger. */
	async close(phone: string): Promise<void> {
		const close = node(LEDGER, { operation: 'close' }, { name: 'Close', credentials: CREDENTIALS });
		const run = await runWorkflow({
			...behindStart(close),
			credentials: this.highLevel.credentials,
			input: items({ locationId: this.highLevel.locationId, contact: { phone } }),
		});
		const [failed] = Object.values(run.errors);
		if (failed) throw failed;
	}

	/** Another process knows nothing of this one but what is stored. */
	async restart(): Promise<void> {
		await jest.isolateModulesAsync(async () => {
			const { WaitingContactsTrigger } =
				await import('../../../nodes/WaitingContactsTrigger/WaitingContactsTrigger.node');
			this.type = new WaitingContactsTrigger();
		});
	}

	/** One poll of a published workflow, and all that it starts. */
	async poll(
		parameters: INodeParameters = {},
		mode: 'trigger' | 'manual' = 'trigger',
		credentials: CredentialData = this.highLevel.credentials,
	): Promise<INodeExecutionData[][] | null> {
		const [type = ''] = Object.keys(credentials);
		const start = node(WAITING_TRIGGER, parameters, {
			name: 'Waiting',
			credentials: { [type]: { id: '1', name: 'HighLevel' } },
		});
		const workflow = new Workflow({
			id: 'waiting',
			nodes: [start],
			connections: {},
			active: true,
			nodeTypes,
		});
		const context: IPollFunctions = new PollContext(
			workflow,
			workflow.nodes.Waiting ?? start,
			additionalData(credentials),
			mode,
			this.activation,
			(...emitted) => void this.work.push(this.run(emitted)),
		);
		const given = this.type.poll?.call(context);
		const result = (await given) ?? null;
		await Promise.all(this.work);
		await settled();
		return result;
	}

	/** Some polls, a minute apart. */
	async polls(times: number, parameters: INodeParameters = {}): Promise<void> {
		for (let poll = 0; poll < times; poll++) {
			this.pass(1);
			await this.poll(parameters);
		}
	}

	/** The first name of the owner in HighLevel. */
	ownerOf(phone: string): string | null {
		const owner = this.highLevel.sandbox.contacts.byPhone(phone)[0]?.assignedTo;
		return owner ? (NAMES.get(owner) ?? owner) : null;
	}

	idOf(phone: string): string {
		return this.highLevel.sandbox.contacts.byPhone(phone)[0]?.id ?? '';
	}

	/** What each run was about. */
	get keys(): string[] {
		return this.runs.flat().map(({ key }) => String(key));
	}

	private resolveNode() {
		return node(
			RESOLVE,
			{ planSource: 'json', planJson: JSON.stringify(this.plan), options: { simplify: false } },
			{ name: 'Resolve', credentials: CREDENTIALS },
		);
	}

	private async run([data, , done]: Emitted): Promise<void> {
		const given = (data[0] ?? []).map(({ json }) => json);
		this.runs.push(given);
		if (this.next === 'is killed') return;
		const status = this.next === 'fails' ? 'error' : await this.statusOf(given);
		done?.resolve({ status } as IRun);
	}

	private async statusOf(given: IDataObject[]): Promise<'success' | 'error'> {
		return await this.decide(given).then(
			() => 'success',
			() => 'error',
		);
	}
}

/** The first name of who got an item. */
export function assignedIn(item: IDataObject | undefined): string {
	const { user: chosen } = (item?.assignment ?? {}) as { user?: { id: string } | null };
	return chosen ? (NAMES.get(chosen.id) ?? chosen.id) : 'nobody';
}

/** What is remembered after a run is written in a few turns of the event loop. */
async function settled(): Promise<void> {
	for (let turn = 0; turn < 50; turn++) await new Promise((next) => setImmediate(next));
}
