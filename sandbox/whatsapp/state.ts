export const WHATSAPP_OBJECT = 'whatsapp_business_account';

export interface AppSpec {
	id: string;
	secret: string;
	systemUserToken: string;
	name?: string;
}

export interface NumberSpec {
	id: string;
	/** As people read it, for example `+1 202-555-0143`. */
	displayPhoneNumber: string;
	verifiedName: string;
}

export interface WabaSpec {
	id: string;
	name: string;
	numbers: NumberSpec[];
}

export type UndeliveredReason = 'app not subscribed' | 'waba not subscribed';

export type Route =
	{ url: string; level: 'phone' | 'waba' | 'app' } | { undelivered: UndeliveredReason };

/** A copy of what is subscribed; `app` is the subscription to `whatsapp_business_account`. */
export interface Subscriptions {
	app: { callbackUrl: string; fields: string[] } | null;
	wabas: Record<string, { subscribed: boolean; override: string | null }>;
	phoneOverrides: Record<string, string>;
}

/** One object that an app listens to; `fields` maps a field to the version it was asked with. */
interface ObjectSubscription {
	callbackUrl: string;
	fields: Map<string, string>;
}

/** What there is to know about the system user's token. */
export interface TokenSpec {
	/** Unix time in seconds; 0, the default, for never. */
	expiresAt?: number;
	/** `SYSTEM_USER` by default. */
	type?: 'SYSTEM_USER' | 'USER';
	/** Default true; a token for all assets of a business names none of them. */
	namesTargets?: boolean;
}

/** Everything that Meta remembers about one app. Verify tokens are used once and not kept. */
export class GraphState {
	readonly objects = new Map<string, ObjectSubscription>();
	readonly subscribedWabas = new Map<string, { override: string | null }>();
	readonly phoneOverrides = new Map<string, string>();

	private readonly numbers = new Map<string, { waba: WabaSpec; number: NumberSpec }>();

	constructor(
		readonly app: AppSpec,
		readonly wabas: WabaSpec[],
		readonly permissions: string[],
		readonly token: TokenSpec = {},
	) {
		for (const waba of wabas) {
			for (const number of waba.numbers) this.numbers.set(number.id, { waba, number });
		}
	}

	waba(id: string): WabaSpec | undefined {
		return this.wabas.find((waba) => waba.id === id);
	}

	number(id: string): { waba: WabaSpec; number: NumberSpec } | undefined {
		return this.numbers.get(id);
	}

	/** @throws Error when the number does not exist in this sandbox */
	existingNumber(id: string): { waba: WabaSpec; number: NumberSpec } {
		const found = this.number(id);
		if (!found) throw new Error(`The sandbox has no phone number with id ${id}`);
		return found;
	}

	/** Whether the app asked for messages at all; an override moves them, it does not ask. */
	appGetsMessages(): boolean {
		return this.objects.get(WHATSAPP_OBJECT)?.fields.has('messages') ?? false;
	}

	/**
	 * Where a webhook about a number goes: phone override, then WABA override, then app callback
	 * (Meta: webhooks/override).
	 *
	 * @throws Error when the number does not exist in this sandbox
	 */
	route(phoneNumberId: string): Route {
		const wabaId = this.existingNumber(phoneNumberId).waba.id;
		const app = this.objects.get(WHATSAPP_OBJECT);
		if (!app || !this.appGetsMessages()) return { undelivered: 'app not subscribed' };
		const waba = this.subscribedWabas.get(wabaId);
		if (!waba) return { undelivered: 'waba not subscribed' };
		const override = this.phoneOverrides.get(phoneNumberId);
		if (override) return { url: override, level: 'phone' };
		if (waba.override) return { url: waba.override, level: 'waba' };
		return { url: app.callbackUrl, level: 'app' };
	}

	snapshot(): Subscriptions {
		const app = this.objects.get(WHATSAPP_OBJECT);
		return {
			app: app ? { callbackUrl: app.callbackUrl, fields: [...app.fields.keys()] } : null,
			wabas: Object.fromEntries(
				this.wabas.map(({ id }) => {
					const entry = this.subscribedWabas.get(id);
					return [id, { subscribed: entry !== undefined, override: entry?.override ?? null }];
				}),
			),
			phoneOverrides: Object.fromEntries(this.phoneOverrides),
		};
	}
}
