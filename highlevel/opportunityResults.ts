import { z } from 'zod/v4';
import type { Result } from '../routing/model/contactOutcome';
import {
	opportunityOutcome,
	STATUSES_OF_RESULTS,
	type OpportunityOutcome,
} from '../routing/model/opportunityOutcome';
import { VERSION, type HighLevelClient } from './client';
import { endless, unreadable } from './errors';
import { optionalText, timeOf } from './fieldValues';
import { path } from './path';

/** HighLevel's largest page (Search Opportunity). */
const PAGE = 100;
/** 5,000 opportunities of each status, the newest first. */
const PAGES = 50;

const opportunitySchema = z.object({
	id: z.string(),
	contactId: z.string(),
	status: optionalText,
	lastStatusChangeAt: z.unknown(),
});

const pageSchema = z.object({
	opportunities: z.array(z.unknown()),
	meta: z
		.object({
			startAfter: z.union([z.number(), z.string()]).nullish(),
			startAfterId: optionalText,
		})
		.catch({}),
});

/** What to read. */
export interface ResultReading {
	/** Results of before do not matter, milliseconds since 1970. */
	since: number;
	/** Asked before each page but the first. */
	mayGoOn?: () => boolean;
}

export interface ReadResults {
	results: OpportunityOutcome[];
	/** False when there were too many for one time: then the oldest opportunities are missing. */
	complete: boolean;
}

/**
 * What came of the opportunities of a location since then. HighLevel sorts them by when they were
 * created, so all that are over have to be read: a request for each hundred. Needs the scope
 * opportunities.readonly.
 * @throws {HighLevelError} when HighLevel refuses or does not answer
 */
export async function readOpportunityResults(
	client: HighLevelClient,
	{ since, mayGoOn = () => true }: ResultReading,
): Promise<ReadResults> {
	const lists: ReadResults[] = [];
	for (const status of STATUSES_OF_RESULTS) lists.push(await readList(client, status, mayGoOn));
	const results = lists.flatMap((list) => list.results);
	return {
		results: results.filter(({ at }) => at >= since),
		complete: lists.every(({ complete }) => complete),
	};
}

async function readList(
	client: HighLevelClient,
	status: Result,
	mayGoOn: () => boolean,
): Promise<ReadResults> {
	const results: OpportunityOutcome[] = [];
	let cursor: Cursor | null = null;
	for (let pages = 0; pages === 0 || (pages < PAGES && mayGoOn()); pages++) {
		const page: Page = await readPage(client, status, cursor);
		results.push(...page.results);
		if (page.next === null) return { results, complete: true };
		if (page.next.id === cursor?.id) throw endless('opportunities');
		cursor = page.next;
	}
	return { results, complete: false };
}

interface Cursor {
	id: string;
	at: string;
}

interface Page {
	results: OpportunityOutcome[];
	next: Cursor | null;
}

async function readPage(
	client: HighLevelClient,
	status: Result,
	after: Cursor | null,
): Promise<Page> {
	const body = await client.requestIfAllowed('opportunities.readonly', {
		method: 'GET',
		path: path`/opportunities/search`,
		query: {
			location_id: client.locationId,
			status,
			limit: String(PAGE),
			...(after && { startAfter: after.at, startAfterId: after.id }),
		},
		version: VERSION,
		repeatable: true,
	});
	const answer = pageSchema.safeParse(body);
	if (!answer.success) throw unreadable(body);
	const { opportunities, meta } = answer.data;
	const { startAfter, startAfterId } = meta;
	const isLast = opportunities.length < PAGE || !startAfterId;
	return {
		results: opportunities.flatMap((one) => resultIn(one) ?? []),
		next: isLast ? null : { id: startAfterId, at: String(startAfter ?? '') },
	};
}

/** What is open by now, or does not say since when it is over, is left out. */
function resultIn(value: unknown): OpportunityOutcome | null {
	const opportunity = opportunitySchema.safeParse(value).data;
	const at = timeOf(opportunity?.lastStatusChangeAt);
	if (!opportunity || at === null) return null;
	return opportunityOutcome(opportunity, [`highLevel:${opportunity.contactId}`], at);
}
