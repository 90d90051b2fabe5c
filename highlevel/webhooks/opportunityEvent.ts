import { z } from 'zod/v4';
import { MINUTE } from '../../routing/model/durations';
import { opportunityOutcome } from '../../routing/model/opportunityOutcome';
import { optionalText } from '../fieldValues';
import { common, sentAt, touchOf, type AppEvent } from './appEnvelope';
import type { EventKind, WebhookEvent } from './event';

/** What can happen to an opportunity. */
const OPPORTUNITY_KINDS = [
	'opportunityOwnerChanged',
	'opportunityStageChanged',
	'opportunityStatusChanged',
] as const satisfies EventKind[];

export type OpportunityKind = (typeof OPPORTUNITY_KINDS)[number];

export function isOpportunityKind(kind: EventKind): kind is OpportunityKind {
	return OPPORTUNITY_KINDS.some((one) => one === kind);
}

const opportunitySchema = z.looseObject({
	name: optionalText,
	status: optionalText,
	pipelineId: optionalText,
	pipelineStageId: optionalText,
	monetaryValue: z.number().nullish().catch(null),
	source: optionalText,
});

/**
 * Something happened to an opportunity (highlevel-api-docs, OpportunityStatusUpdate and others).
 * @param now milliseconds since 1970
 * @returns null when it names no opportunity or no contact
 */
export function opportunityEvent(
	kind: OpportunityKind,
	event: AppEvent,
	deliveryIds: readonly string[],
	now: number,
): WebhookEvent | null {
	const { id, contactId } = event;
	if (!id || !contactId) return null;
	const opportunity = opportunitySchema.parse(event);
	const { status, pipelineId, pipelineStageId } = opportunity;
	const at = sentAt(event) ?? now;
	const changed = kind === 'opportunityStatusChanged' ? status : pipelineStageId;
	const known =
		kind === 'opportunityOwnerChanged'
			? deliveryIds
			: toldTwice(kind, [id, pipelineId ?? '', changed ?? ''], at);
	return {
		...common(kind, event, known),
		outcome: outcomeOf(kind, { id, status }, [`highLevel:${contactId}`], at),
		touch: {
			// The owner of the opportunity is not the one of the contact, which is not told.
			...touchOf(kind, event, [id, known[0] ?? ''], { id: contactId, existed: true }),
			opportunity: {
				id,
				name: opportunity.name ?? null,
				ownerId: event.assignedTo ?? null,
				status: status ?? null,
				pipelineId: pipelineId ?? null,
				pipelineStageId: pipelineStageId ?? null,
				monetaryValue: opportunity.monetaryValue ?? null,
				source: opportunity.source ?? null,
			},
		},
	};
}

/** What an event says of the end of an opportunity: not when somebody else gets it. */
export function outcomeOf(
	kind: OpportunityKind,
	opportunity: { id: string; status: unknown },
	contact: readonly string[],
	at: number,
): WebhookEvent['outcome'] {
	return kind === 'opportunityOwnerChanged' ? null : opportunityOutcome(opportunity, contact, at);
}

/**
 * By what a change of an opportunity is known. HighLevel tells it twice, as two webhooks with an ID and a
 * time of their own (highlevel-api-docs, issue 27); it may happen again later.
 * @param what it is now
 * @param at when it was told, milliseconds since 1970
 */
export function toldTwice(kind: OpportunityKind, what: readonly string[], at: number): string[] {
	const minute = Math.floor(at / MINUTE);
	return [minute, minute - 1, minute + 1].map((one) => [kind, ...what, one].join(' '));
}
