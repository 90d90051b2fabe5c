import type { HighLevelResponse } from '../client';
import { HighLevelError, isRedirect, lacksPermission, type HighLevelErrorKind } from '../errors';
import { look, right, wrong, type SetupLine } from '../../routing/model/setupLine';
import type { Access } from './access';

/** HighLevel's public address; any other is a proxy's. */
const PUBLIC_ADDRESS = 'https://services.leadconnectorhq.com';

const NEW_TOKEN =
	"In HighLevel, open the sub-account, then Settings > Private Integrations, and create an integration. Copy its token, which begins with pit-, into the HighLevel Private Integration credential. The agency's Settings > Private Integrations make tokens that open no sub-account.";

const CONNECT_AGAIN =
	'Open the HighLevel OAuth2 credential, connect it again and choose the sub-account, or the agency to serve several.';

/** Where HighLevel is asked, unless it is the usual place and answers. */
export function addressLine(
	account: string,
	first: HighLevelResponse | HighLevelError,
): SetupLine[] {
	const check = 'Address of HighLevel';
	if (first instanceof HighLevelError && isOfAddress(first)) {
		return [wrong(check, `${account}: ${first.message}`, first.description)];
	}
	if (account === PUBLIC_ADDRESS) return [right(check, `${account} answers`)];
	return [
		look(
			check,
			`${account} answers, which is not HighLevel's public address`,
			`Nothing is to be done if it is a proxy or a sandbox of yours. Else enter ${PUBLIC_ADDRESS} as 'Base URL' in the credential.`,
		),
	];
}

/** Whether nobody has looked at the token, because it is not HighLevel that answers. */
function isOfAddress({ kind, status }: HighLevelError): boolean {
	return kind === 'unavailable' || isRedirect(status);
}

/** How a sub-account is signed in to. */
interface TokenToCheck {
	access: Access;
	/** The credential is connected to the agency of the sub-account. */
	ofAgency: boolean;
	locationId: string;
}

/** What kind of token it is, and whether HighLevel accepts it. */
export function tokenLines(
	token: TokenToCheck,
	first: HighLevelResponse | HighLevelError,
): SetupLine[] {
	const accepted = right('Token', `HighLevel accepts it: ${kindOf(token)}`);
	if (!(first instanceof HighLevelError) || lacksPermission(first)) return [accepted];
	const { kind, message, description } = first;
	// The line of the address says so.
	if (kind === 'unavailable' || isOfAddress(first)) return [];
	if (kind === 'rate-limited' || kind === 'daily-limit') {
		return [accepted, wrong('Rate Limit', message, description)];
	}
	return REFUSALS[kind](token, first);
}

function kindOf({ access, ofAgency }: TokenToCheck): string {
	if (access === 'privateIntegration') return 'a private integration of this sub-account';
	return ofAgency
		? 'an OAuth2 connection to the agency, exchanged for this sub-account'
		: 'an OAuth2 connection to this sub-account';
}

type OtherKind = Exclude<HighLevelErrorKind, 'rate-limited' | 'daily-limit' | 'unavailable'>;

/** What stands in the way of everything else, by kind. */
const REFUSALS: Record<OtherKind, (token: TokenToCheck, error: HighLevelError) => SetupLine[]> = {
	credential: ({ access }, { message }) => [wrong('Token', message, newToken(access))],
	'wrong-location': ({ access, locationId }) => [
		wrong(
			'Location ID',
			`HighLevel accepts the token, but not for the sub-account ${locationId}`,
			`Compare the Location ID with the one in HighLevel under Settings > Business Profile of the sub-account in which the token was created. ${newToken(access)}`,
		),
	],
	'invalid-request': ({ locationId }, { message }) => [
		wrong(
			'Location ID',
			`${message} (${locationId})`,
			'Copy the Location ID from HighLevel: Settings > Business Profile of the sub-account.',
		),
	],
};

function newToken(access: Access): string {
	return access === 'oAuth2' ? CONNECT_AGAIN : NEW_TOKEN;
}

/** Of a token that knows the sub-account and may not look into it. */
export function agencyTokenLine(): SetupLine {
	return wrong(
		'Token',
		'It belongs to the agency and not to this sub-account: users and contacts stay closed to it',
		NEW_TOKEN,
	);
}
