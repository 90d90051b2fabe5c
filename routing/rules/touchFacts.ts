import type { ItemReader } from './expression';
import type { AccountReference } from '../model/references';
import type { Touch, TouchAccount } from '../model/touch';

/**
 * A touch, made ready for tests: text lower-cased once, sets built once, only when asked for.
 * One object a decision.
 */
export class TouchFacts implements ItemReader {
	readonly account: TouchAccount | null;
	private tagList: readonly string[] | null = null;
	private sourceList: readonly string[] | null = null;
	private countryList: readonly string[] | null = null;
	private accountList: readonly string[] | null = null;
	private results: Map<string, Outcome> | null = null;

	/**
	 * @param now milliseconds since 1970
	 * @param item `$json` of the item, for filter conditions
	 * @param evaluator n8n's evaluation of an expression without `=`; without one, expressions that
	 * are no plain path throw
	 */
	constructor(
		readonly touch: Touch,
		readonly now: number,
		readonly item: unknown,
		private readonly evaluator: ((expression: string) => unknown) | undefined,
	) {
		this.account = touch.account ?? null;
	}

	/**
	 * Lower-cased tags (HighLevel lower-cases them too): those of the contact and the account's own,
	 * which a new contact is about to get; in a `tag` event only the tag that was added.
	 */
	get tags(): readonly string[] {
		if (this.tagList) return this.tagList;
		const { touch, account } = this;
		if (touch.event === 'tag') return (this.tagList = touch.tag ? [fold(touch.tag)] : []);
		const tags = (touch.contact.tags ?? []).map(fold);
		if (account?.tag) tags.push(fold(account.tag));
		return (this.tagList = tags);
	}

	/** The lower-cased source; none when it is unknown. */
	get sources(): readonly string[] {
		if (this.sourceList) return this.sourceList;
		const source = fold(this.touch.contact.source ?? '');
		return (this.sourceList = source === '' ? NONE : [source]);
	}

	/** Upper-cased codes of country and region. */
	get countries(): readonly string[] {
		if (this.countryList) return this.countryList;
		const { country, region } = this.touch.contact;
		const codes: string[] = [];
		if (country) codes.push(country.toUpperCase());
		if (region) codes.push(region.toUpperCase());
		return (this.countryList = codes);
	}

	/** The account's ID, or its number in digits, or its folded name; none when it is unknown. */
	accountBy(by: AccountReference['by']): readonly string[] {
		const value = this.account?.[by];
		if (!value) return NONE;
		if (by === 'id') return [value];
		return [by === 'number' ? digits(value) : fold(value)];
	}

	/** All names of the account, told apart by their first letter. */
	get accountKeys(): readonly string[] {
		if (this.accountList) return this.accountList;
		return (this.accountList = ACCOUNT_NAMES.flatMap((by) =>
			this.accountBy(by).map((value) => by[0] + value),
		));
	}

	evaluate(expression: string): unknown {
		this.results ??= new Map();
		let outcome = this.results.get(expression);
		if (!outcome) this.results.set(expression, (outcome = this.ask(expression)));
		if ('error' in outcome) throw outcome.error;
		return outcome.value;
	}

	private ask(expression: string): Outcome {
		if (!this.evaluator) {
			return { error: new Error(`The expression ${expression} cannot be evaluated here`) };
		}
		try {
			return { value: this.evaluator(expression) };
		} catch (error) {
			return { error };
		}
	}
}

const NONE: readonly string[] = [];
const ACCOUNT_NAMES = ['id', 'number', 'name'] as const;

type Outcome = { value: unknown } | { error: unknown };

/** How names, tags and sources compare. */
export function fold(text: string): string {
	return text.trim().toLowerCase();
}

/** How numbers compare: `+1 (202) 555-0143`, `0012025550143` and `12025550143` are one. */
export function digits(text: string): string {
	return text.replace(/\D/g, '').replace(/^00/, '');
}

const GOOGLE_CLICK_IDS = ['gclid', 'gbraid', 'wbraid'];
const GOOGLE_SOURCE = /\bgoogle[\s_-]*(ads?|adwords|ppc|cpc|paid)\b|\badwords\b/i;

/**
 * Whether a contact came from Google Ads: a click ID of Google Ads, or a paid search at Google, in
 * either attribution of HighLevel; or a source that says so.
 */
export function cameFromGoogleAds(touch: Touch): boolean {
	const { source, attributionSource, lastAttributionSource } = touch.contact;
	if (source && GOOGLE_SOURCE.test(source)) return true;
	return [attributionSource, lastAttributionSource].some((attribution) => {
		if (!attribution) return false;
		if (GOOGLE_CLICK_IDS.some((id) => attribution[id])) return true;
		return (
			attribution.sessionSource === 'Paid Search' &&
			typeof attribution.utmSource === 'string' &&
			/google|adwords/i.test(attribution.utmSource)
		);
	});
}
