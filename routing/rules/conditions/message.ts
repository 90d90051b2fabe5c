import { z } from 'zod/v4';
import { named } from '../../model/references';
import { fold, quoted } from '../../model/text';
import { ASKS_NOTHING, anyOf, hasPart, oneTest, someAtoms, type Condition } from './condition';

const schema = z.strictObject({ contains: z.array(named('the word')) });

/** One of these words or phrases is in the text of the message, whatever its case. */
export const message: Condition<typeof schema> = {
	schema,
	compile: ({ contains }) => {
		if (contains.length === 0) return ASKS_NOTHING;
		const wanted = contains.map(fold);
		return oneTest({
			passes: ({ messageText }) => wanted.some((words) => messageText.includes(words)),
			failure: ({ messageText }) =>
				messageText === ''
					? 'there is no text of a message'
					: `the message does not contain ${quoted(contains)}`,
		});
	},
	words: ({ contains }, most) =>
		contains.length > 0 ? `message with ${anyOf(contains, most)}` : '',
	match: ({ contains }, { messageText }) => {
		const found = contains.find((words) => messageText.includes(fold(words)));
		return found === undefined ? [] : [`the message contains '${found}'`];
	},
	asksForTag: () => false,
	needs: () => 'nothing',
	demands: ({ contains }) =>
		someAtoms(contains.map((words) => hasPart(words, `messages with '${words}'`))),
	contradiction: () => null,
	hours: () => null,
};
