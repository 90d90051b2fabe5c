import {
	API_DOCS,
	LIVE,
	NO_OBJECT,
	anything,
	exactly,
	flag,
	milliseconds,
	moment,
	text,
	texts,
	whole,
} from './shapes';
import type { OperationDeviation, SchemaDeviation } from './types';

/** Deviations from all documents but `contacts.json`. */
export const OTHER_SCHEMAS: SchemaDeviation[] = [
	...['UserSchema', 'UserSuccessfulResponseDto'].map((schema) => ({
		document: 'users',
		schema,
		properties: { scopes: { type: ['string', 'array'] } },
		reason: 'It is a list, or one text, but not one of the words that the document has',
		source: LIVE,
	})),
	{
		document: 'users',
		schema: 'UserSuccessfulResponseDto',
		properties: { deleted: flag },
		reason: 'People who left are marked here as in the list',
		source: `${API_DOCS}, users.json: UserSchema`,
	},
	{
		document: 'locations',
		schema: 'SettingsSchema',
		properties: { contactUniqueIdentifiers: texts },
		reason: 'Says in which order duplicates are looked for',
		source: LIVE,
	},
	{
		document: 'opportunities',
		schema: 'PipelinesResponseSchema',
		properties: {
			stages: {
				type: 'array',
				items: exactly({ id: text, name: text, position: { type: 'number' } }, ['id', 'name']),
			},
		},
		reason: 'A stage is an object, not a list',
		source: LIVE,
	},
	{
		document: 'opportunities',
		schema: 'CustomFieldResponseSchema',
		properties: { fieldValue: anything },
		reason: 'Numbers are values too; the document knows texts, objects and lists of them',
		source: `${API_DOCS}, opportunities.json`,
	},
	{
		document: 'conversations',
		schema: 'ConversationSchema',
		properties: {
			assignedTo: text,
			companyName: text,
			dateAdded: whole,
			dateUpdated: whole,
			followers: texts,
			isLastMessageInternalComment: flag,
			lastManualMessageDate: { type: ['integer', 'null'] },
			lastMessageDate: whole,
			lastMessageDirection: { enum: ['inbound', 'outbound', null] },
			lastOutboundMessageAction: { enum: ['manual', 'automated'] },
			mentions: texts,
			sort: { type: 'array', items: whole },
			starred: flag,
			tags: texts,
		},
		optional: ['contactName', 'email', 'fullName', 'phone'],
		reason: 'Answers have more, and not what the contact has not',
		source: 'seen live: github.com/NangoHQ/integration-templates, pull request 592',
	},
	{
		document: 'conversations',
		schema: 'GetMessageResponseDto',
		properties: { altId: text, dateUpdated: moment },
		reason: 'Messages have more: on WhatsApp, altId is the ID that Meta gave them',
		source: `${API_DOCS}, issues 38 and 212; dateUpdated ${LIVE}`,
	},
	{
		document: 'conversations',
		schema: 'ExportMessagesResponseDto',
		properties: { nextCursor: { type: ['string', 'null'] } },
		reason: 'It is null on the last page, as its own description says',
		source: `${API_DOCS}, conversations.json`,
	},
	{
		document: 'conversations',
		schema: 'SendMessageResponseDto',
		optional: ['status'],
		reason: 'An internal comment is answered with its two ids only',
		source: LIVE,
	},
	{
		document: 'calendars',
		schema: 'CalendarEventDTO',
		properties: { startTime: moment, endTime: moment, dateAdded: moment, dateUpdated: moment },
		reason: `${NO_OBJECT}; its own examples are dates and times`,
		source: `${API_DOCS}, calendars.json`,
	},
	{
		document: 'calendars',
		schema: 'BlockedSlot',
		instead: exactly(
			{
				id: text,
				title: text,
				locationId: text,
				assignedUserId: text,
				calendarId: text,
				startTime: moment,
				endTime: moment,
				isFullDay: flag,
				deleted: flag,
			},
			['id', 'title', 'locationId', 'startTime', 'endTime'],
		),
		reason: 'Blocked time has no contact, group or status',
		source: `${API_DOCS}, calendars.json: BlockedSlotSuccessfulResponseDto; seen live: the same and two flags`,
	},
];

export const OTHER_OPERATIONS: OperationDeviation[] = [
	{
		operation: 'GET /users/',
		deprecated: true,
		reason: 'The successor needs a company id, which a private integration does not know',
		source: `${API_DOCS}, users.json: GET /users/search; still answered in August 2026 (seen live)`,
	},
	{
		operation: 'POST /conversations/messages',
		body: {
			if: { properties: { type: { const: 'InternalComment' } } },
			then: exactly({ type: text, contactId: text, message: text, mentions: texts, userId: text }, [
				'type',
				'contactId',
				'message',
			]),
			else: { $ref: '#/components/schemas/SendMessageBodyDto' },
		},
		reason: 'Internal comments are not documented',
		source: `${API_DOCS}, issues 142 and 215; the names of the fields ${LIVE}`,
	},
	{
		operation: 'GET /opportunities/search',
		query: { limit: { type: 'integer', minimum: 1, maximum: 100 } },
		reason: 'The document has the maximum in words only',
		source: `${API_DOCS}, opportunities.json: "will allow maximum up to 100"`,
	},
	...['GET /calendars/events', 'GET /calendars/blocked-slots'].map((operation) => ({
		operation,
		query: { startTime: milliseconds, endTime: milliseconds },
		reason: 'The document has "in millis" in words only',
		source: `${API_DOCS}, calendars.json`,
	})),
	{
		operation: 'GET /calendars/blocked-slots',
		answers: {
			200: exactly(
				{ events: { type: 'array', items: { $ref: '#/components/schemas/BlockedSlot' } } },
				['events'],
			),
		},
		reason: 'The document takes blocked time for appointments',
		source: 'see BlockedSlot',
	},
	{
		operation: 'GET /calendars/schedules/search',
		optional: ['userId'],
		versions: ['v3'],
		reason: 'Integrators leave the user out under version v3 and get the schedules of all',
		source: LIVE,
	},
	{
		operation: 'GET /conversations/search',
		query: { startAfterDate: milliseconds },
		reason: 'The type "any" is none',
		source: `${API_DOCS}, conversations.json: StartAfterNumberSchema`,
	},
];
