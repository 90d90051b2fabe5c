import { generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import axios from 'axios';
import type { SandboxOpportunity } from './opportunityStore';
import type { SandboxContact, SandboxConversationMessage, SandboxUser } from './types';
import {
	APP_EVENTS,
	contactPayload,
	messagePayload,
	opportunityPayload,
	outboundPayload,
	workflowPayload,
	type AppEvent,
	type OutboundForm,
	type SandboxMessage,
	type WorkflowOpportunity,
} from './webhooksPayloads';

/** Six times in about an hour, and only after 429 (highlevel-api-docs issue 257). */
const RETRIES_MS = Array.from({ length: 6 }, () => 10 * 60_000);

/** One webhook with all its tries. */
export interface WebhookDelivery {
	/** The name of the event; null for the webhook of a workflow. */
	event: AppEvent | null;
	url: string;
	body: Buffer;
	/** HTTP statuses in the order of the tries; 0 when there was no answer. */
	statuses: number[];
	/** What the last answer said. */
	answer: string;
}

/**
 * HighLevel's webhooks: events of a Marketplace app, signed with a key pair of the sandbox's own, and
 * the unsigned ones of workflows. Tried again after 429 and after nothing else.
 */
export class SandboxWebhooks {
	/** SPKI in base64, in place of the key that HighLevel has published. */
	readonly publicKey: string;

	/** Of the Marketplace app that is told of events. */
	readonly appId = '665f0b1c2d3e4f5a6b7c8d9e';
	readonly deliveries: WebhookDelivery[] = [];
	/** Waits before the second and later tries, in milliseconds. */
	retriesMs: readonly number[] = RETRIES_MS;
	private readonly privateKey: KeyObject;
	private readonly pending = new Set<Promise<unknown>>();
	private readonly closing = new AbortController();
	private app: { url: string; events: ReadonlySet<AppEvent> } | null = null;

	constructor(private readonly clock: () => number) {
		const pair = generateKeyPairSync('ed25519');
		this.privateKey = pair.privateKey;
		this.publicKey = pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
	}

	/** As in the settings of the app: from now on changes by API are told there too. */
	subscribe(url: string, events: readonly AppEvent[] = APP_EVENTS): void {
		this.app = { url, events: new Set(events) };
	}

	unsubscribe(): void {
		this.app = null;
	}

	/**
	 * Tells the app what happened to a contact, as it is now; resolves when the first answer is in, null
	 * when the app is not subscribed to the event.
	 * @param more fields of the body in place of others, `webhookId` and `timestamp` too
	 */
	async tell(
		event: 'ContactCreate' | 'ContactUpdate' | 'ContactTagUpdate',
		contact: SandboxContact,
		more: object = {},
	): Promise<WebhookDelivery | null> {
		return await this.event(event, contactPayload(contact), more);
	}

	async tellMessage(
		contact: SandboxContact,
		message: SandboxMessage,
	): Promise<WebhookDelivery | null> {
		return await this.event('InboundMessage', messagePayload(contact, message, this.now()));
	}

	/**
	 * Tells the app of a message that was sent to a contact.
	 * @param form as HighLevel documents it, or with what has been seen besides
	 * @param more fields of the body in place of others; undefined leaves one out
	 */
	async tellOutbound(
		message: SandboxConversationMessage,
		form: OutboundForm = 'live',
		more: object = {},
	): Promise<WebhookDelivery | null> {
		return await this.event('OutboundMessage', outboundPayload(message, form), more);
	}

	async tellOpportunityOwner(opportunity: SandboxOpportunity): Promise<WebhookDelivery | null> {
		return await this.event('OpportunityAssignedToUpdate', opportunityPayload(opportunity));
	}

	/**
	 * Tells the app of another status or stage, twice, each time under an ID of its own
	 * (highlevel-api-docs, issue 27); null when the app is not subscribed to the event.
	 * @param more fields of the bodies in place of others, `timestamp` too
	 */
	async tellOpportunity(
		event: 'OpportunityStageUpdate' | 'OpportunityStatusUpdate',
		opportunity: SandboxOpportunity,
		more: object = {},
	): Promise<[WebhookDelivery, WebhookDelivery] | null> {
		const fields = opportunityPayload(opportunity);
		const first = await this.event(event, fields, more);
		const second = await this.event(event, fields, more);
		return first && second ? [first, second] : null;
	}

	/** What the Webhook action of a workflow sends for a contact. */
	async runWorkflow(
		contact: SandboxContact,
		owner: SandboxUser | undefined,
		action: {
			url: string;
			customData?: Record<string, unknown>;
			headers?: Record<string, string>;
			about?: WorkflowOpportunity;
		},
	): Promise<WebhookDelivery> {
		const body = workflowPayload(contact, owner, action.customData ?? {}, action.about);
		return await this.post(null, action.url, wireForm(body), action.headers ?? {});
	}

	/** Any bytes to any place, signed as an event unless headers are given. */
	async post(
		event: AppEvent | null,
		url: string,
		body: Buffer,
		headers: Record<string, string> = this.signed(body),
	): Promise<WebhookDelivery> {
		const delivery: WebhookDelivery = { event, url, body, statuses: [], answer: '' };
		this.deliveries.push(delivery);
		await this.attempt(delivery, headers);
		this.track(this.retry(delivery, headers));
		return delivery;
	}

	/** The header that proves that HighLevel sent these bytes. */
	signed(body: Buffer): Record<string, string> {
		return { 'X-GHL-Signature': sign(null, body, this.privateKey).toString('base64') };
	}

	/** Resolves when nothing is under way and nothing waits for another try. */
	async idle(): Promise<void> {
		while (this.pending.size > 0) await Promise.all(this.pending);
	}

	async close(): Promise<void> {
		this.unsubscribe();
		this.closing.abort();
		await this.idle();
	}

	/** Sends in the background, as HighLevel does after an API call. */
	announce(event: 'ContactCreate' | 'ContactUpdate' | 'ContactTagUpdate', contact: SandboxContact) {
		if (this.app) this.track(this.tell(event, structuredClone(contact)));
	}

	/** The same for a message that was sent to a contact. */
	announceOutbound(message: SandboxConversationMessage): void {
		if (this.app) this.track(this.tellOutbound(structuredClone(message)));
	}

	/** The same for the owner of an opportunity. */
	announceOpportunityOwner(opportunity: SandboxOpportunity): void {
		if (this.app) this.track(this.tellOpportunityOwner(structuredClone(opportunity)));
	}

	/** The same for its status or its stage. */
	announceOpportunity(
		event: 'OpportunityStageUpdate' | 'OpportunityStatusUpdate',
		opportunity: SandboxOpportunity,
	): void {
		if (this.app) this.track(this.tellOpportunity(event, structuredClone(opportunity)));
	}

	/** What HighLevel adds to every event: see its Webhook Integration Guide. */
	private async event(
		event: AppEvent,
		fields: object,
		more: object = {},
	): Promise<WebhookDelivery | null> {
		if (!this.app?.events.has(event)) return null;
		const envelope = {
			appId: this.appId,
			versionId: '665f0b1c2d3e4f5a6b7c8d9e',
			timestamp: this.now(),
			webhookId: randomUUID(),
		};
		const body = wireForm({ type: event, ...fields, ...envelope, ...more });
		return await this.post(event, this.app.url, body);
	}

	private async retry(delivery: WebhookDelivery, headers: Record<string, string>): Promise<void> {
		for (const delay of this.retriesMs) {
			if (delivery.statuses.at(-1) !== 429) return;
			await wait(delay, undefined, { signal: this.closing.signal }).catch(() => undefined);
			if (this.closing.signal.aborted) return;
			await this.attempt(delivery, headers);
		}
	}

	private async attempt(delivery: WebhookDelivery, headers: object): Promise<void> {
		try {
			const { status, data } = await axios.post<string>(delivery.url, delivery.body, {
				headers: { 'Content-Type': 'application/json', ...headers },
				signal: this.closing.signal,
				maxRedirects: 0,
				proxy: false,
				validateStatus: () => true,
				transformResponse: (text: string) => text,
			});
			delivery.statuses.push(status);
			delivery.answer = data;
		} catch {
			delivery.statuses.push(0);
		}
	}

	private track(work: Promise<unknown>): void {
		this.pending.add(work);
		void work.finally(() => this.pending.delete(work));
	}

	private now(): string {
		return new Date(this.clock()).toISOString();
	}
}

/** Not as `JSON.stringify` writes it, so that nobody gets away with writing the body anew. */
function wireForm(body: object): Buffer {
	return Buffer.from(JSON.stringify(body, null, 1).replaceAll('/', '\\/'));
}
