import {
	readApp,
	readBusinessAccount,
	readCallback,
	type AppSubscription,
	type MetaApp,
} from '../callbacks';
import { SubscriptionError } from '../graph';
import { businessAccountName, listNumbers, type WhatsAppNumber } from '../numbers';
import type { HttpGet } from '../callbackCheck';
import { MESSAGE_FIELDS } from '../subscription';
import { checkAddress } from '../webhookAddress';
import { Addresses } from './addresses';
import { credentialLines } from './credentialLines';
import { look, right, wrong, type SetupLine } from '../../../routing/model/setupLine';
import { reasonOf } from '../../../routing/model/text';

/** What to check, and from where. */
export interface SetupToCheck extends MetaApp {
	systemUserToken: string;
	/** See {@link listNumbers}. */
	moreAccounts: readonly string[];
	/** Only this number; null for all that the token can see. */
	phoneNumberId: string | null;
	get: HttpGet;
	/** Where this n8n serves its webhooks. */
	n8nUrl: string;
	/** Whether Meta itself is asked, which takes public https addresses only. */
	publicUrlNeeded: boolean;
}

const PUBLISH =
	'Publish a workflow with a WhatsApp Account Trigger for it: the trigger subscribes what is missing.';

/**
 * Looks at everything between a customer's message and a trigger, from the credential to the
 * address of each number. Changes nothing; what Meta refuses becomes a line.
 */
export async function checkSetup(setup: SetupToCheck): Promise<SetupLine[]> {
	const { graph, appId, appSecret, systemUserToken, get, n8nUrl } = setup;
	const { lines, usable } = await credentialLines(graph, appId, systemUserToken);
	lines.push(ownAddressLine(setup));
	if (!usable) return lines;
	const addresses = new Addresses(get, appSecret, n8nUrl);
	const app = await attempt(lines, 'App Webhook', async () => await readApp(setup));
	if (app === undefined) return lines;
	lines.push(await appLine(app, addresses), fieldsLine(app));

	const numbers = await attempt(lines, 'WhatsApp Accounts', async () => await chosen(setup));
	for (const wabaId of new Set(numbers?.map((number) => number.wabaId))) {
		const ofAccount = numbers?.filter((number) => number.wabaId === wabaId) ?? [];
		await attempt(lines, `Business Account ${wabaId}`, async () => {
			lines.push(...(await accountLines(setup, app, addresses, wabaId, ofAccount)));
		});
	}
	lines.push(standbyLine());
	return lines;
}

function ownAddressLine({ n8nUrl, publicUrlNeeded }: SetupToCheck): SetupLine {
	const check = 'Address of This n8n';
	try {
		checkAddress(n8nUrl, publicUrlNeeded);
	} catch (error) {
		if (error instanceof SubscriptionError) return wrong(check, error.message, error.description);
		return wrong(check, reasonOf(error), 'Set N8N_WEBHOOK_URL of n8n to a public https address.');
	}
	return right(check, `${n8nUrl} can be given to Meta`);
}

async function appLine(app: AppSubscription | null, addresses: Addresses): Promise<SetupLine> {
	const check = 'App Webhook';
	if (!app?.url) return wrong(check, 'The app is not subscribed, so nothing arrives', PUBLISH);
	const { whose, ok, url } = await addresses.describe(app.url);
	const found = `${url} (${whose}); it gets the messages of numbers that have no address of their own`;
	if (ok) return right(check, found);
	return look(
		check,
		found,
		"Nothing is to be done when every number below is ok. To change it, publish a trigger for 'Messages to All Accounts of the App', or edit WhatsApp > Configuration > Webhook in Meta's App Dashboard.",
	);
}

function fieldsLine(app: AppSubscription | null): SetupLine {
	const check = 'App Webhook Fields';
	const fields = app?.fields ?? [];
	const found = fields.length > 0 ? `Subscribed: ${fields.join(', ')}` : 'Subscribed: none';
	const missing = MESSAGE_FIELDS.filter((field) => !fields.includes(field));
	if (missing.length === 0) return right(check, found);
	return wrong(
		check,
		`${found}. Missing: ${missing.join(', ')}`,
		app?.url
			? "In Meta's App Dashboard, open WhatsApp > Configuration > Webhook fields and subscribe to them."
			: PUBLISH,
	);
}

async function chosen(setup: SetupToCheck): Promise<WhatsAppNumber[]> {
	const { graph, systemUserToken, moreAccounts, phoneNumberId } = setup;
	const numbers = await listNumbers(graph, systemUserToken, moreAccounts);
	const wanted = numbers.filter(({ id }) => phoneNumberId === null || id === phoneNumberId);
	if (wanted.length > 0) return wanted;
	throw new SubscriptionError(
		phoneNumberId
			? `The token cannot see the number with the ID ${phoneNumberId}`
			: 'The accounts have no number',
		phoneNumberId
			? "Choose the number from the list, or in Meta's Business Settings under Users > System users > Assign assets, give the system user its WhatsApp account."
			: "Add a number in Meta's App Dashboard under WhatsApp > API Setup.",
	);
}

async function accountLines(
	setup: SetupToCheck,
	app: AppSubscription | null,
	addresses: Addresses,
	wabaId: string,
	numbers: WhatsAppNumber[],
): Promise<SetupLine[]> {
	const name = (await businessAccountName(setup.graph, wabaId)) ?? '';
	const check = `Business Account ${name} (${wabaId})`;
	const { subscribed, url } = await readBusinessAccount(setup, wabaId);
	const lines: SetupLine[] = [];
	if (!subscribed) {
		const found = "It does not send the app anything: only Meta's test number works";
		lines.push(wrong(check, found, PUBLISH));
	} else if (url) {
		const { whose } = await addresses.describe(url);
		lines.push(right(check, `Subscribed; its messages go to ${url} (${whose})`));
	} else {
		lines.push(right(check, "Subscribed; its messages go to the app's webhook address"));
	}
	const receives = subscribed && (app?.fields.includes('messages') ?? false);
	for (const { id, displayNumber, verifiedName } of numbers) {
		const label = `Number ${verifiedName ? `${verifiedName} (${displayNumber})` : displayNumber}`;
		const own = await readCallback(setup, { level: 'number', id });
		const target = own ?? url ?? app?.url ?? null;
		if (!receives || !target) {
			lines.push(wrong(label, 'No message arrives: see the lines above', PUBLISH));
			continue;
		}
		const by = own
			? 'its own address'
			: url
				? 'the address of its business account'
				: "the app's address";
		const address = await addresses.describe(target);
		const found = `Its messages go to ${target}, ${by} (${address.whose})`;
		lines.push({ check: label, ok: address.ok, found, fix: address.fix });
	}
	return lines;
}

/** Meta: webhooks/reference/standby. Not in the list of fields that an override moves. */
function standbyLine(): SetupLine {
	return look(
		'Meta Business Agent',
		"Meta does not tell whether its AI answers for a number. If it does, customers' messages come as 'standby' to the app's webhook address only, and triggers on 'Message Received' stay silent",
		"If a number stays silent although its lines are ok, turn Meta's Business Agent off for it in WhatsApp Manager, or choose 'AI Agent Handed Over' in 'Trigger On', which starts the workflow when the agent passes somebody on.",
	);
}

/** Undefined when Meta refuses, which is a line of its own then. */
async function attempt<T>(
	lines: SetupLine[],
	check: string,
	read: () => Promise<T>,
): Promise<T | undefined> {
	try {
		return await read();
	} catch (error) {
		const fix =
			error instanceof SubscriptionError
				? error.description
				: "Put the lines above right first; then check that the account is assigned to the system user in Meta's Business Settings under Users > System users > Assign assets.";
		lines.push(wrong(check, reasonOf(error), fix));
		return undefined;
	}
}
