import { SCOPES, type Scope } from '../scopes';

/** How a credential signs in. */
export type Access = 'privateIntegration' | 'oAuth2';

/** Where people look whether a permission is there, and how they add it. */
export function wordsFor(access: Access, scope: Scope): { look: string; add: string } {
	const permission = `'${SCOPES[scope]}'`;
	return access === 'privateIntegration'
		? {
				look: `In HighLevel, open the sub-account, then Settings > Private Integrations, and look whether ${permission} is ticked in your integration.`,
				add: `In HighLevel, open the sub-account, then Settings > Private Integrations, edit your integration, tick ${permission} and save. The token stays the same.`,
			}
		: {
				look: `Look whether the credential has the scope ${scope}.`,
				add: `Add the scope ${scope} to the app at marketplace.gohighlevel.com under Advanced Settings > Auth and to the HighLevel OAuth2 credential, then connect the credential again.`,
			};
}
