import { DEFAULT_SCOPES } from './demo';
import { forbiddenResource, wrongLocation } from './errors';
import type { SandboxLocation, SandboxToken, TokenKind, UserType } from './types';

/** What a valid token opens. */
export interface Access {
	kind: TokenKind;
	userType: UserType;
	companyId: string;
	/** Absent for company tokens. */
	locationId?: string;
	scopes: ReadonlySet<string>;
	/** Milliseconds since 1970; absent for tokens that do not expire. */
	expiresAt?: number;
}

/** The valid tokens. */
export class TokenStore {
	private readonly tokens = new Map<string, Access>();

	constructor(
		private readonly locations: ReadonlyMap<string, SandboxLocation>,
		private readonly clock: () => number,
	) {}

	/** @throws Error when the token names an unknown location. */
	add(token: SandboxToken, expiresAt?: number): Access {
		const location = this.locations.get(token.locationId);
		if (!location) throw new Error(`The sandbox has no location ${token.locationId}`);
		const userType = token.userType ?? 'Location';
		const access: Access = {
			kind: token.kind ?? 'privateIntegration',
			userType,
			companyId: location.companyId,
			locationId: userType === 'Location' ? location.id : undefined,
			scopes: new Set(token.scopes ?? DEFAULT_SCOPES),
			expiresAt,
		};
		this.tokens.set(token.token, access);
		return access;
	}

	/** Undefined for unknown, revoked and expired tokens. */
	find(token: string): Access | undefined {
		const access = this.tokens.get(token);
		return access && (access.expiresAt ?? Infinity) > this.clock() ? access : undefined;
	}

	revoke(token: string): boolean {
		return this.tokens.delete(token);
	}
}

/**
 * The location that a request names, if the token opens it.
 *
 * @throws ApiError 403 when it is another location, or when the request names none.
 */
export function requireLocation(access: Access, locationId: unknown): string {
	if (typeof locationId !== 'string' || locationId !== access.locationId) throw wrongLocation();
	return locationId;
}

/** @throws ApiError 403 unless the token belongs to a whole company. */
export function requireCompany(access: Access): string {
	if (access.userType !== 'Company') throw forbiddenResource();
	return access.companyId;
}
