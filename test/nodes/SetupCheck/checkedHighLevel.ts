import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { SETUP_CHECK } from '../../harness/nodeTypes';
import type { CredentialData } from '../../harness/credentialsHelper';
import {
	behindStart,
	jsonOf,
	node,
	runWorkflow,
	type WorkflowRun,
} from '../../harness/runWorkflow';

const NAME = 'setupCheck';
const CREDENTIALS = Object.fromEntries(
	['highLevelPrivateIntegrationApi', 'highLevelOAuth2Api'].map((type) => [
		type,
		{ id: '1', name: type },
	]),
);

/** The Setup Check of HighLevel, run as somebody clicks it. */
export async function checkHighLevel(
	credentials: CredentialData,
	parameters: INodeParameters = {},
	items: object[] = [{}],
): Promise<WorkflowRun> {
	const check = node(
		SETUP_CHECK,
		{ check: 'highLevel', ...parameters },
		{ credentials: CREDENTIALS },
	);
	return await runWorkflow({
		...behindStart(check),
		credentials,
		mode: 'manual',
		input: items.map((json) => ({ json: { ...json } })),
	});
}

/** The lines of a run by their names. */
export function linesOf(run: WorkflowRun): Map<string, IDataObject> {
	return new Map(jsonOf(run, NAME).map((line) => [String(line.check), line]));
}

/** Those that are wrong, in order. */
export function wrongIn(run: WorkflowRun): string[] {
	return jsonOf(run, NAME)
		.filter(({ ok }) => ok === false)
		.map(({ check }) => String(check));
}

export const hintOf = ({ hints }: WorkflowRun) => hints[NAME]?.[0];
