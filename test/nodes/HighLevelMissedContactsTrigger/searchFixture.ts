import { PollContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INodeExecutionData,
	type INodeParameters,
	type IPollFunctions,
	type WorkflowActivateMode,
} from 'n8n-workflow';
import { additionalData } from '../../harness/additionalData';
import { MISSED_TRIGGER, nodeTypes } from '../../harness/nodeTypes';
import { node } from '../../harness/runWorkflow';
import type { ContactTriggerFixture } from '../HighLevelContactTrigger/contactTriggerFixture';

type Emitted = Parameters<IPollFunctions['__emit']>;

/** n8n's schedule with the search of a workflow, and what becomes of the runs. */
export class SearchFixture {
	/** The touches of each run that n8n was asked for. */
	readonly runs: IDataObject[][] = [];

	/** What n8n does with the next runs. */
	n8n: 'runs them' | 'cannot start them' | 'is slow' = 'runs them';

	activation: WorkflowActivateMode = 'activate';

	private readonly waiting: Array<() => void> = [];

	constructor(
		private readonly fixture: ContactTriggerFixture,
		private readonly parameters: INodeParameters = {},
		private readonly webhookId = 'one',
		/** Another process knows nothing of this one but what is stored. */
		private readonly type = nodeTypes.getByNameAndVersion(MISSED_TRIGGER),
	) {}

	/** One poll, and what was remembered after it. */
	async poll(mode: 'trigger' | 'manual' = 'trigger'): Promise<INodeExecutionData[][] | null> {
		const start = node(MISSED_TRIGGER, this.parameters, {
			name: 'Search',
			credentials: { highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' } },
		});
		const workflow = new Workflow({
			id: `workflow-${this.webhookId}`,
			nodes: [start],
			connections: {},
			active: true,
			nodeTypes,
		});
		const context: IPollFunctions = new PollContext(
			workflow,
			workflow.nodes.Search ?? start,
			additionalData(this.fixture.credentials),
			mode,
			this.activation,
			(...emitted) => this.emit(emitted),
		);
		const result = await this.type.poll?.call(context);
		await settled();
		return result ?? null;
	}

	/** The slow runs end. */
	async end(): Promise<void> {
		for (const end of this.waiting.splice(0)) end();
		await settled();
	}

	/** What each run was about: the event, or the tag of a tag event. */
	get told(): string[][] {
		return this.runs.map((touches) => touches.map(({ event, tag }) => String(tag ?? event)));
	}

	private emit([data, , done]: Emitted): void {
		if (this.n8n === 'cannot start them') return done?.reject(new Error('n8n has no database'));
		this.runs.push((data[0] ?? []).map(({ json }) => json));
		if (this.n8n === 'is slow') this.waiting.push(() => done?.resolve(undefined));
		else done?.resolve(undefined);
	}
}

/** What is remembered after a run is written in a few turns of the event loop. */
async function settled(): Promise<void> {
	for (let turn = 0; turn < 50; turn++) await new Promise((next) => setImmediate(next));
}
