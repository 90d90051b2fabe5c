import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { asShown } from '../shared/decidedItem/canvasRow';
import { hintAtTrial } from '../shared/highLevel/trial';
import { inSlices } from '../shared/inSlices';
import type { ContactOperation } from './operationParameters';
import { readAsk } from './ratingParameters';
import { ratingRequest } from './ratingRequest';
import { withUpdate } from './resultItem';

/** What each operation would do. */
const WOULD: Readonly<Record<ContactOperation, string>> = {
	close: 'the contact no longer counts as open.',
	forget: 'everything about the contact is removed.',
	giveTurnBack: "the turn of the contact's last assignment goes back.",
	noteOutcome: 'what became of the contact is noted.',
	noteRating: 'the rating is noted.',
	noteReply: 'the reply is noted, and the contact no longer waits.',
	takeTurnAgain: 'the contact counts as a turn again.',
};

/** Shows what would be done, before a credential is chosen: nobody knows in which sub-account. */
export async function tryContacts(
	context: IExecuteFunctions,
	operation: ContactOperation,
): Promise<INodeExecutionData[]> {
	hintAtTrial(context, 'nothing is changed.');
	const summary = `Trial without HighLevel: ${WOULD[operation]}`;
	const results: INodeExecutionData[] = [];
	for await (const [itemIndex, item] of inSlices(context.getInputData().entries())) {
		const asked = operation === 'close' ? exampleRequest(context, itemIndex) : {};
		const json = asShown(context, withUpdate(item.json, { outcome: 'preview', summary, ...asked }));
		results.push({ ...item, json, pairedItem: { item: itemIndex } });
	}
	return results;
}

/** What would be sent, with the ID of no question. */
function exampleRequest(context: IExecuteFunctions, itemIndex: number) {
	const { way, question } = readAsk(context, itemIndex);
	return way === 'no' ? {} : { askRating: ratingRequest('example', question) };
}
