import { DEFAULT_SCOPES, demoLocation, demoTeam, type OAuthGrant } from '../../sandbox/highlevel';
import type { CredentialData } from './credentialsHelper';
import { startHighLevel, type TestHighLevel } from './highLevel';
import { leadPublicAddressTo, oAuthCredentials } from './highLevelOAuth';

const { sofia, marcus } = demoTeam.users;

/** HighLevel with an agency of two sub-accounts: Sofia works in both, Marcus in the first one. */
interface Agency {
	highLevel: TestHighLevel;
	north: string;
	south: string;
	/** n8n's own credential, connected to the agency. */
	credentials(grant?: Partial<OAuthGrant>): CredentialData;
}

let agencies = 0;

/** Starts an agency at HighLevel's public address before each test and stops it afterwards. */
export function useAgency(): () => Agency {
	let current: Agency;
	beforeEach(async () => {
		const north = `north${++agencies}`;
		const south = `south${agencies}`;
		const highLevel = await startHighLevel({
			locations: [north, south].map((id) => ({ ...demoLocation, id })),
			tokens: [{ token: demoTeam.token, locationId: north }],
			users: [userOf(sofia, north, south), userOf(marcus, north)],
		});
		leadPublicAddressTo(highLevel);
		const credentials = (grant: Partial<OAuthGrant> = {}) =>
			oAuthCredentials(highLevel, {
				locationId: north,
				userType: 'Company',
				scopes: [...DEFAULT_SCOPES, 'oauth.write'],
				...grant,
			});
		current = { highLevel, north, south, credentials };
	});
	afterEach(async () => {
		jest.restoreAllMocks();
		await current.highLevel.sandbox.close();
	});
	return () => current;
}

function userOf(
	{ id, firstName, lastName, email }: typeof sofia | typeof marcus,
	...locationIds: string[]
) {
	const roles = { type: 'account' as const, role: 'user' as const, locationIds };
	return { id, firstName, lastName, email, roles };
}
