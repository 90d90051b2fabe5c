import { randomBytes } from 'node:crypto';
import { DEFAULT_SCOPES } from './demo';
import type { TokenStore } from './tokens';
import type { UserType } from './types';

/** What a person agreed to when they installed the app. */
export interface OAuthGrant {
	locationId: string;
	/** Default `Location`. A `Company` grant opens no location by itself. */
	userType?: UserType;
	/** Default: contacts.readonly, contacts.write, users.readonly, locations.readonly. */
	scopes?: string[];
}

/** The token response of HighLevel: `expires_in` in seconds, `locationId` not for companies. */
export interface OAuthTokens {
	access_token: string;
	token_type: 'Bearer';
	expires_in: number;
	refresh_token: string;
	scope: string;
	userType: UserType;
	companyId: string;
	locationId?: string;
	userId: string;
}

/** HighLevel's access tokens live one day, less a second. */
const ACCESS_TOKEN_SECONDS = 86_399;

/** The installed OAuth app: its credentials, its codes and its refresh tokens. */
export class OAuthApp {
	private readonly codes = new Map<string, OAuthGrant>();
	private readonly refreshTokens = new Map<string, OAuthGrant>();

	constructor(
		readonly clientId: string,
		readonly clientSecret: string,
		private readonly installedBy: string,
		private readonly tokens: TokenStore,
		private readonly clock: () => number,
		/** The locations that have the app; null for all. */
		private readonly installedIn: readonly string[] | null = null,
	) {}

	/** The part of a client ID before its hyphen. */
	get appId(): string {
		return this.clientId.split('-')[0] ?? '';
	}

	isInstalledIn(locationId: string): boolean {
		return this.installedIn?.includes(locationId) ?? true;
	}

	/** An authorization code, as the browser would bring it back. It can be used once. */
	authorize(grant: OAuthGrant): string {
		const code = newSecret();
		this.codes.set(code, grant);
		return code;
	}

	/** New tokens for a grant. */
	issue(grant: OAuthGrant): OAuthTokens {
		const { access_token, access, scope } = this.accessToken(grant);
		const refresh_token = newSecret();
		this.refreshTokens.set(refresh_token, grant);
		return {
			access_token,
			token_type: 'Bearer',
			expires_in: ACCESS_TOKEN_SECONDS,
			refresh_token,
			scope,
			userType: access.userType,
			companyId: access.companyId,
			...(access.locationId && { locationId: access.locationId }),
			userId: this.installedBy,
		};
	}

	/** A location token for somebody who has a company token; it cannot be refreshed. */
	locationToken(locationId: string, scopes: Iterable<string>): Partial<OAuthTokens> {
		const { access_token, scope } = this.accessToken({ locationId, scopes: [...scopes] });
		return {
			access_token,
			token_type: 'Bearer',
			expires_in: ACCESS_TOKEN_SECONDS,
			scope,
			locationId,
			userId: this.installedBy,
		};
	}

	/** The grant of a refresh token or code, which is worth nothing afterwards. */
	redeem(kind: 'refreshToken' | 'code', secret: string): OAuthGrant | undefined {
		const secrets = kind === 'code' ? this.codes : this.refreshTokens;
		const grant = secrets.get(secret);
		secrets.delete(secret);
		return grant;
	}

	private accessToken(grant: OAuthGrant) {
		const access_token = newSecret();
		const scopes = grant.scopes ?? DEFAULT_SCOPES;
		const access = this.tokens.add(
			{ ...grant, token: access_token, scopes, kind: 'oauth' },
			this.clock() + ACCESS_TOKEN_SECONDS * 1000,
		);
		return { access_token, access, scope: scopes.join(' ') };
	}
}

function newSecret(): string {
	return randomBytes(24).toString('hex');
}
