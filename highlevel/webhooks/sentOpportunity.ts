import { z } from 'zod/v4';
import { optionalText } from '../fieldValues';
import type { WebhookEvent } from './event';
import { outcomeOf, toldTwice, type OpportunityKind } from './opportunityEvent';

/**
 * What the Webhook action of a HighLevel workflow adds about the opportunity that started it, as
 * captured: the name of the stage is misspelt there, and `id` is the pipeline's in some.
 */
export const opportunityShape = {
	id: optionalText,
	opportunity_name: optionalText,
	status: optionalText,
	lead_value: z.number().nullish().catch(null),
	opportunity_source: optionalText,
	pipeline_id: optionalText,
	pipeline_name: optionalText,
	pipleline_stage: optionalText,
	pipeline_stage: optionalText,
	contact_id: optionalText,
	phone: optionalText,
};
type SentOpportunity = z.infer<z.ZodObject<typeof opportunityShape>>;

/**
 * @param now milliseconds since 1970: the webhook does not say when it was sent
 */
export function readSentOpportunity(sent: SentOpportunity, kind: OpportunityKind, now: number) {
	const { status, pipeline_id: pipelineId, lead_value: value } = sent;
	const stage = sent.pipleline_stage ?? sent.pipeline_stage;
	const id = opportunityIdOf(sent);
	const changed = kind === 'opportunityStatusChanged' ? status : stage;
	return {
		deliveryIds: toldTwice(kind, [id, pipelineId ?? '', changed ?? ''], now),
		outcomeOf: (contact: readonly string[]): WebhookEvent['outcome'] =>
			outcomeOf(kind, { id, status }, contact, now),
		opportunity: {
			id,
			name: sent.opportunity_name ?? null,
			status: status ?? null,
			pipelineId: pipelineId ?? null,
			pipelineName: sent.pipeline_name ?? null,
			stageName: stage ?? null,
			monetaryValue: value ?? null,
			source: sent.opportunity_source ?? null,
		},
	};
}

const sentSchema = z.object(opportunityShape);

/** The opportunity of a body of the Webhook action; its status is empty when it is about none. */
export function sentOpportunityIn(body: unknown): { id: string; status: string } {
	const sent = sentSchema.safeParse(body).data;
	return sent ? { id: opportunityIdOf(sent), status: sent.status ?? '' } : { id: '', status: '' };
}

/** Most locations allow a contact one opportunity in each pipeline, so these two name it as well. */
function opportunityIdOf(sent: SentOpportunity): string {
	const { id, pipeline_id: pipelineId, contact_id: contactId, phone } = sent;
	if (id !== undefined && id !== pipelineId) return id;
	return [contactId ?? phone, pipelineId].filter(Boolean).join(' ');
}
