import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { RATINGS, type OutcomeWay } from '../../routing/model/contactOutcome';
import {
	numberFrom,
	ratingIn,
	writtenRating,
	type WrittenRating,
} from '../../routing/model/rating';
import { fieldError, repeated } from '../shared/fieldError';
import { textOf } from '../shared/json';
import { text } from '../shared/parameterValues';
import { firstText, itemFields } from './itemFields';

const ASK = { name: 'askForRating', label: 'Ask for a Rating' } as const;
const QUESTION = { name: 'ratingQuestion', label: 'Question' } as const;
const RATING = { name: 'rating', label: 'Rating' } as const;
const RATING_ID = { name: 'ratingId', label: 'Rating ID' } as const;

const SATISFIED = 'How satisfied are you with our help?';

const question: INodeProperties = {
	displayName: QUESTION.label,
	name: QUESTION.name,
	type: 'string',
	default: SATISFIED,
	description: 'What the person reads, in their language. This node sends nothing itself.',
};

const asking = (way: RatingWay) => ({
	show: { operation: ['close'], [ASK.name]: [way] },
});

/** How the person is asked; nobody is at first. */
export type RatingWay = 'no' | 'buttons' | 'number';

export const ratingParameters: INodeProperties[] = [
	{
		displayName: ASK.label,
		name: ASK.name,
		type: 'options',
		options: [
			{ name: 'No', value: 'no' },
			{
				name: 'With Buttons, a List or a Flow',
				value: 'buttons',
				description:
					"The item gets what to send on WhatsApp, as 'askRating'. Whoever chooses an answer rates.",
			},
			{
				name: 'With a Number From 1 to 5',
				value: 'number',
				description:
					'For any channel. For a day, a message that is only a number from 1 to 5 is the answer.',
			},
		],
		default: 'no',
		displayOptions: { show: { operation: ['close'] } },
		description: 'Whether a node behind this one asks the person how satisfied they are',
	},
	{ ...question, displayOptions: asking('buttons') },
	{
		...question,
		default: `${SATISFIED} Please answer with a number from 1 (not at all) to 5 (very).`,
		displayOptions: asking('number'),
	},
	{
		displayName: RATING.label,
		name: RATING.name,
		type: 'string',
		default: '',
		placeholder: 'e.g. 5',
		displayOptions: { show: { operation: ['noteRating'] } },
		description:
			"From 1 to 5. Empty means the one that the item holds: an answer on WhatsApp, or 'rating' in the custom data of HighLevel's Webhook action.",
	},
	{
		displayName: RATING_ID.label,
		name: RATING_ID.name,
		type: 'string',
		default: '',
		placeholder: 'e.g. k3v9x2m7qa',
		displayOptions: { show: { operation: ['noteRating'] } },
		description:
			'Which question it answers, as Close Contact gave it. Empty means the one in the item, or the last question to the contact.',
	},
];

/** How the person is to be asked, and with what words. */
export interface RatingAsk {
	way: RatingWay;
	question: string;
}

/** @throws {NodeOperationError} when somebody is to be asked without a question */
export function readAsk(context: IExecuteFunctions, itemIndex: number): RatingAsk {
	const given = context.getNodeParameter(ASK.name, itemIndex, 'no');
	const way = given === 'buttons' || given === 'number' ? given : 'no';
	if (way === 'no') return { way, question: '' };
	const question = text(context.getNodeParameter(QUESTION.name, itemIndex, SATISFIED));
	if (question !== '') return { way, question };
	throw fieldError(
		context,
		itemIndex,
		`'${QUESTION.label}' is empty`,
		`Write what the person reads, or choose No in '${ASK.label}'.`,
	);
}

/** A rating that an item or the panel tells. */
export interface ToldRating {
	value: number;
	/** Of the question; empty when it is not said. */
	id: string;
	/** The text of a message, which only is a rating if somebody asked for one; null for every other. */
	written: WrittenRating | null;
	by: OutcomeWay;
}

/**
 * @returns null for a message that is no rating
 * @throws {NodeOperationError} when there is no rating, or it is none from 1 to 5
 */
export function readRating(context: IExecuteFunctions, itemIndex: number): ToldRating | null {
	const { item, sent, customData } = itemFields(context, itemIndex);
	const chosen = ratingIn(item.message) ?? ratingIn({ text: customData.rating });
	const touched = item.rating as { id?: unknown; value?: unknown } | undefined;
	const ownId = textOf(context.getNodeParameter(RATING_ID.name, itemIndex, ''));
	const id = firstText(ownId, chosen?.id, touched?.id, customData.rating_id, customData.ratingId);
	const own = text(context.getNodeParameter(RATING.name, itemIndex, ''));
	const said = firstText(own, chosen?.value, touched?.value, customData.rating, sent.rating);
	if (said !== '') {
		const by = chosen || touched ? 'whatsApp' : 'byHand';
		return { value: valueIn(context, itemIndex, said), id, written: null, by };
	}
	if (!item.message) return nothingSaid(context, itemIndex);
	const written = writtenRating(item.message);
	return (
		written && { value: written.value, id, written: id === '' ? written : null, by: 'whatsApp' }
	);
}

function valueIn(context: IExecuteFunctions, itemIndex: number, given: string): number {
	const value = numberFrom(given);
	if (value !== null) return value;
	throw fieldError(
		context,
		itemIndex,
		`'${RATING.label}' is not a whole number from ${RATINGS.lowest} to ${RATINGS.highest}: ${repeated(given)}`,
		'Write a number, or an expression that makes one of what the item says.',
	);
}

function nothingSaid(context: IExecuteFunctions, itemIndex: number): never {
	throw fieldError(
		context,
		itemIndex,
		'The item holds no rating',
		`Fill in '${RATING.label}', connect this node behind the WhatsApp Account Trigger, or add 'rating' with a number from 1 to 5 to the custom data of HighLevel's Webhook action.`,
	);
}
