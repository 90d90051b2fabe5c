import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';
import { HighLevelError } from '../../../highlevel/errors';
import { LedgerError } from '../../../ledger/ledger';

/**
 * What n8n shows and what its error output understands. Refusals of HighLevel and
 * failures of the ledger say what to do; an error of n8n comes back as it is.
 */
export function toNodeError(node: INode, error: unknown, itemIndex?: number): Error {
	if (error instanceof NodeOperationError || error instanceof NodeApiError) return error;
	if (isTooDeep(error)) {
		return new NodeOperationError(node, `The item is nested too deeply${at(itemIndex)}`, {
			itemIndex,
			description: 'Pass on only the fields that are needed, e.g. with an Edit Fields node.',
		});
	}
	if (error instanceof LedgerError) {
		return new NodeOperationError(node, error.message, {
			itemIndex,
			description: error.description,
		});
	}
	if (!(error instanceof HighLevelError)) {
		return new NodeOperationError(node, error instanceof Error ? error : String(error), {
			itemIndex,
		});
	}
	const response: JsonObject = { message: error.message, status: error.status };
	return new NodeApiError(node, response, {
		message: error.message,
		description: error.description,
		httpCode: error.status ? String(error.status) : undefined,
		itemIndex,
		...(error.kind === 'rate-limited' && { failure: { cause: 'rate-limited' as const } }),
		...(error.kind === 'daily-limit' && { failure: { cause: 'quota-exhausted' as const } }),
		...(error.kind === 'credential' && { failure: { cause: 'credential-invalid' as const } }),
	});
}

/** Who reads an item level by level runs out of stack. */
function isTooDeep(error: unknown): boolean {
	return error instanceof Error && error.name === 'RangeError' && /call stack/.test(error.message);
}

function at(itemIndex: number | undefined): string {
	return itemIndex === undefined ? '' : ` [item ${itemIndex}]`;
}
