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
		granular_scopes: z
			.array(z.object({ scope: z.string(), target_ids: z.array(z.string()).optional() }))
			.default([]),
	}),
});

/**
 * All numbers of the WhatsApp Business Accounts that the system-user token was made for.
 * @param systemUserToken looked up at Meta (`debug_token`), never sent anywhere else
 * @throws {SubscriptionError} when the token names no WhatsApp Business Account
 */
export async function listNumbers(
	graph: Graph,
	systemUserToken: string,
): Promise<WhatsAppNumber[]> {
	const numbers: WhatsAppNumber[] = [];
	for (const wabaId of await wabaIdsOf(graph, systemUserToken)) {
		const rows = await readAll(
			graph,
			`/${wabaId}/phone_numbers`,
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

async function wabaIdsOf(graph: Graph, systemUserToken: string): Promise<string[]> {
	const answer = await graph({
		method: 'GET',
		path: '/debug_token',
		query: { input_token: systemUserToken },
	});
	const { granular_scopes: scopes } = tokenSchema.parse(answer).data;
	const ids = scopes
		.filter(({ scope }) => scope.startsWith('whatsapp_business_'))
		.flatMap(({ target_ids: targets }) => targets ?? []);
	if (ids.length === 0) {
		throw new SubscriptionError(
			'The System User Token has access to no WhatsApp Business Account',
			"In Meta's Business Settings, assign the WhatsApp account to the system user, then generate a token with the permissions whatsapp_business_management and whatsapp_business_messaging.",
		);
	}
	return [...new Set(ids)];
}
