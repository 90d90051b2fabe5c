import type { FastifyInstance } from 'fastify';
import { wrongLocation } from './errors';
import type { SandboxState } from './state';

/** Reading a location, which is how a private integration learns its company. */
export function locationRoutes(app: FastifyInstance, state: SandboxState): void {
	app.get<{ Params: { locationId: string } }>(
		'/locations/:locationId',
		{ config: { scope: 'locations.readonly' } },
		(request) => {
			const { access, params } = request;
			const location = state.locations.get(params.locationId);
			const opens = access.locationId
				? access.locationId === location?.id
				: access.companyId === location?.companyId;
			if (!location || !opens) throw wrongLocation();
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
						contactUniqueIdentifiers: location.contactUniqueIdentifiers ?? ['email', 'phone'],
					},
				},
			};
		},
	);
}
