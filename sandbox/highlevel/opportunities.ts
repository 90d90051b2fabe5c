import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { mergeById } from './contactFields';
import { badRequest, duplicateOpportunity, opportunityNotFound, wrongLocation } from './errors';
import { findOpportunities, opportunityQuery } from './opportunitySearch';
import { OPPORTUNITY_STATUSES, type SandboxOpportunity } from './opportunityStore';
import { contactFor, type SandboxState } from './state';
import { requireLocation, type Access } from './tokens';
import { oneOf, validate } from './validate';

interface Search {
	Querystring: Record<string, unknown>;
}
interface ById {
	Params: { id: string };
}

const customField = z
	.object({ id: z.string().optional(), key: z.string().optional(), field_value: z.unknown() })
	.strict();

/** `UpdateOpportunityDto`: neither the contact nor the location can be changed. */
const updateBody = z
	.object({
		pipelineId: z.string().optional(),
		name: z.string().optional(),
		pipelineStageId: z.string().optional(),
		// The document also has `all`, which is no state; what HighLevel does with it is not known.
		status: oneOf(...OPPORTUNITY_STATUSES).optional(),
		monetaryValue: z.number().optional(),
		assignedTo: z.string().optional(),
		customFields: z.array(customField).optional(),
	})
	.strict();

/** `CreateDto`. */
const createBody = updateBody.extend({
	pipelineId: z.string(),
	locationId: z.string(),
	name: z.string(),
	status: oneOf(...OPPORTUNITY_STATUSES),
	contactId: z.string(),
});

const pipelineQuery = z.object({ locationId: z.string() }).strict();
const read = { config: { scope: 'opportunities.readonly' } };
const write = { config: { scope: 'opportunities.write' } };

/** Pipelines and opportunities (highlevel-api-docs, opportunities.json). */
export function opportunityRoutes(app: FastifyInstance, state: SandboxState): void {
	const { opportunities } = state;

	app.get<Search>('/opportunities/pipelines', read, (request) => {
		const locationId = requireLocation(request.access, request.query.locationId);
		validate(pipelineQuery, request.query);
		return { pipelines: opportunities.pipelinesOf(locationId) };
	});

	app.get<Search>('/opportunities/search', read, (request) => {
		// `locationId` is refused with 422 before `location_id` is missed (seen live).
		const query = validate(opportunityQuery, request.query);
		const locationId = requireLocation(request.access, query.location_id);
		const { found, meta } = findOpportunities(opportunities.all(), { ...query, locationId });
		return { opportunities: found.map(withContact), meta };
	});

	app.post('/opportunities/', write, (request, reply) => {
		const body = validate(createBody, request.body);
		const locationId = requireLocation(request.access, body.locationId);
		const { contactId, pipelineId } = body;
		contactFor(state, request.access, contactId);
		const pipelineStageId = stageIn(locationId, pipelineId, body.pipelineStageId);
		const existing = opportunities
			.all()
			.find((other) => other.contactId === contactId && other.pipelineId === pipelineId);
		if (existing && !state.locations.get(locationId)?.allowDuplicateOpportunity) {
			throw duplicateOpportunity(existing.id);
		}
		const customFields = fieldsOf(locationId, body.customFields);
		const made = opportunities.add({ ...body, pipelineStageId, customFields });
		return reply.code(201).send({ opportunity: withContact(made) });
	});

	app.put<ById>('/opportunities/:id', write, (request) => {
		const current = opportunityFor(request.access, request.params.id);
		const { customFields, ...change } = validate(updateBody, request.body);
		const { locationId, pipelineId } = { ...current, ...change };
		if (change.pipelineId ?? change.pipelineStageId) {
			change.pipelineStageId = stageIn(locationId, pipelineId, change.pipelineStageId);
		}
		const fields = fieldsOf(locationId, customFields, current.customFields);
		return {
			opportunity: withContact(opportunities.update(current, { ...change, customFields: fields })),
		};
	});

	function opportunityFor(access: Access, id: string): SandboxOpportunity {
		const opportunity = opportunities.get(id);
		if (!opportunity) throw opportunityNotFound(id);
		if (opportunity.locationId !== access.locationId) throw wrongLocation();
		return opportunity;
	}

	/** @throws ApiError 400 for a pipeline or stage that is not there */
	function stageIn(locationId: string, pipelineId: string, stageId: string | undefined): string {
		const pipeline = opportunities.pipelinesOf(locationId).find(({ id }) => id === pipelineId);
		if (!pipeline) throw badRequest('The pipeline id is invalid.');
		const stage = stageId ? pipeline.stages.find(({ id }) => id === stageId) : pipeline.stages[0];
		if (!stage) throw badRequest('The pipeline stage id is invalid.');
		return stage.id;
	}

	/** Written as `field_value`, read as `fieldValue`. */
	function fieldsOf(
		locationId: string,
		written: z.output<typeof customField>[] = [],
		current: SandboxOpportunity['customFields'] = [],
	): SandboxOpportunity['customFields'] {
		const values = written.map(({ id, key, field_value }) => ({
			id: id ?? state.customFields.idOf(locationId, 'opportunity', key),
			value: field_value ?? null,
		}));
		const before = current.map(({ id, fieldValue }) => ({ id, value: fieldValue }));
		return mergeById(before, values).map(({ id, value }) => ({ id, fieldValue: value }));
	}

	function withContact(opportunity: SandboxOpportunity) {
		const contact = state.contacts.get(opportunity.contactId);
		if (!contact) return opportunity;
		const { id, name, companyName, email, phone } = contact;
		return { ...opportunity, contact: { id, name, companyName, email, phone } };
	}
}
