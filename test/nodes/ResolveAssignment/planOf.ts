import { ExecuteContext } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type INodeExecutionData,
	type INodeParameters,
} from 'n8n-workflow';
import { plansFor } from '../../../nodes/ResolveAssignment/planFromParameters';
import type { Plan } from '../../../routing/plan/plan';
import { additionalData } from '../../harness/additionalData';
import { nodeTypes, RESOLVE } from '../../harness/nodeTypes';
import { node } from '../../harness/runWorkflow';
import { items, locator } from '../../harness/touches';

/** The time zone of the workflow that {@link plansOf} sets up. */
export const WORKFLOW_ZONE = 'Europe/Lisbon';

type PlanOfItem = (itemIndex: number) => Plan;

/** Reads plans from parameters as the node does, with n8n's defaults and n8n's expressions. */
export function plansOf(parameters: INodeParameters, ...input: object[]): PlanOfItem {
	return plansFor(executionOf(parameters, input).context);
}

/** As {@link plansOf}, on the expression engine `vm` too: reads the plans of all items at once. */
export async function eachPlanOf(
	parameters: INodeParameters,
	...input: object[]
): Promise<PlanOfItem> {
	const { context, workflow } = executionOf(parameters, input);
	await workflow.expression.acquireIsolate();
	try {
		const planOfItem = plansFor(context);
		const read = input.map((_item, index) => attempt(() => planOfItem(index)));
		return (index) => {
			const result = read[index];
			if (!result?.plan) throw result?.error;
			return result.plan;
		};
	} finally {
		await workflow.expression.releaseIsolate();
	}
}

function attempt(read: () => Plan): { plan?: Plan; error?: unknown } {
	try {
		return { plan: read() };
	} catch (error) {
		return { error };
	}
}

/** An execution of a workflow that has only this node. */
export function executionOf(
	parameters: INodeParameters,
	input: object[],
	timezone = WORKFLOW_ZONE,
) {
	const workflow = new Workflow({
		nodes: [node(RESOLVE, parameters)],
		connections: {},
		active: false,
		nodeTypes,
		settings: { timezone },
	});
	const resolve = Object.values(workflow.nodes)[0];
	if (!resolve) throw new Error('The workflow has one node');
	const data: INodeExecutionData[] = items(...input);
	const context = new ExecuteContext(
		workflow,
		resolve,
		additionalData({}),
		'manual',
		createRunExecutionData({}),
		0,
		data,
		{ main: [data] },
		{ node: resolve, data: { main: [data] }, source: null },
		[],
	);
	return { context, workflow };
}

/** The plan for an empty item. */
export function planOf(parameters: INodeParameters): Plan {
	return plansOf(parameters, {})(0);
}

/** A list of cards as the editor saves it. */
export const cards = (...values: INodeParameters[]): INodeParameters => ({ values });

/** An account rule's part that says whom: Ann, by email. */
export const toAnn = { assignTo: locator('email', 'ann@example.com') };
export const ann = { type: 'user', user: { by: 'email', value: 'ann@example.com' } };

/** A filter as the editor saves it. */
export function filterOf(
	...conditions: Array<[left: string, operation: string, right: string]>
): INodeParameters {
	return {
		options: { caseSensitive: false, leftValue: '', typeValidation: 'loose', version: 3 },
		combinator: 'and',
		conditions: conditions.map(([leftValue, operation, rightValue], index) => ({
			id: `condition-${index}`,
			leftValue,
			rightValue,
			operator: { type: 'string', operation },
		})),
	};
}
