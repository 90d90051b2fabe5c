import {
	demoLocation,
	demoTeam,
	startHighLevelSandbox,
	type HighLevelSandbox,
	type HighLevelSandboxOptions,
	type SandboxToken,
} from '../../sandbox/highlevel';
import type { CredentialData } from './credentialsHelper';

export interface TestHighLevel {
	sandbox: HighLevelSandbox;
	locationId: string;
	/** For {@link runWorkflow}: a private integration of the location. */
	credentials: CredentialData;
	/** The requests so far, as `GET /users/`, and from then on none. */
	takeRequests(): string[];
}

/** Starts {@link startHighLevel} before each test and stops it afterwards. */
export function useHighLevel(): () => TestHighLevel {
	let current: TestHighLevel;
	beforeEach(async () => {
		current = await startHighLevel();
	});
	afterEach(async () => await current.sandbox.close());
	return () => current;
}

let locations = 0;

/**
 * HighLevel with the demo team in a location of its own: the nodes remember the users of a location,
 * and no test may see what another one left behind.
 */
export async function startHighLevel(
	options: HighLevelSandboxOptions & { token?: Partial<SandboxToken> } = {},
): Promise<TestHighLevel> {
	const locationId = `testLocation${++locations}`;
	const { token, ...more } = options;
	const sandbox = await startHighLevelSandbox({
		locations: [{ ...demoLocation, id: locationId }],
		tokens: [{ token: demoTeam.token, locationId, ...token }],
		users: Object.values(demoTeam.users).map(({ id, firstName, lastName, email }) => ({
			id,
			firstName,
			lastName,
			email,
		})),
		...more,
	});
	return {
		sandbox,
		locationId,
		credentials: {
			highLevelPrivateIntegrationApi: {
				token: demoTeam.token,
				locationId,
				baseUrl: sandbox.url,
			},
		},
		takeRequests: () => {
			const requests = sandbox.requests.map(
				({ method, route, path }) => `${method} ${route ?? path}`,
			);
			sandbox.clearRequests();
			return requests;
		},
	};
}
