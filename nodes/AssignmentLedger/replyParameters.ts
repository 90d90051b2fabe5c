import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import type { Ledger } from '../../ledger/ledger';
import type { Reply, ReplyWay } from '../../routing/model/reply';
import { MINUTE } from '../../routing/model/durations';
import { choices } from '../shared/choices';
import { fullItem } from '../shared/decidedItem/shapes';
import { fieldError } from '../shared/fieldError';
import { toUserReference, userLocator } from '../shared/highLevel/userLocator';
import { textOf } from '../shared/json';
import { optionOf } from '../shared/optionOf';
import { fieldsOf } from '../shared/parameterValues';
import { findPerson } from './people/findPerson';
import { readTime } from '../shared/times';

const ANSWERED_BY = { name: 'answeredBy', label: 'Answered By' } as const;
const ANSWERED_AT = { name: 'answeredAt', label: 'Answered At' } as const;

const displayOptions = { show: { operation: ['noteReply'] } };

export const replyParameters: INodeProperties[] = [
	userLocator({
		displayName: ANSWERED_BY.label,
		name: ANSWERED_BY.name,
		default: { mode: 'list', value: '' },
		displayOptions,
		description: 'Empty means that nobody knows. It counts for whoever has to answer.',
	}),
	{
		displayName: ANSWERED_AT.label,
		name: ANSWERED_AT.name,
		type: 'dateTime',
		default: '',
		displayOptions,
		description:
			"By the clock of the workflow's time zone. It answers what the contact wrote before. Empty means now.",
	},
];

/** How people see the ways. */
const WAYS: Readonly<Record<ReplyWay, { name: string }>> = {
	byHand: { name: 'Another Way' },
	call: { name: 'Call' },
	highLevel: { name: 'Message in HighLevel' },
	phone: { name: 'WhatsApp Business App' },
};

const ofReply = { show: { '/operation': ['noteReply'] } };

/** What is rarely needed, among the options. */
export const replyOptions: readonly [INodeProperties, INodeProperties] = [
	{
		displayName: 'Answered With',
		name: 'answeredWith',
		type: 'options',
		options: choices(WAYS),
		default: 'byHand',
		displayOptions: ofReply,
		description: 'What history and reports say of it',
	},
	{
		displayName: 'Message ID',
		name: 'messageId',
		type: 'string',
		default: '',
		placeholder: 'e.g. wamid.HBgLMTQxNTU1NTAxMTcVAgAR',
		displayOptions: ofReply,
		description:
			"HighLevel's or WhatsApp's ID of the message, so that it counts once, however often and by however many ways it becomes known",
	},
];

/**
 * The reply that an item tells of.
 * @param now by the clock of the ledger, milliseconds since 1970
 * @throws {NodeOperationError} when a field holds what it cannot be
 */
export async function readReply(
	context: IExecuteFunctions,
	itemIndex: number,
	{ ledger, contact, now }: { ledger: Ledger; contact: readonly string[]; now: number },
): Promise<Reply> {
	const user = await readAnswerer(context, itemIndex, ledger);
	const at = readAnsweredAt(context, itemIndex, now);
	const id = textOf(optionOf(context, itemIndex, 'messageId'));
	return {
		ids: [id === '' ? madeId(contact, at, user) : knownId(id)],
		contact,
		at,
		user,
		account: accountOf(context, itemIndex),
		verdict: 'person',
		how: wayOf(optionOf(context, itemIndex, 'answeredWith')),
	};
}

async function readAnswerer(
	context: IExecuteFunctions,
	itemIndex: number,
	ledger: Ledger,
): Promise<string | null> {
	const locator = context.getNodeParameter(ANSWERED_BY.name, itemIndex, null);
	const reference = toUserReference(locator);
	if (reference.value.trim() === '') return null;
	// HighLevel does not list users of the agency, who may answer all the same.
	if (reference.by === 'id') return reference.value.trim();
	const asked = { ledger, reference, label: ANSWERED_BY.label };
	return (await findPerson(context, itemIndex, asked)).id;
}

function readAnsweredAt(context: IExecuteFunctions, itemIndex: number, now: number): number {
	const at = readTime(context, itemIndex, ANSWERED_AT) ?? now;
	// Another system's clock may be a little ahead.
	if (at <= now + MINUTE) return Math.min(at, now);
	throw fieldError(
		context,
		itemIndex,
		`'${ANSWERED_AT.label}' is in the future`,
		'Choose when the answer was given, or leave it empty for now.',
	);
}

/** A message is known by the same ID by whichever way it was told. */
function knownId(id: string): string {
	return id.startsWith('wamid.') ? `wamid:${id}` : `message:${id}`;
}

/** Somebody says the same thing again when a run is repeated. */
function madeId(contact: readonly string[], at: number, user: string | null): string {
	const text = JSON.stringify([[...contact].sort(), at, user]);
	return `byHand:${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}

/** Where the item says it: of the account that the contact wrote to. */
function accountOf(context: IExecuteFunctions, itemIndex: number): string | null {
	if (context.getNodeParameter('contact', itemIndex) !== 'item') return null;
	const { account } = fullItem(context.getInputData()[itemIndex]?.json ?? {});
	return textOf(fieldsOf(account).id) || null;
}

function wayOf(given: unknown): ReplyWay {
	const ways = Object.keys(WAYS) as ReplyWay[];
	return ways.find((way) => way === given) ?? 'byHand';
}
