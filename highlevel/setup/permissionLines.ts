import type { HighLevelClient } from '../client';
import { HighLevelError, lacksPermission } from '../errors';
import { SCOPES, type Scope } from '../scopes';
import { look, right, wrong, type SetupLine } from '../../routing/model/setupLine';
import { FEATURES, type Feature } from './features';
import { PERMISSIONS, type Permission, type ProbedPlace } from './permissions';
import { wordsFor, type Access } from './access';

/** What a token is allowed of what the nodes need, and what it lacks. */
export interface Allowed {
	lines: SetupLine[];
	/** Those that the token certainly has. */
	has: ReadonlySet<Scope>;
}

/**
 * A line for each permission that matters: it is there, it is missing, or HighLevel does not show it.
 * Only reads, and asks nothing that is known of a connection.
 * @param features what is used besides choosing people and assigning contacts
 */
export async function permissionLines(
	client: HighLevelClient,
	place: ProbedPlace,
	access: Access,
	features: ReadonlySet<Feature>,
): Promise<Allowed> {
	const states = await Promise.all(
		scopes.map(async (scope) => [scope, await stateOf(client, place, scope)] as const),
	);
	const lines = states.flatMap(([scope, state]) => lineOf(scope, state, access, features));
	const has = states.flatMap(([scope, state]) => (state === 'granted' ? [scope] : []));
	return { lines, has: new Set(has) };
}

const scopes = Object.keys(PERMISSIONS) as Scope[];

/** An error says why HighLevel could not be asked. */
type State = 'granted' | 'missing' | 'unseen' | HighLevelError;

async function stateOf(client: HighLevelClient, place: ProbedPlace, scope: Scope): Promise<State> {
	if (client.scopes) return client.scopes.has(scope) ? 'granted' : 'missing';
	const { probe: probeOf }: Permission = PERMISSIONS[scope];
	const probe = probeOf(place);
	if (!probe) return 'unseen';
	const answer = await client.attempt({ ...probe, mayBeRefused: true });
	if (!(answer instanceof HighLevelError)) return 'granted';
	return lacksPermission(answer) ? 'missing' : answer;
}

function lineOf(
	scope: Scope,
	state: State,
	access: Access,
	features: ReadonlySet<Feature>,
): SetupLine[] {
	const check = `Permission ${SCOPES[scope]}`;
	const { without, neededBy }: Permission = PERMISSIONS[scope];
	const isNeeded = neededBy === 'everybody' || (neededBy !== 'nobody' && features.has(neededBy));
	const { look: where, add } = wordsFor(access, scope);
	if (state === 'granted') return [right(check, `The token has it (${scope})`)];
	if (state === 'missing') {
		const found = `The token lacks it (${scope}): ${without}`;
		return [
			isNeeded ? wrong(check, found, add) : look(check, found, `${purpose(neededBy)} ${add}`),
		];
	}
	if (state instanceof HighLevelError) {
		const found = `HighLevel was asked for ${scope} and did not say: ${state.message}`;
		return [look(check, found, state.description)];
	}
	// What few need and nobody can see would only be one more line to read.
	if (!isNeeded) return [];
	return [
		look(
			check,
			`HighLevel shows it (${scope}) only to who changes something, so it was not tried`,
			where,
		),
	];
}

function purpose(neededBy: 'everybody' | 'nobody' | Feature): string {
	return neededBy === 'everybody' || neededBy === 'nobody'
		? 'Assignments work without it.'
		: `Only needed for '${FEATURES[neededBy].name}'.`;
}
