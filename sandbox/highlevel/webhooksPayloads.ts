import type { SandboxContact, SandboxConversationMessage, SandboxUser } from './types';
import type { SandboxOpportunity } from './opportunityStore';

/** The app events that the sandbox can send, by their names at HighLevel. */
export const APP_EVENTS = [
	'ContactCreate',
	'ContactUpdate',
	'ContactTagUpdate',
	'InboundMessage',
	'OutboundMessage',
	'OpportunityAssignedToUpdate',
	'OpportunityStageUpdate',
	'OpportunityStatusUpdate',
] as const;
export type AppEvent = (typeof APP_EVENTS)[number];

/** The fields of a contact, as `ContactCreate` and the events like it carry them; unknown ones are absent. */
export function contactPayload(contact: SandboxContact): Record<string, unknown> {
	const { id, locationId, firstName, lastName, name, email, phone, source, country, tags } =
		contact;
	const { assignedTo, dnd, dateAdded, customFields } = contact;
	const { address1, city, state, postalCode, website, companyName, dateOfBirth } = contact;
	const fields = {
		locationId,
		id,
		address1,
		city,
		state,
		postalCode,
		website,
		companyName,
		dateOfBirth,
		firstName,
		lastName,
		name,
		email,
		phone,
		source,
		dateAdded,
		tags,
		dnd,
		country,
		attachments: [],
		assignedTo,
		customFields,
	};
	return withoutUndefined(fields);
}

export interface SandboxMessage {
	id: string;
	body: string;
	/** `WhatsApp` by default. */
	channel?: string;
	/** The number that was written to; gateways that add messages by API leave it out. */
	to?: string;
	conversationProviderId?: string;
}

export function messagePayload(
	contact: SandboxContact,
	message: SandboxMessage,
	now: string,
): Record<string, unknown> {
	const { to, conversationProviderId } = message;
	return withoutUndefined({
		locationId: contact.locationId,
		attachments: [],
		body: message.body,
		contactId: contact.id,
		contentType: 'text/plain',
		conversationId: `conversation-${contact.id}`,
		dateAdded: now,
		direction: 'inbound',
		messageType: message.channel ?? 'WhatsApp',
		status: 'delivered',
		messageId: message.id,
		conversationProviderId,
		...(to && { from: contact.phone, to }),
	});
}

/** Bodies as HighLevel documents them, or with the fields that have been seen besides. */
export type OutboundForm = 'documented' | 'live';

/** HighLevel's names of channels in webhooks, other than in its lists. */
const CHANNELS: Readonly<Record<string, string>> = {
	TYPE_CALL: 'CALL',
	TYPE_CAMPAIGN_VOICEMAIL: 'CALL',
	TYPE_EMAIL: 'Email',
	TYPE_SMS: 'SMS',
	TYPE_WHATSAPP: 'WhatsApp',
};

/** A message to a contact (highlevel-api-docs, OutboundMessage; issues 239 and 260). */
export function outboundPayload(
	message: SandboxConversationMessage,
	form: OutboundForm,
): Record<string, unknown> {
	const { id, type, messageType, meta, body, source, userId, conversationProviderId } = message;
	const { locationId, contactId, conversationId, contentType, dateAdded } = message;
	return withoutUndefined({
		...{ locationId, contactId, conversationId, contentType, dateAdded, attachments: [] },
		...{ messageId: id, messageType: CHANNELS[messageType] ?? messageType, body },
		...{ direction: 'outbound', status: message.status },
		...{ source, userId, conversationProviderId },
		...(meta && { callStatus: meta.callStatus, callDuration: Number(meta.callDuration) }),
		...(form === 'live' && { messageTypeId: type, messageTypeString: messageType }),
	});
}

export function opportunityPayload(opportunity: SandboxOpportunity): Record<string, unknown> {
	const { id, locationId, assignedTo, contactId, pipelineId, pipelineStageId } = opportunity;
	const { status, name, monetaryValue, source } = opportunity;
	const fields = {
		locationId,
		id,
		assignedTo,
		contactId,
		pipelineId,
		pipelineStageId,
		status,
		name,
		monetaryValue,
		source,
	};
	return withoutUndefined(fields);
}

/**
 * What the Webhook action of a workflow sends: tags as one text, the owner without ID, empty fields
 * left out (help.gohighlevel.com, article 155000003299, and captured bodies).
 */
export function workflowPayload(
	contact: SandboxContact,
	owner: SandboxUser | undefined,
	customData: Record<string, unknown>,
	about?: WorkflowOpportunity,
): Record<string, unknown> {
	const { attributionSource = {}, lastAttributionSource = {} } = contact;
	return {
		...withoutUndefined({
			contact_id: contact.id,
			first_name: contact.firstName,
			last_name: contact.lastName,
			full_name: contact.name,
			email: contact.email,
			phone: contact.phone,
			tags: contact.tags.join(','),
			country: contact.country,
			date_created: contact.dateAdded,
			contact_source: contact.source,
		}),
		full_address: '',
		contact_type: contact.type,
		...(about && sentOpportunity(about)),
		location: { name: 'Harbor Dental', id: contact.locationId },
		...(owner && {
			user: withoutUndefined({
				firstName: owner.firstName,
				lastName: owner.lastName,
				email: owner.email,
				phone: owner.phone,
			}),
		}),
		workflow: { id: 'd325be72-ae1d-490a-b6e7-62b404ecd35b', name: 'Route contact' },
		triggerData: {},
		contact: { attributionSource, lastAttributionSource },
		attributionSource: {},
		customData,
	};
}

/** What a workflow that an opportunity has started knows of it. */
export interface WorkflowOpportunity {
	opportunity: SandboxOpportunity;
	pipelineName: string;
	stageName: string;
}

/** As captured: among the fields of the contact, and with HighLevel's own spelling. */
function sentOpportunity({ opportunity, pipelineName, stageName }: WorkflowOpportunity) {
	const { id, name, status, monetaryValue, source, pipelineId } = opportunity;
	return withoutUndefined({
		opportunity_name: name,
		status,
		lead_value: monetaryValue,
		opportunity_source: source,
		source,
		pipleline_stage: stageName,
		pipeline_id: pipelineId,
		id,
		pipeline_name: pipelineName,
	});
}

function withoutUndefined(fields: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
