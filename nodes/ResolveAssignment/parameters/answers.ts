import type { INodeProperties } from 'n8n-workflow';
import { PlanError, type Replies } from '../../../routing/plan/plan';
import { REPLIES_DEFAULTS } from '../../../routing/plan/replies';
import { choices } from '../../shared/choices';
import { userLocator } from '../../shared/highLevel/userLocator';
import { cardsOf, fieldsOf, number, text } from '../../shared/parameterValues';
import { conditionEntries, whenFrom } from './conditions';
import { moreConditions } from './conditions/item';
import { NO_CHOICE, USER_TITLE, userFrom } from './locators';
import type { Report } from './report';
import { addedWithCard } from './shownFields';

const { apiMessages: DEFAULT_API_MESSAGES } = REPLIES_DEFAULTS;

const bots: INodeProperties = {
	displayName: 'Users Who Are Bots',
	name: 'bots',
	type: 'fixedCollection',
	placeholder: 'Add User',
	default: {},
	description: 'HighLevel users with whose login a bot writes: what they send is no answer',
	typeOptions: { multipleValues: true, fixedCollection: { itemTitle: USER_TITLE } },
	options: [
		{
			displayName: 'User',
			name: 'values',
			values: [
				userLocator({ displayName: 'User', name: 'user', default: NO_CHOICE, required: true }),
			],
		},
	],
};

const apiMessages: INodeProperties = {
	displayName: 'Messages Sent Through the API',
	name: 'apiMessages',
	type: 'options',
	options: choices<Replies['apiMessages']>({
		unclear: {
			name: 'Not Known',
			description: 'They are no answer, and are counted: the Setup Check says how many there are',
		},
		person: {
			name: 'Written by People',
			description: 'They are answers, e.g. because people write in another inbox or on their phone',
		},
		bot: { name: 'Written by Bots', description: 'They are no answers' },
	}),
	default: DEFAULT_API_MESSAGES,
	description: 'What messages are that other software sent through the API of HighLevel',
};

/** A message that only says thanks, as a start: people put in how their contacts say it. */
const ONLY_THANKS = {
	options: { caseSensitive: false, leftValue: '', typeValidation: 'loose', version: 3 },
	combinator: 'and',
	conditions: [
		{
			id: 'thanks',
			leftValue: '={{ $json.message.text }}',
			rightValue: '/^\\s*(thanks|thank you|thx|ok|okay|great)[\\s.!]*$/i',
			operator: { type: 'string', operation: 'regex' },
		},
	],
};

export const noAnswerNeeded: INodeProperties = {
	displayName: 'Needs No Answer',
	name: 'noAnswerNeeded',
	type: 'collection',
	placeholder: 'Add Condition',
	default: { [moreConditions.name]: ONLY_THANKS },
	description:
		"A message of which all of this is true waits for no answer. Begins with messages that say nothing but thanks; 'Message Contains' would also hold for longer ones.",
	options: conditionEntries('sections'),
};

const hours = (field: Pick<INodeProperties, 'displayName' | 'name' | 'description'>) => ({
	...field,
	type: 'number' as const,
	typeOptions: { minValue: 1, maxValue: 8760 },
	default: 24,
});

/** What counts as an answer, and what is made of contacts who wait. */
export const answers: INodeProperties = {
	displayName: 'Answers',
	name: 'replies',
	type: 'collection',
	placeholder: 'Add Setting',
	default: { [apiMessages.name]: apiMessages.default },
	description:
		'What counts as an answer of a person, and what is made of contacts who wait for one',
	options: [
		hours({
			displayName: 'A Person Is on It For (Hours)',
			name: 'personIsOnItHours',
			description:
				"How long after the answer of a person items say 'personIsOnIt', so that a bot can stay silent",
		}),
		hours({
			displayName: 'Close Silent Waits After (Hours)',
			name: 'silentAfterHours',
			description:
				'When somebody has waited for so long and wrote no more, nobody is reminded any longer. Without this, waits stay open.',
		}),
		hours({
			displayName: 'Count Somebody as Absent After (Hours)',
			name: 'absentAfterHours',
			description:
				'Who does not work within so many hours does not stop the time: it runs in the hours of the team, else in the business hours',
		}),
		{
			displayName: 'E-Mails Are Answers',
			name: 'email',
			type: 'boolean',
			default: true,
			description: 'Whether an email of a person is an answer, like a message on any other channel',
		},
		apiMessages,
		noAnswerNeeded,
		...addedWithCard(bots, 'sections'),
		{
			displayName: 'Waiting Contacts First',
			name: 'waitingFirst',
			type: 'boolean',
			default: true,
			description:
				'Whether new contacts come behind those who wait already, when somebody of a team is free again',
		},
	],
};

/** What counts as an answer, unchecked. */
export function answersFrom(value: unknown, report: Report): unknown {
	const fields = fieldsOf(value);
	return {
		bots: cardsOf(fields.bots).map(({ user }) => userFrom(user)),
		apiMessages: text(fields.apiMessages) || undefined,
		email: fields.email ?? undefined,
		noAnswerNeeded: fields.noAnswerNeeded && noAnswerFrom(fields.noAnswerNeeded, report),
		silentAfterHours: number(fields.silentAfterHours),
		personIsOnItHours: number(fields.personIsOnItHours),
		absentAfterHours: number(fields.absentAfterHours),
		waitingFirst: fields.waitingFirst ?? undefined,
	};
}

/** Without a condition, no message is meant, as a rule without one is never used. */
function noAnswerFrom(value: unknown, report: Report): unknown {
	const path = 'replies.noAnswerNeeded';
	const { displayName } = noAnswerNeeded;
	const asked = whenFrom(value, { rule: displayName, path }, report) as object;
	if (Object.keys(asked).length > 0) return asked;
	report(
		new PlanError(null, path, `'${displayName}' is empty; add a condition or remove the entry`),
	);
	return null;
}
