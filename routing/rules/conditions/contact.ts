import { z } from 'zod/v4';
import { ASKS_NOTHING, oneTest, type Condition } from './condition';

const schema = z.enum(['any', 'new', 'existing']);

/** Whether HighLevel had the contact before this touch. */
export const contact: Condition<typeof schema> = {
	schema,
	compile: (wanted) => {
		if (wanted === 'any') return ASKS_NOTHING;
		const expected = wanted === 'existing';
		return oneTest({
			passes: ({ touch }) => touch.contact.existed === expected,
			failure: ({ touch }) => {
				const { existed } = touch.contact;
				if (typeof existed !== 'boolean') return 'it is not known whether the contact is new';
				return existed ? 'the contact existed before' : 'the contact is new';
			},
		});
	},
	words: (wanted) => (wanted === 'any' ? '' : `${wanted} contacts`),
	match: (wanted) => {
		if (wanted === 'any') return [];
		return [wanted === 'new' ? 'the contact is new' : 'the contact existed before'];
	},
	asksForTag: () => false,
	needs: (wanted) => (wanted === 'any' ? 'nothing' : 'contact'),
	demands: (wanted) => (wanted === 'any' ? [] : [[{ key: wanted, words: `${wanted} contacts` }]]),
	contradiction: (wanted, { onlyPreviousOwner }) =>
		wanted === 'new' && onlyPreviousOwner ? 'A new contact has no previous owner.' : null,
	hours: () => null,
};
