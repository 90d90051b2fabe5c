/** What a message of one way looks like in HighLevel. */
export interface MessageForm {
	/** HighLevel's number of the type. */
	type: number;
	messageType: string;
	direction: 'inbound' | 'outbound';
	status: string;
	source?: 'app' | 'workflow' | 'campaign' | 'bulk_actions' | 'api';
	/** Whether HighLevel says who did it, when somebody is named. */
	hasUser: boolean;
	call?: { status: string; seconds: number };
	/** Whether it is a message to or from the contact, and the last one of the conversation then. */
	isMessage: boolean;
}

const whatsApp = {
	type: 19,
	messageType: 'TYPE_WHATSAPP',
	direction: 'outbound',
	status: 'delivered',
	hasUser: false,
	isMessage: true,
} satisfies MessageForm;

/** Nothing was sent to the contact. */
const entry = { ...whatsApp, status: 'sent', isMessage: false };

/**
 * The ways that messages take, by the samples of HighLevel's webhooks and what integrators have seen
 * (highlevel-api-docs, OutboundMessage; issues 110, 239 and 260). Which `source` messages of the
 * WhatsApp Business app have is not known, so here they have none.
 */
const FORMS = {
	/** The contact writes. */
	contact: { ...whatsApp, direction: 'inbound' },
	/** Somebody types in HighLevel; a bot that is a user does the same. */
	app: { ...whatsApp, source: 'app', hasUser: true },
	workflow: { ...whatsApp, source: 'workflow' },
	campaign: { ...whatsApp, source: 'campaign' },
	bulkActions: { ...whatsApp, source: 'bulk_actions' },
	/** A gateway or an app, perhaps for a person who typed on a phone. */
	api: { ...whatsApp, source: 'api', hasUser: true },
	/** Typed in the WhatsApp Business app of a number that is in HighLevel too. */
	phoneApp: whatsApp,
	sms: { ...whatsApp, type: 2, messageType: 'TYPE_SMS', source: 'app', hasUser: true },
	email: { ...whatsApp, type: 3, messageType: 'TYPE_EMAIL', source: 'app', hasUser: true },
	/** Says who, and no source. */
	call: {
		...whatsApp,
		...{ type: 1, messageType: 'TYPE_CALL', status: 'sent', hasUser: true },
		call: { status: 'completed', seconds: 120 },
	},
	/** Of a workflow; says neither. */
	voicemail: { ...whatsApp, type: 10, messageType: 'TYPE_CAMPAIGN_VOICEMAIL' },
	comment: { ...entry, type: 32, messageType: 'TYPE_INTERNAL_COMMENT', hasUser: true },
	activity: { ...entry, type: 28, messageType: 'TYPE_ACTIVITY_OPPORTUNITY' },
} satisfies Record<string, MessageForm>;

export type MessageWay = keyof typeof FORMS;

export const messageForms: Readonly<Record<MessageWay, MessageForm>> = FORMS;
