import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { count } from '../../routing/model/text';
import { openHighLevel, userDirectory } from '../shared/highLevel/connection';
import { inSlices } from '../shared/inSlices';
import { openLedger } from '../shared/ledger/open';
import { toNodeError } from '../shared/highLevel/nodeErrors';
import { findHandOvers } from './findHandOvers';
import { findContacts } from './findContacts';
import { readTagPrefix } from './parameters/options';
import { readWork, type Work } from './parameters/work';
import type { ContactsFound } from './contactsFound';
import { touchOf } from './touches';

/** More than one node should have at once: it confirms them at its end. */
const MANY = 100;

/** An item for each contact that is to move, with what rules may ask of it and how far the work is. */
export async function giveOutContacts(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const results: INodeExecutionData[] = [];
	const given = new Set<string>();
	for (const itemIndex of context.getInputData().keys()) {
		const pairedItem = { item: itemIndex };
		try {
			const { work, found, locationId } = await findFor(context, itemIndex);
			// Two items may name the same person.
			const left = found.contacts.filter(({ contact }) => !given.has(contact.contactId));
			const tagPrefix = readTagPrefix(context, itemIndex);
			for await (const [index, one] of inSlices(left.entries())) {
				given.add(one.contact.contactId);
				const touch = touchOf(work, one, {
					run: found.run,
					about: found.about,
					number: found.done + index + 1,
					of: found.done + left.length,
					doneBefore: found.done,
					tagPrefix,
				});
				// Where the nodes that follow look for it.
				const json = { ...touch, locationId } as unknown as IDataObject;
				results.push({ json, pairedItem });
			}
			tell(context, work, found.done, left.length);
		} catch (error) {
			const nodeError = toNodeError(context.getNode(), error, itemIndex);
			if (!context.continueOnFail()) throw nodeError;
			results.push({ json: { error: nodeError.message }, pairedItem });
		}
	}
	return results;
}

async function findFor(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<{ work: Work; found: ContactsFound; locationId: string }> {
	const highLevel = await openHighLevel(context, itemIndex);
	const client = highLevel.client.patiently();
	// Real work, also when somebody starts it by hand.
	const ledger = await openLedger(context, highLevel, 'live');
	const now = ledger.now();
	const work = await readWork(
		context,
		itemIndex,
		now,
		async (needed) => await userDirectory.load(client, highLevel.account, needed),
	);
	const run = context.getExecutionId();
	const found =
		work.kind === 'handBack'
			? await findHandOvers(client, highLevel.account, ledger, work, run, now)
			: await findContacts(client, ledger, work, run, now);
	return { work, found, locationId: highLevel.locationId };
}

/** How far the work is, for whoever looks at the node. */
function tell(context: IExecuteFunctions, work: Work, done: number, left: number): void {
	const before = done > 0 ? `${count(done, 'contact')} moved before. ` : '';
	const message =
		left === 0
			? `${before}Nothing is left to do.`
			: work.preview
				? `${before}Preview: ${count(left, 'contact')} would be asked about, and nothing is written. Switch 'Preview' off to move them.`
				: `${before}${count(left, 'contact')} left. If this is interrupted, run it again: it goes on with those that are left then.`;
	context.addExecutionHints({ message, type: 'info', location: 'outputPane' });
	if (work.preview || left <= MANY || isLooped(context)) return;
	context.addExecutionHints({
		message:
			"For so many contacts, put n8n's 'Loop Over Items' behind this node, with batches of 25 to 100: then each batch is confirmed as soon as it is written.",
		type: 'warning',
		location: 'outputPane',
	});
}

function isLooped(context: IExecuteFunctions): boolean {
	return context
		.getChildNodes(context.getNode().name)
		.some(({ type, disabled }) => !disabled && type === 'n8n-nodes-base.splitInBatches');
}
