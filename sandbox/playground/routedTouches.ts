import type { IDataObject } from 'n8n-workflow';
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
		const key = first(json.key);
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

/** Later nodes say more. What is in columns may be in objects: see Resolve Assignment's 'Simplify'. */
function withItem(before: RoutedTouch, json: IDataObject): RoutedTouch {
	return {
		messageId: first(json.messageId, textIn(json.message, 'id')) || before.messageId,
		contactId:
			first(json.contactId, textIn(json.highLevel, 'contactId'), textIn(json.contact, 'id')) ||
			before.contactId,
		phone: first(json.contactPhone, textIn(json.contact, 'phone')) || before.phone,
		decided: decidedIn(json) ?? before.decided,
		written: writtenIn(json) || before.written,
		error: first(json.error, textIn(json.error, 'message')) || before.error,
	};
}

/** That everything was so before is no news. */
const NO_NEWS = new Set(['unchanged', 'kept']);

function writtenIn({ result, summary, highLevel }: IDataObject): string {
	if (NO_NEWS.has(first(result, textIn(highLevel, 'outcome')))) return '';
	return first(textIn(highLevel, 'summary'), summary);
}

function decidedIn({ assignment, ...row }: IDataObject): Decided | null {
	if (isObject(assignment)) {
		const { user, rule, receipt, outcome } = assignment;
		return {
			assignedTo: first(textIn(user, 'name'), textIn(user, 'email'), textIn(user, 'id')),
			why: textIn(receipt, 'sentence'),
			rule: textIn(rule, 'name'),
			outcome: first(outcome),
		};
	}
	if (first(row.outcome) === '' || typeof row.why !== 'string') return null;
	const { assignedTo, why, rule, outcome } = row;
	return {
		assignedTo: first(assignedTo),
		why: first(why),
		rule: first(rule),
		outcome: first(outcome),
	};
}

/** The first text that is not empty. */
function first(...values: unknown[]): string {
	const found = values.find((value) => typeof value === 'string' && value.trim() !== '');
	return typeof found === 'string' ? found.trim() : '';
}

function textIn(value: unknown, field: string): string {
	return isObject(value) ? first(value[field]) : '';
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
