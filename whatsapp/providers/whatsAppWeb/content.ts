import type { Touch } from '../../../routing/model/touch';
import { isObject, type Json } from '../lenient';
import { adIn } from './ad';
import { partAt, textAt } from './fields';
import { isPart, isSilent, KINDS, POLL_CHOICE, type Kind } from './kinds';
import { pollChoice } from './pollChoice';

/** What a message says. */
export interface Content {
	/** In Meta's words. */
	type: string;
	text: string | null;
	referral: Touch['referral'];
	/** The ID of the button or row that was chosen. */
	choiceId?: string;
	/** The message that a reaction is about. */
	originalId?: string;
}

/** Whether an engine brings what a message says, or that it says nothing. */
export function isTold(message: unknown): message is Json {
	return (
		isObject(message) && Object.keys(message).some((name) => isPart(name) && message[name] !== null)
	);
}

/** WhatsApp nests three deep at most; a forged body must not make this long. */
const MOST_WRAPPERS = 8;

/**
 * What a message of WhatsApp Web says, in the words of proto.Message, which all engines use (Baileys,
 * whatsmeow); null when it says nothing: keys, markers, notices, changes of other messages.
 * @param around the message with what an engine has put beside it, e.g. `pollUpdates`
 */
export function contentOf(message: unknown, around: unknown = undefined): Content | null {
	const inner = unwrapped(message);
	if (!inner) return null;
	const referral = adIn(partAt(around, 'contextInfo')) ?? adIn(inner.messageContextInfo);
	const { conversation, ...parts } = inner;
	const names = Object.keys(parts).filter((name) => parts[name] !== null && !isSilent(name));
	// Some engines write an empty one into every message.
	if (typeof conversation === 'string' && (conversation !== '' || names.length === 0)) {
		return { type: 'text', text: conversation || null, referral };
	}
	if (names.includes(POLL_CHOICE)) return pollContent(parts[POLL_CHOICE], around, referral);
	const name = names.find((one) => KINDS.has(one)) ?? names[0];
	return name === undefined ? null : saidIn(name, parts[name], referral);
}

function saidIn(name: string, part: unknown, referral: Touch['referral']): Content {
	const kind: Kind = KINDS.get(name) ?? { type: 'unknown', words: ['text', 'caption'] };
	const { type, words = [], choice } = kind;
	const text = words.map((path) => textAt(part, path)).find((one) => one !== null) ?? null;
	const originalId = type === 'reaction' ? textAt(part, 'key.id') : null;
	const flow = flowChoice(part);
	const choiceId = (choice === undefined ? null : textAt(part, choice)) ?? flow?.id ?? null;
	return {
		type,
		text: text ?? flow?.words ?? null,
		...(choiceId !== null && { choiceId }),
		referral: adIn(partAt(part, 'contextInfo')) ?? referral,
		...(originalId !== null && { originalId }),
	};
}

function pollContent(part: unknown, around: unknown, referral: Touch['referral']): Content | null {
	const choice = pollChoice(part, around);
	if (choice === 'withdrawn') return null;
	if (choice === 'unreadable') return { type: 'unsupported', text: null, referral };
	return { type: 'interactive', text: choice.names, referral };
}

/** Longer than any answer of a button or list. */
const MOST_CHARACTERS = 10_000;

/** What was chosen in an answer of WhatsApp's newer buttons and lists, which comes as JSON in a text. */
function flowChoice(part: unknown): { words: string | null; id: string | null } | null {
	const json = textAt(part, 'nativeFlowResponseMessage.paramsJson');
	if (json === null || json.length > MOST_CHARACTERS) return null;
	try {
		const params: unknown = JSON.parse(json);
		const id = textAt(params, 'id');
		return { words: textAt(params, 'title') ?? textAt(params, 'display_text') ?? id, id };
	} catch {
		return null;
	}
}

/**
 * The message inside others: one that disappears, is seen once, belongs to an album, was sent from
 * another device. Their names grow with every version, their shape stays: `{ message: … }`.
 */
function unwrapped(message: unknown): Json | null {
	let inner = message;
	for (let level = 0; level < MOST_WRAPPERS; level++) {
		if (!isObject(inner)) return null;
		const wrapped = wrappedIn(inner);
		if (!wrapped) return inner;
		inner = wrapped;
	}
	return null;
}

function wrappedIn(message: Json): unknown {
	for (const [name, part] of Object.entries(message)) {
		if (isSilent(name) || KINDS.has(name) || !isObject(part)) continue;
		if (isObject(part.message)) return part.message;
	}
	return null;
}
