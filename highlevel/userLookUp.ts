import { z } from 'zod/v4';
import { VERSION, type HighLevelClient } from './client';
import { HighLevelError, says } from './errors';
import { optionalText } from './fieldValues';
import { path } from './path';

/** Where to ask about users whom HighLevel does not list. */
export interface UserLookUp {
	client: HighLevelClient;
	/** The agency of the location, when the credential says it. */
	companyId: string | null;
	/** The agency itself, when the credential opens it: it sees all users. */
	agency: HighLevelClient | null;
}

const foundSchema = z.object({
	users: z.array(
		z
			.object({
				id: z.unknown(),
				deleted: z.unknown(),
				roles: z
					.object({ type: z.unknown(), locationIds: z.array(z.unknown()) })
					.nullish()
					.catch(null),
			})
			.catch({ id: null, deleted: null }),
	),
});

/**
 * Whether HighLevel says that a user has left the location. False for all that does not tell: a
 * location's token does not see users of the agency, who may be there all the same; refusals; no
 * answer. 1 request, or 2 when the credential does not say the agency.
 */
export async function tellsThatLeft(lookUp: UserLookUp, userId: string): Promise<boolean> {
	return await ask(lookUp, userId).catch((error: unknown) => {
		if (error instanceof HighLevelError) return saysUnknownUser(error);
		throw error;
	});
}

/** Asks the agency if it can be asked, else the location (HighLevel: Search Users). */
async function ask(
	{ client, agency, companyId: known }: UserLookUp,
	userId: string,
): Promise<boolean> {
	const { locationId } = client;
	const companyId = known ?? (await readCompanyId(client));
	// Without it HighLevel answers 401, which n8n would take for an expired token.
	if (companyId === null) return false;
	const query = { companyId, ids: userId };
	const body = await (agency ?? client).requestIfAllowed('users.readonly', {
		method: 'GET',
		path: path`/users/search`,
		query: agency ? query : { ...query, locationId },
		version: VERSION,
		// A contact waits for this, and tomorrow is soon enough.
		repeatable: false,
		mayBeRefused: true,
	});
	const answer = foundSchema.safeParse(body);
	if (!answer.success) return false;
	const { users } = answer.data;
	const user = users.find(({ id }) => id === userId);
	// Others instead mean that HighLevel did not go by the ID.
	if (!user) return agency !== null && users.length === 0;
	if (user.deleted === true) return true;
	const { type, locationIds } = user.roles ?? {};
	return type === 'account' && locationIds !== undefined && !locationIds.includes(locationId);
}

/** The agency of a location (HighLevel: Get Sub-Account); null when HighLevel does not say it. */
async function readCompanyId(client: HighLevelClient): Promise<string | null> {
	const body = await client.requestIfAllowed('locations.readonly', {
		method: 'GET',
		path: path`/locations/${client.locationId}`,
		version: VERSION,
		repeatable: false,
		mayBeRefused: true,
	});
	const answer = z.object({ location: z.object({ companyId: optionalText }) }).safeParse(body);
	return answer.success ? (answer.data.location.companyId ?? null) : null;
}

/** Refusals that are about the user, and not about the location, the agency or the token. */
function saysUnknownUser({ status, body }: HighLevelError): boolean {
	const words = /\busers?\b[^.]{0,60}\b(does not exist|do not exist|not found)/i;
	return status >= 400 && status < 500 && says(body, words);
}
