import type { FilterConditionValue } from 'n8n-workflow';
import { fold } from '../model/text';
import type { ItemReader, ValueReader } from './expression';

/** A condition of a filter, as far as it can ask for a tag. */
interface FilterPart {
	left: ValueReader;
	right: ValueReader;
	raw: FilterConditionValue;
}

/** The item with the tag that was added to its contact, which HighLevel may not show yet. */
export function withTag(item: unknown, added: string): unknown {
	const contact = isRecord(item) ? item.contact : null;
	if (!isRecord(item) || !isRecord(contact)) return item;
	const tags = tagsOf(contact);
	if (tags.some((tag) => fold(tag) === fold(added))) return item;
	return { ...item, contact: { ...contact, tags: [...tags, added] } };
}

/**
 * Whether a condition that is true asks for the tag that was added: it reads the contact's tags or
 * the tag of the event, wants something to be there, and this tag alone is enough for it. Of what
 * only n8n can evaluate, the texts that it names tell; where it names none, any tag may be meant.
 * @param added folded
 * @param passes whether the condition is true for an item
 */
export function asksForTag(
	{ left, right, raw }: FilterPart,
	added: string,
	from: ItemReader,
	passes: (from: ItemReader) => boolean,
): boolean {
	if (!mayAskForTag(raw)) return false;
	if (left.plain && right.plain) {
		try {
			return passes(withTagAlone(from, added));
		} catch {
			// A type that the filter does not take: it is not the tag that it asks for.
			return false;
		}
	}
	const named = [raw.leftValue, raw.rightValue].flatMap(textsIn);
	return named.length === 0 || named.some((text) => added.includes(text));
}

/** Whether a condition asks for some tag at all. */
export function mayAskForTag({ leftValue, rightValue, operator }: FilterConditionValue): boolean {
	return [leftValue, rightValue].some(readsTags) && !NEGATIVE.test(operator.operation);
}

/** Operators that are true of what is not there. */
const NEGATIVE = /^(not(?!Empty)|empty$|false$)/;

/** The contact's tags, or the tag of the event; the tag of the account is another one. */
const TAGS = /\bcontact\b\W+tags\b|(?<!\baccount\b\W{1,6})\btag\b/;

function readsTags(value: unknown): boolean {
	return isExpression(value) && TAGS.test(value);
}

/** Steps of a path, which name no tag: `['contact']`. */
const STEP = /(?<=[\w$\])?.])\[\s*(['"])[^'"]*\1\s*\]/g;
const QUOTED = /'([^']*)'|"([^"]*)"|`([^`]*)`/g;

/** The folded texts that a value names, as far as they say something. */
function textsIn(value: unknown): string[] {
	if (!isExpression(value)) return typeof value === 'string' ? words([value]) : [];
	const quoted = value.replace(STEP, '').matchAll(QUOTED);
	return words([...quoted].map(([, one, two, three]) => one ?? two ?? three ?? ''));
}

function words(texts: readonly string[]): string[] {
	return texts.map(fold).filter((text) => /[\p{L}\p{N}]/u.test(text));
}

/** As if the contact had no other tag, in any of the ways in which it is written. */
function withTagAlone(from: ItemReader, added: string): ItemReader {
	const item = isRecord(from.item) ? from.item : {};
	const contact = isRecord(item.contact) ? item.contact : {};
	const isAdded = (tag: string) => fold(tag) === added;
	const tag = typeof item.tag === 'string' && isAdded(item.tag) ? item.tag : added;
	const tags = [...new Set([...tagsOf(contact).filter(isAdded), tag])];
	return {
		item: { ...item, tag, contact: { ...contact, tags } },
		evaluate: (expression) => from.evaluate(expression),
	};
}

function tagsOf({ tags }: Record<string, unknown>): string[] {
	return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
}

function isExpression(value: unknown): value is string {
	return typeof value === 'string' && value.startsWith('=');
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
