import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { unauthorized, userNotFound, wrongLocation } from './errors';
import type { SandboxState } from './state';
import { requireLocation, type Access } from './tokens';
import type { SandboxUser } from './types';
import { validate, wholeNumber } from './validate';

const listQuery = z.object({ locationId: z.string() }).strict();
const searchQuery = z
	.object({
		companyId: z.string(),
		locationId: z.string().optional(),
		query: z.string().optional(),
		role: z.string().optional(),
		type: z.string().optional(),
		ids: z.string().optional(),
		skip: wholeNumber.default('0'),
		limit: wholeNumber.default('25'),
		sort: z.string().optional(),
		sortDirection: z.enum(['asc', 'desc']).default('asc'),
		enabled2waySync: z.string().optional(),
	})
	.strict();

const read = { config: { scope: 'users.readonly' } };

/** Looking up users. Deleted users are listed with `deleted: true`. */
export function userRoutes(app: FastifyInstance, state: SandboxState): void {
	const { users } = state;

	/** All users that the token sees. */
	function visible(access: Access): SandboxUser[] {
		if (access.locationId) return users.ofLocation(access.locationId);
		return users
			.list()
			.filter(
				({ roles }) =>
					roles.type === 'agency' ||
					roles.locationIds.some((id) => state.locations.get(id)?.companyId === access.companyId),
			);
	}

	app.get<{ Querystring: Record<string, unknown> }>('/users/', read, (request) => {
		const locationId = requireLocation(request.access, request.query.locationId);
		validate(listQuery, request.query);
		return { users: users.ofLocation(locationId) };
	});

	app.get<{ Querystring: Record<string, unknown> }>('/users/search', read, (request) => {
		const { companyId, locationId } = request.query;
		if (companyId === undefined && locationId === undefined) {
			throw unauthorized('E01 - Unauthorized request');
		}
		const query = validate(searchQuery, request.query);
		if (query.companyId !== request.access.companyId) throw wrongLocation();
		if (query.locationId && request.access.userType === 'Location') {
			requireLocation(request.access, query.locationId);
		}
		const found = visible(request.access)
			.filter((user) => fits(user, query))
			.sort((a, b) => a.name.localeCompare(b.name));
		if (query.sortDirection === 'desc') found.reverse();
		return { users: found.slice(query.skip, query.skip + query.limit), count: found.length };
	});

	app.get<{ Params: { userId: string } }>('/users/:userId', read, (request) => {
		const user = visible(request.access).find(({ id }) => id === request.params.userId);
		if (!user) throw userNotFound();
		return user;
	});
}

function fits(user: SandboxUser, query: z.output<typeof searchQuery>): boolean {
	const wanted = query.query?.toLowerCase();
	const texts = [user.name, user.email, user.phone];
	return (
		(!query.locationId || user.roles.locationIds.includes(query.locationId)) &&
		(!query.role || user.roles.role === query.role) &&
		(!query.type || user.roles.type === query.type) &&
		(!query.ids || query.ids.split(',').includes(user.id)) &&
		(!wanted || texts.some((text) => text?.toLowerCase().includes(wanted)))
	);
}
