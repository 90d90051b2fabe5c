import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import type { CredentialData } from '../../harness/credentialsHelper';
import type { TestHighLevel } from '../../harness/highLevel';
import { ASSIGN, NO_OP, REASSIGN, RESOLVE, START } from '../../harness/nodeTypes';
import { jsonOf, node, runWorkflow, to, type WorkflowRun } from '../../harness/runWorkflow';
import { items, locator } from '../../harness/touches';

const { sofia, priya } = demoTeam.users;

const sections = {
	teams: {
		values: [
			{
				name: 'Sales',
				members: {
					values: [
						{ user: locator('email', sofia.email) },
						{ user: locator('email', priya.email) },
					],
				},
			},
		],
	},
};

/** Sofia and Priya in turns get whatever no rule is about. */
export const TEAM = {
	fallback: locator('team', 'Sales'),
	sections,
};

interface Moved {
	run: WorkflowRun;
	/** What HighLevel Reassign Contacts gave out. */
	found: IDataObject[];
	/** What HighLevel Assign Contact gave out. */
	assigned: IDataObject[];
	notAssigned: IDataObject[];
	hints: string[];
}

/**
 * The workflow as people build it: find, decide, assign. Without `assign`, n8n was killed in between.
 * `ledger` is the credential of a Postgres ledger.
 */
export async function move(
	highLevel: TestHighLevel,
	reassign: INodeParameters,
	plan: INodeParameters = TEAM,
	options: {
		assign?: boolean;
		mode?: 'manual' | 'webhook';
		ledger?: CredentialData;
		input?: IDataObject[];
		onError?: INode['onError'];
	} = {},
): Promise<Moved> {
	const { assign = true, mode = 'manual', ledger, input = [{}], onError } = options;
	const credentials = {
		highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' },
		...(ledger && { postgres: { id: '3', name: 'Postgres' } }),
	};
	const kept = ledger ? { ledger: 'postgres' } : {};
	const last = node(ASSIGN, { options: kept }, { name: 'Assign', credentials, disabled: !assign });
	const run = await runWorkflow({
		nodes: [
			node(START, {}, { name: 'Start' }),
			node(REASSIGN, { options: kept, ...reassign }, { name: 'Reassign', credentials, onError }),
			node(
				RESOLVE,
				{ ...plan, options: { ...kept, simplify: false, confirmedBy: 'assignContact' } },
				{ name: 'Resolve', credentials, onError },
			),
			assign ? last : node(NO_OP, {}, { name: 'Assign' }),
			node(NO_OP, {}, { name: 'Nobody' }),
		],
		connections: {
			Start: { main: [[to('Reassign')]] },
			Reassign: { main: [[to('Resolve')]] },
			Resolve: { main: [[to('Assign')], [to('Nobody')]] },
		},
		credentials: { ...highLevel.credentials, ...ledger },
		input: items(...input),
		mode,
	});
	return {
		run,
		found: jsonOf(run, 'Reassign'),
		assigned: jsonOf(run, 'Assign'),
		notAssigned: jsonOf(run, 'Nobody'),
		hints: (run.hints.Reassign ?? []).map(({ message }) => message),
	};
}

/** The summaries of what was done. */
export function outcomes({ assigned }: Moved): unknown[] {
	return assigned.map(({ highLevel }) => (highLevel as IDataObject | undefined)?.outcome);
}

/** The receipts' sentences. */
export function sentences(given: IDataObject[]): unknown[] {
	return given.map(({ assignment }) => {
		const { receipt } = assignment as { receipt: IDataObject };
		return receipt.sentence;
	});
}
