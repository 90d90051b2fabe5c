import { SubscriptionError, type ReceivingWorkflow } from './graph';
import { idOf, type Scope } from './scope';

// What stands in the way of a trigger, and the way out in n8n and in Meta's own words.

const REPLACE = "add the option 'Replace Existing Webhook' and switch it on to take them over";

const BOTH = 'To keep both, create a second Meta app for this trigger.';

/** What goes to whoever has the callback. */
const MESSAGES: Record<Scope['level'], string> = {
	number: 'Messages to this number',
	businessAccount: 'Messages to this WhatsApp Business Account',
	app: 'Messages to all accounts of the Meta app',
};

/** Where somebody finds the address of another system. */
const FREE: Record<Scope['level'], string> = {
	number:
		"Meta's App Dashboard does not show the address of a single number: the system that set it has to remove it.",
	businessAccount:
		"Meta's App Dashboard does not show the address of a single WhatsApp Business Account: the system that set it has to remove it.",
	app: "In Meta's App Dashboard, it stands under WhatsApp > Configuration > Webhook; let the triggers receive 'Messages to One Account' to leave it as it is.",
};

/**
 * Another workflow of this n8n has the callback that the trigger needs.
 * @param workflow null when it does not say its name
 */
export function takenByWorkflow(
	{ level }: Scope,
	url: string,
	workflow: ReceivingWorkflow | null,
): SubscriptionError {
	const which = workflow
		? `the workflow '${workflow.name}'`
		: `another workflow of this n8n, at ${url}`;
	return new SubscriptionError(
		`${MESSAGES[level]} already go to ${which}`,
		`Meta allows one workflow for them. Unpublish that workflow and publish this one again, or ${REPLACE}. ${BOTH}`,
		workflow,
	);
}

/** Another system has it. */
export function takenElsewhere({ level }: Scope, url: string): SubscriptionError {
	return new SubscriptionError(
		`${MESSAGES[level]} already go to another system, at ${url}`,
		`Turn off the workflow or system behind that address, or ${REPLACE}. ${FREE[level]} ${BOTH}`,
	);
}

/** A business account sends elsewhere what a trigger for all accounts wants. */
export function accountTaken(wabaId: string, url: string): SubscriptionError {
	return new SubscriptionError(
		`The WhatsApp Business Account ${wabaId} sends its messages to another system, at ${url}`,
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

/** Meta said yes and did something else; it may need a moment, so n8n had better try again. */
export function notUsed(now: string | null, webhookUrl: string): Error {
	return new Error(
		`Meta accepted the webhook address but does not use it: it reports ${now ?? 'no address'} instead of ${webhookUrl}. Publish the workflow again.`,
	);
}
