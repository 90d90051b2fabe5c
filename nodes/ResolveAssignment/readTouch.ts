import { NodeOperationError, type INode, type INodeExecutionData } from 'n8n-workflow';
import { touchSchema, type Touch } from '../../routing/model/touch';

/**
 * The touch that an item holds.
 * @throws {NodeOperationError} naming the field that is missing
 */
export function readTouch(node: INode, item: INodeExecutionData, itemIndex: number): Touch {
	const result = touchSchema.safeParse(item.json);
	if (result.success) return result.data;
	const field = result.error.issues[0]?.path.join('.') || 'contact';
	throw new NodeOperationError(
		node,
		`The item does not say who wrote to which account [item ${itemIndex}]`,
		{
			itemIndex,
			description: `The field '${field}' is missing or has another form than the WhatsApp Account Trigger and the HighLevel Contact Trigger give it. Connect this node behind one of them, or keep its fields 'key', 'event', 'account' and 'contact' when you edit items in between.`,
		},
	);
}
