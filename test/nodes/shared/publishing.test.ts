import { NodeApiError, NodeOperationError, WebhookPathTakenError } from 'n8n-workflow';
import { publishing } from '../../../nodes/shared/trigger/publishing';
import { SubscriptionError } from '../../../whatsapp/meta/graph';
import { TriggerHost } from '../../harness/triggerHost';

const host = new TriggerHost({});
const context = () => host.add({}).hooks(false).context;
const node = context().getNode();

/** What is thrown to n8n, of which it shows the message. */
async function thrown(error: Error): Promise<Error> {
	const run = publishing(context(), async () => await Promise.reject(error));
	return await run.then(
		() => new Error('Nothing was thrown'),
		(reason: Error) => reason,
	);
}

beforeAll(async () => await host.start());
afterAll(async () => await host.stop());

describe('what keeps a workflow from being published', () => {
	it.each([
		new NodeOperationError(node, "'A' is empty", { description: 'Fill it in.' }),
		new SubscriptionError("'A' is empty", 'Fill it in.'),
	])('is said with the way out in one message, and not tried again: %s', async (error) => {
		const shown = await thrown(error);
		expect(shown.message).toBe("'A' is empty. Fill it in.");
		expect(shown).toBeInstanceOf(WebhookPathTakenError);
	});

	it('is tried again when somebody else did not answer', async () => {
		const options = { message: 'Meta did not answer', description: 'Check the network.' };
		const shown = await thrown(new NodeApiError(node, {}, options));
		expect(shown.message).toBe('Meta did not answer. Check the network.');
		expect(shown).not.toBeInstanceOf(WebhookPathTakenError);
	});

	it('comes as it is when nobody knows what it is', async () => {
		const error = new Error('Out of memory');
		expect(await thrown(error)).toBe(error);
	});

	it('is text and no HTML, whatever a workflow is called', async () => {
		const workflow = { id: '../x"', name: `$& <img src=x> "it's"` };
		const error = new SubscriptionError(`Taken by '${workflow.name}'`, 'Go.', workflow);
		expect((await thrown(error)).message).toBe(
			`Taken by <a href="/workflow/..%2Fx%22" target="_blank">'$&amp; &lt;img src=x> &quot;it's&quot;'</a>. Go.`,
		);
	});
});
