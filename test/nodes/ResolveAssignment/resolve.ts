import type { INode, INodeParameters } from 'n8n-workflow';
import { ifAccounts } from '../../../sandbox/n8n/planCards';
import type { CredentialData } from '../../harness/credentialsHelper';
import { RESOLVE } from '../../harness/nodeTypes';
import {
	behindStart,
	jsonOf,
	node,
	runWorkflow,
	type WorkflowRun,
	type WorkflowToRun,
} from '../../harness/runWorkflow';
import { items, locator, salesLine } from '../../harness/touches';

const NAME = 'Resolve Assignment';

export interface Resolved {
	run: WorkflowRun;
	/** JSON of the items at the outputs; the third one exists with 'continueErrorOutput'. */
	assigned: Array<Record<string, unknown> & { assignment?: Assignment }>;
	notAssigned: Array<Record<string, unknown> & { assignment?: Assignment }>;
	errorOutput: Array<Record<string, unknown>>;
	/** With which the node failed. */
	error:
		{ name: string; message: string; description?: string | null; context?: object } | undefined;
}

interface Assignment {
	outcome: string;
	user: { id: string } | null;
	rule: { name: string; kind: string; position: number | null } | null;
	receipt: { sentence: string; candidates: object[]; rules: object[]; plan: string };
}

/**
 * Runs Resolve Assignment alone; `rules` are the values of 'Account Rules'. The rules decide every
 * touch, because the touches of a test are often of one contact. Items come whole unless a test asks
 * for 'Simplify'.
 */
export async function resolve(
	credentials: CredentialData,
	{ rules = [], ...more }: INodeParameters & { rules?: INodeParameters[] },
	touches: object[],
	onError?: INode['onError'],
	mode?: WorkflowToRun['mode'],
): Promise<Resolved> {
	const parameters = {
		rules: { values: rules },
		ownerPolicy: 'askRules',
		...more,
		options: { simplify: false, ...(more.options as INodeParameters | undefined) },
	};
	const type = Object.keys(credentials)[0] ?? '';
	const tested = node(RESOLVE, parameters, {
		name: NAME,
		onError,
		credentials: { [type]: { id: '1', name: 'HighLevel' } },
	});
	const run = await runWorkflow({
		...behindStart(tested),
		credentials,
		input: items(...touches),
		mode,
	});
	return {
		run,
		assigned: jsonOf(run, NAME, 0),
		notAssigned: jsonOf(run, NAME, 1),
		errorOutput: jsonOf(run, NAME, 2),
		error: run.errors[NAME],
	};
}

/** The items of an output with the item that each came from. */
export function itemsAt(resolved: Resolved, output: number) {
	return resolved.run.outputs[NAME]?.[output] ?? [];
}

/** A rule for the Sales Line. */
export function salesRule(user: { id: string }, name?: string): INodeParameters {
	return {
		...(name && { name }),
		if: ifAccounts(locator('list', salesLine.id)),
		assignTo: locator('list', user.id),
	};
}
