import type { Touch } from '../../routing/model/touch';

/** What the Cloud API can tell: every event but those of HighLevel and of the ledger. */
export type WhatsAppEvent = Exclude<
	Touch['event'],
	'tag' | 'contact' | 'reassign' | 'noReply' | 'replyDueSoon'
>;

/**
 * The webhook fields that carry each event (Meta: webhooks/overview, webhooks/reference). `unknown`
 * is whatever else the Meta app subscribes to.
 */
const FIELDS: Record<WhatsAppEvent, readonly string[]> = {
	message: ['messages'],
	welcome: ['messages'],
	reaction: ['messages'],
	rating: ['messages'],
	edit: ['messages'],
	revoke: ['messages'],
	identity: ['messages'],
	status: ['messages'],
	call: ['calls'],
	callStatus: ['calls'],
	echo: ['message_echoes', 'smb_message_echoes'],
	history: ['history'],
	contactSync: ['smb_app_state_sync'],
	standby: ['standby'],
	escalation: ['messaging_handovers'],
	handover: ['messaging_handovers'],
	group: [
		'group_lifecycle_update',
		'group_participants_update',
		'group_settings_update',
		'group_status_update',
	],
	preference: ['user_preferences'],
	account: [
		'account_alerts',
		'account_review_update',
		'account_settings_update',
		'account_update',
		'business_capability_update',
		'business_username_update',
		'phone_number_name_update',
		'phone_number_quality_update',
		'security',
	],
	template: [
		'message_template_components_update',
		'message_template_quality_update',
		'message_template_status_update',
		'template_category_update',
	],
	unknown: [],
};

/** The webhook fields that the Meta app must subscribe to for these events, in order. */
export function fieldsOf(events: Iterable<string>): string[] {
	const wanted = [...events].flatMap((event) => (isWhatsAppEvent(event) ? FIELDS[event] : []));
	return [...new Set(wanted)].sort();
}

const NOTICES = ['history', 'contactSync', 'group', 'account', 'template'] as const;

/** Events that tell nothing but their field, by that field. */
export const NOTICE_OF_FIELD: ReadonlyMap<string, WhatsAppEvent> = new Map(
	NOTICES.flatMap((event) => FIELDS[event].map((field): [string, WhatsAppEvent] => [field, event])),
);

function isWhatsAppEvent(event: string): event is WhatsAppEvent {
	return Object.hasOwn(FIELDS, event);
}
