import { fold } from '../../../routing/model/text';
import type { ReplyTarget } from '../../../routing/plan/plan';
import { nameIn } from '../../shared/parameterValues';
import { userFrom } from './locators';
import type { ReadTarget } from './target';

/** What the lists of reply times write for what no rule can name. */
export const REPLY_WRITTEN = {
	nextOfRule: 'nextOfRule',
	tell: 'tell',
} satisfies Partial<Record<ReplyTarget['type'], string>>;

/**
 * Reads whom a reply time names, unchecked: what rules can name too is read as theirs.
 * @param tell the field that says who is to be told
 */
export function replyTarget(
	locator: unknown,
	tell: unknown,
	place: Parameters<ReadTarget>[1],
	read: ReadTarget,
): object | null {
	const value = fold(nameIn(locator) ?? '').replaceAll(' ', '');
	if (value === fold(REPLY_WRITTEN.nextOfRule)) return { type: 'nextOfRule' };
	if (value !== fold(REPLY_WRITTEN.tell)) return read(locator, place);
	return { type: 'tell', to: nameIn(tell) === undefined ? null : userFrom(tell) };
}
