import { z } from 'zod/v4';
import { MINUTE } from '../routing/model/durations';
import type { ToldMessage } from '../routing/waits/toldMessage';
import type { HighLevelClient } from './client';
import { endless, unreadable } from './errors';
import { path } from './path';
import { readMessage } from './sentMessage';

/** Readings overlap, because HighLevel's list is behind, by how much is not known. */
const OVERLAP_MS = 2 * MINUTE;
/** What was sent so long ago is in the list for certain. */
const LIST_IS_BEHIND_MS = 0.75 * MINUTE;
/** The largest page that HighLevel gives (Export Messages). */
const PAGE = 500;
/** 5,000 messages at a time: of more, the next reading goes on. */
const PAGES = 10;

/**
 * From when on the next reading of a location asks, milliseconds since 1970. E-mails have a list of
 * their own; null as long as nobody has asked for it.
 */
export const replyPositionSchema = z.object({
	messages: z.number(),
	emails: z.number().nullable(),
});
export type ReplyPosition = z.infer<typeof replyPositionSchema>;

/** What to read. */
export interface ReplyReading {
	/** Where the reading before has ended; null for none. */
	position: ReplyPosition | null;
	/** Nothing before matters, milliseconds since 1970: when the oldest open question was asked. */
	since: number;
	/** Whether e-mails are answers too; they take one more request. */
	email: boolean;
	/** Milliseconds since 1970. */
	now: number;
	/** Asked before each page but the first. */
	mayGoOn?: () => boolean;
}

/** What a reading has found. */
export interface ReadReplies {
	/** Messages to contacts, oldest first; some were read before. */
	replies: ToldMessage[];
	position: ReplyPosition;
	/** All that was sent until then has been read, whatever HighLevel's list may be behind. */
	upTo: number;
	/** False when there were too many for one time. */
	complete: boolean;
}

/**
 * Reads the messages that were sent in a location since the reading before, oldest first: one request,
 * unless there were more than 500. Needs the scope conversations/message.readonly.
 * @throws {HighLevelError} when HighLevel refuses or does not answer
 */
export async function readReplies(
	client: HighLevelClient,
	reading: ReplyReading,
): Promise<ReadReplies> {
	const { position, email } = reading;
	const messages = await readList(client, null, position?.messages ?? null, reading);
	const emails = email ? await readList(client, 'Email', position?.emails ?? null, reading) : null;
	const lists = emails ? [messages, emails] : [messages];
	return {
		replies: lists.flatMap(({ replies }) => replies).sort((a, b) => a.at - b.at),
		position: { messages: messages.next, emails: emails?.next ?? null },
		upTo: Math.min(...lists.map(({ upTo }) => upTo)) - LIST_IS_BEHIND_MS,
		complete: lists.every(({ complete }) => complete),
	};
}

/**
 * All that was sent to one contact since then: for a last look, whatever was read before.
 * @param since milliseconds since 1970
 * @throws {HighLevelError} when HighLevel refuses or does not answer
 */
export async function readRepliesTo(
	client: HighLevelClient,
	contactId: string,
	since: number,
	email: boolean,
): Promise<ToldMessage[]> {
	const channels = email ? [null, 'Email' as const] : [null];
	const all: ToldMessage[] = [];
	for (const channel of channels) {
		const page = await readPage(client, { channel, contactId, from: since, cursor: null });
		all.push(...page.replies);
	}
	return all;
}

interface List {
	replies: ToldMessage[];
	/** From when on to ask the next time. */
	next: number;
	upTo: number;
	complete: boolean;
}

async function readList(
	client: HighLevelClient,
	channel: Channel,
	before: number | null,
	{ since, now, mayGoOn = () => true }: ReplyReading,
): Promise<List> {
	// What lies between a reading of long ago and the first question answers nothing.
	const from = Math.max(before ?? -Infinity, since - OVERLAP_MS);
	const replies: ToldMessage[] = [];
	let cursor: string | null = null;
	let last = from;
	for (let pages = 0; pages === 0 || (pages < PAGES && mayGoOn()); pages++) {
		const page: Page = await readPage(client, { channel, from, cursor });
		replies.push(...page.replies);
		if (page.next === null) return { replies, next: now - OVERLAP_MS, upTo: now, complete: true };
		if (page.next === cursor) throw endless('messages');
		last = Math.max(last, page.lastAt ?? last);
		cursor = page.next;
	}
	// The cursor is of a moment (it names a point in time of HighLevel's search) and would soon be old.
	const next = Math.max(Math.min(last, now - OVERLAP_MS), from + 1);
	return { replies, next, upTo: Math.min(last, now), complete: false };
}

type Channel = 'Email' | null;

interface PageQuery {
	/** Null for all but e-mails. */
	channel: Channel;
	contactId?: string;
	from: number;
	cursor: string | null;
}

interface Page {
	replies: ToldMessage[];
	/** When the last message of the page was sent. */
	lastAt: number | null;
	next: string | null;
}

const pageSchema = z.object({
	messages: z.array(z.unknown()),
	nextCursor: z.string().nullish(),
});

/** HighLevel: Export Messages by Location. */
async function readPage(client: HighLevelClient, query: PageQuery): Promise<Page> {
	const { channel, contactId, from, cursor } = query;
	const body = await client.requestIfAllowed('conversations/message.readonly', {
		method: 'GET',
		path: path`/conversations/messages/export`,
		query: {
			locationId: client.locationId,
			limit: String(PAGE),
			...{ sortBy: 'createdAt', sortOrder: 'asc' },
			startDate: new Date(from).toISOString(),
			...(channel && { channel }),
			...(contactId !== undefined && { contactId }),
			...(cursor !== null && { cursor }),
		},
		version: '2021-04-15',
		repeatable: true,
	});
	const answer = pageSchema.safeParse(body);
	if (!answer.success) throw unreadable(body);
	const { messages, nextCursor } = answer.data;
	const read = messages.flatMap((message) => readMessage(message) ?? []);
	return {
		replies: read.filter(({ facts }) => facts.direction !== 'inbound'),
		lastAt: read.at(-1)?.at ?? null,
		next: nextCursor || null,
	};
}
