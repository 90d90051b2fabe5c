import { z } from 'zod/v4';
import { LONGEST_MESSAGE, normalized } from '../routing/model/text';
import type { Touch } from '../routing/model/touch';

/** What a touch must be like to go on. What is left out lets everything pass. */
export interface TouchFilters {
	/** Beginnings of phone numbers, digits only: one of them has to fit. */
	fromNumbers?: readonly string[];
	/** Beginnings of phone numbers, digits only: none of them may fit. */
	notFromNumbers?: readonly string[];
	/** Meta's message types, e.g. `text`. */
	messageTypes?: ReadonlySet<string>;
	/** Messages in WhatsApp groups, or all but these. */
	groups?: 'only' | 'none';
	/** One of them has to be in the text, in any case. */
	keywords?: readonly string[];
	/** `contains`: anywhere, also inside a word. `word`: as words. `exact`: nothing else. */
	keywordMatch?: 'contains' | 'word' | 'exact';
}

const messageSchema = z.object({
	type: z.string().nullish(),
	text: z.string().nullish(),
	groupId: z.string().nullish(),
});

/**
 * Whether a touch passes all filters. Those about messages let everything else pass, those about
 * people let pass what is about nobody; people who show no phone number pass `notFromNumbers` and not
 * `fromNumbers`.
 */
export function passes(touch: Touch, filters: TouchFilters): boolean {
	const message = messageSchema.safeParse(touch.message).data;
	const { phone, whatsappUserId } = touch.contact;
	const isAboutSomebody = message !== undefined || Boolean(phone ?? whatsappUserId);
	if (isAboutSomebody && !senderPasses(phone?.replace(/\D/g, '') ?? '', filters)) return false;
	if (!message) return true;
	const { messageTypes, groups } = filters;
	if (groups && (groups === 'only') !== Boolean(message.groupId)) return false;
	if (touch.event !== 'message') return true;
	if (messageTypes && !messageTypes.has(message.type ?? '')) return false;
	return textPasses(message.text ?? '', filters);
}

function senderPasses(digits: string, { fromNumbers, notFromNumbers }: TouchFilters): boolean {
	const startsWithOneOf = (numbers: readonly string[]) =>
		digits !== '' && numbers.some((beginning) => digits.startsWith(beginning));
	if (notFromNumbers && startsWithOneOf(notFromNumbers)) return false;
	return !fromNumbers || startsWithOneOf(fromNumbers);
}

function textPasses(text: string, { keywords, keywordMatch = 'contains' }: TouchFilters): boolean {
	if (!keywords) return true;
	const wanted = keywords.map(comparable);
	const said = comparable(text);
	if (keywordMatch === 'exact') return wanted.includes(said);
	if (keywordMatch === 'contains') return wanted.some((keyword) => said.includes(keyword));
	// Spaces stand for the ends of words, whatever else separates them.
	const words = ` ${wordsOf(said)} `;
	// Of signs alone, nothing is left.
	return wanted.map(wordsOf).some((keyword) => keyword !== '' && words.includes(` ${keyword} `));
}

/** How people type the same thing: other case, other spaces, letters with loose accents. */
function comparable(text: string): string {
	return normalized(text.slice(0, LONGEST_MESSAGE)).toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Letters, marks, digits and signs that stand for something stay; punctuation goes. */
function wordsOf(text: string): string {
	return text.replace(/[\p{P}\p{Z}]+/gu, ' ').trim();
}
