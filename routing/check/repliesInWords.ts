import { referenceWords } from '../model/references';
import { count, fold, listed } from '../model/text';
import type { Plan, Replies, ReplyFor, ReplyTarget, ReplyTime } from '../plan/plan';
import { FALLBACK_NAME, askedWords } from '../plan/ruleName';
import { FALLBACK, replyTimeAt } from './places';
import { targetInPlan, teamWords } from './targetInPlan';

/** How many of a list are named. */
const NAMED = 6;

/** What a reply time says, in one sentence. */
export function replyTimeSentence(entry: ReplyTime, position: number): string {
	const { within, time, then, againAfter, atMost, atLast } = entry;
	const hours = time === 'working' ? ' of working time' : '';
	const again = againAfter === null ? [] : [againWords(againAfter, atMost)];
	const parts = [
		`a person answers within ${count(within, 'minute')}${hours}, else ${thenWords(then)}`,
		...again,
		...(atLast ? [`at last ${thenWords(atLast)}`] : []),
	];
	return `${replyTimeAt(position)}: ${contactsWords(entry.for)}: ${parts.join('; ')}.`;
}

function againWords(minutes: number, atMost: number): string {
	return `again after ${count(minutes, 'minute')}, at most ${count(atMost, 'time')} in all`;
}

function contactsWords(asked: ReplyFor): string {
	switch (asked.type) {
		case 'any':
			return 'All contacts';
		case 'account':
			return `Contacts of ${referenceWords(asked.account)}`;
		case 'team':
			return `Contacts of ${teamWords(asked.team)}`;
		case 'rule':
			return fold(asked.rule) === fold(FALLBACK_NAME)
				? `Contacts of '${FALLBACK}'`
				: `Contacts of ${named('rule', asked.rule)}`;
		case 'tag':
			return `Contacts with ${named('the tag', asked.tag)}`;
	}
}

function named(what: string, name: string): string {
	return name === '' ? referenceWords({ value: name }) : `${what} '${name}'`;
}

function thenWords(target: ReplyTarget): string {
	switch (target.type) {
		case 'nextOfRule':
			return 'the next of the same rule gets the contact';
		case 'tell':
			return target.to
				? `the contact stays, and ${referenceWords(target.to)} is to be told`
				: 'the contact stays, and the item says so';
		default:
			return `${targetInPlan(target)} gets the contact`;
	}
}

/** What counts as an answer, as far as the plan says it: a sentence, or none. */
export function answerSentences({ replies }: Plan): string[] {
	if (!replies) return [];
	const parts = [
		...botsWords(replies),
		...API_WORDS[replies.apiMessages],
		...(replies.email ? ['e-mails are answers, too'] : []),
		...noAnswerWords(replies),
		...silentWords(replies),
	];
	return parts.length > 0 ? [`Answers: ${parts.join('; ')}.`] : [];
}

function botsWords({ bots }: Replies): string[] {
	if (bots.length === 0) return [];
	const names = listed(bots.map(referenceWords), NAMED, (left) => ` and ${left} more`);
	return [`what ${names} ${bots.length > 1 ? 'send' : 'sends'} is none`];
}

const API_WORDS: Readonly<Record<Replies['apiMessages'], readonly string[]>> = {
	unclear: [],
	person: ['messages sent through the API are written by people'],
	bot: ['messages sent through the API are written by bots'],
};

function noAnswerWords({ noAnswerNeeded: when }: Replies): string[] {
	return when ? [`no answer is needed for: ${askedWords({ when }, NAMED)}`] : [];
}

function silentWords({ silentAfterHours: hours }: Replies): string[] {
	return hours === null
		? []
		: [`whoever has waited for ${count(hours, 'hour')} and wrote no more is not waited for`];
}
