import {
	highLevelCredential,
	startStack as startEmptyStack,
	whatsAppCredential,
	type Stack as EmptyStack,
	type StackOptions,
} from '../../sandbox/demo/stack';
import type { Report } from '../../sandbox/n8n/npm';
import { twoLinesWorkflow } from './twoLinesWorkflow';

/** A real n8n between the two sandboxes, with two lines for two people. */
export interface Stack extends EmptyStack {
	workflowId: string;
}

/**
 * Starts it, and imports and publishes the workflow.
 * @throws {Error} when a part does not start; what had been started is stopped again
 */
export async function startStack(report: Report, options: StackOptions = {}): Promise<Stack> {
	const stack = await startEmptyStack(report, options);
	const { api, graph, highLevel } = stack;
	try {
		const workflowId = await api.importWorkflow(
			twoLinesWorkflow(graph, {
				whatsApp: await api.createCredential(
					'WhatsApp sandbox',
					'whatsAppCloudApi',
					whatsAppCredential(graph),
				),
				highLevel: await api.createCredential(
					'HighLevel sandbox',
					'highLevelPrivateIntegrationApi',
					highLevelCredential(highLevel),
				),
			}),
		);
		await api.activate(workflowId);
		return { ...stack, workflowId };
	} catch (error) {
		await stack.stop();
		throw error;
	}
}
