import type { KeyObject } from 'node:crypto';
import { NodeOperationError, type IHookFunctions, type IWebhookFunctions } from 'n8n-workflow';
import { readPublicKey } from '../../webhooks/ed25519';
import { weaknessOf } from '../../webhooks/secret';
import { DEFAULT_SIGNER } from '../../highlevel/webhooks/signature';

type Context = IHookFunctions | IWebhookFunctions;

/** How webhooks come: signed from a Marketplace app, or with a secret from a HighLevel workflow. */
export type Source = 'app' | 'workflow';

export function sourceOf(context: Context): Source {
	return context.getNodeParameter('source', 'app') === 'workflow' ? 'workflow' : 'app';
}

/** The options of the node as the editor saves them; what nobody added is missing. */
export interface TriggerOptions {
	channels?: string[];
	firstSight?: 'newest' | 'all' | 'none';
	ignoredTags?: string;
	includeRaw?: boolean;
	maximumAge?: number;
	publicKey?: string;
}

export function optionsOf(context: Context): TriggerOptions {
	return context.getNodeParameter('options', {}) as TriggerOptions;
}

/** @throws {NodeOperationError} when the option holds something else */
export function publicKeyOf(context: Context): KeyObject {
	const publicKey = readPublicKey(optionsOf(context).publicKey?.trim() || DEFAULT_SIGNER);
	if (publicKey) return publicKey;
	throw new NodeOperationError(context.getNode(), "'Public Key' is no Ed25519 public key", {
		description:
			"Copy it from HighLevel's Webhook Integration Guide, or remove the option to use the one that HighLevel has published.",
	});
}

/** The secret that HighLevel's workflows have to send. */
export async function secretOf(context: Context): Promise<string> {
	const { secret } = await context.getCredentials('highLevelWebhookApi');
	return typeof secret === 'string' ? secret : '';
}

/** The ID of the sub-account, from an ID or an address of it; null for all sub-accounts. */
export function locationIdOf(context: Context): string | null {
	const given = String(context.getNodeParameter('locationId', '')).trim();
	return /\/location\/([^/?#]+)/.exec(given)?.[1] ?? (given || null);
}

/** @throws {NodeOperationError} when webhooks could not be checked, so that all would be refused */
export async function checkSettings(context: IHookFunctions): Promise<true> {
	if (sourceOf(context) === 'app') {
		publicKeyOf(context);
		return true;
	}
	const weakness = weaknessOf(await secretOf(context));
	if (!weakness) return true;
	throw new NodeOperationError(context.getNode(), weakness, {
		description:
			'Open the HighLevel Webhook credential and enter a long random text without blanks. HighLevel has to send the same text.',
	});
}
