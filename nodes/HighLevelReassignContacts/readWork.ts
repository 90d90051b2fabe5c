import { DateTime } from 'luxon';
import {
	NodeOperationError,
	type IExecuteFunctions,
	type INodeParameterResourceLocator,
} from 'n8n-workflow';
import type { User } from '../../routing/model/decision';
import { findUser } from '../../routing/plan/userReferences';
import { toUserReference } from '../shared/highLevel/fields';

const DAY = 24 * 3_600_000;

/** Who loses or gets contacts. */
export interface Person {
	id: string;
	name: string | null;
}

/** What one item asks for. */
export type Work = { preview: boolean } & (
	| { kind: 'leaves'; from: Person; openSince: number | null }
	| { kind: 'handOver'; from: Person; openSince: number | null; until: DateTime }
	| { kind: 'account'; tag: string; accountId: string; openSince: number | null }
	| { kind: 'handBack'; person: Person | null }
);

/**
 * @param loadUsers the users of the location; asked only about a person
 * @throws {NodeOperationError} naming the field that is empty or wrong
 */
export async function readWork(
	context: IExecuteFunctions,
	itemIndex: number,
	now: number,
	loadUsers: (needed: (users: User[]) => boolean) => Promise<User[]>,
): Promise<Work> {
	const get = (name: string): unknown => context.getNodeParameter(name, itemIndex);
	const preview = get('preview') !== false;
	const person = async () => await readPerson(context, itemIndex, loadUsers);
	const operation = get('operation');
	if (operation === 'handBack') {
		return { kind: 'handBack', preview, person: get('whose') === 'person' ? await person() : null };
	}
	const openSince = get('which') === 'open' ? now - openDays(context, itemIndex) * DAY : null;
	if (operation === 'handOver') {
		const until = readDate(context, itemIndex, now);
		return { kind: 'handOver', preview, from: await person(), openSince, until };
	}
	if (get('contactsOf') !== 'account') {
		return { kind: 'leaves', preview, from: await person(), openSince };
	}
	const tag = textOf(get('accountTag')).toLowerCase();
	if (tag === '') {
		throw wrong(
			context,
			itemIndex,
			"'Account Tag' is empty",
			'Fill in the tag that contacts of this account have in HighLevel.',
		);
	}
	return { kind: 'account', preview, tag, accountId: textOf(get('accountId')), openSince };
}

/** Somebody who left is known by ID alone. */
async function readPerson(
	context: IExecuteFunctions,
	itemIndex: number,
	loadUsers: (needed: (users: User[]) => boolean) => Promise<User[]>,
): Promise<Person> {
	const locator = context.getNodeParameter('person', itemIndex) as unknown;
	const given = toUserReference(locator as INodeParameterResourceLocator);
	const reference = { ...given, value: given.value.trim() };
	if (reference.value === '') {
		throw wrong(
			context,
			itemIndex,
			"'Person' is empty",
			'Choose somebody from the list, or fill in the user ID of somebody who has left.',
		);
	}
	const users = await loadUsers((listed) => Boolean(findUser(listed, reference)));
	const user = findUser(users, reference);
	if (user) return { id: user.id, name: user.name };
	if (reference.by === 'id') return { id: reference.value, name: null };
	throw wrong(
		context,
		itemIndex,
		`'Person' ${reference.value} is not a user of this HighLevel sub-account`,
		'HighLevel does not list people who have left. Name the person by ID: it is what a contact of theirs shows as its owner.',
	);
}

function readDate(context: IExecuteFunctions, itemIndex: number, now: number): DateTime {
	const value = context.getNodeParameter('backOn', itemIndex) as unknown;
	const zone = context.getTimezone();
	const date = DateTime.isDateTime(value) ? value : DateTime.fromISO(textOf(value), { zone });
	if (!date.isValid) {
		throw wrong(
			context,
			itemIndex,
			textOf(value) === '' ? "'Back On' is empty" : `'Back On' is not a date: ${textOf(value)}`,
			'Choose the first day on which the person works again.',
		);
	}
	if (date.toMillis() > now) return date;
	throw wrong(
		context,
		itemIndex,
		`'Back On' is in the past: ${date.toISODate() ?? ''}`,
		"Choose a day to come. For somebody who is back already, use the operation 'Hand Back'.",
	);
}

function openDays(context: IExecuteFunctions, itemIndex: number): number {
	const days = Number(context.getNodeParameter('openDays', itemIndex));
	if (Number.isFinite(days) && days > 0) return days;
	throw wrong(
		context,
		itemIndex,
		"'Open Contacts Count For (Days)' is not a number above 0",
		'Fill in a number of days, e.g. 30.',
	);
}

function wrong(
	context: IExecuteFunctions,
	itemIndex: number,
	message: string,
	description: string,
): NodeOperationError {
	const said = `${message} [item ${itemIndex}]`;
	return new NodeOperationError(context.getNode(), said, { itemIndex, description });
}

function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
