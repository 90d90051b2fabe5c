import { NodeOperationError, type INode, type INodeExecutionData } from 'n8n-workflow';
import { getContact, findContact } from '../../highlevel/contacts';
import type { HighLevelClient } from '../../highlevel/client';
import { concernsEverything, HighLevelError } from '../../highlevel/errors';
import { hasContactFacts, needsContactFacts } from '../../routing/contactFacts';
import type { Plan } from '../../routing/plan';
import { touchSchema, type Touch } from '../../routing/touch';

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
			description: `The field '${field}' is missing or has another form than the WhatsApp Account Trigger gives it. Connect this node behind that trigger, or keep its fields 'key', 'event', 'account' and 'contact' when you edit items in between.`,
		},
	);
}

/**
 * The touch with what HighLevel knows of the contact, when the plan asks for it and the touch does
 * not say: one look-up. When HighLevel refuses this contact (an unknown ID, an odd number), its facts
 * stay unknown, which no rule matches: one contact must not stop the others of its batch for as long
 * as WhatsApp delivers it again.
 * @throws {HighLevelError} when HighLevel refuses everything or does not answer
 */
export async function withContactFacts(
	touch: Touch,
	plan: Plan,
	client: HighLevelClient,
): Promise<Touch> {
	const { id, phone } = touch.contact;
	if (touch.event === 'status' || hasContactFacts(touch.contact) || !needsContactFacts(plan)) {
		return touch;
	}
	if (!id && !phone) return touch;
	const asked = id ? getContact(client, id) : findContact(client, phone ?? '');
	const known = await asked.catch((error: unknown) => {
		if (error instanceof HighLevelError && !concernsEverything(error)) return undefined;
		throw error;
	});
	if (known === undefined) return touch;
	const facts = known
		? { ...known, existed: true }
		: { existed: false, ownerId: null, tags: [], source: null };
	return { ...touch, contact: { ...touch.contact, ...facts } };
}
