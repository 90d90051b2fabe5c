import type { ContactPatch } from './contactFields';
import { ContactStore } from './contactStore';
import { MessageStore, type NewSandboxConversationMessage } from './messageStore';
import type { MessageWay } from './messageWays';
import { OpportunityStore, type SandboxOpportunity } from './opportunityStore';
import type { SandboxContact, SandboxConversationMessage } from './types';
import type { SandboxWebhooks } from './webhooks';

/**
 * Contacts whose changes are told to the app, also those that the app made itself: nothing says that
 * HighLevel leaves them out. Nothing says which fields count for `ContactUpdate` either, so here all
 * do, tags and owner too.
 */
export class AnnouncedContacts extends ContactStore {
	constructor(
		private readonly webhooks: SandboxWebhooks,
		...rest: ConstructorParameters<typeof ContactStore>
	) {
		super(...rest);
	}

	override create(locationId: string, patch: ContactPatch): SandboxContact {
		const contact = super.create(locationId, patch);
		this.webhooks.announce('ContactCreate', contact);
		return contact;
	}

	override update(contact: SandboxContact, patch: ContactPatch): SandboxContact {
		const before = withoutDate(contact);
		const tags = contact.tags.join();
		const after = super.update(contact, patch);
		if (withoutDate(after) !== before) this.webhooks.announce('ContactUpdate', after);
		if (after.tags.join() !== tags) this.webhooks.announce('ContactTagUpdate', after);
		return after;
	}
}

/** Messages of which the app is told when they go to a contact. */
export class AnnouncedMessages extends MessageStore {
	constructor(
		private readonly webhooks: SandboxWebhooks,
		...rest: ConstructorParameters<typeof MessageStore>
	) {
		super(...rest);
	}

	override add(
		contact: SandboxContact,
		way: MessageWay,
		given?: NewSandboxConversationMessage,
	): SandboxConversationMessage {
		const message = super.add(contact, way, given);
		if (isSent(message)) this.webhooks.announceOutbound(message);
		return message;
	}

	/** A message that failed is told anew (highlevel-api-docs, issue 260). */
	override changeStatus(id: string, status: string): SandboxConversationMessage | undefined {
		const message = super.changeStatus(id, status);
		if (message && isSent(message)) this.webhooks.announceOutbound(message);
		return message;
	}
}

/** Comments and activities are none that HighLevel tells of. */
function isSent({ direction, messageType }: SandboxConversationMessage): boolean {
	return direction === 'outbound' && !/COMMENT|ACTIVITY/.test(messageType);
}

/** Opportunities whose new owners, statuses and stages are told to the app, whoever wrote them. */
export class AnnouncedOpportunities extends OpportunityStore {
	constructor(
		private readonly webhooks: SandboxWebhooks,
		...rest: ConstructorParameters<typeof OpportunityStore>
	) {
		super(...rest);
	}

	override update(
		current: SandboxOpportunity,
		change: Partial<SandboxOpportunity>,
	): SandboxOpportunity {
		const next = super.update(current, change);
		if (next.assignedTo !== current.assignedTo) this.webhooks.announceOpportunityOwner(next);
		if (next.status !== current.status) {
			this.webhooks.announceOpportunity('OpportunityStatusUpdate', next);
		}
		if (next.pipelineStageId !== current.pipelineStageId) {
			this.webhooks.announceOpportunity('OpportunityStageUpdate', next);
		}
		return next;
	}
}

function withoutDate(contact: SandboxContact): string {
	return JSON.stringify({ ...contact, dateUpdated: '' });
}
