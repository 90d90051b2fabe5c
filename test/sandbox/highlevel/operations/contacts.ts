import { demoTeam, otherLocation, type HighLevelSandbox } from '../../../../sandbox/highlevel';
import type { Case } from './send';

const { locationId, users } = demoTeam;
const phone = '+12025550143';

/** A contact with everything that a contact can have. */
export const fullContact = (sandbox: HighLevelSandbox) =>
	sandbox.contacts.seedContact({
		name: 'Ada Lovelace',
		email: 'ada@example.com',
		phone,
		source: 'whatsapp',
		companyName: 'Engines',
		dateOfBirth: '1815-12-10',
		gender: 'female',
		assignedTo: users.sofia.id,
		followers: [users.tom.id],
		tags: ['vip'],
		customFields: [{ id: 'size', value: 42 }],
		dndSettings: { WhatsApp: { status: 'active' } },
		inboundDndSettings: { all: { status: 'inactive' } },
		attributionSource: { sessionSource: 'Paid Search', gclid: 'abc', mediumId: null },
	});
export const contactPath = (sandbox: HighLevelSandbox) => ({
	path: { contactId: fullContact(sandbox).id },
});

export const CONTACT_CASES: Record<string, Case[]> = {
	'POST /contacts/': [
		[
			'everything',
			() => ({
				body: {
					locationId,
					name: 'Ada Lovelace',
					email: 'ada@example.com',
					phone,
					gender: 'female',
					source: 'whatsapp',
					timezone: 'Europe/London',
					dateOfBirth: '1815-12-10',
					assignedTo: users.sofia.id,
					tags: ['VIP'],
					dndSettings: { WhatsApp: { status: 'active' } },
					customFields: [
						{ id: 'size', field_value: 42 },
						{ id: 'colors', field_value: ['red'] },
					],
				},
			}),
			201,
		],
		[
			'a number that somebody has',
			(sandbox) => ({ body: { locationId, phone: fullContact(sandbox).phone } }),
			400,
		],
		['nothing but the location', () => ({ body: { locationId } }), 400],
		['another location', () => ({ body: { locationId: otherLocation.id, phone } }), 403],
	],
	'GET /contacts/{contactId}': [
		['a full contact', contactPath, 200],
		['an unknown one', () => ({ path: { contactId: 'nobody' } }), 400],
	],
	'PUT /contacts/{contactId}': [
		[
			'an owner',
			(sandbox) => ({ ...contactPath(sandbox), body: { assignedTo: users.marcus.id } }),
			200,
		],
		[
			'everything else',
			(sandbox) => ({
				...contactPath(sandbox),
				body: {
					dateOfBirth: '1815-12-10',
					source: null,
					customFields: [{ key: 'size', field_value: 42 }],
				},
			}),
			200,
		],
		['no owner', (sandbox) => ({ ...contactPath(sandbox), body: { assignedTo: null } }), 200],
		['an unknown one', () => ({ path: { contactId: 'nobody' }, body: {} }), 400],
	],
	'POST /contacts/upsert': [
		['a new one', () => ({ body: { locationId, phone, dateOfBirth: '1815-12-10' } }), 200],
		[
			'a known one',
			(sandbox) => ({ body: { locationId, phone: fullContact(sandbox).phone } }),
			200,
		],
		['nobody', () => ({ body: { locationId } }), 400],
	],
	'POST /contacts/search': [
		[
			'with everything',
			(sandbox) => {
				fullContact(sandbox);
				const owned = { field: 'assignedTo', operator: 'exists' };
				return {
					body: {
						locationId,
						pageLimit: 20,
						page: 1,
						query: 'ada',
						sort: [{ field: 'dateAdded', direction: 'asc' }],
						filters: [
							{ field: 'tags', operator: 'contains', value: ['vip'] },
							{ group: 'OR', filters: [owned] },
						],
					},
				};
			},
			200,
		],
		[
			'by an unknown field',
			() => ({
				body: { locationId, pageLimit: 1, filters: [{ field: 'shoe', operator: 'exists' }] },
			}),
			400,
		],
	],
	'GET /contacts/search/duplicate': [
		[
			'a known number',
			(sandbox) => ({ query: { locationId, number: fullContact(sandbox).phone } }),
			200,
		],
		['an unknown number', () => ({ query: { locationId, number: phone } }), 200],
		['another location', () => ({ query: { locationId: otherLocation.id } }), 403],
	],
	'POST /contacts/{contactId}/tags': [
		['a tag', (sandbox) => ({ ...contactPath(sandbox), body: { tags: ['new'] } }), 201],
		['an unknown contact', () => ({ path: { contactId: 'x' }, body: { tags: [] } }), 400],
	],
	'DELETE /contacts/{contactId}/tags': [
		['a tag', (sandbox) => ({ ...contactPath(sandbox), body: { tags: ['vip'] } }), 200],
	],
	'POST /contacts/{contactId}/followers': [
		[
			'a user',
			(sandbox) => ({ ...contactPath(sandbox), body: { followers: [users.priya.id] } }),
			201,
		],
	],
	'DELETE /contacts/{contactId}/followers': [
		[
			'a user',
			(sandbox) => ({ ...contactPath(sandbox), body: { followers: [users.tom.id] } }),
			200,
		],
	],
	'POST /contacts/{contactId}/notes': [
		[
			'a note',
			(sandbox) => ({ ...contactPath(sandbox), body: { body: 'Hi', userId: users.tom.id } }),
			201,
		],
		['an unknown contact', () => ({ path: { contactId: 'x' }, body: { body: 'Hi' } }), 400],
	],
	'POST /contacts/{contactId}/tasks': [
		[
			'a task',
			(sandbox) => ({
				...contactPath(sandbox),
				body: { title: 'Call', dueDate: '2026-03-03T09:00:00Z', completed: false },
			}),
			201,
		],
	],
};
