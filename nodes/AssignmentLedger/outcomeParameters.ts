import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import type { NewOutcome } from '../../ledger/outcomes';
import { sentOpportunityIn } from '../../highlevel/webhooks/sentOpportunity';
import { MINUTE } from '../../routing/model/durations';
import { RESULTS, type Result } from '../../routing/model/contactOutcome';
import { opportunityOutcomeId } from '../../routing/model/opportunityOutcome';
import { fold } from '../../routing/model/text';
import { choices } from '../shared/choices';
import { fieldError, repeated } from '../shared/fieldError';
import { textOf } from '../shared/json';
import { fieldsOf } from '../shared/parameterValues';
import { firstText, itemFields, type ItemFields } from './itemFields';
import { readTime } from '../shared/times';

const RESULT = { name: 'result', label: 'Result' } as const;
const HAPPENED_AT = { name: 'happenedAt', label: 'Happened At' } as const;

/** How people see the results. */
export const RESULT_WORDS: Readonly<Record<Result, { name: string; description: string }>> = {
	closed: { name: 'Closed', description: 'It is done, whatever came of it' },
	won: { name: 'Won', description: 'The contact became a customer' },
	lost: { name: 'Lost', description: 'The contact decided against it' },
	abandoned: { name: 'Abandoned', description: 'Nobody goes on with it' },
};

/** What an item may say instead: it goes on. */
const OPEN = 'open';

const FROM_ITEM = {
	name: 'From the Item',
	value: 'item',
	description:
		"The status of the opportunity that a HighLevel Contact Trigger or HighLevel's Webhook action told, or its custom data 'result'",
};

export const outcomeParameters: INodeProperties[] = [
	{
		displayName: RESULT.label,
		name: RESULT.name,
		type: 'options',
		options: choices(RESULT_WORDS),
		default: 'closed',
		displayOptions: { show: { operation: ['close'] } },
		description: 'What came of it, for the Assignment Report',
	},
	{
		displayName: RESULT.label,
		name: RESULT.name,
		type: 'options',
		options: [FROM_ITEM, ...choices(RESULT_WORDS)],
		default: 'item',
		displayOptions: { show: { operation: ['noteOutcome'] } },
		description:
			'What became of the contact. It counts for whoever had the contact then; the contact stays open.',
	},
	{
		displayName: HAPPENED_AT.label,
		name: HAPPENED_AT.name,
		type: 'dateTime',
		default: '',
		displayOptions: { show: { operation: ['noteOutcome'] } },
		description: "By the clock of the workflow's time zone. Empty means now.",
	},
];

/** @throws {NodeOperationError} when an expression gave something else */
export function readResult(context: IExecuteFunctions, itemIndex: number): Result {
	const given = textOf(context.getNodeParameter(RESULT.name, itemIndex, 'closed'));
	return resultCalled(given) ?? wrongResult(context, itemIndex, given);
}

/** What people tell that has become of a contact that they close. */
export function resultOf(kind: Result, contact: readonly string[], at: number): NewOutcome {
	return { id: madeId(kind, contact, at), kind, contact, at, by: 'byHand' };
}

/**
 * What an item, or whoever filled in the panel, tells that has become of a contact.
 * @param now by the clock of the ledger, milliseconds since 1970
 * @returns null when the item says that it goes on
 * @throws {NodeOperationError} when a field holds what it cannot be
 */
export function readOutcome(
	context: IExecuteFunctions,
	itemIndex: number,
	contact: readonly string[],
	now: number,
): NewOutcome | null {
	const at = readHappenedAt(context, itemIndex, now);
	const given = textOf(context.getNodeParameter(RESULT.name, itemIndex, FROM_ITEM.value));
	if (given !== FROM_ITEM.value) {
		const kind = resultCalled(given);
		if (kind) return resultOf(kind, contact, at);
		return isOpen(given) ? null : wrongResult(context, itemIndex, given);
	}
	return outcomeInItem(context, itemIndex, contact, at);
}

function outcomeInItem(
	context: IExecuteFunctions,
	itemIndex: number,
	contact: readonly string[],
	at: number,
): NewOutcome | null {
	const told = itemFields(context, itemIndex);
	const { id, status } = opportunityIn(told);
	const said = firstText(told.customData.result, status);
	const kind = resultCalled(said);
	if (kind) {
		return id === '' || said !== status
			? resultOf(kind, contact, at)
			: { id: opportunityOutcomeId(id, kind), kind, contact, at, by: 'highLevel' };
	}
	if (isOpen(said)) return null;
	return said === '' ? nothingSaid(context, itemIndex) : wrongResult(context, itemIndex, said);
}

/** As the trigger tells it, or as HighLevel's Webhook action does. */
function opportunityIn({ item, sent }: ItemFields): { id: string; status: string } {
	const { id, status } = fieldsOf(item.opportunity);
	const told = { id: textOf(id), status: textOf(status) };
	return told.status === '' ? sentOpportunityIn(sent) : told;
}

function readHappenedAt(context: IExecuteFunctions, itemIndex: number, now: number): number {
	const at = readTime(context, itemIndex, HAPPENED_AT) ?? now;
	// Another system's clock may be a little ahead.
	if (at <= now + MINUTE) return Math.min(at, now);
	throw fieldError(
		context,
		itemIndex,
		`'${HAPPENED_AT.label}' is in the future`,
		'Choose when it happened, or leave it empty for now.',
	);
}

function resultCalled(given: string): Result | null {
	const word = fold(given);
	return RESULTS.find((result) => result === word) ?? null;
}

function isOpen(given: string): boolean {
	return fold(given) === OPEN;
}

/** Somebody says the same thing again when a run is repeated. */
function madeId(kind: Result, contact: readonly string[], at: number): string {
	const text = JSON.stringify([kind, [...contact].sort(), at]);
	return `byHand:${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}

const NAMES = RESULTS.map((result) => RESULT_WORDS[result].name).join(', ');

function wrongResult(context: IExecuteFunctions, itemIndex: number, given: string): never {
	throw fieldError(
		context,
		itemIndex,
		`'${RESULT.label}' is none of ${NAMES}: ${repeated(given)}`,
		'Choose one, or let the expression give closed, won, lost or abandoned.',
	);
}

function nothingSaid(context: IExecuteFunctions, itemIndex: number): never {
	throw fieldError(
		context,
		itemIndex,
		'The item does not say what became of the contact',
		`Choose it in '${RESULT.label}', connect this node behind a HighLevel Contact Trigger for opportunities, or add 'result' with won, lost, abandoned or closed to the custom data of HighLevel's Webhook action.`,
	);
}
