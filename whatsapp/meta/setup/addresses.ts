import { checkCallback, type CallbackState, type HttpGet } from '../callbackCheck';
import { productionUrl } from '../webhookAddress';

/** What is known about a webhook address that is registered at Meta. */
interface Address {
	url: string;
	/** For people, to stand after the address. */
	whose: string;
	ok: boolean | null;
	/** What to do; empty when messages arrive there. */
	fix: string;
}

/** Describes addresses and asks each of this n8n once, as Meta does when it is set. */
export class Addresses {
	private readonly states = new Map<string, Promise<CallbackState>>();

	constructor(
		private readonly get: HttpGet,
		private readonly appSecret: string,
		/** Where this n8n serves its webhooks; its editor may be elsewhere. */
		private readonly n8nUrl: string,
	) {}

	async describe(url: string): Promise<Address> {
		if (!url.startsWith(`${this.n8nUrl}/`)) {
			return {
				url,
				whose: 'another system, not this n8n',
				ok: null,
				fix: "If this n8n should receive them, publish a workflow with a WhatsApp Account Trigger for the account and switch on its option 'Replace Existing Webhook'; else nothing is to be done.",
			};
		}
		const state = await this.state(url);
		if (state === 'listening') {
			const test = url !== productionUrl(url);
			return {
				url,
				whose: `a workflow of this n8n${test ? ', in a test run' : ''}, which answers`,
				ok: true,
				fix: '',
			};
		}
		if (state === 'notFound') {
			return {
				url,
				whose: 'this n8n, but no workflow listens there any more',
				ok: false,
				fix: 'Publish the workflow of that address, or another one with a WhatsApp Account Trigger for the account.',
			};
		}
		if (state === 'unreachable') {
			return {
				url,
				whose: 'this n8n, which cannot reach itself there',
				ok: false,
				fix: "Open the address in a browser outside your network. When it answers 'This address receives WhatsApp webhooks', Meta reaches it too; else put N8N_WEBHOOK_URL, DNS, certificate and reverse proxy right.",
			};
		}
		return {
			url,
			whose: "this n8n, which does not answer Meta's verification as this credential needs it",
			ok: false,
			fix: 'Compare the App Secret in this credential with the one of the trigger, and check that the reverse proxy passes GET and POST on to n8n. An address of another kind of node is not for these triggers.',
		};
	}

	private async state(url: string): Promise<CallbackState> {
		const known = this.states.get(url) ?? checkCallback(this.get, url, this.appSecret);
		this.states.set(url, known);
		return await known;
	}
}
