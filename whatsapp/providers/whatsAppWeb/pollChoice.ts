import { anyList, isObject } from '../lenient';
import { readAddress } from './address';
import { partAt } from './fields';

/** What somebody chose in a poll, which many use as a menu. */
type PollChoice = { names: string } | 'withdrawn' | 'unreadable';

/**
 * The choice in an answer to a poll. Answers are encrypted: a gateway that has not read them brings
 * no names.
 * @param update WhatsApp Web's `PollUpdateMessage`, with what the gateway has read
 * @param around what the gateway has put beside the message
 */
export function pollChoice(update: unknown, around: unknown): PollChoice {
	const lists = [
		partAt(update, 'vote.selectedOptions'),
		partAt(update, 'selectedOptions'),
		partAt(around, 'selectedOptions'),
	].filter((list) => Array.isArray(list));
	const names = lists.map(namesIn).find((found) => found.length > 0) ?? votedFor(around);
	if (names.length > 0) return { names: names.join(', ') };
	return lists.some((list) => list.length === 0) ? 'withdrawn' : 'unreadable';
}

/** The options that who answered has voted for, of a poll with the votes of everybody. */
function votedFor(around: unknown): string[] {
	const key = partAt(around, 'key');
	const writer = new Set(isObject(key) ? Object.values(key).map(identity) : []);
	writer.delete(null);
	const options = anyList.parse(partAt(around, 'pollUpdates'));
	return namesIn(
		options.filter((option) =>
			anyList.parse(partAt(option, 'voters')).some((voter) => writer.has(identity(voter))),
		),
	);
}

/** A person's number or hidden ID, however the address is written. */
function identity(address: unknown): string | null {
	const read = typeof address === 'string' ? readAddress(address) : null;
	if (read?.kind === 'person') return read.phone;
	return read?.kind === 'hidden' ? read.id : null;
}

function namesIn(options: readonly unknown[]): string[] {
	return options.flatMap((option) => {
		const name = isObject(option) ? (option.name ?? option.optionName) : option;
		return typeof name === 'string' && name.trim() !== '' ? [name] : [];
	});
}
