import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INode, INodeParameters } from 'n8n-workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import { restoreEnvironment, setEnvironment } from '../../harness/environmentVariables';
import type { TestHighLevel } from '../../harness/highLevel';
import { REPORT } from '../../harness/nodeTypes';
import { behindStart, jsonOf, node, runWorkflow } from '../../harness/runWorkflow';
import { items, touch } from '../../harness/touches';
import { resolve, salesRule } from '../ResolveAssignment/resolve';

const NAME = 'Assignment Report';

interface More {
	/** Without a credential. */
	unconnected?: boolean;
	/** Its type, if it is another one. */
	credential?: string;
	given?: object[];
	onError?: INode['onError'];
	mode?: 'manual';
}

/** Runs Assignment Report. */
export async function runReport(
	{ credentials }: Pick<TestHighLevel, 'credentials'>,
	parameters: INodeParameters,
	{
		unconnected,
		credential = 'highLevelPrivateIntegrationApi',
		given = [{}],
		onError,
		mode,
	}: More = {},
) {
	const connected = { [credential]: { id: '1', name: 'HighLevel' } };
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

/** A ledger of its own for each test: what others decided is not in it. */
export function useOwnLedger(): void {
	beforeEach(() => {
		const folder = mkdtempSync(join(tmpdir(), 'contact-assignment-report-'));
		setEnvironment({ CONTACT_ASSIGNMENT_SQLITE_FILE: join(folder, 'ledger.sqlite') });
	});
	afterEach(restoreEnvironment);
}

export const nora = () => touch({ contact: { phone: '+14155550117', id: 'nora' } });
export const jonas = () => touch({ contact: { phone: '+4915123456789' } });

/** Contacts write, and Sofia gets them. */
export async function write(
	{ credentials }: Pick<TestHighLevel, 'credentials'>,
	given: object[],
	mode?: 'manual',
): Promise<void> {
	const rules = [salesRule(demoTeam.users.sofia)];
	await resolve(credentials, { rules }, given, undefined, mode);
}
