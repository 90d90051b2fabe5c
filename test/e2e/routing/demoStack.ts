import { seedDemoContacts } from '../../../sandbox/demo/messages';
import { startStack, type Stack } from '../twoLinesStack';
import type { HighLevelSandbox } from '../../../sandbox/highlevel';
import type { Execution, N8nApi } from '../../../sandbox/n8n/api';
import type { N8nServer } from '../../../sandbox/n8n/server';
import { DEMO_WABA, type GraphSandbox, type Person } from '../../../sandbox/whatsapp';

/** How long one case may take. */
export const CASE_MS = 2 * 60_000;

export const [SALES = '', SUPPORT = ''] = DEMO_WABA.numbers.map(({ id }) => id);

/** A real n8n with the demo workflow, which all cases share, and what they ask of it. */
export class DemoStack {
	private running?: Stack;

	private people = 0;

	/** Slow when n8n has to be installed first. */
	async start(): Promise<void> {
		this.running = await startStack((line) => process.stderr.write(`${line}\n`), {
			redelivery: { delaysMs: [500, 1_000] },
		});
		seedDemoContacts(this.highLevel);
	}

	async stop(): Promise<void> {
		await this.running?.stop();
	}

	get graph(): GraphSandbox {
		return this.started.graph;
	}

	get highLevel(): HighLevelSandbox {
		return this.started.highLevel;
	}

	get n8n(): N8nServer {
		return this.started.n8n;
	}

	get api(): N8nApi {
		return this.started.api;
	}

	get workflowId(): string {
		return this.started.workflowId;
	}

	/** Somebody who never wrote before. */
	newPerson(name: string): Person & { phone: string } {
		this.people++;
		const phone = `1415555${String(2000 + this.people)}`;
		return { name, phone, userId: `US.e2e${this.people}` };
	}

	/** The owner of the one contact that has this phone number. */
	ownerOf(phone: string): string | undefined {
		const contacts = this.highLevel.contacts.byPhone(`+${phone}`);
		expect(contacts).toHaveLength(1);
		return contacts[0]?.assignedTo;
	}

	/** The executions of the demo workflow that `action` caused, oldest first. */
	async executionsOf(action: () => Promise<unknown>): Promise<Execution[]> {
		const { api, graph, workflowId } = this;
		const before = new Set((await api.executions(workflowId)).map(({ id }) => id));
		await action();
		await graph.idle();
		const after = await api.executions(workflowId);
		return after.filter(({ id }) => !before.has(id));
	}

	private get started(): Stack {
		if (!this.running) throw new Error('The stack is not started');
		return this.running;
	}
}
