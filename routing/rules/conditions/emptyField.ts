import { z } from 'zod/v4';
import type { Condition } from './condition';
import type { ConditionName } from './index';

/** What the field of each condition is about. */
const ABOUT: Readonly<Record<ConditionName, string>> = {
	accounts: 'its WhatsApp accounts',
	tags: 'its tags',
	source: "the contact's source",
	ad: 'its ads',
	countries: 'its countries',
	contact: 'new or existing contacts',
	time: 'its time',
	message: 'the words of its message',
	item: 'its conditions',
};

/** A condition whose field an expression left empty for this contact: it is never true. */
export function emptyField(name: ConditionName): Condition {
	return {
		schema: z.null(),
		compile: () => `the field for ${ABOUT[name]} is empty`,
		words: () => 'an empty field',
		match: () => [],
		asksForTag: () => false,
		needs: () => 'nothing',
		demands: () => [],
		contradiction: () => null,
		hours: () => null,
	};
}
