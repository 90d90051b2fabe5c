import {
	GHLAuthenticationError,
	GHLForbiddenError,
	GHLNetworkError,
	GHLRateLimitError,
	GHLValidationError,
	HighLevel,
	UserType,
	type ValidConfig,
} from '@gohighlevel/api-client';
import {
	ALL_SCOPES,
	demoOAuthApp,
	demoTeam,
	otherLocation,
	startHighLevelSandbox,
	type HighLevelSandbox,
} from '../../../sandbox/highlevel';

/** HighLevel's own client is the judge of the shapes: it was not written for this sandbox. */
const { locationId, companyId, users } = demoTeam;
const phone = '+12025550143';
let sandbox: HighLevelSandbox;
let sdk: HighLevel;

function connect(config: ValidConfig): HighLevel {
	const client = new HighLevel({ logLevel: 'none', ...config });
	client.getHttpClient().defaults.baseURL = sandbox.url;
	return client;
}

beforeEach(async () => {
	sandbox = await startHighLevelSandbox({ searchLagMs: 0 });
	sdk = connect({ privateIntegrationToken: demoTeam.token });
});
afterEach(async () => await sandbox.close());

describe('with a private integration token, the official SDK', () => {
	it('creates a contact with an owner and reads it', async () => {
		const created = await sdk.contacts.createContact({
			locationId,
			name: 'Ada Lovelace',
			phone,
			assignedTo: users.sofia.id,
		});
		const contactId = created.contact?.id ?? '';
		const { contact } = await sdk.contacts.getContact({ contactId });
		expect(contact).toMatchObject({ id: contactId, phone, assignedTo: users.sofia.id });
	});

	it('looks for a duplicate', async () => {
		const { id } = sandbox.contacts.seedContact({ phone });
		const hit = await sdk.contacts.getDuplicateContact({ locationId, number: phone });
		expect(hit).toMatchObject({ contact: { id }, matchingField: 'phone' });
		const miss = await sdk.contacts.getDuplicateContact({ locationId, number: '+12025550199' });
		expect(miss.contact).toBeNull();
	});

	it('changes the owner', async () => {
		const { id: contactId } = sandbox.contacts.seedContact({ phone });
		const answer = await sdk.contacts.updateContact({ contactId }, { assignedTo: users.tom.id });
		expect(answer).toMatchObject({ succeded: true, contact: { assignedTo: users.tom.id } });
	});

	it('adds and removes tags and followers', async () => {
		const { id: contactId } = sandbox.contacts.seedContact({ tags: ['vip'] });
		const added = await sdk.contacts.addTags({ contactId }, { tags: ['WhatsApp'] });
		expect(added.tags).toEqual(['vip', 'whatsapp']);
		const removed = await sdk.contacts.removeTags({ contactId }, { tags: ['vip'] });
		expect(removed.tags).toEqual(['whatsapp']);
		const followers = [users.priya.id];
		const followed = await sdk.contacts.addFollowersContact({ contactId }, { followers });
		expect(followed.followersAdded).toEqual(followers);
		await sdk.contacts.removeFollowersContact({ contactId }, { followers });
		expect(sandbox.contacts.get(contactId)).not.toHaveProperty('followers');
	});

	it('upserts and searches', async () => {
		const upserted = await sdk.contacts.upsertContact({ locationId, phone });
		expect(upserted.new).toBe(true);
		const found = await sdk.contacts.searchContactsAdvanced({
			locationId,
			pageLimit: 10,
			filters: [{ field: 'assignedTo', operator: 'not_exists' }],
		});
		expect(found).toMatchObject({ total: 1, contacts: [{ id: upserted.contact?.id }] });
	});

	it('lists and finds users, and reads the location', async () => {
		const listed = await sdk.users.getUserByLocation({ locationId });
		expect(listed.users?.map(({ id }) => id)).toContain(users.sofia.id);
		const found = await sdk.users.searchUsers({ companyId, locationId, query: 'sofia' });
		expect(found).toMatchObject({ count: 1, users: [{ id: users.sofia.id }] });
		const { location } = await sdk.locations.getLocation({ locationId });
		expect(location).toMatchObject({ id: locationId, timezone: 'America/New_York' });
	});

	it('surfaces the contact behind a refused duplicate', async () => {
		const { id } = sandbox.contacts.seedContact({ phone });
		const failure: unknown = await sdk.contacts
			.createContact({ locationId, phone })
			.catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(GHLValidationError);
		expect(failure).toMatchObject({
			statusCode: 400,
			message: 'This location does not allow duplicated contacts.',
			response: { meta: { contactId: id, matchingField: 'phone' } },
		});
	});

	it('tells the other errors apart', async () => {
		const read = async (id: string) => await sdk.locations.getLocation({ locationId: id });
		await expect(read(otherLocation.id)).rejects.toBeInstanceOf(GHLForbiddenError);
		await expect(sdk.users.getUser({ userId: 'nobody' })).rejects.toBeInstanceOf(
			GHLAuthenticationError,
		);
		sandbox.faults.add({ times: 1, effect: { kind: 'drop' } });
		await expect(read(locationId)).rejects.toBeInstanceOf(GHLNetworkError);
	});

	it('reads the rate limit from the headers of a 429', async () => {
		await sandbox.close();
		sandbox = await startHighLevelSandbox({ rateLimit: { max: 1, intervalMs: 500, daily: 9 } });
		sdk = connect({ privateIntegrationToken: demoTeam.token });
		await sdk.locations.getLocation({ locationId });
		const failure: unknown = await sdk.locations
			.getLocation({ locationId })
			.catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(GHLRateLimitError);
		expect(failure).toMatchObject({
			rateLimit: { scope: 'burst', max: 1, remaining: 0, intervalMs: 500, dailyRemaining: 8 },
		});
	});
});

describe('with a token for everything, the official SDK', () => {
	let contactId: string;

	beforeEach(async () => {
		await sandbox.close();
		sandbox = await startHighLevelSandbox({
			tokens: [{ token: demoTeam.token, locationId, scopes: ALL_SCOPES }],
		});
		sdk = connect({ privateIntegrationToken: demoTeam.token });
		contactId = sandbox.contacts.seedContact({ name: 'Ada Lovelace', phone }).id;
	});

	it('writes notes and tasks', async () => {
		const { note } = await sdk.contacts.createNote({ contactId }, { body: 'Hello' });
		expect(sandbox.contacts.notes(contactId)).toEqual([note]);
		const dueDate = '2026-03-03T09:00:00.000Z';
		const body = { title: 'Call', dueDate, completed: false, assignedTo: users.tom.id };
		const { task } = await sdk.contacts.createTask({ contactId }, body);
		expect(sandbox.contacts.tasks(contactId)).toEqual([task]);
	});

	it('lists custom fields, and writes one', async () => {
		const { id } = sandbox.customFields.seedField({ name: 'Size' });
		const { customFields } = await sdk.locations.getCustomFields({ locationId, model: 'contact' });
		expect(customFields).toMatchObject([{ id, fieldKey: 'contact.size' }]);
		const field = { id, key: 'size', field_value: 'M' };
		await sdk.contacts.updateContact({ contactId }, { customFields: [field] });
		expect(sandbox.contacts.get(contactId)?.customFields).toEqual([{ id, value: 'M' }]);
	});

	it('creates an opportunity, finds it, and gives it to somebody else', async () => {
		sandbox.opportunities.seedPipeline({ name: 'Sales' });
		const { pipelines } = await sdk.opportunities.getPipelines({ locationId });
		const pipelineId = pipelines?.[0]?.id ?? '';
		const body = { locationId, pipelineId, contactId, name: 'Ada', status: 'open' };
		const { opportunity } = await sdk.opportunities.createOpportunity(body);
		const id = opportunity?.id ?? '';
		await sdk.opportunities.updateOpportunity({ id }, { assignedTo: users.marcus.id });
		const found = await sdk.opportunities.searchOpportunity({ locationId, contactId, limit: 100 });
		expect(found).toMatchObject({
			opportunities: [{ id, assignedTo: users.marcus.id }],
			meta: { total: 1 },
		});
	});

	it('counts unread conversations', async () => {
		sandbox.conversations.seedConversation({ contactId, assignedTo: users.sofia.id });
		const assignedTo = users.sofia.id;
		const query = { locationId, assignedTo, status: 'unread', limit: 1 };
		const { conversations, total } = await sdk.conversations.searchConversation(query);
		expect(total).toBe(1);
		expect(conversations).toMatchObject([{ contactId, unreadCount: 1, fullName: 'Ada Lovelace' }]);
	});

	it('reads working hours and what is in the calendars', async () => {
		const userId = users.sofia.id;
		sandbox.calendars.seedSchedule({ userId, rules: [] });
		const { schedules } = await sdk.calendars.getAllSchedules({ locationId, userId });
		expect(schedules).toMatchObject([{ userId, timezone: 'America/New_York' }]);
		const times = { startTime: 1_772_500_000_000, endTime: 1_772_510_000_000 };
		sandbox.calendars.seedAppointment({ assignedUserId: userId, ...times });
		sandbox.calendars.seedBlockedSlot({ assignedUserId: userId, ...times });
		const day = { startTime: '1772496000000', endTime: '1772582400000' };
		const appointments = await sdk.calendars.getCalendarEvents({ locationId, userId, ...day });
		expect(appointments.events).toMatchObject([{ assignedUserId: userId, title: 'Appointment' }]);
		const blocked = await sdk.calendars.getBlockedSlots({ locationId, userId, ...day });
		expect(blocked.events).toMatchObject([{ assignedUserId: userId, title: 'Busy' }]);
	});
});

describe('with an OAuth app, the official SDK', () => {
	const { clientId, clientSecret } = demoOAuthApp;

	it('refreshes a token that was revoked, once, and goes on', async () => {
		sdk = connect({ clientId, clientSecret });
		const tokens = sandbox.oauth.issue({ locationId });
		await sdk.getSessionStorage().setSession(locationId, tokens);
		sandbox.revokeToken(tokens.access_token);
		const [one, two] = await Promise.all([
			sdk.users.getUserByLocation({ locationId }),
			sdk.users.getUserByLocation({ locationId }),
		]);
		expect(one.users).toHaveLength(5);
		expect(two.users).toHaveLength(5);
		expect(sandbox.requests.filter(({ route }) => route === '/oauth/token')).toHaveLength(1);
	});

	it('gets a location token from a company token', async () => {
		const { access_token } = sandbox.oauth.issue({
			locationId,
			userType: UserType.Company,
			scopes: ['oauth.write', 'locations.readonly'],
		});
		sdk = connect({ clientId, clientSecret, agencyAccessToken: access_token });
		const answer = await sdk.oauth.getLocationAccessToken({
			companyId,
			locationId: otherLocation.id,
		});
		expect(answer).toMatchObject({ locationId: otherLocation.id, token_type: 'Bearer' });
	});
});
