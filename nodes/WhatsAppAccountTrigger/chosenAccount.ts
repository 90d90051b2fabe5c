import { NodeOperationError, type IHookFunctions, type IWebhookFunctions } from 'n8n-workflow';
import type { Scope } from '../../whatsapp/meta/scope';

type Context = IHookFunctions | IWebhookFunctions;

/**
 * Whose messages the trigger is for.
 * @throws {NodeOperationError} when one account is wanted and none is chosen
 */
export function chosenScope(context: Context): Scope {
	const phoneNumberId = chosenAccount(context);
	if (phoneNumberId !== null) return { level: 'number', id: phoneNumberId };
	const wabaId = chosenBusinessAccount(context);
	return wabaId === null ? { level: 'app' } : { level: 'businessAccount', id: wabaId };
}

/**
 * The phone number ID that the trigger is for, null for more than one account.
 * @throws {NodeOperationError} when one account is wanted and none is chosen
 */
export function chosenAccount(context: Context): string | null {
	if (context.getNodeParameter('receive') !== 'oneAccount') return null;
	const id = locatedId(context, 'account');
	if (id !== '') return id;
	throw new NodeOperationError(context.getNode(), "No 'WhatsApp Account' is chosen", {
		description:
			"Select a number from the list, or set 'Receive' to 'Messages to All Accounts of the App'.",
	});
}

/**
 * The ID of the WhatsApp Business Account that the trigger is for, null for one number or the app.
 * @throws {NodeOperationError} when a business account is wanted and none is chosen
 */
export function chosenBusinessAccount(context: Context): string | null {
	if (context.getNodeParameter('receive') !== 'businessAccount') return null;
	const id = locatedId(context, 'businessAccount');
	if (id !== '') return id;
	throw new NodeOperationError(context.getNode(), "No 'WhatsApp Business Account' is chosen", {
		description:
			"Select one from the list, or set 'Receive' to 'Messages to All Accounts of the App'.",
	});
}

function locatedId(context: Context, name: string): string {
	const id = context.getNodeParameter(name, '', { extractValue: true });
	return typeof id === 'string' ? id.trim() : '';
}
