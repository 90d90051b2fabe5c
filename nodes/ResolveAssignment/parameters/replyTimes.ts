import type { INodeProperties } from 'n8n-workflow';
import { PlanError, type ReplyFor, type ReplyTime } from '../../../routing/plan/plan';
import { choices } from '../../shared/choices';
import { tagLocator } from '../../shared/highLevel/tagLocator';
import { userLocator } from '../../shared/highLevel/userLocator';
import { cardsOf, fieldsOf, nameIn, number, text, type Fields } from '../../shared/parameterValues';
import { withoutTeams } from '../liveCheck/notices';
import { valuesIn } from './conditions/condition';
import { accountReference } from './conditions/accounts';
import { loadedOptions } from './loadedOptions';
import { accountLocator, NO_CHOICE } from './locators';
import type { Report } from './report';
import { REPLY_WRITTEN, replyTarget } from './replyTargets';
import { keptField, withoutEmptySentence } from './shownFields';
import { requiredTarget, targetLocator, type ReadTarget } from './target';

const contacts: INodeProperties = {
	displayName: 'Contacts',
	name: 'for',
	type: 'options',
	options: choices<ReplyFor['type']>({
		any: { name: 'All', description: 'Also those of whom no reply time above is' },
		account: { name: 'Of a WhatsApp Account', description: 'Who wrote to this number' },
		team: { name: 'Of a Team', description: 'Whom somebody of this team has to answer' },
		rule: { name: 'Of a Rule', description: 'Whom this rule placed' },
		tag: { name: 'With a Tag', description: 'Who has this tag in HighLevel' },
	}),
	default: 'any',
	description: 'Whom this is about. Of several reply times, the first one that fits counts.',
};

/** What each choice of {@link contacts} asks for. */
const FIELDS = {
	account: accountLocator({
		displayName: 'WhatsApp Account',
		name: 'account',
		required: true,
		description: 'The number that the person wrote to',
	}),
	team: {
		displayName: 'Team',
		name: 'team',
		...loadedOptions('getTeams'),
		default: '',
		required: true,
		description: "One of 'Teams' in this node",
	},
	rule: {
		displayName: 'Rule',
		name: 'rule',
		...loadedOptions('getRules'),
		default: '',
		required: true,
		description: 'Give the rule a name: without one it is called after what it says',
	},
	tag: tagLocator({
		displayName: 'Tag',
		name: 'tag',
		required: true,
	}),
} satisfies Partial<Record<ReplyFor['type'], INodeProperties>>;

const within: INodeProperties = {
	displayName: 'Answer Within (Minutes)',
	name: 'within',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 15,
	description:
		'How long after the message a person has to answer. What bots and workflows send is no answer.',
};

const time: INodeProperties = {
	displayName: 'Time That Counts',
	name: 'time',
	type: 'options',
	options: choices<ReplyTime['time']>({
		working: {
			name: 'Working Time of the Person',
			description:
				'Nights, days off and blocked time do not count. While the person is away, that of the team does.',
		},
		always: { name: 'All Hours', description: 'Nights and weekends count, too' },
	}),
	default: 'working',
};

const then: INodeProperties = {
	...targetLocator({
		displayName: 'If Nobody Answers',
		name: 'then',
		default: {
			__rl: true,
			mode: 'list',
			value: REPLY_WRITTEN.nextOfRule,
			cachedResultName: 'Next of the Same Rule',
		},
		description:
			"Who gets the contact when nobody answered in time, but never somebody who had the question before. 'Tell Only': it stays, and the item says so.",
		list: 'searchReplyTargets',
		placeholder: 'Next of the Same Rule',
	}),
	// Else nobody would look whether the time is over.
	hint: 'Happens only with a Waiting Contacts Trigger that is connected to this node, too',
};

const tell: INodeProperties = userLocator({
	displayName: 'Tell',
	name: 'tell',
	default: NO_CHOICE,
	description: 'Whom the item names to be told, e.g. the team lead. Empty: nobody.',
});

const atLast: INodeProperties = targetLocator({
	displayName: 'At Last',
	name: 'atLast',
	description:
		'Who gets it in the end and keeps it, e.g. the team lead: when it went on often enough, or nobody else is left',
	list: 'searchReplyEnds',
	placeholder: 'Select a person or team…',
});

const more: INodeProperties = withoutEmptySentence({
	// The button says it.
	displayName: '',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Again After (Minutes)',
			name: 'againAfter',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 15,
			description:
				'How long whoever got it then has to answer. Without it, they keep it without a time.',
		},
		atLast,
		{
			displayName: 'At Most (Times)',
			name: 'atMost',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 20 },
			default: 3,
			description: "How often it goes on, when there is 'Again After (Minutes)'",
		},
	],
});

/** Within what time people have to answer, and what happens else. */
export const replyTimes: INodeProperties = {
	displayName: 'Reply Times',
	name: 'replyTimes',
	type: 'fixedCollection',
	placeholder: 'Add Reply Time',
	default: {},
	description:
		'Within what time people have to answer, and who gets the contact if they do not. The first one that fits counts.',
	typeOptions: {
		multipleValues: true,
		sortable: true,
		fixedCollection: {
			itemTitle:
				'={{ $collection.item.value.within ? "Within " + $collection.item.value.within + " Minutes" : "" }}',
		},
	},
	options: [
		{
			displayName: 'Reply Time',
			name: 'values',
			values: [
				contacts,
				...Object.entries(FIELDS).flatMap(([choice, field]) =>
					keptField(field, { [contacts.name]: [choice] }),
				),
				within,
				time,
				then,
				...withoutTeams(then),
				...keptField(tell, { [then.name]: [REPLY_WRITTEN.tell] }),
				more,
			],
		},
	],
};

/** The reply times, unchecked. */
export function replyTimesFrom(value: unknown, read: ReadTarget, report: Report): unknown[] {
	return cardsOf(value).map((card, index) => {
		const at = { rule: `Reply Time ${index + 1}`, path: `replyTimes.${index}` };
		const placeOf = (field: INodeProperties) => ({
			...at,
			path: `${at.path}.${field.name}`,
			field,
		});
		const options = fieldsOf(card.options);
		return {
			for: contactsFrom(card, at, report),
			within: number(card.within),
			time: text(card.time) || undefined,
			then: replyTarget(card.then, card.tell, placeOf(then), read) ?? undefined,
			againAfter: number(options.againAfter),
			atMost: number(options.atMost),
			...(atLast.name in options && {
				atLast: requiredTarget(read(options.atLast, placeOf(atLast))),
			}),
		};
	});
}

interface Place {
	rule: string;
	path: string;
}

function contactsFrom(card: Fields, { rule, path }: Place, report: Report): object {
	const type = text(card.for) || 'any';
	const field = Object.hasOwn(FIELDS, type) ? FIELDS[type as keyof typeof FIELDS] : null;
	if (!field) return { type };
	const locator = card[field.name];
	const [value = '', ...others] = valuesIn(locator);
	const complain = (problem: string) =>
		report(new PlanError(rule, `${path}.for.${field.name}`, `'${field.displayName}' ${problem}`));
	// Of an expression that found nothing, it is null.
	if (nameIn(locator) === undefined) complain(EMPTY);
	if (others.length > 0 || (type === 'tag' && value.includes(','))) complain(SEVERAL);
	const named = type === 'account' ? accountReference(card.account, value) : value;
	return { type, [field.name]: named };
}

const EMPTY = `is empty; fill it in, or choose 'All' in '${contacts.displayName}'`;
const SEVERAL = 'names several; add a reply time for each';
