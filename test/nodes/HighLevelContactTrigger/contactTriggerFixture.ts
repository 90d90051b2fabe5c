import axios from 'axios';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { HighLevelSandbox, SandboxContact, WebhookDelivery } from '../../../sandbox/highlevel';
import { EVENT_KINDS } from '../../../highlevel/webhooks/event';
import type { CredentialData } from '../../harness/credentialsHelper';
import { startHighLevel, type TestHighLevel } from '../../harness/highLevel';
import { CONTACT_TRIGGER } from '../../harness/nodeTypes';
import { TriggerHost, type HostedTrigger } from '../../harness/triggerHost';

export const SECRET = 'a-secret-that-nobody-may-see';

/** A HighLevel sub-account, and n8n with triggers for it. */
export class ContactTriggerFixture {
	private parts?: { highLevel: TestHighLevel; n8n: TriggerHost };

	async start(options: Parameters<typeof startHighLevel>[0] = {}): Promise<void> {
		const highLevel = await startHighLevel(options);
		const n8n = new TriggerHost({
			...highLevel.credentials,
			highLevelWebhookApi: { secret: SECRET },
		});
		await n8n.start();
		this.parts = { highLevel, n8n };
		highLevel.sandbox.webhooks.retriesMs = [10, 10, 10];
	}

	async stop(): Promise<void> {
		await this.parts?.highLevel.sandbox.close();
		await this.parts?.n8n.stop();
	}

	get sandbox(): HighLevelSandbox {
		return this.started.highLevel.sandbox;
	}

	get webhooks(): HighLevelSandbox['webhooks'] {
		return this.sandbox.webhooks;
	}

	get n8n(): TriggerHost {
		return this.started.n8n;
	}

	get locationId(): string {
		return this.started.highLevel.locationId;
	}

	/** For the nodes behind the trigger. */
	get credentials(): CredentialData {
		return this.started.highLevel.credentials;
	}

	/** A trigger for all events of the sandbox's app, and the app pointed at it. */
	appTrigger(parameters: INodeParameters = {}, webhookId = 'one'): HostedTrigger {
		const { options, ...more } = parameters;
		const trigger = this.n8n.add(
			{
				source: 'app',
				appId: this.webhooks.appId,
				events: [...EVENT_KINDS],
				...more,
				options: { publicKey: this.webhooks.publicKey, ...(options as INodeParameters) },
			},
			webhookId,
			CONTACT_TRIGGER,
		);
		trigger.serve();
		this.webhooks.subscribe(trigger.url());
		return trigger;
	}

	/** A trigger for the Webhook action of HighLevel's workflows. */
	workflowTrigger(parameters: INodeParameters = {}, webhookId = 'one'): HostedTrigger {
		const trigger = this.n8n.add({ source: 'workflow', ...parameters }, webhookId, CONTACT_TRIGGER);
		trigger.serve();
		return trigger;
	}

	/** Somebody whom HighLevel has known for years. */
	contact(contact: Partial<SandboxContact> = {}): SandboxContact {
		return this.sandbox.contacts.seedContact({
			firstName: 'Nora',
			lastName: 'Lindqvist',
			phone: '+14155550117',
			dateAdded: '2020-01-01T00:00:00.000Z',
			...contact,
		});
	}

	/** HighLevel tells that the contact has these tags now. */
	async tags(contact: SandboxContact, tags: string[], more: object = {}) {
		return delivered(await this.webhooks.tell('ContactTagUpdate', { ...contact, tags }, more));
	}

	/** A HighLevel workflow runs for the contact, with the secret in the URL. */
	async runWorkflow(
		trigger: HostedTrigger,
		contact: SandboxContact,
		customData: Record<string, unknown> = {},
	): Promise<WebhookDelivery> {
		const owner = contact.assignedTo ? this.sandbox.users.get(contact.assignedTo) : undefined;
		const url = `${trigger.url()}?secret=${SECRET}`;
		return await this.webhooks.runWorkflow(contact, owner, { url, customData });
	}

	private get started(): { highLevel: TestHighLevel; n8n: TriggerHost } {
		if (!this.parts) throw new Error('the fixture is not started');
		return this.parts;
	}
}

/** @throws Error when the app is not subscribed to the event, so that a test would prove nothing */
export function delivered(delivery: WebhookDelivery | null): WebhookDelivery {
	if (!delivery) throw new Error('nothing was delivered');
	return delivery;
}

/** What each run was about: the event, or the tag of a tag event. */
export function told(trigger: HostedTrigger): string[] {
	return trigger.executions.flat().map(({ event, tag }: IDataObject) => String(tag ?? event));
}

/** Any bytes with any headers, as somebody sends them who is not HighLevel. */
export async function post(
	url: string,
	body: Buffer | string,
	headers: Record<string, string> = {},
): Promise<{ status: number; data: string; type: string }> {
	const answer = await axios.post<string>(url, body, {
		headers: { 'Content-Type': 'application/json', ...headers },
		transformResponse: (text: string) => text,
		validateStatus: () => true,
	});
	const type = String(answer.headers['content-type']);
	return { status: answer.status, data: answer.data, type };
}
