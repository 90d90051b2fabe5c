import {
	ALL_SCOPES,
	demoOAuthApp,
	demoTeam,
	otherLocation,
	type HighLevelSandbox,
} from '../../../../sandbox/highlevel';
import { fullContact } from './contacts';
import type { Case } from './send';

const { locationId, companyId, users } = demoTeam;
const phone = '+12025550143';
const day = { startTime: '1772496000000', endTime: '1772582400000' };
const inDay = { startTime: 1_772_500_000_000, endTime: 1_772_510_000_000 };

const companyToken = (sandbox: HighLevelSandbox) =>
	sandbox.oauth.issue({ locationId, userType: 'Company', scopes: ALL_SCOPES }).access_token;

export const OTHER_CASES: Record<string, Case[]> = {
	'GET /locations/{locationId}': [
		['its own', () => ({ path: { locationId } }), 200],
		['another one', () => ({ path: { locationId: otherLocation.id } }), 403],
	],
	'GET /locations/{locationId}/customFields': [
		[
			'of contacts',
			(sandbox) => {
				sandbox.customFields.seedField({ name: 'Size', picklistOptions: ['S', 'M'] });
				return { path: { locationId }, query: { model: 'contact' } };
			},
			200,
		],
	],
	'GET /locations/{locationId}/tags': [['all', () => ({ path: { locationId } }), 200]],
	'GET /users/': [
		[
			'all',
			(sandbox) => {
				sandbox.users.add({ firstName: 'Nina', lastName: 'Novak', scopes: ['contacts.write'] });
				return { query: { locationId } };
			},
			200,
		],
	],
	'GET /users/search': [
		['all', () => ({ query: { companyId, locationId, limit: 5 } }), 200],
		['another company', () => ({ query: { companyId: 'other' } }), 403],
	],
	'GET /users/{userId}': [
		['a user', () => ({ path: { userId: users.tom.id } }), 200],
		['nobody', () => ({ path: { userId: 'nobody' } }), 401],
	],
	'GET /opportunities/pipelines': [
		[
			'all',
			(sandbox) => {
				sandbox.opportunities.seedPipeline({ name: 'Sales' });
				return { query: { locationId } };
			},
			200,
		],
	],
	'GET /opportunities/search': [
		[
			'of a contact',
			(sandbox) => {
				const contactId = fullContact(sandbox).id;
				sandbox.opportunities.seedOpportunity({
					contactId,
					assignedTo: users.tom.id,
					customFields: [{ id: 'size', fieldValue: 42 }],
				});
				return { query: { location_id: locationId, contact_id: contactId, limit: 100 } };
			},
			200,
		],
		['another location', () => ({ query: { location_id: otherLocation.id } }), 403],
	],
	'POST /opportunities/': [
		[
			'a new one',
			(sandbox) => {
				const { id: pipelineId } = sandbox.opportunities.seedPipeline({ name: 'Sales' });
				const contactId = fullContact(sandbox).id;
				return { body: { locationId, pipelineId, contactId, name: 'Ada', status: 'open' } };
			},
			201,
		],
		[
			'a second one',
			(sandbox) => {
				const { id: contactId } = fullContact(sandbox);
				const { pipelineId } = sandbox.opportunities.seedOpportunity({ contactId });
				return { body: { locationId, pipelineId, contactId, name: 'Ada', status: 'open' } };
			},
			400,
		],
	],
	'PUT /opportunities/{id}': [
		[
			'an owner',
			(sandbox) => {
				const { id } = sandbox.opportunities.seedOpportunity({
					contactId: fullContact(sandbox).id,
				});
				return { path: { id }, body: { assignedTo: users.tom.id } };
			},
			200,
		],
		['an unknown one', () => ({ path: { id: 'x' }, body: {} }), 400],
	],
	'GET /conversations/search': [
		[
			'unread ones',
			(sandbox) => {
				const contactId = fullContact(sandbox).id;
				sandbox.conversations.seedConversation({ contactId, assignedTo: users.tom.id });
				return { query: { locationId, assignedTo: users.tom.id, status: 'unread', limit: 1 } };
			},
			200,
		],
		[
			'one of a contact with a phone only',
			(sandbox) => {
				const contactId = sandbox.contacts.seedContact({ phone }).id;
				sandbox.conversations.seedConversation({ contactId });
				return { query: { locationId, contactId } };
			},
			200,
		],
	],
	'GET /conversations/messages/export': [
		[
			'all but e-mails, oldest first',
			(sandbox) => {
				const contactId = fullContact(sandbox).id;
				sandbox.messages.send(contactId, 'contact');
				sandbox.messages.send(contactId, 'app', { userId: users.tom.id });
				sandbox.messages.send(contactId, 'call', { userId: users.tom.id });
				sandbox.messages.send(contactId, 'activity');
				const startDate = new Date(0).toISOString();
				return { query: { locationId, limit: 10, sortOrder: 'asc', startDate } };
			},
			200,
		],
		[
			'more than one page',
			(sandbox) => {
				const contactId = fullContact(sandbox).id;
				for (let sent = 0; sent < 11; sent++) sandbox.messages.send(contactId, 'workflow');
				return { query: { locationId, limit: 10, channel: 'WhatsApp' } };
			},
			200,
		],
		['a cursor that is none', () => ({ query: { locationId, cursor: 'next' } }), 400],
		['another location', () => ({ query: { locationId: otherLocation.id } }), 403],
	],
	'POST /conversations/messages': [
		[
			'an internal comment',
			(sandbox) => ({
				body: {
					type: 'InternalComment',
					contactId: fullContact(sandbox).id,
					message: 'Yours',
					mentions: [users.tom.id],
				},
			}),
			200,
		],
	],
	'GET /calendars/schedules/search': [
		[
			'of a user',
			(sandbox) => {
				const intervals = [{ from: '09:00', to: '17:00' }];
				sandbox.calendars.seedSchedule({
					userId: users.tom.id,
					rules: [
						{ type: 'wday', day: 'monday', intervals },
						{ type: 'date', date: '2026-12-25', intervals: [] },
					],
				});
				return { query: { locationId, userId: users.tom.id, skip: 0, limit: 500 } };
			},
			200,
		],
	],
	'GET /calendars/events': [
		[
			'of a user',
			(sandbox) => {
				sandbox.calendars.seedAppointment({ assignedUserId: users.tom.id, ...inDay });
				return { query: { locationId, userId: users.tom.id, ...day } };
			},
			200,
		],
	],
	'GET /calendars/blocked-slots': [
		[
			'of a user',
			(sandbox) => {
				sandbox.calendars.seedBlockedSlot({ assignedUserId: users.tom.id, ...inDay });
				return { query: { locationId, userId: users.tom.id, ...day } };
			},
			200,
		],
	],
	'GET /oauth/installedLocations': [
		[
			'the app of the sandbox',
			(sandbox) => ({
				token: companyToken(sandbox),
				query: { companyId, appId: demoOAuthApp.clientId.split('-')[0], isInstalled: true },
			}),
			200,
		],
		[
			'a location',
			() => ({ query: { companyId, appId: demoOAuthApp.clientId.split('-')[0] } }),
			403,
		],
	],
	'POST /oauth/token': [
		[
			'a refresh token',
			(sandbox) => ({
				body: {
					client_id: demoOAuthApp.clientId,
					client_secret: demoOAuthApp.clientSecret,
					grant_type: 'refresh_token',
					refresh_token: sandbox.oauth.issue({ locationId }).refresh_token,
				},
			}),
			200,
		],
		[
			'a used one',
			() => ({
				body: {
					client_id: demoOAuthApp.clientId,
					client_secret: demoOAuthApp.clientSecret,
					grant_type: 'refresh_token',
					refresh_token: 'used',
				},
			}),
			400,
		],
	],
	'POST /oauth/locationToken': [
		[
			'a company',
			(sandbox) => ({ token: companyToken(sandbox), body: { companyId, locationId } }),
			200,
		],
		['a location', () => ({ body: { companyId, locationId } }), 403],
	],
};
