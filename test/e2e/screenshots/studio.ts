import { createCredentials } from '../../../sandbox/demo/credentials';
import { DEMO_MESSAGES, seedDemoContacts } from '../../../sandbox/demo/messages';
import { startStack, type Stack } from '../../../sandbox/demo/stack';
import type { Report } from '../../../sandbox/n8n/npm';
import { node, ownType } from '../../../sandbox/n8n/workflowParts';
import { choicesWith, DEMO } from '../../../sandbox/playground/choices';
import { startPlayground, type PlaygroundServer } from '../../../sandbox/playground/server';
import { preparedTemplate } from '../../../sandbox/templates';
import { ownNodes } from '../../harness/ownPackage';
import { Editor } from '../editor';

/** What every picture is taken in: the demo after its messages, and the editor. */
export interface Studio {
	stack: Stack;
	editor: Editor;
	playground: PlaygroundServer;
	/** n8n's IDs of workflows. */
	workflows: {
		demo: string;
		/** The template with two rules. */
		twoLines: string;
		/** Every node of this package as it is when it has just been added. */
		everyNode: string;
	};
	close(): Promise<void>;
}

/**
 * Opens it; what had been started is stopped again when a part does not start.
 * @throws {Error} when a part does not start
 */
export async function openStudio(report: Report): Promise<Studio> {
	const stack = await startStack(report, { withAgency: true });
	const cleanUps = [async () => await stack.stop()];
	const close = async () => {
		for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
	};
	try {
		const { graph, highLevel, n8n } = stack;
		const credentials = await createCredentials(stack);
		const choices = choicesWith(credentials);
		const playground = await startPlayground({ graph, highLevel, n8nUrl: n8n.url, choices });
		cleanUps.push(async () => await playground.stop());
		const demo = await runDemo(stack, playground);
		const template = preparedTemplate('two-lines', credentials);
		const twoLines = await stack.api.importWorkflow(template);
		const everyNode = await importEveryNode(stack);
		const editor = await Editor.signIn(n8n.url);
		cleanUps.push(async () => await editor.close());
		return { stack, editor, playground, workflows: { demo, twoLines, everyNode }, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** As `npm start` does; gives n8n's ID of the demo's workflow. */
async function runDemo({ highLevel }: Stack, { playground }: PlaygroundServer): Promise<string> {
	seedDemoContacts(highLevel);
	await playground.publisher.publish(DEMO);
	for (const { shows, ad, ...message } of DEMO_MESSAGES) {
		await playground.send(message, { shows, ad });
	}
	return playground.publisher.workflowId(DEMO) ?? '';
}

async function importEveryNode({ api }: Stack): Promise<string> {
	const nodes = ownNodes.map(({ name, instance }, index) =>
		node(ownType(name), instance.description.displayName, [index * 250, 0]),
	);
	return await api.importWorkflow({ name: 'Every node', nodes, connections: {} });
}
