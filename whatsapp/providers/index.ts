import { dialog360 } from './dialog360';
import { evolution } from './evolution';
import { gupshup } from './gupshup';
import { meta } from './meta';
import { otherJson } from './otherJson';
import type { Provider } from './provider';
import { twilio } from './twilio';
import { waha } from './waha';

/** Everybody who can deliver WhatsApp messages, by the name that is saved in workflows. */
export const PROVIDERS = {
	cloudApi: meta,
	dialog360,
	evolution,
	gupshup,
	otherJson,
	twilio,
	waha,
} satisfies Record<string, Provider>;

export type ProviderName = keyof typeof PROVIDERS;

/** The names of the providers of which something holds, in the order of {@link PROVIDERS}. */
export function providersThat(holds: (provider: Provider) => boolean): ProviderName[] {
	const names = Object.keys(PROVIDERS) as ProviderName[];
	return names.filter((name) => holds(PROVIDERS[name]));
}
