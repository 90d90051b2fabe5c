import { TOLD, type AccountKnowledge } from '../model/accounts';
import { placesOf } from '../model/countries';
import { phoneDigits } from '../model/phoneForms';
import type { AccountReference } from '../model/references';
import { LONGEST_MESSAGE, fold } from '../model/text';
import type { Touch, TouchAccount } from '../model/touch';
import { withTag } from './addedTag';
import type { ItemReader } from './expression';

/**
 * A touch, made ready for tests: text folded once, sets built once, only when asked for.
 * One object a decision.
 */
export class TouchFacts implements ItemReader {
	readonly account: TouchAccount | null;
	/** The folded tag that a `tag` event is about; else null. */
	readonly addedTag: string | null;
	/** `$json` of the item, for filter conditions; its contact has the added tag. */
	readonly item: unknown;
	private tagList: readonly string[] | null = null;
	private sourceList: readonly string[] | null = null;
	private placeList: readonly string[] | null = null;
	private text: string | null = null;
	private accountList: readonly string[] | null = null;
	private results: Map<string, Evaluation> | null = null;

	/**
	 * @param now milliseconds since 1970
	 * @param item `$json` of the item
	 * @param evaluator n8n's evaluation of an expression without `=`; without one, expressions that
	 * are no plain path throw
	 * @param accountIs how the account of the touch is known
	 */
	constructor(
		readonly touch: Touch,
		readonly now: number,
		item: unknown,
		private readonly evaluator: ((expression: string) => unknown) | undefined,
		readonly accountIs: AccountKnowledge = TOLD,
	) {
		this.account = touch.account ?? null;
		const added = touch.event === 'tag' ? (touch.tag ?? '') : '';
		this.addedTag = fold(added) || null;
		this.item = this.addedTag === null ? item : withTag(item, added);
	}

	/**
	 * Folded tags (HighLevel lower-cases them too): those of the contact, the account's own, which a
	 * new contact is about to get, and the tag that was added, which HighLevel may not show yet.
	 */
	get tags(): readonly string[] {
		if (this.tagList) return this.tagList;
		const { touch, account, addedTag } = this;
		const tags = (touch.contact.tags ?? []).map(fold);
		if (account?.tag && this.accountIs.source === 'told') tags.push(fold(account.tag));
		if (addedTag !== null) tags.push(addedTag);
		return (this.tagList = tags);
	}

	/** The folded source; none when it is unknown. */
	get sources(): readonly string[] {
		if (this.sourceList) return this.sourceList;
		const source = fold(this.touch.contact.source ?? '');
		return (this.sourceList = source === '' ? NONE : [source]);
	}

	/** The folded text of the message; empty when there is none. */
	get messageText(): string {
		return (this.text ??= fold(textOf(this.touch.message).slice(0, LONGEST_MESSAGE)));
	}

	/** Codes of country and region. */
	get countries(): readonly string[] {
		if (this.placeList) return this.placeList;
		const { country = null, region = null } = this.touch.contact;
		return (this.placeList = placesOf(country, region));
	}

	/**
	 * The account's ID, or the key of its number, or its folded name or tag; none when it is unknown. The
	 * name of an account that is known by its tag alone is the one of {@link keyOfNameInTag}.
	 */
	accountBy(by: AccountReference['by']): readonly string[] {
		const { nameInTag } = this.accountIs;
		if (by === 'name' && nameInTag !== null) return [keyOfNameInTag(nameInTag)];
		const value = this.account?.[by];
		if (!value) return NONE;
		if (by === 'id') return [value];
		return [by === 'number' ? phoneDigits(value) : fold(value)];
	}

	/** All names of the account, each with the way in which it names it. */
	get accountKeys(): readonly string[] {
		if (this.accountList) return this.accountList;
		return (this.accountList = ACCOUNT_NAMES.flatMap((by) =>
			this.accountBy(by).map((value) => `${by} ${value}`),
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

/** What providers tell of a message passes through routing unread, and so is of any type. */
function textOf(message: unknown): string {
	if (typeof message !== 'object' || message === null || !('text' in message)) return '';
	return typeof message.text === 'string' ? message.text : '';
}

const NONE: readonly string[] = [];
const ACCOUNT_NAMES = ['id', 'number', 'name', 'tag'] as const satisfies ReadonlyArray<
	AccountReference['by']
>;

/** A name as an account's tag spells it; no folded name is equal to it. */
export function keyOfNameInTag(name: string): string {
	return ` ${fold(name)}`;
}

type Evaluation = { value: unknown } | { error: unknown };
