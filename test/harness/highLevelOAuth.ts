import http from 'node:http';
import https from 'node:https';
import { demoOAuthApp, type OAuthGrant } from '../../sandbox/highlevel';
import type { CredentialData } from './credentialsHelper';
import type { TestHighLevel } from './highLevel';

/** n8n's own credential for HighLevel, connected to the sandbox's OAuth app. */
export function oAuthCredentials(
	{ sandbox, locationId }: TestHighLevel,
	grant: Partial<OAuthGrant> = {},
): CredentialData {
	return {
		highLevelOAuth2Api: {
			grantType: 'authorizationCode',
			...demoOAuthApp,
			accessTokenUrl: `${sandbox.url}/oauth/token`,
			authentication: 'body',
			oauthTokenData: { ...sandbox.oauth.issue({ locationId, ...grant }) },
		},
	};
}

/**
 * Leads requests for HighLevel's public address, which a node with OAuth2 always uses, to the
 * sandbox: n8n's whole HTTP stack runs, only the TLS connection does not.
 * @returns the hosts that were asked, in order
 */
export function leadPublicAddressTo({ sandbox }: TestHighLevel): string[] {
	const hosts: string[] = [];
	const { hostname, port } = new URL(sandbox.url);
	const request = (
		options: https.RequestOptions,
		onResponse?: (response: http.IncomingMessage) => void,
	) => {
		hosts.push(String(options.hostname ?? options.host));
		const local = { protocol: 'http:', hostname, host: hostname, port, agent: undefined };
		return http.request({ ...options, ...local }, onResponse);
	};
	jest.spyOn(https, 'request').mockImplementation(request as typeof https.request);
	return hosts;
}
