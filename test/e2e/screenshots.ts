import type { INode } from 'n8n-workflow';
import { demoMessages, seedDemoContacts } from '../../sandbox/demo/messages';
import { startStack, type Stack } from '../../sandbox/demo/stack';
import { ASSIGN, RESOLVE, TRIGGER } from '../../sandbox/demo/workflow';
import { node, ownType } from '../../sandbox/n8n/workflowParts';
import { Editor } from './editor';

/** A big screen and a small laptop. */
const SIZES = [
	{ width: 1440, height: 1000 },
	{ width: 1280, height: 720 },
];

const OWN_NODES = [
	'assignmentLedger',
	'highLevelAssignContact',
	'highLevelContactTrigger',
	'highLevelMissedContactsTrigger',
	'highLevelReassignContacts',
	'resolveAssignment',
	'setupCheck',
	'whatsAppAccountTrigger',
];

const VIEWS = ['table', 'json', 'schema'];

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** `npm run screenshots`: every panel, picker and output, to be looked at. */
async function main(): Promise<void> {
	const stack = await startStack(say);
	try {
		seedDemoContacts(stack.highLevel);
		for (const message of demoMessages(stack.graph)) await stack.graph.send(message);
		const restId = await importAllNodes(stack);
		const editor = await Editor.signIn(stack.n8n.url);
		for (const size of SIZES) {
			await editor.page.setViewportSize(size);
			const suffix = `${size.width}x${size.height}`;
			await panels(editor, restId, suffix);
			await pickers(editor, stack.workflowId, suffix);
			await outputs(editor, stack, suffix);
		}
		await editor.close();
	} finally {
		await stack.stop();
	}
}

async function importAllNodes({ api }: Stack): Promise<string> {
	const nodes: INode[] = OWN_NODES.map((name, i) => node(ownType(name), name, [i * 250, 0]));
	return await api.importWorkflow({ name: 'Every node', nodes, connections: {} });
}

/** Every node as it is when it has just been added. */
async function panels(editor: Editor, workflowId: string, suffix: string): Promise<void> {
	for (const name of OWN_NODES) {
		await editor.openWorkflow(workflowId);
		await editor.openNode(name);
		await editor.screenshot(`panel-${name}-${suffix}`);
		say(`${name}: ${(await editor.labels()).join(', ')}`);
	}
}

/** Every list from which a card of the demo's rules is filled. */
async function pickers(editor: Editor, workflowId: string, suffix: string): Promise<void> {
	for (const field of ['account', 'assignTo']) {
		await editor.openWorkflow(workflowId);
		await editor.openNode(RESOLVE);
		await editor.listOf(field, 0);
		await editor.screenshot(`picker-${field}-${suffix}`);
	}
}

/** The output of each node of one execution, in each view. */
async function outputs(editor: Editor, { api, workflowId }: Stack, suffix: string): Promise<void> {
	const [run] = await api.executions(workflowId);
	for (const name of [TRIGGER, RESOLVE, ASSIGN]) {
		await editor.openExecution(workflowId, run?.id ?? '');
		await editor.openNode(name);
		for (const view of VIEWS) {
			await editor.showOutputAs(view);
			await editor.screenshot(`output-${name}-${view}-${suffix}`);
		}
	}
}

main().catch((error: unknown) => {
	say(error instanceof Error ? (error.stack ?? error.message) : String(error));
	process.exit(1);
});
