import http from 'node:http';
import https from 'node:https';
import { demoOAuthApp, type OAuthGrant } from '../../sandbox/highlevel';
import type { CredentialData } from './credentialsHelper';
import type { TestHighLevel } from './highLevel';

/** n8n's own credential for HighLevel, connected to the sandbox's OAuth app. */
export function oAuthCredentials(
	{ sandbox, locationId }: Pick<TestHighLevel, 'sandbox' | 'locationId'>,
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
	const request = requestTo(sandbox.url);
	const noting: typeof request = (options, onResponse) => {
		hosts.push(String(options.hostname ?? options.host));
		return request(options, onResponse);
	};
	jest.spyOn(https, 'request').mockImplementation(noting as typeof https.request);
	return hosts;
}

/** Does what `https.request` does, at another address and over plain HTTP. */
export function requestTo(url: string) {
	const { hostname, port } = new URL(url);
	const there = { protocol: 'http:', hostname, host: hostname, port, agent: undefined };
	return (
		options: https.RequestOptions,
		onResponse?: (response: http.IncomingMessage) => void,
	): http.ClientRequest => http.request({ ...options, ...there }, onResponse);
}
