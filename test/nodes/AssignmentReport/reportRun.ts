import type { INode, INodeParameters } from 'n8n-workflow';
import type { TestHighLevel } from '../../harness/highLevel';
import { REPORT } from '../../harness/nodeTypes';
import { behindStart, jsonOf, node, runWorkflow } from '../../harness/runWorkflow';
import { items } from '../../harness/touches';

const NAME = 'Assignment Report';

interface More {
	/** Without a credential. */
	unconnected?: boolean;
	given?: object[];
	onError?: INode['onError'];
	mode?: 'manual';
}

/** Runs Assignment Report. */
export async function runReport(
	{ credentials }: Pick<TestHighLevel, 'credentials'>,
	parameters: INodeParameters,
	{ unconnected, given = [{}], onError, mode }: More = {},
) {
	const connected = { highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' } };
	const tested = node(REPORT, parameters, {
		name: NAME,
		onError,
		...(!unconnected && { credentials: connected }),
	});
	const run = await runWorkflow({
		...behindStart(tested),
		credentials,
		input: items(...given),
		mode,
	});
	const out = run.outputs[NAME]?.[0] ?? [];
	return {
		rows: jsonOf(run, NAME),
		files: out.map(({ binary = {} }) => binary),
		paired: out.map(({ pairedItem }) => pairedItem),
		hints: (run.hints[NAME] ?? []).map(({ message }) => message),
		error: run.errors[NAME],
	};
}

/** A file's content, as n8n keeps it in memory. */
export function contentOf(file: { data: string } | undefined): string {
	return Buffer.from(file?.data ?? '', 'base64').toString('utf8');
}
