import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { decideBatches } from '../pipeline/decide';
import { emit } from '../pipeline/emit';
import { noteWithExecution } from '../pipeline/executionNote';
import { hintAtQueueMode } from '../pipeline/hints';
import { loadBatches } from '../pipeline/load';
import { readItems } from '../pipeline/read';
import { hintAtUnknown } from '../pipeline/trial';
import type { Operation } from './operation';

/** Decides about every item, once: the ledger gives the same touch the same decision again. */
export const resolveAssignments: Operation = {
	option: {
		name: 'Resolve',
		value: 'resolve',
		description: 'Decide which team member gets the contact',
		action: 'Resolve an assignment',
	},
	parameters: [],
	outputs: ['Assigned', 'Not Assigned'],
	onCanvasOnly: false,
	execute,
};

async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	hintAtQueueMode(context);
	const { batches, failed } = await readItems(context);
	// All are loaded before the first is decided: a run that fails has then decided nothing.
	const loaded = await loadBatches(context, batches);
	const decided = await decideBatches(context, loaded);
	noteWithExecution(context, decided);
	hintAtUnknown(context);
	return await emit(context, [...failed, ...decided]);
}
