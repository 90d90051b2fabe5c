import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';
import { weaknessOf } from '../../webhooks/secret';
import { PROVIDERS, type ProviderName } from '../../whatsapp/providers';
import { forgetMeta } from './metaRegistration';
import { readFilters } from './parameters/filters';
import { findProvider, readProvider } from './parameters/provider';
import { TRIGGER_PROVIDERS } from './providers';
import { readSecret } from '../shared/trigger/keptSecret';

/** Whether the provider already delivers to this trigger. */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	const { registration } = TRIGGER_PROVIDERS[readProvider(context)];
	return registration !== null && (await registration.isRegistered(context));
}

/** Makes the provider deliver to this trigger; the error says what the user has to put right. */
export async function register(context: IHookFunctions): Promise<true> {
	// Now somebody looks; later only WhatsApp would hear that a filter cannot be read.
	readFilters(context);
	const name = readProvider(context);
	const { registration } = TRIGGER_PROVIDERS[name];
	if (registration) {
		await registration.register(context);
	} else {
		forgetMeta(context);
		await checkSettings(context, name);
	}
	return true;
}

/** Gives the account back, to the published workflow if a test run had borrowed it. */
export async function unregister(context: IHookFunctions): Promise<true> {
	const name = findProvider(context);
	// Whoever has written an unknown source by hand must be able to unpublish the workflow.
	const registration = name && TRIGGER_PROVIDERS[name].registration;
	if (registration) await registration.unregister(context);
	else forgetMeta(context);
	return true;
}

/**
 * Where people set the address there is nothing to register, but what is set wrong is told now and
 * not by silence.
 * @throws {NodeOperationError} when every message would be turned away
 */
async function checkSettings(context: IHookFunctions, name: ProviderName): Promise<void> {
	TRIGGER_PROVIDERS[name].readSettings(context);
	const weakness = weaknessOf(await readSecret(context, PROVIDERS[name].secret));
	if (!weakness) return;
	throw new NodeOperationError(context.getNode(), weakness, {
		description: 'Open the WhatsApp Webhook credential. It says what the secret has to be.',
	});
}
