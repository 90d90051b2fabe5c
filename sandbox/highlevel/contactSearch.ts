import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { compileFilter, FIELDS } from './contactFilters';
import { badRequest } from './errors';
import type { SandboxState } from './state';
import { requireLocation } from './tokens';
import type { SandboxContact } from './types';
import { validate } from './validate';

/** Beyond this many rows only `searchAfter` goes on. */
const MAX_PAGED_ROWS = 10_000;

interface SortKey {
	field: string;
	direction: 'asc' | 'desc';
}
type Sorting = readonly SortKey[];
const NEWEST_FIRST: readonly [SortKey] = [{ field: 'dateAdded', direction: 'desc' }];

const searchBody = z
	.object({
		locationId: z.unknown(),
		pageLimit: z
			.number()
			.int('must be an integer number')
			.min(1, 'must not be less than 1')
			.max(500, 'must not be greater than 500'),
		page: z.number().int().min(1, 'must not be less than 1').optional(),
		searchAfter: z.tuple([z.unknown(), z.string()]).optional(),
		filters: z.array(z.unknown()).optional(),
		sort: z
			.array(z.object({ field: z.string(), direction: z.enum(['asc', 'desc']) }).strict())
			.max(2, 'must contain no more than 2 elements')
			.optional(),
		query: z.string().max(75, 'must be shorter than or equal to 75 characters').optional(),
	})
	.strict();

/**
 * `POST /contacts/search`, which is eventually consistent. HighLevel's schema of the body is empty;
 * the rules are those of its pages on searching contacts (marketplace.gohighlevel.com/docs).
 */
export function contactSearchRoutes(app: FastifyInstance, state: SandboxState): void {
	app.post('/contacts/search', { config: { scope: 'contacts.readonly' } }, (request, reply) => {
		const sent = typeof request.body === 'object' ? request.body : null;
		const locationId = requireLocation(
			request.access,
			sent && 'locationId' in sent ? sent.locationId : undefined,
		);
		const {
			filters = [],
			sort,
			query,
			page,
			searchAfter,
			pageLimit,
		} = validate(searchBody, request.body);
		if (page !== undefined && searchAfter) {
			throw badRequest('page and searchAfter cannot be used together');
		}
		if ((page ?? 1) * pageLimit > MAX_PAGED_ROWS) {
			throw badRequest(`page * pageLimit must not exceed ${MAX_PAGED_ROWS}, use searchAfter`);
		}
		const matches = filters.map(compileFilter);
		const sorting = sort?.length ? sort : NEWEST_FIRST;
		const found = state.contacts
			.indexed(locationId)
			.filter((contact) => matches.every((match) => match(contact)) && mentions(contact, query))
			.sort(order(sorting));
		const rest = searchAfter ? after(found, sorting, searchAfter) : found;
		const start = ((page ?? 1) - 1) * pageLimit;
		const contacts = rest.slice(start, start + pageLimit).map((contact) => ({
			...contact,
			searchAfter: [Date.parse(dateOf(contact, sorting)), contact.id],
		}));
		return reply.code(200).send({ contacts, total: found.length });
	});
}

function mentions(contact: SandboxContact, query: string | undefined): boolean {
	if (!query) return true;
	const wanted = query.toLowerCase();
	const { name, email, phone, tags } = contact;
	return [name, email, phone, ...tags].some((value) => value?.toLowerCase().includes(wanted));
}

/**
 * What comes behind the cursor. The cursor is a place in the order, as in HighLevel's search engine:
 * it goes on there even if the contact that had it does not match any more.
 */
function after(found: SandboxContact[], sort: Sorting, [value, cursorId]: [unknown?, string?]) {
	const [{ field, direction } = NEWEST_FIRST[0]] = sort;
	if (!DATES.has(field)) return found.slice(found.findIndex(({ id }) => id === cursorId) + 1);
	const sign = direction === 'asc' ? 1 : -1;
	return found.filter((contact) => {
		const difference = sign * (Date.parse(dateOf(contact, sort)) - Number(value));
		return difference > 0 || (difference === 0 && contact.id.localeCompare(cursorId ?? '') > 0);
	});
}

const DATES: ReadonlySet<string> = new Set(['dateAdded', 'dateUpdated']);

/** The date that the contacts are sorted by, or else when the contact was added. */
function dateOf({ dateAdded, dateUpdated }: SandboxContact, [first]: Sorting): string {
	return first?.field === 'dateUpdated' ? dateUpdated : dateAdded;
}

function order(sort: Sorting): (a: SandboxContact, b: SandboxContact) => number {
	const keys = sort.map(({ field, direction }) => {
		const read = FIELDS[field]?.read;
		if (!read) throw badRequest(`Invalid sort field: ${field}`);
		return { read, sign: direction === 'asc' ? 1 : -1 };
	});
	return (a, b) => {
		for (const { read, sign } of keys) {
			const difference = String(read(a) ?? '').localeCompare(String(read(b) ?? ''));
			if (difference !== 0) return sign * difference;
		}
		// Without this, pages could repeat or lose contacts that were added in one millisecond.
		return a.id.localeCompare(b.id);
	};
}
