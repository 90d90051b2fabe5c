import type { HighLevelClient, HighLevelRequest } from '../client';
import { HighLevelError, lacksPermission } from '../errors';
import type { Scope } from '../scopes';
import { readUsers, type UserList } from '../users';
import { look, wrong, type SetupLine } from '../../routing/model/setupLine';
import type { Access } from './access';
import type { Feature } from './features';
import { clockLine, rateLimitLine } from './limitLines';
import { locationLines } from './locationLines';
import { permissionLines } from './permissionLines';
import { PERMISSIONS } from './permissions';
import { userLines, workingHoursLine } from './teamLines';
import { addressLine, agencyTokenLine, tokenLines } from './tokenLines';

/** What to check, and from where. */
export interface LocationToCheck {
	client: HighLevelClient;
	/** Where HighLevel is asked. */
	account: string;
	access: Access;
	/** The credential is connected to the agency of the sub-account. */
	ofAgency: boolean;
	/** What is used besides choosing people and assigning contacts. */
	features: ReadonlySet<Feature>;
	/** Of the workflow, by its IANA name. */
	timeZone: string;
	now: () => number;
}

/**
 * Looks at everything between a decision and HighLevel, from the token to who works in the
 * sub-account. Reads only; what HighLevel refuses becomes a line.
 */
export async function checkLocation(setup: LocationToCheck): Promise<SetupLine[]> {
	const { client, account, access, now, timeZone } = setup;
	const first = await client.attempt(anyRequest(setup, READABLE));
	const lines = [...addressLine(account, first), ...tokenLines(setup, first)];
	if (first instanceof HighLevelError && !lacksPermission(first)) return lines;
	lines.push(...locationLines(client.locationId, first, timeZone));

	const users = await readUsers(client, now()).catch(asRefusal);
	// The agency's own token reads the name of the sub-account, and nothing in it.
	if (users instanceof HighLevelError && users.kind === 'wrong-location') {
		return [...lines.filter(({ ok }) => ok !== true), agencyTokenLine()];
	}
	const userId = users instanceof HighLevelError ? null : (users.users[0]?.id ?? null);
	const place = { locationId: client.locationId, userId, now: now() };
	const allowed = await permissionLines(client, place, access, setup.features);
	lines.push(...allowed.lines, ...(await teamLines(setup, users, allowed.has)));
	return [...lines, ...(await limitLines(setup, allowed.has))];
}

/** What says whether the token is good, as soon as one of these may be read. */
const READABLE = ['locations.readonly', 'users.readonly', 'contacts.readonly'] as const;

/** A request for which the token has one of the scopes, as far as that is known. */
function anyRequest(
	{ client, now }: LocationToCheck,
	[first, ...others]: readonly [Readable, ...Readable[]],
): HighLevelRequest {
	const may = [first, ...others].find((scope) => client.scopes?.has(scope) ?? true) ?? first;
	return PERMISSIONS[may].probe({ locationId: client.locationId, userId: null, now: now() });
}

type Readable = (typeof READABLE)[number];

async function teamLines(
	{ client, features }: LocationToCheck,
	users: UserList | HighLevelError,
	has: ReadonlySet<Scope>,
): Promise<SetupLine[]> {
	if (users instanceof HighLevelError) {
		// Its line says so.
		if (lacksPermission(users)) return [];
		return [wrong('Users', users.message, users.description)];
	}
	const lines = userLines(users);
	if (!has.has('calendars.readonly') || users.users.length === 0) return lines;
	const isUsed = features.has('workingHours');
	const hours = await workingHoursLine(client, users.users, isUsed).catch((error: unknown) => {
		const { message, description } = asRefusal(error);
		return look('Working Hours in Calendars', message, description);
	});
	return [...lines, hours];
}

/** By one more answer: what is left after all that was asked. */
async function limitLines(setup: LocationToCheck, has: ReadonlySet<Scope>): Promise<SetupLine[]> {
	const [readable] = READABLE.filter((scope) => has.has(scope));
	if (!readable) return [];
	const answer = await setup.client.attempt(anyRequest(setup, [readable]));
	if (answer instanceof HighLevelError) {
		return [wrong('Rate Limit', answer.message, answer.description)];
	}
	return [rateLimitLine(answer.headers), clockLine(answer.headers, setup.now())];
}

/** @throws {Error} what is no answer of HighLevel */
function asRefusal(error: unknown): HighLevelError {
	if (error instanceof HighLevelError) return error;
	throw error;
}
