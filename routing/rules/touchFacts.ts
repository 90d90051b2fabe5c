import { placesOf } from '../model/countries';
import { phoneDigits } from '../model/phoneForms';
import type { AccountReference } from '../model/references';
import { fold } from '../model/text';
import type { Touch, TouchAccount } from '../model/touch';
import type { ItemReader } from './expression';

/**
 * A touch, made ready for tests: text folded once, sets built once, only when asked for.
 * One object a decision.
 */
export class TouchFacts implements ItemReader {
	readonly account: TouchAccount | null;
	private tagList: readonly string[] | null = null;
	private sourceList: readonly string[] | null = null;
	private placeList: readonly string[] | null = null;
	private accountList: readonly string[] | null = null;
	private results: Map<string, Evaluation> | null = null;

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
	 * Folded tags (HighLevel lower-cases them too): those of the contact and the account's own,
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

	/** The folded source; none when it is unknown. */
	get sources(): readonly string[] {
		if (this.sourceList) return this.sourceList;
		const source = fold(this.touch.contact.source ?? '');
		return (this.sourceList = source === '' ? NONE : [source]);
	}

	/** Codes of country and region. */
	get countries(): readonly string[] {
		if (this.placeList) return this.placeList;
		const { country = null, region = null } = this.touch.contact;
		return (this.placeList = placesOf(country, region));
	}

	/** The account's ID, or the key of its number, or its folded name; none when it is unknown. */
	accountBy(by: AccountReference['by']): readonly string[] {
		const value = this.account?.[by];
		if (!value) return NONE;
		if (by === 'id') return [value];
		return [by === 'number' ? phoneDigits(value) : fold(value)];
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
		let result = this.results.get(expression);
		if (!result) this.results.set(expression, (result = this.ask(expression)));
		if ('error' in result) throw result.error;
		return result.value;
	}

	private ask(expression: string): Evaluation {
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

type Evaluation = { value: unknown } | { error: unknown };
