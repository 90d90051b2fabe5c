import { RATINGS } from './contactOutcome';
import { numberIn } from './phoneForms';
import type { Touch, TouchRating } from './touch';

/** IDs of buttons that are answers to "how was it?": what they are about, and what was chosen. */
const ANSWER = /^rate:([^\s:]+):(\S+)$/;

/** What a Flow is sent with, so that its answer says which question it is about. */
const FLOW_TOKEN = /^rate:([^\s:]+)$/;

/** Longer than any answer of a Flow that only rates. */
const MOST_CHARACTERS = 10_000;

/** Deeper than any answer of a Flow. */
const MOST_LEVELS = 5;

/** What a button, a row of a list or a Flow carries to rate with this value. */
export function ratingId(question: string, value: number): string {
	return `${flowToken(question)}:${value}`;
}

/** What a Flow is sent with: its answer is then any field that holds a number from 1 to 5. */
export function flowToken(question: string): string {
	return `rate:${question}`;
}

/**
 * A touch as it is: a message that answers the question how satisfied somebody is asks nobody for
 * anything, and is a `rating`.
 */
export function asRating(touch: Touch): Touch {
	if (touch.event !== 'message') return touch;
	const rating = ratingIn(touch.message);
	return rating ? withRating(touch, rating) : touch;
}

/** The same of a message of which it is known otherwise. */
export function withRating(touch: Touch, rating: TouchRating): Touch {
	return { ...touch, event: 'rating', rating };
}

/** The rating that a message gives by a button, a row of a list or a Flow; null for every other message. */
export function ratingIn(message: unknown): TouchRating | null {
	const flow = flowAnswer(message);
	const chosen = [...choicesIn(message), ...textsIn(flow)];
	return first(chosen, readRating) ?? tokenRating(flow);
}

/** Whether it is meant as an answer to such a question, whatever it says. */
export function answersRating(message: unknown): boolean {
	return ratingIn(message) !== null || choicesIn(message).some((choice) => ANSWER.test(choice));
}

/** A rating that a message is by its text alone, which only counts if somebody asked for one. */
export interface WrittenRating {
	value: number;
	/** As buttons and rows are called: HighLevel tells the title of what was chosen, and no ID. */
	isTitle: boolean;
}

/**
 * The rating that a message is, and nothing else: a number from 1 to 5, or as many stars. In a group
 * nobody is asked.
 */
export function writtenRating(message: unknown): WrittenRating | null {
	if (!isRecord(message) || message.groupId || typeof message.text !== 'string') return null;
	const isText = typeof message.type !== 'string' || message.type.startsWith('text');
	if (!isText || message.text.length > LONGEST_ANSWER) return null;
	const stars = starsIn(message.text);
	if (stars !== null) return { value: stars, isTitle: true };
	const value = numberFrom(message.text);
	return value === null ? null : { value, isTitle: false };
}

/** The rating that a text is; null for every other one. */
export function numberFrom(text: string): number | null {
	const [, value = ''] = BARE.exec(numberIn(text)) ?? [];
	return valueOf(value);
}

/** What a button or row is called: signs that need no translation. */
export function starsFor(value: number): string {
	return STAR.repeat(value);
}

function starsIn(text: string): number | null {
	const signs = [...text.replace(/[\s\ufe0f]/gu, '').replaceAll('\u2b50', STAR)];
	return signs.length > 0 && signs.every((sign) => sign === STAR)
		? valueOf(String(signs.length))
		: null;
}

const STAR = '\u2605';

const LONGEST_ANSWER = 20;

/** Also as people write it: `5!`, `5/5`, and the emoji of the key. */
const BARE = /^(\d)\ufe0f?\u20e3?\s*(?:\/\s*5)?\s*[.!]*$/;

type Fields = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null;
}

/** What providers tell of a message passes through routing unread, and so is of any type. */
function contentOf(message: unknown): Fields {
	return isRecord(message) && isRecord(message.content) ? message.content : {};
}

/** IDs of what was chosen; some gateways tell it as the text. */
function choicesIn(message: unknown): string[] {
	const content = contentOf(message);
	const parts = [content, content.button_reply, content.list_reply].filter(isRecord);
	const ids = parts.flatMap(({ id, payload }) => [id, payload]);
	return [isRecord(message) ? message.text : null, ...ids].filter(isText).map((id) => id.trim());
}

function isText(value: unknown): value is string {
	return typeof value === 'string';
}

/** What was filled in: a text of JSON, as Meta tells it. */
function flowAnswer(message: unknown): unknown {
	const { nfm_reply: reply } = contentOf(message);
	const json = isRecord(reply) ? reply.response_json : null;
	if (!isText(json) || json.length > MOST_CHARACTERS) return json;
	try {
		return JSON.parse(json);
	} catch {
		return null;
	}
}

function textsIn(value: unknown, level = 0): string[] {
	if (isText(value)) return [value.trim()];
	if (!isRecord(value) || level >= MOST_LEVELS) return [];
	return Object.values(value).flatMap((part) => textsIn(part, level + 1));
}

/** Of a Flow whose answers are the same for everybody: its token says what they are about. */
function tokenRating(flow: unknown): TouchRating | null {
	if (!isRecord(flow)) return null;
	const { flow_token: token, ...fields } = flow;
	const [, id] = FLOW_TOKEN.exec(isText(token) ? token.trim() : '') ?? [];
	if (id === undefined) return null;
	return first(Object.values(fields), (field) => {
		const value = valueOf(String(field));
		return value === null ? null : { id, value };
	});
}

function readRating(answer: string): TouchRating | null {
	const [, id, given] = ANSWER.exec(answer) ?? [];
	const value = given === undefined ? null : valueOf(given);
	return id === undefined || value === null ? null : { id, value };
}

function valueOf(given: string): number | null {
	const value = /^\d$/.test(given) ? Number(given) : NaN;
	return value >= RATINGS.lowest && value <= RATINGS.highest ? value : null;
}

function first<From, To>(all: readonly From[], read: (one: From) => To | null): To | null {
	for (const one of all) {
		const found = read(one);
		if (found !== null) return found;
	}
	return null;
}
