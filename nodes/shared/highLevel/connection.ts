import { createHash } from 'node:crypto';
import {
	NodeOperationError,
	sleep,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecuteFunctions,
} from 'n8n-workflow';
import { Budget } from '../../../highlevel/budget';
import { HighLevelClient, type SendToHighLevel } from '../../../highlevel/client';
import { LocationTokens } from '../../../highlevel/locationTokens';
import type { UserLookUp } from '../../../highlevel/userLookUp';
import { UserDirectory } from '../../../highlevel/users';
import { onlyText } from '../json';
import { pickerError } from '../pickerError';
import { usesOAuth } from './authentication';
import { checkedBaseUrl } from './baseUrl';
import { locationNamed } from './location';
import { sendWithLocationToken, sendWithOAuth, sendWithToken, type HighLevelContext } from './send';

const OAUTH_BASE_URL = 'https://services.leadconnectorhq.com';

/** One list per process: all nodes and workflows of a location share it. */
export const userDirectory = new UserDirectory(() => Date.now());

/** Setting the clock of the machine must not prolong a wait or a token. */
const monotonic = () => performance.now();

const locationTokens = new LocationTokens(monotonic);

/** HighLevel counts requests by app and location: all nodes and workflows keep within the same. */
const budgets = new Map<string, Budget>();

/** One sub-account; `account` tells HighLevel servers apart. */
export interface HighLevelLocation {
	locationId: string;
	account: string;
}

/** HighLevel as the node's credential opens it. */
export interface HighLevelConnection extends HighLevelLocation, UserLookUp {}

/**
 * Opens HighLevel with the credential that the parameter 'Authentication' chooses. An agency's
 * OAuth2 credential opens the sub-account that is named for this item; every other one opens its own,
 * and refuses items that are for another.
 * @throws {NodeOperationError} when neither names a location, the credential cannot open it, or its
 * Base URL is not safe
 * @throws {HighLevelError} when the agency's token does not open the location
 */
export async function openHighLevel(
	context: HighLevelContext,
	itemIndex = 0,
): Promise<HighLevelConnection> {
	return usesOAuth(context)
		? await openWithOAuth(context, itemIndex)
		: await openWithToken(context, itemIndex);
}

/** An agency as the OAuth2 credential opens it. */
export interface AgencyConnection {
	/** Asks about the agency itself. */
	client: HighLevelClient;
	/** Of all its sub-accounts, as in {@link HighLevelLocation}. */
	account: string;
	companyId: string;
	/** Of the Marketplace app that the credential belongs to. */
	appId: string;
	/** @throws {HighLevelError} when the agency's token does not open the sub-account */
	open(locationId: string): Promise<HighLevelConnection>;
}

/**
 * Opens the agency itself, without any of its sub-accounts.
 * @returns null when the credential is connected to one sub-account
 */
export async function openAgency(context: HighLevelContext): Promise<AgencyConnection | null> {
	if (!usesOAuth(context)) return null;
	const oAuth = await readConnection(context);
	if (oAuth.own !== '') return null;
	const { credentials, connected } = oAuth;
	const companyId = onlyText(connected.companyId);
	const send = sendWithOAuth(context, OAUTH_BASE_URL);
	return {
		client: clientFor(companyId, send, 'app', scopesOf(connected)),
		account: OAUTH_BASE_URL,
		companyId,
		// A Client ID is the ID of the app, a hyphen and more.
		appId: onlyText(credentials.clientId).split('-')[0] ?? '',
		open: async (locationId) => await openWithAgency(context, oAuth, locationId),
	};
}

/**
 * The sub-account that {@link openHighLevel} would open, from the credential alone: HighLevel is not
 * asked.
 * @throws {NodeOperationError} as {@link openHighLevel}
 */
export async function connectedLocation(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<HighLevelLocation> {
	return usesOAuth(context)
		? (await readOAuth(context, itemIndex)).location
		: await readToken(context, itemIndex);
}

async function openWithToken(
	context: HighLevelContext,
	itemIndex: number,
): Promise<HighLevelConnection> {
	const location = await readToken(context, itemIndex);
	const send = sendWithToken(context, location.account);
	const client = clientFor(location.locationId, send, `token ${location.account}`);
	return { client, companyId: null, agency: null, ...location };
}

async function readToken(context: HighLevelContext, itemIndex: number): Promise<HighLevelLocation> {
	const credentials = await context.getCredentials('highLevelPrivateIntegrationApi');
	const locationId = onlyText(credentials.locationId);
	if (locationId === '') {
		throw new NodeOperationError(context.getNode(), 'The HighLevel credential has no Location ID', {
			description: 'Fill in the Location ID of the sub-account in the credential.',
		});
	}
	const named = locationNamed(context, itemIndex);
	if (named !== '' && named !== locationId) {
		throw otherLocation(context, { named, own: locationId, itemIndex });
	}
	const account = checkedBaseUrl(onlyText(credentials.baseUrl) || OAUTH_BASE_URL);
	if (account === null) throw noBaseUrl(context);
	return { locationId, account };
}

async function openWithOAuth(
	context: HighLevelContext,
	itemIndex: number,
): Promise<HighLevelConnection> {
	const oAuth = await readOAuth(context, itemIndex);
	const { connected, ofAgency, location } = oAuth;
	const { locationId, account } = location;
	if (ofAgency) return await openWithAgency(context, oAuth, locationId);
	const client = clientFor(locationId, sendWithOAuth(context, account), 'app', scopesOf(connected));
	return { client, agency: null, companyId: onlyText(connected.companyId) || null, ...location };
}

async function openWithAgency(
	context: HighLevelContext,
	{ credentials, connected }: OAuthConnection,
	locationId: string,
): Promise<HighLevelConnection> {
	if (!mayOpenLocations(connected)) throw noAgencyScope(context);
	const account = OAUTH_BASE_URL;
	const scopes = scopesOf(connected);
	const companyId = onlyText(connected.companyId);
	const send = sendWithOAuth(context, account);
	const company = clientFor(companyId, send, 'app');
	const key = tokenKey(credentials, locationId);
	const get = async () => await locationTokens.get(key, company, { companyId, locationId });
	// Now, so that an agency that does not open the location says so before anything is read.
	await get();
	const sendThere = sendWithLocationToken(context, account, get, async (refused) => {
		await locationTokens.drop(key, refused);
		return await get();
	});
	const client = clientFor(locationId, sendThere, 'app', scopes);
	return { client, agency: company, companyId: companyId || null, locationId, account };
}

/** What n8n's OAuth2 credential is connected to. */
interface OAuthConnection {
	credentials: ICredentialDataDecryptedObject;
	connected: IDataObject;
	/** The sub-account; empty when it is an agency. */
	own: string;
}

/** @throws {NodeOperationError} when it is connected to nothing yet */
async function readConnection(context: HighLevelContext): Promise<OAuthConnection> {
	const credentials = await context.getCredentials('highLevelOAuth2Api');
	const connected = (credentials.oauthTokenData ?? {}) as IDataObject;
	if (onlyText(connected.access_token) === '') throw notConnected(context);
	// What n8n keeps of a connection before may still name a sub-account.
	const own = connected.userType === 'Company' ? '' : onlyText(connected.locationId);
	return { credentials, connected, own };
}

/** The same, and which sub-account is meant. */
async function readOAuth(context: HighLevelContext, itemIndex: number) {
	const { credentials, connected, own } = await readConnection(context);
	const named = locationNamed(context, itemIndex);
	const ofAgency = own === '';
	if (ofAgency && named === '') throw noLocation(context, itemIndex);
	if (!ofAgency && named !== '' && named !== own) {
		throw otherLocation(context, { named, own, itemIndex });
	}
	const location = { locationId: ofAgency ? named : own, account: OAUTH_BASE_URL };
	return { credentials, connected, own, ofAgency, location };
}

/** Asking without this scope would be answered 401, after which n8n uses up a renewal for nothing. */
function mayOpenLocations({ scope }: IDataObject): boolean {
	return onlyText(scope) === '' || /\boauth\.write\b/.test(onlyText(scope));
}

/** @param access private integrations and apps have limits of their own */
function clientFor(
	locationId: string,
	send: SendToHighLevel,
	access: string,
	scopes: ReadonlySet<string> | null = null,
): HighLevelClient {
	const key = `${access} ${locationId}`;
	const budget = budgets.get(key) ?? new Budget(sleep, monotonic);
	budgets.set(key, budget);
	return new HighLevelClient(locationId, send, sleep, budget, scopes);
}

/** What an OAuth2 connection was allowed; null when HighLevel did not say. */
function scopesOf({ scope }: IDataObject): ReadonlySet<string> | null {
	const granted = onlyText(scope);
	return granted === '' ? null : new Set(granted.split(/\s+/));
}

/** Changes with the agency's token, so that another connection or other scopes count at once. */
function tokenKey(credentials: ICredentialDataDecryptedObject, locationId: string): string {
	const { access_token: token } = credentials.oauthTokenData as IDataObject;
	return createHash('sha256')
		.update(`${onlyText(token)} ${locationId}`)
		.digest('hex');
}

function noLocation(context: HighLevelContext, itemIndex: number): Error {
	if (!('getInputData' in context)) {
		return pickerError(
			context.getNode(),
			"'Location ID' has no value yet",
			"The credential is connected to an agency. Add the option 'Location ID' and fill in the ID of a sub-account, or run the nodes before this one if it holds an expression. Or name users by email, which works in all sub-accounts.",
		);
	}
	return new NodeOperationError(context.getNode(), `'Location ID' is empty [item ${itemIndex}]`, {
		itemIndex,
		description:
			'The HighLevel OAuth2 credential is connected to an agency, and this item does not say which of its sub-accounts is meant. Items of the HighLevel Contact Trigger do, as locationId. Behind the WhatsApp Account Trigger, add the field locationId with an Edit Fields node, e.g. by the number that was messaged.',
	});
}

/** Who saves the credential before they connect it has one that looks like an agency's. */
function notConnected(context: HighLevelContext): Error {
	return new NodeOperationError(
		context.getNode(),
		'The HighLevel OAuth2 credential is not connected yet',
		{
			description:
				'Open the credential, connect it and choose the sub-account, or the agency to serve several.',
		},
	);
}

function noAgencyScope(context: HighLevelContext): Error {
	return new NodeOperationError(
		context.getNode(),
		'The HighLevel OAuth2 credential may not open sub-accounts of its agency',
		{ description: 'Add the scope oauth.write to the credential and connect it again.' },
	);
}

function noBaseUrl(context: HighLevelContext): Error {
	return new NodeOperationError(
		context.getNode(),
		"'Base URL' in the HighLevel credential is no address to which a token may be sent",
		{
			description: `It has to begin with https:// and to have no user name, password, question mark or # in it, e.g. ${OAUTH_BASE_URL}. Only an address of the machine that n8n runs on may begin with http://.`,
		},
	);
}

function otherLocation(
	context: HighLevelContext,
	{ named, own, itemIndex }: { named: string; own: string; itemIndex: number },
): Error {
	// With a private integration token, the panel has no such field.
	const [place, credential] = usesOAuth(context)
		? ["'Location ID'", 'HighLevel OAuth2 credential']
		: ["The item's 'locationId'", 'HighLevel credential'];
	return new NodeOperationError(
		context.getNode(),
		`${place} is ${named}, but the ${credential} is connected to the sub-account ${own} [item ${itemIndex}]`,
		{
			itemIndex,
			description:
				"This credential opens no other sub-account. Filter out items of others, or use an OAuth2 credential that is connected to the agency to serve several. If the item means something else by its field 'locationId', rename that field with an Edit Fields node.",
		},
	);
}
