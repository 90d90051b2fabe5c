import { z } from 'zod/v4';
import { readAll, SubscriptionError, type Graph } from './graph';

/** A WhatsApp number that the system user can see. */
export interface WhatsAppNumber {
	/** Meta's phone number ID. */
	id: string;
	/** As Meta writes it, for example `+1 202-555-0143`. */
	displayNumber: string;
	verifiedName: string | null;
	wabaId: string;
}

const numberSchema = z.object({
	id: z.string(),
	display_phone_number: z.string(),
	verified_name: z.string().optional(),
});

const tokenSchema = z.object({
	data: z.object({
		app_id: z.string().optional(),
		type: z.string().optional(),
		is_valid: z.boolean().default(false),
		/** Unix time in seconds; 0 for a token that never expires. */
		expires_at: z.number().default(0),
		scopes: z.array(z.string()).default([]),
		granular_scopes: z
			.array(z.object({ scope: z.string(), target_ids: z.array(z.string()).optional() }))
			.default([]),
	}),
});

/** What Meta says about a token (Meta: facebook-login/guides/access-tokens/debugging). */
export type TokenFacts = z.infer<typeof tokenSchema>['data'];

/**
 * All numbers of the WhatsApp Business Accounts that the system-user token was made for.
 * @param systemUserToken looked up at Meta (`debug_token`), never sent anywhere else
 * @param moreAccounts IDs of business accounts that the token may use although Meta lists none
 * @throws {SubscriptionError} when the token names no WhatsApp Business Account
 */
export async function listNumbers(
	graph: Graph,
	systemUserToken: string,
	moreAccounts: readonly string[] = [],
): Promise<WhatsAppNumber[]> {
	const numbers: WhatsAppNumber[] = [];
	for (const wabaId of await listBusinessAccounts(graph, systemUserToken, moreAccounts)) {
		const rows = await readAll(
			graph,
			`/${encodeURIComponent(wabaId)}/phone_numbers`,
			{ fields: 'id,display_phone_number,verified_name', limit: '100' },
			numberSchema,
		);
		for (const row of rows) {
			numbers.push({
				id: row.id,
				displayNumber: row.display_phone_number,
				verifiedName: row.verified_name ?? null,
				wabaId,
			});
		}
	}
	return numbers;
}

/** The verified name of one number; Meta: phone-numbers. */
export async function verifiedName(graph: Graph, phoneNumberId: string): Promise<string | null> {
	const answer = await graph({
		method: 'GET',
		path: `/${encodeURIComponent(phoneNumberId)}`,
		query: { fields: 'verified_name' },
	});
	return z.object({ verified_name: z.string().optional() }).parse(answer).verified_name ?? null;
}

/** The name of a WhatsApp Business Account, as people see it in Meta's Business Settings. */
export async function businessAccountName(graph: Graph, wabaId: string): Promise<string | null> {
	const path = `/${encodeURIComponent(wabaId)}`;
	const answer = await graph({ method: 'GET', path, query: { fields: 'name' } });
	return z.object({ name: z.string().optional() }).parse(answer).name ?? null;
}

/** What the token is and may do; an invalid one is no error. */
export async function readToken(graph: Graph, systemUserToken: string): Promise<TokenFacts> {
	const answer = await graph({
		method: 'GET',
		path: '/debug_token',
		query: { input_token: systemUserToken },
	});
	return tokenSchema.parse(answer).data;
}

/**
 * IDs of the WhatsApp Business Accounts. Meta lists them with the permissions of the token; for one
 * that may use all accounts of a business it lists none, so the user can name them.
 * @throws {SubscriptionError} when there is none
 */
async function listBusinessAccounts(
	graph: Graph,
	systemUserToken: string,
	moreAccounts: readonly string[],
): Promise<string[]> {
	const { granular_scopes: granted } = await readToken(graph, systemUserToken);
	const whatsApp = granted.filter(({ scope }) => scope.startsWith('whatsapp_business_'));
	const ids = new Set([
		...whatsApp.flatMap(({ target_ids: targets }) => targets ?? []),
		...moreAccounts,
	]);
	if (ids.size > 0) return [...ids];
	throw new SubscriptionError(
		'The System User Token has access to no WhatsApp Business Account',
		"In Meta's Business Settings, assign the WhatsApp account to the system user, then generate a token with the permissions whatsapp_business_management and whatsapp_business_messaging. If that is done, name the account in 'WhatsApp Business Account IDs' of the credential.",
	);
}
