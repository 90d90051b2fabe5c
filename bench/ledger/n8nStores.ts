import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Workflow, type IDataObject, type INode, type INodeTypes } from 'n8n-workflow';
import { ensureN8n } from '../../sandbox/n8n/install';
import type { Job, Place, Subject } from './jobs';
import { MEMBERS, work } from './scenario';

/** The node's own default for how many values it remembers. */
const HISTORY = 10_000;

const NODE: INode = {
	id: 'node',
	name: 'Code',
	type: 'code',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const NODE_TYPES: INodeTypes = {
	getByName: () => {
		throw new TypeError('No node runs here');
	},
	getByNameAndVersion: () => ({
		description: { properties: [] } as unknown as ReturnType<
			INodeTypes['getByNameAndVersion']
		>['description'],
	}),
	getKnownTypes: () => ({}),
};

interface DataSource {
	initialize(): Promise<unknown>;
	query(sql: string): Promise<unknown>;
}
interface Repository {
	insert(row: object): Promise<unknown>;
}
interface StaticDataService {
	getStaticDataById(id: string): Promise<IDataObject>;
	saveStaticDataById(id: string, data: IDataObject): Promise<void>;
}
interface DeduplicationHelper {
	checkProcessedAndRecord(
		items: string[],
		scope: 'node',
		context: { workflow: { id: string }; node: INode },
		options: { mode: 'entries'; maxEntries: number },
	): Promise<{ new: string[]; processed: string[] }>;
}

/** The classes of the installed n8n, on a database of their own. */
interface N8n {
	source: DataSource;
	processed: Repository;
	staticData: StaticDataService;
	deduplication: DeduplicationHelper;
}

const opened = new Map<string, Promise<N8n>>();

async function openN8n(place: Place): Promise<N8n> {
	const key = JSON.stringify(place);
	let n8n = opened.get(key);
	if (!n8n) {
		n8n = connect(place);
		opened.set(key, n8n);
	}
	return await n8n;
}

/** As `@n8n/db` itself connects, see its dist/connection/db-connection-options.js. */
async function connect(place: Place): Promise<N8n> {
	const folder = await ensureN8n(() => undefined);
	const load = createRequire(join(folder, 'node_modules', 'n8n', 'package.json'));
	const { Container } = load('@n8n/di') as {
		Container: { get<T>(type: unknown): T; set(type: unknown, value: unknown): void };
	};
	const typeorm = load('@n8n/typeorm') as { DataSource: new (options: object) => DataSource };
	const db = load('@n8n/db') as Record<string, unknown> & { entities: Record<string, unknown> };
	const common = { entities: Object.values(db.entities), synchronize: false };
	const source = new typeorm.DataSource(
		place.engine === 'SQLite'
			? {
					...common,
					type: 'sqlite-pooled',
					database: place.file,
					poolSize: 3,
					enableWAL: true,
					acquireTimeout: 60_000,
					destroyTimeout: 5_000,
				}
			: { ...common, type: 'postgres', url: place.url, poolSize: 2 },
	);
	await source.initialize();
	Container.set(typeorm.DataSource, source);
	const { WorkflowStaticDataService } = load(
		'./dist/workflows/workflow-static-data.service.js',
	) as { WorkflowStaticDataService: unknown };
	const { DeduplicationHelper } = load('./dist/deduplication/deduplication-helper.js') as {
		DeduplicationHelper: new () => DeduplicationHelper;
	};
	return {
		source,
		processed: Container.get(db.ProcessedDataRepository),
		staticData: Container.get(WorkflowStaticDataService),
		deduplication: new DeduplicationHelper(),
	};
}

/** Makes those of n8n's tables and columns that are used here. */
export async function prepareN8n(place: Place): Promise<void> {
	const { source } = await openN8n(place);
	const json = place.engine === 'SQLite' ? 'TEXT' : 'JSON';
	const times =
		'"createdAt" TIMESTAMP DEFAULT CURRENT_TIMESTAMP, "updatedAt" TIMESTAMP DEFAULT CURRENT_TIMESTAMP';
	await source.query(
		`CREATE TABLE workflow_entity (id VARCHAR(36) PRIMARY KEY, "staticData" ${json}, ${times})`,
	);
	await source.query(
		`CREATE TABLE processed_data ("workflowId" VARCHAR(36), context VARCHAR(255), value TEXT, ${times},
			PRIMARY KEY ("workflowId", context))`,
	);
}

/** Adds a workflow, which remembers so many messages of before. */
export async function addWorkflow(place: Place, id: string, remembers: number): Promise<void> {
	const { source, processed } = await openN8n(place);
	await source.query(`INSERT INTO workflow_entity (id, "staticData") VALUES ('${id}', '{}')`);
	if (remembers === 0) return;
	// As long as the hashes that n8n keeps: 16 bytes in base64.
	const data = Array.from({ length: remembers }, (_, i) => `${String(i).padStart(22, '0')}==`);
	const value = { mode: 'entries', data };
	await processed.insert({ workflowId: id, context: `n:${NODE.id}`, value });
}

/**
 * A Code node that keeps whose turn it is, and what it has seen, in the workflow's static data. n8n
 * reads all of it before an execution starts (workflow-runner.js, `prepareNewExecution`), and writes
 * all of it after the last node, if anything changed (execution-lifecycle-hooks.js,
 * `workflowExecuteAfter`). In queue mode it reads still earlier, before the job waits in the queue.
 */
export async function staticData({ place, scope, workMs }: Job): Promise<Subject> {
	const n8n = await openN8n(place);
	return {
		handle: async (messages) => {
			const workflow = new Workflow({
				id: scope,
				nodes: [NODE],
				connections: {},
				active: true,
				nodeTypes: NODE_TYPES,
				staticData: await n8n.staticData.getStaticDataById(scope),
			});
			const memory = workflow.getStaticData('global') as {
				turn?: number;
				seen?: Record<string, boolean>;
			};
			memory.seen ??= {};
			const handled = [];
			for (const { key } of messages) {
				const isNew = !memory.seen[key];
				if (isNew) {
					memory.turn = ((memory.turn ?? -1) + 1) % MEMBERS.length;
					memory.seen[key] = true;
				}
				handled.push({ key, user: isNew ? (MEMBERS[memory.turn ?? 0] ?? null) : null, isNew });
			}
			await work(workMs);
			if (workflow.staticData.__dataChanged === true) {
				await n8n.staticData.saveStaticDataById(scope, workflow.staticData);
			}
			return handled;
		},
	};
}

/** What n8n's node Remove Duplicates asks, with 'Remove Items Processed in Previous Executions'. */
export async function removeDuplicates({ place, scope, workMs }: Job): Promise<Subject> {
	const { deduplication } = await openN8n(place);
	return {
		handle: async (messages) => {
			const seen = await deduplication.checkProcessedAndRecord(
				messages.map(({ key }) => key),
				'node',
				{ workflow: { id: scope }, node: NODE },
				{ mode: 'entries', maxEntries: HISTORY },
			);
			await work(workMs);
			return messages.map(({ key }) => ({ key, user: null, isNew: seen.new.includes(key) }));
		},
	};
}
