import type { NewSandboxUser, SandboxLocation, SandboxToken } from './types';

const COMPANY_ID = 'nV3kQ8hZtR1wYpLs6DcE';

/** The location of the demo team; it allows no duplicate contacts, like most sub-accounts. */
export const demoLocation: SandboxLocation = {
	id: 'Lq7RkT2mXc9VbN4sWzHd',
	name: 'Harbor Dental',
	companyId: COMPANY_ID,
	timezone: 'America/New_York',
	country: 'US',
};

/** A second location of the same company, to which the demo token has no access. */
export const otherLocation: SandboxLocation = {
	id: 'Zf5JwP8yGd3KuM1xQoTa',
	name: 'Harbor Dental Westside',
	companyId: COMPANY_ID,
	timezone: 'America/Los_Angeles',
	country: 'US',
};

/** What the demo needs to know: where it is, how it gets in, and who works there. */
export const demoTeam = {
	locationId: demoLocation.id,
	companyId: COMPANY_ID,
	token: 'pit-demo-token-of-the-sandbox',
	users: {
		sofia: {
			id: 'u8KpXw3RtYc6NvQz1LdS',
			firstName: 'Sofia',
			lastName: 'Reyes',
			email: 'sofia.reyes@example.com',
			title: 'Senior sales',
		},
		marcus: {
			id: 'mC4hTn9JqLs2VbXe7WyG',
			firstName: 'Marcus',
			lastName: 'Chen',
			email: 'marcus.chen@example.com',
			title: 'Sales',
		},
		priya: {
			id: 'pP6dZk1FwRt8YmHc3NsU',
			firstName: 'Priya',
			lastName: 'Patel',
			email: 'priya.patel@example.com',
			title: 'Support',
		},
		tom: {
			id: 'tB2sGv7QxKj5LnRa9EwM',
			firstName: 'Tom',
			lastName: 'Baker',
			email: 'tom.baker@example.com',
			title: 'Manager',
		},
	},
} as const;

/** A user of {@link otherLocation} only. */
export const otherLocationUser = {
	id: 'eF9yHb3TkWz6DqPc2VxJ',
	firstName: 'Elena',
	lastName: 'Fischer',
	email: 'elena.fischer@example.com',
} as const;

/** A user who left: still listed, with `deleted: true`. */
export const deletedUser = {
	id: 'dO1nLr5MsXg8KtYv4CqB',
	firstName: 'Diego',
	lastName: 'Ortiz',
	email: 'diego.ortiz@example.com',
} as const;

export const defaultLocations: SandboxLocation[] = [demoLocation, otherLocation];

/** The scopes that assigning contacts needs; what a token has when it names none. */
export const DEFAULT_SCOPES = [
	'contacts.readonly',
	'contacts.write',
	'users.readonly',
	'locations.readonly',
];

/** What the demo's own tokens have: to see who was answered, too. */
export const DEMO_SCOPES = [...DEFAULT_SCOPES, 'conversations/message.readonly'];

export const defaultTokens: SandboxToken[] = [
	{ token: demoTeam.token, locationId: demoLocation.id, scopes: DEMO_SCOPES },
];

const { sofia, marcus, priya, tom } = demoTeam.users;

export const defaultUsers: NewSandboxUser[] = [
	...[sofia, marcus, priya].map(({ id, firstName, lastName, email }) => ({
		id,
		firstName,
		lastName,
		email,
	})),
	{
		id: tom.id,
		firstName: tom.firstName,
		lastName: tom.lastName,
		email: tom.email,
		roles: { type: 'account', role: 'admin', locationIds: [demoLocation.id] },
	},
	{
		...otherLocationUser,
		roles: { type: 'account', role: 'user', locationIds: [otherLocation.id] },
	},
	{ ...deletedUser, deleted: true },
];

/** The OAuth app that may exchange codes and refresh tokens. */
export const demoOAuthApp = {
	clientId: '6512f0a3c7d94e0012ab34cd-lm5k2x9q',
	clientSecret: 'demo-secret-of-the-sandbox',
} as const;

/** Every scope that a route of the sandbox asks for. */
export const ALL_SCOPES = [
	...DEFAULT_SCOPES,
	'locations/customFields.readonly',
	'locations/tags.readonly',
	'opportunities.readonly',
	'opportunities.write',
	'conversations.readonly',
	'conversations/message.readonly',
	'conversations/message.write',
	'calendars.readonly',
	'calendars/events.readonly',
	'oauth.readonly',
	'oauth.write',
];
