import {
	demoLocation,
	demoTeam,
	startHighLevelSandbox,
	type HighLevelSandbox,
	type HighLevelSandboxOptions,
	type SandboxToken,
} from '../../sandbox/highlevel';
import type { CredentialData } from './credentialsHelper';
import { ContractWatch } from './highLevelContract';

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
 * and no test may see what another one left behind. Closing it fails when a request or an answer was
 * not as HighLevel documents it.
 */
export async function startHighLevel(
	options: HighLevelSandboxOptions & {
		token?: Partial<SandboxToken>;
		location?: { allowDuplicateContact?: boolean };
	} = {},
): Promise<TestHighLevel> {
	const locationId = `testLocation${++locations}`;
	const { token, location, ...more } = options;
	const watch = new ContractWatch();
	const sandbox = await startHighLevelSandbox({
		onRequest: watch.onRequest,
		locations: [{ ...demoLocation, ...location, id: locationId }],
		tokens: [{ token: demoTeam.token, locationId, ...token }],
		users: Object.values(demoTeam.users).map(({ id, firstName, lastName, email }) => ({
			id,
			firstName,
			lastName,
			email,
		})),
		...more,
	});
	const close = async () => {
		await sandbox.close();
		watch.verify();
	};
	return {
		sandbox: { ...sandbox, close },
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
