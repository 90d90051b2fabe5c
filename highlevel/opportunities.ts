import { z } from 'zod/v4';
import { VERSION, type HighLevelClient } from './client';
import { distinctEntries } from './entries';
import { HighLevelError, unreadable } from './errors';
import { optionalText } from './fieldValues';
import { path } from './path';

/** HighLevel's largest page (Search Opportunity). More open ones of one contact are left alone. */
const PAGE = 100;

const listSchema = z.object({ opportunities: z.array(z.unknown()) });
const opportunitySchema = z.object({ id: z.string(), assignedTo: optionalText });

const pipelinesSchema = z.object({ pipelines: z.array(z.unknown()) });
const stageSchema = z.object({ id: z.string(), name: z.string() });
const pipelineSchema = stageSchema.extend({
	stages: z
		.array(z.unknown())
		.catch([])
		.transform((stages) => distinctEntries(stages, stageSchema)),
});

interface Opportunity {
	id: string;
	ownerId: string | null;
}

export interface NewOpportunity {
	pipelineId: string;
	/** Null: the first stage of the pipeline. */
	stageId: string | null;
	name: string;
}

interface Pipeline {
	id: string;
	name: string;
	stages: Array<{ id: string; name: string }>;
}

/** A contact's opportunities that are neither won, lost nor abandoned. */
export async function openOpportunities(
	client: HighLevelClient,
	contactId: string,
): Promise<Opportunity[]> {
	const body = await client.request({
		method: 'GET',
		path: path`/opportunities/search`,
		// In snake_case, unlike all other queries of HighLevel.
		query: {
			location_id: client.locationId,
			contact_id: contactId,
			status: 'open',
			limit: String(PAGE),
		},
		version: VERSION,
		repeatable: true,
	});
	const answer = listSchema.safeParse(body);
	if (!answer.success) throw unreadable(body);
	return distinctEntries(answer.data.opportunities, opportunitySchema).map(
		({ id, assignedTo }) => ({
			id,
			ownerId: assignedTo ?? null,
		}),
	);
}

/** Sets the owner of an opportunity: it does not follow the owner of its contact. */
export async function setOpportunityOwner(
	client: HighLevelClient,
	opportunityId: string,
	ownerId: string,
): Promise<void> {
	await client.request({
		method: 'PUT',
		path: path`/opportunities/${opportunityId}`,
		body: { assignedTo: ownerId },
		version: VERSION,
		repeatable: true,
	});
}

/**
 * Creates an open opportunity of a contact.
 * @returns whether there is a new one: most locations allow one for each contact and pipeline, also
 * when that one is closed
 */
export async function createOpportunity(
	client: HighLevelClient,
	contactId: string,
	ownerId: string,
	{ pipelineId, stageId, name }: NewOpportunity,
): Promise<boolean> {
	const answer = await client.attempt({
		method: 'POST',
		path: path`/opportunities/`,
		body: {
			locationId: client.locationId,
			contactId,
			pipelineId,
			...(stageId && { pipelineStageId: stageId }),
			name,
			status: 'open',
			assignedTo: ownerId,
		},
		version: VERSION,
		repeatable: false,
	});
	if (!(answer instanceof HighLevelError)) return true;
	if (answer.status === 400 && /duplicate opportunity/i.test(answer.message)) return false;
	throw answer;
}

/** The pipelines of the location with their stages (HighLevel: Get Pipelines). */
export async function listPipelines(client: HighLevelClient): Promise<Pipeline[]> {
	const body = await client.request({
		method: 'GET',
		path: path`/opportunities/pipelines`,
		query: { locationId: client.locationId },
		version: VERSION,
		repeatable: true,
	});
	const answer = pipelinesSchema.safeParse(body);
	if (!answer.success) throw unreadable(body);
	return distinctEntries(answer.data.pipelines, pipelineSchema);
}
