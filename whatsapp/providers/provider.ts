import type { Touch } from '../../routing/model/touch';
import type { WebhookSender } from '../../webhooks/bounds';
import type { WebhookRequest } from '../../webhooks/request';
import type { AccountNames } from '../accounts';
import type { ReceivingWorkflow } from '../meta/graph';
import type { Scope } from '../meta/scope';

/** Where n8n holds what only the user and the sender know: a type of credential, and its field. */
export type SecretPlace = typeof META_APP_SECRET | typeof WEBHOOK_SECRET;

/** What a Meta app signs with. */
export const META_APP_SECRET = { credential: 'whatsAppCloudApi', field: 'appSecret' } as const;

/** What the user agrees on with any other provider. */
export const WEBHOOK_SECRET = { credential: 'whatsAppWebhookApi', field: 'secret' } as const;

/** What is wanted of a webhook, and what the webhook itself does not tell. */
export interface ReadOptions {
	/** New numbers and user IDs (`identity`) always come along with messages. */
	events: ReadonlySet<Touch['event']>;
	/** With `status`: these of Meta's statuses, and those that are not known yet. */
	statuses: ReadonlySet<string>;
	tagPrefix: string;
	includeRaw: boolean;
	/** What the user calls the account; null: what the provider calls it. */
	accountName: string | null;
	/** Where one address may get the messages of several accounts: whose are wanted. */
	scope: Scope;
	/** Where webhooks do not carry them: the names of the accounts. */
	names: AccountNames;
	/** Where the user says how webhooks are built. */
	fields: JsonFields;
}

/** Where another system keeps what the trigger needs: names joined with dots, `data.messages.0.id`. */
export interface JsonFields {
	/** The list of messages; empty: the body is one message. Other paths start at a message. */
	messages: string;
	id: string;
	phone: string;
	userId: string;
	name: string;
	text: string;
	type: string;
	/** Seconds or milliseconds since 1970, or ISO 8601. */
	time: string;
	account: string;
	/** Something that is true for own sends. */
	ownSend: string;
}

/** Who delivers WhatsApp messages, in a way of their own. Nothing here throws. */
export interface Provider extends WebhookSender {
	/** The secret by which the provider's webhooks are told from others. */
	secret: SecretPlace;

	/** Whether the provider tells nothing but messages: no statuses, calls and so on. */
	messagesOnly: boolean;

	/** Whether it also tells who put an emoji on a message. */
	tellsReactions: boolean;

	/** Whether it also tells what the account itself sent, as `echo`. */
	tellsOwnSends: boolean;

	/** Whether the provider delivers again, for days, what nobody confirmed. */
	redelivers: boolean;

	/**
	 * What to answer when the provider asks with a GET whether the address is ours, before it delivers
	 * there; null for those that do not ask. The workflow is told to triggers that know the secret.
	 */
	verify:
		| ((
				query: WebhookRequest['query'],
				webhookUrl: string,
				secret: string,
				workflow: ReceivingWorkflow,
		  ) => { status: number; text: string })
		| null;

	/**
	 * @param secret what the user shares with the provider
	 * @returns null when the request comes from who knows the secret, else the reason, fit to be
	 * shown to people
	 */
	authenticate(request: WebhookRequest, secret: string): string | null;

	/**
	 * What people did, in the order of the body. Own sends are none of it, unless `echo` is wanted and
	 * the provider tells them.
	 * @returns null when the body is not what the provider sends at all
	 */
	read(request: WebhookRequest, options: ReadOptions): Touch[] | null;
}
