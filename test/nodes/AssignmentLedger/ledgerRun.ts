import type { INode, INodeParameters } from 'n8n-workflow';
import type { TestHighLevel } from '../../harness/highLevel';
import { LEDGER } from '../../harness/nodeTypes';
import { behindStart, jsonOf, node, runWorkflow } from '../../harness/runWorkflow';
import { items } from '../../harness/touches';

const NAME = 'Assignment Ledger';

interface More {
	parameters?: INodeParameters;
	onError?: INode['onError'];
	mode?: 'manual';
}

/** Runs an operation of Assignment Ledger on items. */
export async function runLedger(
	{ credentials }: Pick<TestHighLevel, 'credentials'>,
	operation: string,
	given: object[],
	{ parameters, onError, mode }: More = {},
) {
	const tested = node(
		LEDGER,
		{ operation, ...parameters },
		{
			name: NAME,
			onError,
			credentials: { highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' } },
		},
	);
	const run = await runWorkflow({
		...behindStart(tested),
		credentials,
		input: items(...given),
		mode,
	});
	return {
		rows: jsonOf(run, NAME),
		paired: run.outputs[NAME]?.[0]?.map(({ pairedItem }) => pairedItem),
		hints: (run.hints[NAME] ?? []).map(({ message }) => message),
		error: run.errors[NAME],
	};
}
