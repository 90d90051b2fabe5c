import { NodeOperationError, type INodeProperties } from 'n8n-workflow';
import type { Scope } from '../../../whatsapp/meta/scope';
import { providersThat } from '../../../whatsapp/providers';
import { META_APP_SECRET } from '../../../whatsapp/providers/provider';
import type { TriggerContext } from '../../shared/trigger/context';

/** Accounts are chosen, and addresses set, with the credential of a Meta app. */
export const WITH_META_APP = providersThat(({ secret }) => secret === META_APP_SECRET);

/** Whose messages a trigger receives, where one address may get those of several accounts. */
export const accountParameters: INodeProperties[] = [
	{
		displayName: 'Receive',
		name: 'receive',
		type: 'options',
		options: [
			{
				name: 'Messages to One Account',
				value: 'oneAccount',
				description: 'Each WhatsApp number can have a trigger of its own',
			},
			{
				name: 'Messages to One Business Account',
				value: 'businessAccount',
				description:
					'All numbers of a WhatsApp Business Account (WABA) that have no trigger of their own',
			},
			{
				name: 'Messages to All Accounts of the App',
				value: 'allAccounts',
				description: 'All numbers of the Meta app that no other trigger is for',
			},
		],
		default: 'oneAccount',
		displayOptions: { show: { source: WITH_META_APP } },
	},
	{
		displayName: 'WhatsApp Account',
		name: 'account',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		displayOptions: { show: { source: WITH_META_APP, receive: ['oneAccount'] } },
		description: 'The number whose messages start the workflow',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a number…',
				typeOptions: { searchListMethod: 'searchAccounts', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 106540352242922',
				hint: "The phone number ID, found in Meta's App Dashboard under WhatsApp > API Setup",
			},
		],
	},
	{
		displayName: 'WhatsApp Business Account',
		name: 'businessAccount',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		displayOptions: { show: { source: WITH_META_APP, receive: ['businessAccount'] } },
		description: 'The account whose numbers start the workflow',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a business account…',
				typeOptions: { searchListMethod: 'searchBusinessAccounts', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 102290129340398',
				hint: "The WhatsApp Business Account ID, found in Meta's App Dashboard under WhatsApp > API Setup",
			},
		],
	},
	{
		displayName:
			"Publish the workflow, and it gives the production URL (see 'Webhook URLs' above) to Meta for this number by itself: nothing has to be copied. To see what is set up and what is left to do, run the node 'Setup Check'.",
		name: 'oneAccountNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { source: WITH_META_APP, receive: ['oneAccount'] } },
	},
	{
		displayName:
			"Publish the workflow, and it gives the production URL (see 'Webhook URLs' above) to Meta by itself: nothing has to be copied. Messages to a number that has a trigger of its own go to that trigger only; the node 'Setup Check' shows where each number's messages go.",
		name: 'accountsNotice',
		type: 'notice',
		default: '',
		displayOptions: {
			show: { source: WITH_META_APP, receive: ['businessAccount', 'allAccounts'] },
		},
	},
];

/** What is chosen, for the line below the node's name: n8n tells it the ID of an account and no name. */
export const CHOSEN_ACCOUNT =
	'{ oneAccount: "One Account", businessAccount: "One Business Account", allAccounts: "All Accounts of the App" }[$parameter["receive"]]';

/**
 * Whose messages the trigger is for.
 * @throws {NodeOperationError} when one account is wanted and none is chosen
 */
export function readScope(context: TriggerContext): Scope {
	const phoneNumberId = chosenAccount(context);
	if (phoneNumberId !== null) return { level: 'number', id: phoneNumberId };
	const wabaId = chosenBusinessAccount(context);
	return wabaId === null ? { level: 'app' } : { level: 'businessAccount', id: wabaId };
}

/**
 * The phone number ID that the trigger is for, null for more than one account.
 * @throws {NodeOperationError} when one account is wanted and none is chosen
 */
function chosenAccount(context: TriggerContext): string | null {
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
function chosenBusinessAccount(context: TriggerContext): string | null {
	if (context.getNodeParameter('receive') !== 'businessAccount') return null;
	const id = locatedId(context, 'businessAccount');
	if (id !== '') return id;
	throw new NodeOperationError(context.getNode(), "No 'WhatsApp Business Account' is chosen", {
		description:
			"Select one from the list, or set 'Receive' to 'Messages to All Accounts of the App'.",
	});
}

function locatedId(context: TriggerContext, name: string): string {
	const id = context.getNodeParameter(name, '', { extractValue: true });
	return typeof id === 'string' ? id.trim() : '';
}
