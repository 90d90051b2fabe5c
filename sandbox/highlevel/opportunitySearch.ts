import { z } from 'zod';
import { badRequest } from './errors';
import { OPPORTUNITY_STATUSES, type SandboxOpportunity } from './opportunityStore';
import { oneOf, wholeNumber } from './validate';

const MAX_LIMIT = 100;

/**
 * The query of `GET /opportunities/search`, in snake_case unlike all others. The document's
 * `campaignId`, `country`, `date`, `endDate`, `order`, `getTasks`, `getNotes` and
 * `getCalendarEvents` are not modelled, and refused.
 */
export const opportunityQuery = z
	.object({
		location_id: z.string().optional(),
		q: z.string().optional(),
		id: z.string().optional(),
		contact_id: z.string().optional(),
		assigned_to: z.string().optional(),
		pipeline_id: z.string().optional(),
		pipeline_stage_id: z.string().optional(),
		status: oneOf(...OPPORTUNITY_STATUSES, 'all').default('all'),
		page: wholeNumber.default('1'),
		limit: wholeNumber.default('20'),
		startAfter: wholeNumber.optional(),
		startAfterId: z.string().optional(),
	})
	.strict();

type Query = z.output<typeof opportunityQuery> & { locationId: string };

/**
 * One page of the opportunities that a query means, newest first, and where the next one is.
 *
 * @throws ApiError 400 for more than 100 rows, which HighLevel does not cut down to 100
 */
export function findOpportunities(all: readonly SandboxOpportunity[], query: Query) {
	const { page, limit, startAfter, startAfterId } = query;
	if (limit < 1 || limit > MAX_LIMIT) throw badRequest('limit must be between 1 and 100');
	const matching = all.filter((one) => fits(one, query)).sort(newestFirst);
	const after =
		startAfter === undefined || !startAfterId
			? matching
			: matching.filter((one) => isAfter(one, startAfter, startAfterId));
	const start = Math.max(page - 1, 0) * limit;
	const found = after.slice(start, start + limit);
	const last = found.at(-1);
	return {
		found,
		meta: {
			total: matching.length,
			currentPage: page,
			...(start + limit < after.length && { nextPage: page + 1 }),
			...(page > 1 && { prevPage: page - 1 }),
			...(last && { startAfter: Date.parse(last.createdAt), startAfterId: last.id }),
		},
	};
}

function newestFirst(a: SandboxOpportunity, b: SandboxOpportunity): number {
	return b.createdAt.localeCompare(a.createdAt) || a.id.localeCompare(b.id);
}

/** Whether it comes later in the list than the end of a page that had this date and id. */
function isAfter(one: SandboxOpportunity, createdAt: number, id: string): boolean {
	const difference = createdAt - Date.parse(one.createdAt);
	return difference > 0 || (difference === 0 && one.id.localeCompare(id) > 0);
}

function fits(one: SandboxOpportunity, query: Query): boolean {
	const wanted = query.q?.toLowerCase();
	return (
		one.locationId === query.locationId &&
		(!query.id || one.id === query.id) &&
		(!query.contact_id || one.contactId === query.contact_id) &&
		(!query.assigned_to || one.assignedTo === query.assigned_to) &&
		(!query.pipeline_id || one.pipelineId === query.pipeline_id) &&
		(!query.pipeline_stage_id || one.pipelineStageId === query.pipeline_stage_id) &&
		(query.status === 'all' || one.status === query.status) &&
		(!wanted || one.name.toLowerCase().includes(wanted))
	);
}
