import type { JsonObject } from '../openApi';
import {
	API_DOCS,
	LIVE,
	NO_OBJECT,
	ROCKETRIDE,
	anything,
	exactly,
	flag,
	moment,
	text,
	texts,
	whole,
} from './shapes';
import type { OperationDeviation, SchemaDeviation } from './types';

const CUSTOM_FIELD_INPUTS = [
	'TextField',
	'LargeTextField',
	'SingleSelectField',
	'RadioField',
	'NumericField',
	'MonetoryField',
	'CheckboxField',
	'MultiSelectField',
	'FileField',
];

/** Deviations from `contacts.json`. */
export const CONTACT_SCHEMAS: SchemaDeviation[] = [
	{
		document: 'contacts',
		schema: 'AttributionSource',
		instead: { type: 'object' },
		reason:
			'url is missing, mediumId is null, and there are other keys (sessionSource, gbraid, ...)',
		source: LIVE,
	},
	...['CreateContactDto', 'UpdateContactDto', 'UpsertContactDto'].map((schema) => ({
		document: 'contacts',
		schema,
		properties: { dateOfBirth: { type: ['string', 'null'] } },
		reason: `${NO_OBJECT}; its own text lists formats of a text`,
		source: `${API_DOCS}, contacts.json`,
	})),
	...CUSTOM_FIELD_INPUTS.map((schema) => ({
		document: 'contacts',
		schema,
		optional: ['id'],
		reason: 'A field is named by its id or its key',
		source: `${API_DOCS}, opportunities.json: "Pass either id or key of custom field"`,
	})),
	...['NumericField', 'MonetoryField', 'FileField'].map((schema) => ({
		document: 'contacts',
		schema,
		properties: { field_value: anything },
		reason: `${NO_OBJECT}; its own examples are numbers`,
		source: `${API_DOCS}, contacts.json`,
	})),
	{
		document: 'contacts',
		schema: 'CustomFieldSchema',
		properties: { value: anything },
		reason: 'What was written as a number or a list is read as one',
		source: `${API_DOCS}, contacts.json: NumericField, CheckboxField`,
	},
	{
		document: 'contacts',
		schema: 'CreateTaskParams',
		properties: { dueDate: moment },
		reason: 'A text that has to be a date and time, which only the example says',
		source: `${API_DOCS}, contacts.json; ${ROCKETRIDE}`,
	},
	{
		document: 'contacts',
		schema: 'GetContectByIdSchema',
		properties: {
			followers: texts,
			gender: text,
			inboundDndSettings: { $ref: '#/components/schemas/InboundDndSettingsSchema' },
		},
		reason: 'Followers are answered; what can be written can be read',
		source: LIVE,
	},
	{
		document: 'contacts',
		schema: 'CreateContactSchema',
		properties: { name: text, timezone: text, gender: text },
		reason: 'What can be written can be read',
		source: `${API_DOCS}, contacts.json: GetContectByIdSchema`,
	},
	{
		document: 'contacts',
		schema: 'FoundContact',
		like: 'GetContectByIdSchema',
		properties: { searchAfter: { type: 'array' } },
		reason: 'A found contact has the cursor that goes on behind it',
		source: 'marketplace.gohighlevel.com/docs, Search Contacts',
	},
	{
		document: 'contacts',
		schema: 'SearchFilter',
		instead: {
			if: { type: 'object', required: ['group'] },
			then: exactly(
				{
					group: { enum: ['AND', 'OR'] },
					filters: { type: 'array', items: { $ref: '#/components/schemas/SearchFilter' } },
				},
				['group', 'filters'],
			),
			else: exactly(
				{
					field: text,
					operator: {
						enum: ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists', 'range'],
					},
					value: anything,
				},
				['field', 'operator'],
			),
		},
		reason: 'The document leaves the body of the search empty',
		source: 'marketplace.gohighlevel.com/docs, Search Contacts',
	},
	...['CreateAddTagSuccessfulResponseDto', 'CreateDeleteTagSuccessfulResponseDto'].map(
		(schema, index) => ({
			document: 'contacts',
			schema,
			properties: { [index === 0 ? 'tagsAdded' : 'tagsRemoved']: texts },
			reason: 'Says what changed, as the followers do by the document',
			source: LIVE,
		}),
	),
	{
		document: 'contacts',
		schema: 'UpsertContactsSuccessfulResponseDto',
		properties: { succeded: flag },
		reason: 'The flag of the update comes here too',
		source: LIVE,
	},
];

const contactIn = (schema: string, more: Record<string, JsonObject> = {}): JsonObject =>
	exactly({ contact: { $ref: `#/components/schemas/${schema}` }, ...more }, ['contact']);

export const CONTACT_OPERATIONS: OperationDeviation[] = [
	{
		operation: 'POST /contacts/search',
		body: {
			...exactly(
				{
					locationId: text,
					pageLimit: { type: 'integer', minimum: 1, maximum: 500 },
					page: { type: 'integer', minimum: 1 },
					searchAfter: { type: 'array', minItems: 2, maxItems: 2 },
					filters: { type: 'array', items: { $ref: '#/components/schemas/SearchFilter' } },
					sort: {
						type: 'array',
						maxItems: 2,
						items: exactly({ field: text, direction: { enum: ['asc', 'desc'] } }, [
							'field',
							'direction',
						]),
					},
					query: { type: 'string', maxLength: 75 },
				},
				['locationId', 'pageLimit'],
			),
			not: { required: ['page', 'searchAfter'] },
		},
		answers: {
			200: exactly(
				{
					contacts: { type: 'array', items: { $ref: '#/components/schemas/FoundContact' } },
					total: whole,
				},
				['contacts', 'total'],
			),
		},
		reason: 'The document leaves body and answer empty',
		source: 'marketplace.gohighlevel.com/docs, Search Contacts',
	},
	{
		operation: 'GET /contacts/search/duplicate',
		answers: {
			200: {
				if: { properties: { contact: { type: 'null' } } },
				then: exactly({ contact: { type: 'null' } }, ['contact']),
				else: contactIn('GetContectByIdSchema', { matchingField: { enum: ['email', 'phone'] } }),
			},
		},
		reason: 'The document has no body; null is no contact',
		source: ROCKETRIDE,
	},
];
