import type { HighLevelResponse } from '../client';
import { HighLevelError, lacksPermission } from '../errors';
import { look, right, wrong, type SetupLine } from '../../routing/model/setupLine';
import type { LocationToCheck } from './checkLocation';

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
	const silent = first instanceof HighLevelError && first.kind === 'unavailable';
	if (silent) return [wrong(check, `${account}: ${first.message}`, first.description)];
	if (account === PUBLIC_ADDRESS) return [right(check, `${account} answers`)];
	return [
		look(
			check,
			`${account} answers, which is not HighLevel's public address`,
			`Nothing is to be done if it is a proxy or a sandbox of yours. Else enter ${PUBLIC_ADDRESS} as 'Base URL' in the credential.`,
		),
	];
}

/** What kind of token it is, and whether HighLevel accepts it. */
export function tokenLines(
	{
		access,
		ofAgency,
		client: { locationId },
	}: Pick<LocationToCheck, 'access' | 'ofAgency' | 'client'>,
	first: HighLevelResponse | HighLevelError,
): SetupLine[] {
	const check = 'Token';
	const fix = access === 'oAuth2' ? CONNECT_AGAIN : NEW_TOKEN;
	const kind =
		access === 'privateIntegration'
			? 'a private integration of this sub-account'
			: ofAgency
				? 'an OAuth2 connection to the agency, exchanged for this sub-account'
				: 'an OAuth2 connection to this sub-account';
	const accepted = right(check, `HighLevel accepts it: ${kind}`);
	if (!(first instanceof HighLevelError) || lacksPermission(first)) return [accepted];
	const { kind: refusal, message, description } = first;
	if (refusal === 'credential') return [wrong(check, message, fix)];
	if (refusal === 'wrong-location') {
		const found = `HighLevel accepts the token, but not for the sub-account ${locationId}`;
		return [
			wrong(
				'Location ID',
				found,
				`Compare the Location ID with the one in HighLevel under Settings > Business Profile of the sub-account in which the token was created. ${fix}`,
			),
		];
	}
	if (refusal === 'unavailable') return [];
	if (refusal === 'invalid-request') {
		return [
			wrong(
				'Location ID',
				`${message} (${locationId})`,
				'Copy the Location ID from HighLevel: Settings > Business Profile of the sub-account.',
			),
		];
	}
	return [accepted, wrong('Rate Limit', message, description)];
}

/** Of a token that knows the sub-account and may not look into it. */
export function agencyTokenLine(): SetupLine {
	return wrong(
		'Token',
		'It belongs to the agency and not to this sub-account: users and contacts stay closed to it',
		NEW_TOKEN,
	);
}
