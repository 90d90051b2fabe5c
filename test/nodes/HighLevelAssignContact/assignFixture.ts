import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import { simplified } from '../../../nodes/shared/decidedItem/shapes';
import { assignPanel } from '../../harness/assignPanel';
import type { CredentialData } from '../../harness/credentialsHelper';
import { ASSIGN } from '../../harness/nodeTypes';
import {
	behindStart,
	jsonOf,
	node,
	runWorkflow,
	type WorkflowRun,
} from '../../harness/runWorkflow';
import { items, touch } from '../../harness/touches';

const NAME = 'HighLevel Assign Contact';

interface Assigned {
	run: WorkflowRun;
	/** What the node added to each item. */
	results: Array<IDataObject | undefined>;
	/** JSON of the items at the output, and at the error output when there is one. */
	output: IDataObject[];
	errorOutput: IDataObject[];
	/** With which the node failed. */
	error:
		{ name: string; message: string; description?: string | null; context?: object } | undefined;
	hints: string[];
}

/** The shapes in which Resolve Assignment gives its items: as they came, or as rows. */
export const SHAPES = { whole: (item: IDataObject) => item, simplified };

let shape: keyof typeof SHAPES = 'whole';

/** From here on, decided items come to the node in this shape. */
export function useShape(chosen: keyof typeof SHAPES): void {
	beforeAll(() => void (shape = chosen));
	afterAll(() => void (shape = 'whole'));
}

/** Runs HighLevel Assign Contact alone. */
export async function assign(
	credentials: CredentialData,
	parameters: INodeParameters,
	given: object[],
	onError?: INode['onError'],
	mode?: 'manual',
): Promise<Assigned> {
	const type = Object.keys(credentials)[0] ?? '';
	const tested = node(ASSIGN, assignPanel(parameters), {
		name: NAME,
		onError,
		credentials: { [type]: { id: '1', name: 'HighLevel' } },
	});
	const run = await runWorkflow({
		...behindStart(tested),
		credentials,
		input: items(...given.map(shaped)),
		mode,
	});
	const output = jsonOf(run, NAME, 0);
	return {
		run,
		results: output.map(resultIn),
		output,
		errorOutput: jsonOf(run, NAME, 1),
		error: run.errors[NAME],
		hints: (run.hints[NAME] ?? []).map(({ message }) => message),
	};
}

/** Resolve Assignment makes no row of an item that it has not decided about. */
function shaped(item: object): object {
	const isDecided = 'assignment' in item && item.assignment !== undefined;
	return isDecided ? SHAPES[shape]({ ...item } as IDataObject) : item;
}

/** What was done, whether it stands in columns or not. */
function resultIn({ highLevel, ...row }: IDataObject): IDataObject | undefined {
	if (highLevel) return highLevel as IDataObject;
	const { result: outcome, summary, contactId, otherContactId, written, apiCalls, seenAt } = row;
	if (outcome === undefined) return undefined;
	return {
		outcome,
		summary: String(summary).trim(),
		contactId,
		...(otherContactId !== undefined && { otherContactId }),
		previousOwner: personNamed(row.previousOwner),
		owner: personNamed(row.owner),
		written: written === '' ? [] : String(written).split(', '),
		apiCalls,
		...(seenAt !== undefined && { seenAt }),
	};
}

function personNamed(name: unknown): IDataObject | null {
	const all = Object.values(demoTeam.users);
	const found = all.find(({ firstName, lastName }) => name === `${firstName} ${lastName}`);
	return found ? { id: found.id, name: String(name) } : null;
}

/** A touch that Resolve Assignment gave to a user; by default Nora to Sofia. */
export function decided(
	phone: string | null | undefined = '+14155550117',
	more: object = {},
	assignment: object = {},
) {
	const { id, email } = demoTeam.users.sofia;
	const user = { id, name: 'Sofia Reyes', email };
	return {
		...touch({ contact: { phone, name: 'Nora Lindqvist', country: 'US' } }),
		assignment: { outcome: 'assigned', user, ...assignment },
		...more,
	};
}

/** What the decision means for who owns the contact; by default Sofia follows upon nobody. */
export function owner(more: object = {}) {
	return { owner: { slot: '*', previous: null, primary: true, cover: false, ...more } };
}
