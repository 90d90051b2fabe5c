import type { IExecuteFunctions } from 'n8n-workflow';

/** Says something with what the node puts out. */
export function warn(context: IExecuteFunctions): (message: string) => void {
	return (message) =>
		context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
}
