import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { wrongLocation } from './errors';
import type { SandboxState } from './state';
import type { Access } from './tokens';
import type { SandboxLocation } from './types';
import { oneOf, validate } from './validate';

interface ById {
	Params: { locationId: string };
}

const customFieldQuery = z
	.object({ model: oneOf('contact', 'opportunity', 'all').default('all') })
	.strict();

/** Reading a location, which is how a private integration learns its company, its fields and its tags. */
export function locationRoutes(app: FastifyInstance, state: SandboxState): void {
	app.get<ById>(
		'/locations/:locationId',
		{ config: { scope: 'locations.readonly' } },
		(request) => {
			const location = locationFor(request.access, request.params.locationId);
			const { id, name, companyId, timezone, country = 'US' } = location;
			return {
				location: {
					id,
					companyId,
					name,
					country,
					timezone,
					settings: {
						allowDuplicateContact: location.allowDuplicateContact ?? false,
						allowDuplicateOpportunity: location.allowDuplicateOpportunity ?? false,
						contactUniqueIdentifiers: location.contactUniqueIdentifiers ?? ['email', 'phone'],
					},
				},
			};
		},
	);

	app.get<ById>(
		'/locations/:locationId/customFields',
		{ config: { scope: 'locations/customFields.readonly' } },
		(request) => {
			const { id } = locationFor(request.access, request.params.locationId);
			const { model } = validate(customFieldQuery, request.query);
			const fields = state.customFields.ofLocation(id);
			return { customFields: fields.filter((field) => model === 'all' || field.model === model) };
		},
	);

	app.get<ById>(
		'/locations/:locationId/tags',
		{ config: { scope: 'locations/tags.readonly' } },
		(request) => {
			const { id } = locationFor(request.access, request.params.locationId);
			const own = state.contacts.all().filter(({ locationId }) => locationId === id);
			const names = [...new Set(own.flatMap(({ tags }) => tags))];
			// A tag is there once a contact has had it; here for as long as one has it.
			return { tags: names.map((name) => ({ id: `tag-${name}`, name, locationId: id })) };
		},
	);

	/** @throws ApiError 403 when the token does not open it, also when there is none */
	function locationFor(access: Access, locationId: string): SandboxLocation {
		const location = state.locations.get(locationId);
		const opens = access.locationId
			? access.locationId === location?.id
			: access.companyId === location?.companyId;
		if (!location || !opens) throw wrongLocation();
		return location;
	}
}
