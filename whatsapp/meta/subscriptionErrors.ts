import { SubscriptionError } from './graph';
import type { CallbackOwner } from './callbackOwner';
import { idOf, type Scope } from './scope';

// What stands in the way of a trigger, and the way out in n8n and in Meta's own words.

const REPLACE = "switch on the option 'Replace Existing Webhook'";

/** The callback that the trigger needs belongs to somebody else. */
export function scopeTaken(
	scope: Scope,
	url: string,
	owner: Extract<CallbackOwner, 'sameN8n' | 'foreign'>,
): SubscriptionError {
	const whose = {
		number: 'This number',
		businessAccount: 'This WhatsApp Business Account',
		app: 'The Meta app',
	}[scope.level];
	const free = {
		number:
			"Meta's App Dashboard does not show the address of a single number: the system that set it has to remove it.",
		businessAccount:
			"Meta's App Dashboard does not show the address of a single WhatsApp Business Account: the system that set it has to remove it.",
		app: "In Meta's App Dashboard, it stands under WhatsApp > Configuration > Webhook; let the triggers receive 'Messages to One Account' to leave it as it is.",
	}[scope.level];
	return new SubscriptionError(
		`${whose} already sends its messages to ${url}`,
		owner === 'sameN8n'
			? `That is another workflow of this n8n, and Meta allows one address for each. Unpublish that workflow, or ${REPLACE}. To keep both, create a second Meta app for this trigger.`
			: `Turn off the workflow or system behind that address, or ${REPLACE}. ${free} To keep both, create a second Meta app for this trigger.`,
	);
}

/** A business account sends elsewhere what a trigger for all accounts wants. */
export function accountTaken(wabaId: string, url: string): SubscriptionError {
	return new SubscriptionError(
		`The WhatsApp Business Account ${wabaId} sends its messages to ${url}`,
		`Choose single accounts in this trigger, or ${REPLACE}. Meta's App Dashboard does not show this address: the system that set it has to remove it.`,
	);
}

/** The same, when the user wants to replace it but only runs a test. */
export function notInTestRun(error: SubscriptionError): SubscriptionError {
	return new SubscriptionError(
		error.message,
		"A test run gives back what it borrows, and the address of another system cannot be given back. Publish the workflow to replace it for good; after that, test runs borrow from this workflow. To test beside it, use Meta's test number or a second Meta app.",
	);
}

/** Only the owner of the app's callback can add fields. */
export function fieldsMissing(fields: readonly string[], url: string): SubscriptionError {
	const names = fields.map((field) => `'${field}'`).join(', ');
	const [noun, them] = fields.length === 1 ? ['field', 'it'] : ['fields', 'them'];
	return new SubscriptionError(
		`The Meta app does not subscribe to the ${noun} ${names}`,
		`In Meta's App Dashboard, open WhatsApp > Configuration > Webhook fields and subscribe to ${names}, then publish again. The app sends its webhooks to ${url}, so this trigger must not add ${them}.`,
	);
}

/** The token shows nothing of what the trigger is for. */
export function cannotSee(scope: Scope): SubscriptionError {
	const what = {
		number: `cannot see the number with the ID ${idOf(scope)}`,
		businessAccount: `cannot see a number of the WhatsApp Business Account with the ID ${idOf(scope)}`,
		app: 'can see no WhatsApp number',
	}[scope.level];
	const choose = scope.level === 'businessAccount' ? 'account' : 'number';
	return new SubscriptionError(
		`The System User Token ${what}`,
		`Choose the ${choose} from the list, or assign its WhatsApp account to the system user in Meta's Business Settings under Users > System users > Assign assets.`,
	);
}

/** Meta said yes and did something else. */
export function notUsed(now: string | null, webhookUrl: string): SubscriptionError {
	return new SubscriptionError(
		'Meta accepted the webhook address but does not use it',
		`Meta reports ${now ?? 'no address'} instead of ${webhookUrl}. Publish the workflow again.`,
	);
}
