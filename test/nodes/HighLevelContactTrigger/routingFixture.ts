import type { INode, INodeParameters } from 'n8n-workflow';
import { assignPanel } from '../../harness/assignPanel';
import { ASSIGN, CONTACT_TRIGGER, NO_OP, RESOLVE } from '../../harness/nodeTypes';
import { node, runWorkflow, to, type WorkflowRun } from '../../harness/runWorkflow';
import { items } from '../../harness/touches';
import type { HostedTrigger } from '../../harness/triggerHost';
import type { ContactTriggerFixture } from './contactTriggerFixture';

const credentials = { highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' } };

/** The workflow behind a trigger: decides by the plan and makes the user the owner, always. */
export class RoutingFixture {
	readonly runs: WorkflowRun[] = [];
	private readonly pending = new Set<Promise<unknown>>();

	constructor(
		private readonly fixture: ContactTriggerFixture,
		private readonly trigger: HostedTrigger,
		private readonly resolve: INodeParameters,
		private readonly assign: INodeParameters = {},
	) {
		// As n8n does: the answer goes out when the run has begun.
		trigger.run = async () => {
			const run = this.run();
			this.pending.add(run);
			void run.finally(() => this.pending.delete(run));
			return await Promise.resolve();
		};
	}

	/** Resolves when nothing runs and HighLevel has nothing more to tell. */
	async idle(): Promise<void> {
		do {
			await Promise.all(this.pending);
			await this.fixture.webhooks.idle();
		} while (this.pending.size > 0);
	}

	private async run(): Promise<void> {
		const touches = this.trigger.executions.at(-1) ?? [];
		this.runs.push(
			await runWorkflow({
				nodes: this.nodes(),
				connections: {
					Trigger: { main: [[to('Resolve')]] },
					Resolve: { main: [[to('Assign')], [to('Nobody')]] },
				},
				credentials: { ...this.fixture.credentials, highLevelWebhookApi: {} },
				input: items(...touches),
			}),
		);
	}

	private nodes(): INode[] {
		return [
			node(CONTACT_TRIGGER, this.trigger.parameters, { name: 'Trigger' }),
			node(
				RESOLVE,
				{ options: { simplify: false }, ...this.resolve },
				{ name: 'Resolve', credentials },
			),
			node(ASSIGN, this.assignment(), { name: 'Assign', credentials }),
			node(NO_OP, {}, { name: 'Nobody' }),
		];
	}

	private assignment(): INodeParameters {
		return assignPanel({ setOwner: 'always', ...this.assign });
	}
}
