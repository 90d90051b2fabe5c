import type { AddressInfo } from 'node:net';
import { AnnouncedContacts, AnnouncedMessages, AnnouncedOpportunities } from './announced';
import { Gateway } from './auth';
import { CalendarStore } from './calendarStore';
import { ConversationStore } from './conversationStore';
import { CustomFieldDirectory } from './customFieldDirectory';
import { defaultLocations, defaultTokens, defaultUsers, demoOAuthApp, demoTeam } from './demo';
import type { FaultInjector } from './faults';
import { OAuthApp } from './oauthApp';
import { DEFAULT_RATE_LIMIT, RateLimiter, type RateLimit } from './rateLimit';
import type { LoggedRequest } from './requestLog';
import { buildServer } from './server';
import { seedsOf, type SandboxSeeds } from './seeds';
import type { SandboxState } from './state';
import { TokenStore } from './tokens';
import type { NewSandboxUser, SandboxLocation, SandboxToken } from './types';
import { UserDirectory } from './userDirectory';
import { SandboxWebhooks } from './webhooks';

export type {
	NewSandboxAppointment,
	NewSandboxBlockedSlot,
	NewSandboxSchedule,
	SandboxAppointment,
	SandboxBlockedSlot,
	SandboxSchedule,
	SandboxScheduleRule,
} from './calendarStore';
export type {
	NewSandboxConversation,
	SandboxComment,
	SandboxConversation,
} from './conversationStore';
export type { NewSandboxCustomField, SandboxCustomField } from './customFieldDirectory';
export {
	ALL_SCOPES,
	DEFAULT_SCOPES,
	DEMO_SCOPES,
	deletedUser,
	demoLocation,
	demoOAuthApp,
	demoTeam,
	otherLocation,
	otherLocationUser,
} from './demo';
export type { Fault, FaultEffect, FaultHandle, FaultInjector } from './faults';
export type { NewSandboxConversationMessage } from './messageStore';
export type { MessageWay } from './messageWays';
export type { OAuthGrant, OAuthTokens } from './oauthApp';
export type {
	NewSandboxOpportunity,
	NewSandboxPipeline,
	SandboxOpportunity,
	SandboxPipeline,
} from './opportunityStore';
export { DEFAULT_RATE_LIMIT, NO_RATE_LIMIT, TRIAL_RATE_LIMIT, type RateLimit } from './rateLimit';
export { fingerprint, type LoggedRequest } from './requestLog';
export type {
	SandboxCalendars,
	SandboxContacts,
	SandboxConversations,
	SandboxCustomFields,
	SandboxMessages,
	SandboxOpportunities,
	SandboxSeeds,
} from './seeds';
export type {
	NewSandboxUser,
	SandboxContact,
	SandboxConversationMessage,
	SandboxLocation,
	SandboxNote,
	SandboxTask,
	SandboxToken,
	SandboxUser,
} from './types';
export type { SandboxWebhooks, WebhookDelivery } from './webhooks';
export type { AppEvent, SandboxMessage } from './webhooksPayloads';

export interface HighLevelSandboxOptions {
	/** Default 0: any free port. The host is always 127.0.0.1. */
	port?: number;
	/** Default: {@link demoTeam}'s private integration token. */
	tokens?: SandboxToken[];
	/** The first one is where contacts and users go that name none. Default: two locations. */
	locations?: SandboxLocation[];
	/** Default: the demo team, a user of the other location, and a deleted one. */
	users?: NewSandboxUser[];
	/** Per location and kind of token. Default 100 per 10 s and 200,000 a day. */
	rateLimit?: RateLimit;
	/** How long `POST /contacts/search` is behind, in milliseconds. Default 2000. */
	searchLagMs?: number;
	/** How long `GET /conversations/messages/export` is behind, in milliseconds. Default 0. */
	exportLagMs?: number;
	/**
	 * Whether a conversation is always assigned to the owner of its contact. Default false: that it
	 * follows an owner who was written by API is not confirmed, so clients must not rely on it.
	 */
	conversationsFollowOwner?: boolean;
	/**
	 * Whether contacts are refused an owner who is no user of their location, or was deleted. Default
	 * false: what HighLevel does then is not documented, so clients must not rely on being told.
	 */
	refusesUnknownOwners?: boolean;
	/** The app that may use `/oauth/token`. Default {@link demoOAuthApp}. */
	oauthApp?: { clientId: string; clientSecret: string; installedIn?: string[] };
	/** Milliseconds since 1970; for dates, expiry, rate limit and search. Default `Date.now`. */
	clock?: () => number;
	/** Called with each request when it arrives; its answer is filled in later. */
	onRequest?: (request: LoggedRequest) => void;
}

/** What tests and the demo see and set up behind the API's back. */
export interface HighLevelSandbox extends SandboxSeeds {
	/** `http://127.0.0.1:<port>`, in place of `https://services.leadconnectorhq.com`. */
	readonly url: string;
	/** Empty for an unknown location. */
	locationName(id: string): string;
	/** Changes count at once. */
	readonly users: Pick<UserDirectory, 'list' | 'get' | 'add' | 'remove'>;
	/** Everything that arrived with a readable URL, in this order. */
	readonly requests: LoggedRequest[];
	clearRequests(): void;
	readonly faults: FaultInjector;
	/** Codes and tokens of the OAuth app, without a browser. */
	readonly oauth: Pick<OAuthApp, 'clientId' | 'clientSecret' | 'authorize' | 'issue'>;
	/** Events of a Marketplace app, and what workflows send; to nobody at first. */
	readonly webhooks: SandboxWebhooks;
	/** Makes a token invalid at once; false when there was none. */
	revokeToken(token: string): boolean;
	/** Ends all connections, waiting requests included. */
	close(): Promise<void>;
}

/**
 * HighLevel's API v2 on loopback: contacts, users, locations, opportunities, conversations, calendars
 * and OAuth, with its errors and limits.
 *
 * Modelled on HighLevel's public OpenAPI (github.com/GoHighLevel/highlevel-api-docs), its issues,
 * and behaviour that integrators published. Where nothing is known it does not help: it accepts
 * what it need not refuse, so that clients have to be careful by themselves.
 *
 * @throws Error when the port is taken, or a token names a location that is not there
 */
export async function startHighLevelSandbox(
	options: HighLevelSandboxOptions = {},
): Promise<HighLevelSandbox> {
	const { clock = Date.now, users = defaultUsers, tokens = defaultTokens } = options;
	const all = options.locations ?? defaultLocations;
	const locations = new Map(all.map((location) => [location.id, location]));
	const firstLocationId = all[0]?.id ?? demoTeam.locationId;

	const tokenStore = new TokenStore(locations, clock);
	for (const token of tokens) tokenStore.add(token);
	const { clientId, clientSecret, installedIn = null } = { ...demoOAuthApp, ...options.oauthApp };
	const installedBy = demoTeam.users.tom.id;
	const webhooks = new SandboxWebhooks(clock);
	const contacts = new AnnouncedContacts(webhooks, locations, options.searchLagMs ?? 2000, clock);
	const followOwner = options.conversationsFollowOwner ?? false;
	const conversations = new ConversationStore(contacts, followOwner, clock);
	const messages = new AnnouncedMessages(webhooks, conversations, clock);
	messages.lagMs = options.exportLagMs ?? 0;
	const state: SandboxState = {
		clock,
		locations,
		users: new UserDirectory(firstLocationId),
		contacts,
		refusesUnknownOwners: options.refusesUnknownOwners ?? false,
		notes: [],
		tasks: [],
		customFields: new CustomFieldDirectory(firstLocationId),
		opportunities: new AnnouncedOpportunities(webhooks, contacts, firstLocationId, clock),
		conversations,
		messages,
		calendars: new CalendarStore(locations, firstLocationId, clock),
		tokens: tokenStore,
		oauth: new OAuthApp(clientId, clientSecret, installedBy, tokenStore, clock, installedIn),
	};
	for (const user of users) state.users.add(user);

	const requests: LoggedRequest[] = [];
	const { app, faults } = buildServer({
		state,
		gateway: new Gateway(
			tokenStore,
			new RateLimiter(options.rateLimit ?? DEFAULT_RATE_LIMIT, clock),
		),
		clock,
		onRequest: (entry) => {
			requests.push(entry);
			options.onRequest?.(entry);
		},
	});
	await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
	const { port } = app.server.address() as AddressInfo;

	return {
		url: `http://127.0.0.1:${port}`,
		...seedsOf(state, firstLocationId),
		locationName: (id) => locations.get(id)?.name ?? '',
		users: state.users,
		requests,
		clearRequests: () => void requests.splice(0),
		faults,
		oauth: state.oauth,
		webhooks,
		revokeToken: (token) => tokenStore.revoke(token),
		close: async () => {
			await webhooks.close();
			await app.close();
		},
	};
}
