import { z } from 'zod/v4';
import { identitiesOf, type Touch } from '../../routing/model/touch';
import {
	countryCodeOf,
	lettersOf,
	lineNumberOf,
	optionalAttribution,
	optionalId,
	optionalText,
	phoneOf,
	timeOf,
} from '../fieldValues';
import { distinctTags } from '../tags';
import { accountNamed, accountWith } from './account';
import { deliveryIdsOf } from './delivery';
import { digestOf, touchEventOf, touchKey, type EventKind, type WebhookEvent } from './event';
import { isOpportunityKind } from './opportunityEvent';
import { opportunityShape, readSentOpportunity } from './sentOpportunity';

/**
 * What HighLevel's workflows can tell: nothing starts them when an opportunity gets another owner, or
 * when somebody answers.
 */
export type WorkflowEventKind = Exclude<EventKind, 'opportunityOwnerChanged' | 'replySent'>;

/** What people may write into the custom data `event`, without blanks and signs. */
const NAMES = new Map<string, WorkflowEventKind>([
	['contactcreated', 'contactCreated'],
	['contactcreate', 'contactCreated'],
	['contactupdated', 'contactUpdated'],
	['contactupdate', 'contactUpdated'],
	['contactchanged', 'contactUpdated'],
	['inboundmessage', 'inboundMessage'],
	['customerreplied', 'inboundMessage'],
	['opportunitystagechanged', 'opportunityStageChanged'],
	['opportunitystageupdate', 'opportunityStageChanged'],
	['pipelinestagechanged', 'opportunityStageChanged'],
	['opportunitystatuschanged', 'opportunityStatusChanged'],
	['opportunitystatusupdate', 'opportunityStatusChanged'],
	['tagadded', 'tagAdded'],
	['contacttagupdate', 'tagAdded'],
]);

/**
 * As captured from the Webhook action. HighLevel documents the fields and not their form
 * (help.gohighlevel.com, articles 155000003299).
 */
const payloadSchema = z.looseObject({
	...opportunityShape,
	full_name: optionalText,
	first_name: optionalText,
	last_name: optionalText,
	email: optionalText,
	country: optionalText,
	tags: z
		.union([z.string(), z.array(z.unknown())])
		.optional()
		.catch(undefined),
	contact_source: optionalText,
	date_created: z.unknown(),
	gclid: optionalText,
	user: z.looseObject({ email: optionalText }).optional().catch(undefined),
	location: z.looseObject({ id: optionalId }).optional().catch(undefined),
	workflow: z.looseObject({ id: optionalText, name: optionalText }).optional().catch(undefined),
	contact: z
		.looseObject({
			attributionSource: optionalAttribution,
			lastAttributionSource: optionalAttribution,
		})
		.optional()
		.catch(undefined),
	attributionSource: optionalAttribution,
	message: z
		.looseObject({ type: optionalText, body: optionalText, to: optionalText })
		.optional()
		.catch(undefined),
	customData: z.looseObject({}).optional().catch(undefined),
});
type Payload = z.infer<typeof payloadSchema>;

/**
 * Reads what the Webhook action of a HighLevel workflow sends. The secret must have been checked
 * before.
 * @param body the parsed JSON body, of any shape
 * @param chosen what the HighLevel workflow is about, unless its custom data `event` says otherwise
 * @param now milliseconds since 1970
 * @returns what people have to put right, as text, when it is no webhook of a contact
 */
export function readWorkflowWebhook(
	body: unknown,
	rawBody: Buffer,
	chosen: WorkflowEventKind,
	now: number,
): WebhookEvent | string {
	const payload = payloadSchema.safeParse(body).data;
	if (!payload) return 'The body is no JSON object';
	const phone = phoneOf(payload.phone);
	const contactId = payload.contact_id;
	if (!contactId && !phone) {
		return "The body names no contact: HighLevel's Webhook action sends it as contact_id";
	}
	const named = payload.customData?.event;
	const kind = named === undefined || named === '' ? chosen : NAMES.get(lettersOf(named));
	if (!kind) {
		return "The custom data 'event' is none of contact_created, contact_updated, inbound_message, opportunity_stage_changed, opportunity_status_changed and tag_added";
	}

	const told = isOpportunityKind(kind) ? readSentOpportunity(payload, kind, now) : null;
	const deliveryIds =
		told?.deliveryIds ?? deliveryIdsOf(rawBody, undefined, kind !== 'contactCreated', now);
	const account = accountOf(payload);
	const addedTags = kind === 'tagAdded' ? tagsOf(payload.customData?.tag) : null;
	return {
		kind,
		told: null,
		outcome: told?.outcomeOf(identitiesOf({ id: contactId, phone })) ?? null,
		locationId: payload.location?.id ?? null,
		deliveryIds,
		time: null,
		touch: {
			key: keyOf(kind, payload, contactId ?? phone ?? '', deliveryIds[0] ?? ''),
			event: touchEventOf(kind),
			...(account && { account }),
			contact: contactOf(payload, phone, kind),
			locationId: payload.location?.id ?? null,
			...(kind === 'inboundMessage' && {
				message: { channel: payload.message?.type ?? null, text: payload.message?.body ?? null },
			}),
			...(told && { opportunity: told.opportunity }),
			...(payload.customData && { customData: payload.customData }),
			webhook: {
				source: 'workflow',
				event: kind,
				workflow: { id: payload.workflow?.id ?? null, name: payload.workflow?.name ?? null },
			},
		},
		tags: tagsOf(payload.tags),
		addedTags,
		fieldsDigest: digestOf(filledIn(payload)),
		contactCreatedAt: timeOf(payload.date_created),
	};
}

/** HighLevel itself says at most to which number a message came; people may name the account. */
function accountOf({ customData, message }: Payload): Touch['account'] {
	const named = accountNamed(customData?.account);
	if (named) return named;
	const number = lineNumberOf(message?.to);
	return number ? accountWith(number) : null;
}

function contactOf(
	payload: Payload,
	phone: string | null,
	kind: WorkflowEventKind,
): Touch['contact'] {
	const { first_name: first, last_name: last, gclid, contact } = payload;
	const name = payload.full_name ?? [first, last].filter(Boolean).join(' ');
	const attribution = {
		...(gclid && { gclid }),
		...payload.attributionSource,
		...contact?.attributionSource,
	};
	return {
		id: payload.contact_id ?? null,
		phone,
		name: name || null,
		email: payload.email ?? null,
		country: countryCodeOf(payload.country),
		tags: tagsOf(payload.tags),
		source: payload.contact_source ?? null,
		attributionSource: Object.keys(attribution).length > 0 ? attribution : null,
		lastAttributionSource: contact?.lastAttributionSource ?? null,
		// A message may be what made the contact.
		...(kind !== 'inboundMessage' && { existed: kind !== 'contactCreated' }),
		// The webhook has no user ID, so `ownerId` is not known.
		ownerEmail: payload.user?.email ?? null,
	};
}

/** A contact is created once; everything else may happen again, with the same content even. */
function keyOf(
	kind: WorkflowEventKind,
	payload: Payload,
	contact: string,
	deliveryId: string,
): string {
	const parts = kind === 'contactCreated' ? [contact] : [contact, deliveryId];
	return touchKey(kind, payload.location?.id ?? null, parts);
}

/** Tags come as text with commas; null when there are none to read. */
function tagsOf(value: unknown): string[] | null {
	if (typeof value === 'string') return distinctTags(value.split(','));
	if (!Array.isArray(value)) return null;
	return distinctTags(value.filter((tag) => typeof tag === 'string'));
}

/** Owner and tags, which the nodes of this package write, and what is not about the contact. */
const NOT_FILLED_IN = new Set([
	'tags',
	'user',
	'location',
	'workflow',
	'triggerData',
	'contact',
	'attributionSource',
	'message',
	'customData',
]);

/** What people and forms fill in; custom fields stand among the others under their labels. */
function filledIn(payload: Payload): unknown[] {
	return Object.entries(payload)
		.filter(([key]) => !NOT_FILLED_IN.has(key))
		.sort(([a], [b]) => (a < b ? -1 : 1));
}
