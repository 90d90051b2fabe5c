import type { IExecuteFunctions } from 'n8n-workflow';
import { credentialOf } from './authentication';
import { areReassignItems } from './reassignItems';

/**
 * Whether somebody tries a workflow on the canvas before they have chosen a HighLevel credential: then
 * nodes show what they would do, as far as that can be known without HighLevel. Work on many contacts is
 * real work wherever it is started.
 */
export function isTrial(context: IExecuteFunctions): boolean {
	if (context.getMode() !== 'manual' || areReassignItems(context)) return false;
	return context.getNode().credentials?.[credentialOf(context)] === undefined;
}

/** Says with what a node put out that HighLevel was not asked. */
export function hintAtTrial(context: IExecuteFunctions, what: string): void {
	context.addExecutionHints({
		message: `No HighLevel credential is chosen, so this is a trial: ${what} Choose a credential before you publish.`,
		type: 'info',
		location: 'outputPane',
	});
}
