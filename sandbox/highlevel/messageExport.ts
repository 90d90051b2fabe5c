import { z } from 'zod';
import { badRequest } from './errors';
import type { SandboxConversationMessage } from './types';
import { oneOf, validate } from './validate';

/** The types of messages that a channel means, of those that the sandbox has. */
const CHANNELS = {
	Call: ['TYPE_CALL', 'TYPE_CAMPAIGN_VOICEMAIL'],
	SMS: ['TYPE_SMS'],
	Email: ['TYPE_EMAIL'],
	WhatsApp: ['TYPE_WHATSAPP'],
	Instagram: ['TYPE_INSTAGRAM'],
	Facebook: ['TYPE_FACEBOOK'],
};
type Channel = keyof typeof CHANNELS;

/** The form of dates is not documented: here a date as text, or milliseconds since 1970. */
const date = z
	.string()
	.transform((text) => (/^\d+$/.test(text) ? Number(text) : Date.parse(text)))
	.refine((time) => !Number.isNaN(time), 'must be a valid date');

export const exportQuery = z
	.object({
		locationId: z.string(),
		limit: z
			.string()
			.regex(/^\d+$/, 'must be a number string')
			.transform(Number)
			.refine((limit) => limit >= 10 && limit <= 500, 'must be between 10 and 500')
			.default('100'),
		cursor: z.string().optional(),
		sortBy: oneOf('createdAt', 'updatedAt').default('createdAt'),
		sortOrder: oneOf('asc', 'desc').default('desc'),
		conversationId: z.string().optional(),
		contactId: z.string().optional(),
		channel: oneOf(...(Object.keys(CHANNELS) as [Channel, ...Channel[]])).optional(),
		startDate: date.optional(),
		endDate: date.optional(),
	})
	.strict();

type Query = z.output<typeof exportQuery>;

const cursorSchema = z.object({ lastSort: z.tuple([z.number()]), lastId: z.string() });
type Cursor = z.output<typeof cursorSchema>;

/**
 * One page of the messages that a query means, and where the next one begins.
 *
 * @throws ApiError 400 for a cursor that is none
 */
export function exportMessages(
	all: readonly SandboxConversationMessage[],
	query: Query,
): { messages: SandboxConversationMessage[]; nextCursor: string | null; total: number } {
	const sign = query.sortOrder === 'asc' ? 1 : -1;
	const order = (a: Cursor, b: Cursor) =>
		sign * (a.lastSort[0] - b.lastSort[0]) || a.lastId.localeCompare(b.lastId);
	const at = (one: SandboxConversationMessage) => placeOf(one, query);
	const matching = all.filter((one) => fits(one, query)).sort((a, b) => order(at(a), at(b)));
	const cursor = query.cursor === undefined ? null : readCursor(query.cursor);
	const after = cursor ? matching.filter((one) => order(at(one), cursor) > 0) : matching;
	const messages = after.slice(0, query.limit);
	const last = messages.at(-1);
	const nextCursor = last && after.length > query.limit ? cursorText(at(last)) : null;
	return { messages, nextCursor, total: matching.length };
}

function placeOf({ id, dateAdded, dateUpdated }: SandboxConversationMessage, query: Query): Cursor {
	const date = query.sortBy === 'createdAt' ? dateAdded : dateUpdated;
	return { lastSort: [Date.parse(date)], lastId: id };
}

/** Without a channel all but e-mails, activities too. */
function fits(one: SandboxConversationMessage, query: Query): boolean {
	const { startDate = -Infinity, endDate = Infinity, channel } = query;
	const at = Date.parse(one.dateAdded);
	return (
		(!query.contactId || one.contactId === query.contactId) &&
		(!query.conversationId || one.conversationId === query.conversationId) &&
		(channel
			? CHANNELS[channel].includes(one.messageType)
			: !CHANNELS.Email.includes(one.messageType)) &&
		at >= startDate &&
		at <= endDate
	);
}

function cursorText(cursor: Cursor): string {
	return Buffer.from(JSON.stringify(cursor)).toString('base64');
}

function readCursor(text: string): Cursor {
	try {
		return validate(cursorSchema, JSON.parse(Buffer.from(text, 'base64').toString()));
	} catch {
		throw badRequest('Invalid cursor');
	}
}
