import { NodeOperationError, type IHookFunctions, type IWebhookFunctions } from 'n8n-workflow';

/**
 * The phone number ID that the trigger is for, null for all accounts.
 * @throws {NodeOperationError} when one account is wanted and none is chosen
 */
export function chosenAccount(context: IHookFunctions | IWebhookFunctions): string | null {
	if (context.getNodeParameter('receive') === 'allAccounts') return null;
	const account = context.getNodeParameter('account', '', { extractValue: true });
	const id = typeof account === 'string' ? account.trim() : '';
	if (id !== '') return id;
	throw new NodeOperationError(context.getNode(), "No 'WhatsApp Account' is chosen", {
		description: "Select a number from the list, or set 'Receive' to 'Messages to All Accounts'.",
	});
}
