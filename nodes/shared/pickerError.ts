import { NodeApiError, type INode } from 'n8n-workflow';

/**
 * What an opened list shows when something else has to be done first. The editor shows a description
 * of this class alone.
 * @param message without hyphens and dashes: the editor cuts it there
 * @param description the way out
 */
export function pickerError(node: INode, message: string, description: string): NodeApiError {
	return new NodeApiError(node, {}, { message, description });
}
