import { z } from 'zod/v4';
import { countryCodeOf, lineNumberOf, optionalText, phoneOf, timeOf } from '../fieldValues';
import { distinctTags } from '../tags';
import { deliveryIdsOf } from './delivery';
import { accountWith } from './account';
import { common, eventSchema, isoTime, sentAt, touchOf, type AppEvent } from './appEnvelope';
import { digestOf, type EventKind, type WebhookEvent } from './event';
import { isOpportunityKind, opportunityEvent } from './opportunityEvent';
import { sentMessageEvent } from './sentMessageEvent';

/** HighLevel's names of the events (highlevel-api-docs, webhook events). */
const KINDS = new Map<string, EventKind>([
	['ContactCreate', 'contactCreated'],
	['ContactUpdate', 'contactUpdated'],
	['ContactTagUpdate', 'tagAdded'],
	['InboundMessage', 'inboundMessage'],
	['OpportunityAssignedToUpdate', 'opportunityOwnerChanged'],
	['OpportunityStageUpdate', 'opportunityStageChanged'],
	['OpportunityStatusUpdate', 'opportunityStatusChanged'],
	['OutboundMessage', 'replySent'],
]);

const contactSchema = z.looseObject({
	name: optionalText,
	firstName: optionalText,
	lastName: optionalText,
	email: optionalText,
	phone: optionalText,
	country: optionalText,
	source: optionalText,
	tags: z.array(z.unknown()).catch([]),
	dateAdded: z.unknown(),
});

const messageSchema = z.looseObject({
	messageId: optionalText,
	conversationId: optionalText,
	conversationProviderId: optionalText,
	messageType: optionalText,
	messageTypeString: optionalText,
	from: optionalText,
	to: optionalText,
	direction: optionalText,
	contentType: optionalText,
	body: z.string().nullish().catch(null),
	dateAdded: z.unknown(),
});

/** What people and forms fill in; all but owner and tags, which the nodes of this package write. */
const FIELDS = [
	'firstName',
	'lastName',
	'name',
	'email',
	'additionalEmails',
	'phone',
	'additionalPhones',
	'companyName',
	'address1',
	'city',
	'state',
	'postalCode',
	'country',
	'website',
	'timezone',
	'source',
	'dateOfBirth',
	'dnd',
	'customFields',
];

/**
 * Reads one event of a Marketplace app. Its signature must have been checked before.
 * @param body the parsed JSON body, of any shape
 * @param now milliseconds since 1970
 * @returns null when it is no event of a contact that a trigger offers
 */
export function readAppEvent(body: unknown, rawBody: Buffer, now: number): WebhookEvent | null {
	const event = eventSchema.safeParse(body).data;
	const kind = event && KINDS.get(event.type);
	if (!event || !kind) return null;
	// Nobody is created twice, and what has a time happened then.
	const mayRecur = kind !== 'contactCreated' && sentAt(event) === null;
	const deliveryIds = deliveryIdsOf(rawBody, event.webhookId, mayRecur, now);
	const deliveryId = deliveryIds[0] ?? '';
	if (kind === 'inboundMessage') return messageEvent(event, deliveryIds, deliveryId);
	if (kind === 'replySent') return sentMessageEvent(event, deliveryIds);
	if (isOpportunityKind(kind)) return opportunityEvent(kind, event, deliveryIds, now);
	return contactEvent(kind, event, deliveryIds, deliveryId);
}

function contactEvent(
	kind: 'contactCreated' | 'contactUpdated' | 'tagAdded',
	event: AppEvent,
	deliveryIds: readonly string[],
	deliveryId: string,
): WebhookEvent | null {
	const id = event.id ?? event.contactId;
	if (!id) return null;
	const contact = contactSchema.parse(event);
	const tags = distinctTags(contact.tags.filter((tag) => typeof tag === 'string'));
	const name = contact.name ?? [contact.firstName, contact.lastName].filter(Boolean).join(' ');
	// A contact is created once, whatever the webhook is called.
	const parts = kind === 'contactCreated' ? [id] : [id, deliveryId];
	return {
		...common(kind, event, deliveryIds),
		touch: touchOf(kind, event, parts, {
			id,
			phone: phoneOf(contact.phone),
			name: name || null,
			email: contact.email ?? null,
			country: countryCodeOf(contact.country),
			tags,
			source: contact.source ?? null,
			existed: kind !== 'contactCreated',
			// HighLevel leaves the key out when nobody owns the contact (highlevel-api-docs, ContactUpdate).
			ownerId: event.assignedTo ?? null,
		}),
		tags,
		fieldsDigest: digestOf(FIELDS.map((field) => event[field] ?? null)),
		contactCreatedAt: timeOf(contact.dateAdded),
	};
}

function messageEvent(
	event: AppEvent,
	deliveryIds: readonly string[],
	deliveryId: string,
): WebhookEvent | null {
	const message = messageSchema.parse(event);
	const { contactId } = event;
	const { from, to, conversationProviderId } = message;
	const number = to === from ? null : lineNumberOf(to);
	// HighLevel's own samples mix up type and direction, so both must say that the person wrote.
	if (!contactId || message.direction === 'outbound') return null;
	return {
		...common('inboundMessage', event, deliveryIds),
		touch: {
			// Whether HighLevel made the contact for this message is not told, so `existed` is not known.
			...touchOf('inboundMessage', event, [message.messageId ?? deliveryId], { id: contactId }),
			...(number && { account: accountWith(number) }),
			message: {
				id: message.messageId ?? null,
				channel: message.messageType ?? message.messageTypeString ?? null,
				type: message.contentType ?? null,
				text: message.body ?? null,
				time: isoTime(timeOf(message.dateAdded)),
				conversationId: message.conversationId ?? null,
				...(from && { from }),
				...(to && { to }),
				...(conversationProviderId && { conversationProviderId }),
			},
		},
	};
}
