import type { IDataObject } from 'n8n-workflow';
import { fullItem } from '../../nodes/shared/decidedItem/shapes';
import { textOf } from '../../nodes/shared/json';
import { fieldsOf, type Fields } from '../../nodes/shared/parameterValues';
import type { Execution } from '../n8n/api';

/** What Resolve Assignment said of a touch. */
export interface Decided {
	assignedTo: string;
	why: string;
	rule: string;
	outcome: string;
}

/** One touch of a run, and how far the run got with it. */
export interface RoutedTouch {
	/** Of the WhatsApp message; empty for other events. */
	messageId: string;
	contactId: string;
	phone: string;
	decided: Decided | null;
	/** What HighLevel Assign Contact said that it did; empty when it found nothing to do. */
	written: string;
	/** Of an item that a node let through with an error. */
	error: string;
}

/** The touches of a run as its nodes put them out, and those that are still waiting to be worked on. */
export function routedTouchesIn(execution: Execution): RoutedTouch[] {
	const touches = new Map<string, RoutedTouch>();
	const put = ({ json }: { json: IDataObject }) => {
		const key = textOf(json.key);
		if (key !== '') touches.set(key, withItem(touches.get(key) ?? NOTHING_YET, json));
	};
	execution.waiting.forEach(put);
	for (const outputs of Object.values(execution.outputs)) outputs.flat().forEach(put);
	return [...touches.values()];
}

const NOTHING_YET: RoutedTouch = {
	messageId: '',
	contactId: '',
	phone: '',
	decided: null,
	written: '',
	error: '',
};

/** Later nodes say more. */
function withItem(before: RoutedTouch, json: IDataObject): RoutedTouch {
	const item = fullItem(json);
	const contact = fieldsOf(item.contact);
	const highLevel = fieldsOf(item.highLevel);
	return {
		messageId: textOf(fieldsOf(item.message).id) || before.messageId,
		contactId:
			textOf(item.contactId) ||
			textOf(highLevel.contactId) ||
			textOf(contact.id) ||
			before.contactId,
		phone: textOf(contact.phone) || before.phone,
		decided: decidedIn(fieldsOf(item.assignment)) ?? before.decided,
		written: writtenIn(item, highLevel) || before.written,
		error: textOf(item.error) || textOf(fieldsOf(item.error).message) || before.error,
	};
}

/** That everything was so before is no news. */
const NO_NEWS = new Set(['unchanged', 'kept']);

function writtenIn({ result, summary }: IDataObject, highLevel: Fields): string {
	if (NO_NEWS.has(textOf(result) || textOf(highLevel.outcome))) return '';
	return textOf(highLevel.summary) || textOf(summary);
}

function decidedIn({ outcome, user, rule, receipt }: Fields): Decided | null {
	if (textOf(outcome) === '') return null;
	const { name, email, id } = fieldsOf(user);
	return {
		assignedTo: textOf(name) || textOf(email) || textOf(id),
		why: textOf(fieldsOf(receipt).sentence).trim(),
		rule: textOf(fieldsOf(rule).name),
		outcome: textOf(outcome),
	};
}
