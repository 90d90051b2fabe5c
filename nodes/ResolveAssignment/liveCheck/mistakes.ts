import { WEEK_EXAMPLE } from '../../../routing/model/writtenWeek';
import { ADD_SECTION } from '../parameters/addSection';
import { WRITTEN } from '../parameters/target';

/** The lists of cards in which a mistake can be seen, and what one of their cards is. */
const LISTS = {
	rules: { cards: 'node.rules?.values', card: 'A rule' },
	teams: { cards: 'node.sections?.teams?.values', card: 'A team' },
	people: { cards: 'node.sections?.people?.values', card: 'A person' },
	schedules: { cards: 'node.sections?.schedules?.values', card: 'Working hours' },
	replyTimes: { cards: 'node.sections?.replyTimes?.values', card: 'A reply time' },
} as const;

type List = keyof typeof LISTS;

/**
 * A mistake that the editor can see by itself, with every key that is typed and before anything runs.
 * Expressions are unknown, so they are none.
 */
interface Mistake {
	list: List;
	/** JavaScript about a `card` of the list and the whole `node`, for n8n's expressions. */
	test: string;
	/** What follows the name of the card, with what to do. */
	words: string;
}

/** What {@link Mistake.test} can call. */
const TOOLS = [
	"const named = (field) => String((field && typeof field === 'object' ? field.value : field) ?? '').trim();",
	'const cardsOf = (field) => Array.isArray(field?.values) ? field.values : [];',
	"const known = (zone) => !zone || String(zone).startsWith('=') || DateTime.now().setZone(zone).isValid;",
	"const teamIn = (field) => { const value = named(field); return field?.mode === 'team' ? value : /^(team|firstWorkingNext):/.test(value) ? value.slice(value.indexOf(':') + 1).trim() : ''; };",
].join(' ');

const UNKNOWN_ZONE =
	"a time zone that nobody knows: choose one from the list of 'Time Zone', e.g. America/New York";

/** No text where hours are to be written, or the name of working hours that are not there. */
const WITHOUT_HOURS = [
	"card.works?.mode === 'hours' && !named(card.works)",
	"named(card.works).startsWith('schedule:') && !cardsOf(node.sections?.schedules).some(({ name }) => named(name).startsWith('=') || named(name).toLowerCase() === named(card.works).slice(9).trim().toLowerCase())",
].join(' || ');

const MISSING_TEAM = `names a team that is not there: add it with '${ADD_SECTION}', or choose another`;

/** @param field JavaScript for a field that may name a team */
function isMissingTeam(field: string): string {
	return [
		`teamIn(${field}) && !teamIn(${field}).startsWith('=')`,
		`!cardsOf(node.sections?.teams).some(({ name }) => named(name).startsWith("=") || named(name).toLowerCase() === teamIn(${field}).toLowerCase())`,
	].join(' && ');
}

export const MISTAKES: readonly Mistake[] = [
	{
		list: 'rules',
		test: 'Object.keys(card.if ?? {}).length === 0',
		words: "has no condition, so it is never used: choose 'Add Condition', or delete the rule",
	},
	{
		list: 'rules',
		test: '(card.if?.account !== undefined && !named(card.if.account)) || cardsOf(card.if?.accounts).some(({ account }) => !named(account))',
		words:
			"asks for a WhatsApp account and names none: choose one in 'WhatsApp Account', or remove this condition",
	},
	{
		list: 'rules',
		test: '!named(card.assignTo)',
		words: "names nobody: choose a person or a team in 'Assign To'",
	},
	{
		list: 'rules',
		test: isMissingTeam('card.assignTo'),
		words: MISSING_TEAM,
	},
	{
		list: 'teams',
		test: 'cardsOf(card.members).length === 0 && !card.options?.roles?.length',
		words: "has no members: choose 'Add Member'",
	},
	{
		list: 'teams',
		test: 'cardsOf(card.members).some(({ user }) => !named(user))',
		words: "has a member without a user: choose one in 'User', or delete the member",
	},
	{
		list: 'teams',
		test: WITHOUT_HOURS,
		words: `works at times that are not there: write them in 'Works', e.g. ${WEEK_EXAMPLE}, or choose 'Always'`,
	},
	{ list: 'teams', test: '!known(card.timeZone)', words: `has ${UNKNOWN_ZONE}` },
	{
		list: 'people',
		test: '!named(card.user)',
		words: "is about nobody: choose somebody in 'User', or delete the card",
	},
	{
		list: 'people',
		test: WITHOUT_HOURS,
		words: `works at times that are not there: write them in 'Works', e.g. ${WEEK_EXAMPLE}, or choose 'Always'`,
	},
	{ list: 'people', test: '!known(card.timeZone)', words: `has ${UNKNOWN_ZONE}` },
	{
		list: 'schedules',
		test: '!named(card.hours)',
		words: `have no hours, so they are never open: write them in 'Hours', e.g. ${WEEK_EXAMPLE}`,
	},
	{ list: 'schedules', test: '!known(card.timeZone)', words: `have ${UNKNOWN_ZONE}` },
	{
		list: 'replyTimes',
		test: "['account', 'team', 'rule', 'tag'].includes(card.for) && !named(card[card.for])",
		words:
			"does not say of which contacts it is: choose it below 'Contacts', or 'All' in that field",
	},
	{
		list: 'replyTimes',
		test: '!named(card.within)',
		words: "has no time: write the minutes in 'Answer Within (Minutes)'",
	},
	{
		list: 'replyTimes',
		test: `[card.then, card.options?.atLast].some((field) => ${isMissingTeam('field')})`,
		words: MISSING_TEAM,
	},
];

/** Of a card that is off, nothing is a mistake. */
const testOf = ({ test }: Mistake) => `(card) => !card.options?.off && (${test})`;

const cardsOf = (list: List) => `(Array.isArray(${LISTS[list].cards}) ? ${LISTS[list].cards} : [])`;

/** JavaScript that is computed from the node's parameters as they stand in the panel. */
function computed(body: string): string {
	return `={{ ((node) => { ${TOOLS} return ${body}; })($rawParameter) }}`;
}

/** A mistake that may be somewhere in the plan. */
interface PossibleMistake {
	/** An expression: whether it is there. */
	condition: string;
	/** `A rule has no condition, …`, without a full stop: n8n puts commas between several. */
	text: string;
}

/**
 * What the editor is to look for. Not for each card, though it cannot say which one it is: an
 * expression takes the editor some milliseconds when it first sees it, and 'Plan Check' names the card.
 */
export const POSSIBLE_MISTAKES: readonly PossibleMistake[] = MISTAKES.map((mistake) => ({
	condition: computed(
		`node.planSource !== 'json' && ${cardsOf(mistake.list)}.some(${testOf(mistake)})`,
	),
	text: `${LISTS[mistake.list].card} ${mistake.words}`,
}));

/** JavaScript for how many mistakes there are in the plan, over a `node`. */
function mistakesIn(): string {
	const counts = MISTAKES.map((one) => `${cardsOf(one.list)}.filter(${testOf(one)}).length`);
	return `[${counts.join(', ')}].reduce((sum, one) => sum + one, 0)`;
}

/**
 * The line under the node on the canvas: the number of rules and of mistakes in them, or the name of
 * another operation.
 * @param operations names by value
 */
export function planSubtitle(operations: Readonly<Record<string, string>>): string {
	return computed(
		`((rules, mistakes) => ${[
			`(node.operation ?? 'resolve') !== 'resolve' ? ${JSON.stringify(operations)}[node.operation]`,
			"node.planSource === 'json' ? 'Plan From JSON'",
			`rules === 0 ? (['', '${WRITTEN.nobody()}'].includes(named(node.fallback)) ? 'No rules yet' : 'Fallback only')`,
			"(rules === 1 ? '1 rule' : rules + ' rules') + (mistakes ? ', ' + mistakes + ' to mend' : '')",
		].join(' : ')})(${cardsOf('rules')}.length, ${mistakesIn()})`,
	);
}
