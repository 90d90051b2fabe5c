import type { IDataObject } from 'n8n-workflow';
import { OUTCOMES } from '../../../routing/model/decision';
import { textOf } from '../json';
import { fieldsOf } from '../parameterValues';
import { listCell, listIn, type Scalar } from './parts';

/** What a decision makes of its user, in one word. */
const ROLES = {
	/** The owner of the contact. */
	owner: { primary: true, cover: false },
	/** Answers this time; the owner stays. */
	cover: { primary: true, cover: true },
	/** Owns the contact for this account; somebody else is its owner in HighLevel. */
	accountOwner: { primary: false, cover: false },
} as const;

/** Who and why: the first columns of every item. */
const LEADING = ['assignedTo', 'why', 'rule', 'outcome'] as const;

/** What the nodes that follow read of a decision; the last ones are only there when they say something. */
const FOLLOWING = [
	'team',
	'userId',
	'userEmail',
	'assignedAs',
	'availableAt',
	'personIsOnIt',
	'waitingSince',
	'lastReplyAt',
	'lastReplyBy',
	'lastReplyById',
	'tellAbout',
	'tellTo',
	'tellToId',
	'tellToEmail',
	'testRun',
	'assignmentId',
	'assignmentLedger',
	'repeated',
	'previousOwnerId',
	'seenOwnerId',
	'replacesAnybody',
	'shownAt',
	'shownPhone',
	'shownContactId',
	'shownOwnerId',
	'shownTags',
] as const;

type Columns<Name extends string> = Partial<Record<Name, Scalar>>;

const NAMES: ReadonlySet<string> = new Set([...LEADING, ...FOLLOWING]);

export function isDecisionColumn(name: string): boolean {
	return NAMES.has(name);
}

/** Whether an item is one that Resolve Assignment has simplified. */
export function isSimplified({ assignment, assignedTo, why, outcome }: IDataObject): boolean {
	const isText = typeof assignedTo === 'string' && typeof why === 'string';
	return (
		isText &&
		typeof outcome === 'string' &&
		Object.hasOwn(OUTCOMES, outcome) &&
		(typeof assignment !== 'object' || assignment === null)
	);
}

/** @param assignment what Resolve Assignment adds to an item that is not simplified */
export function leadingColumns(assignment: IDataObject): Columns<(typeof LEADING)[number]> {
	const { outcome, user, rule, receipt } = assignment;
	const { id, name, email } = fieldsOf(user);
	return {
		assignedTo: textOf(name) || textOf(email) || textOf(id),
		why: textOf(fieldsOf(receipt).sentence),
		rule: textOf(fieldsOf(rule).name),
		outcome: textOf(outcome),
	};
}

/** The columns of a decision that come behind the contact. */
export function followingColumns(
	assignment: IDataObject,
	ownerId: unknown,
): Columns<(typeof FOLLOWING)[number]> {
	const { user, team, availableAt, receipt, id, ledger, repeated } = assignment;
	const { id: userId, email } = fieldsOf(user);
	return said({
		team: textOf(team) || undefined,
		userId: textOf(userId),
		userEmail: textOf(email),
		assignedAs: user ? roleOf(assignment) : '',
		availableAt: textOf(availableAt) || undefined,
		...replyColumns(assignment),
		...tellColumns(assignment),
		testRun: fieldsOf(receipt).testRun === true || undefined,
		assignmentId: textOf(id) || undefined,
		assignmentLedger: textOf(ledger) || undefined,
		repeated: repeated === true,
		...ownershipColumns(assignment, ownerId),
		...shownColumns(assignment),
	});
}

/** Whether a person is on it is there with a no as well: flows ask for it. */
function replyColumns({ replies }: IDataObject) {
	const { waitingSince, lastReplyAt, lastReplyBy, personIsOnIt } = fieldsOf(replies);
	if (typeof personIsOnIt !== 'boolean') return {};
	const { id, name } = fieldsOf(lastReplyBy);
	return {
		personIsOnIt,
		waitingSince: textOf(waitingSince) || undefined,
		lastReplyAt: textOf(lastReplyAt) || undefined,
		lastReplyBy: textOf(name) || textOf(id) || undefined,
		lastReplyById: textOf(id) || undefined,
	};
}

function tellColumns({ tell }: IDataObject) {
	const { about, to } = fieldsOf(tell);
	const { id, name, email } = fieldsOf(to);
	return {
		tellAbout: textOf(about) || undefined,
		tellTo: textOf(name) || textOf(email) || textOf(id) || undefined,
		tellToId: textOf(id) || undefined,
		tellToEmail: textOf(email) || undefined,
	};
}

function roleOf({ owner }: IDataObject): keyof typeof ROLES {
	const { primary, cover } = fieldsOf(owner);
	if (cover === true) return 'cover';
	return primary === false ? 'accountOwner' : 'owner';
}

/** @param ownerId HighLevel's owner as the contact of the item says */
function ownershipColumns({ owner, seenOwner }: IDataObject, ownerId: unknown) {
	const { previous, replacesAnybody } = fieldsOf(owner);
	const seen = textOf(seenOwner);
	return {
		previousOwnerId: textOf(previous) || undefined,
		seenOwnerId: seen === textOf(ownerId) ? undefined : seen,
		replacesAnybody: replacesAnybody === true || undefined,
	};
}

function shownColumns({ shown }: IDataObject) {
	const { at, asked, contactId, ownerId, tags } = fieldsOf(shown);
	if (!at) return {};
	return {
		shownAt: textOf(at),
		shownPhone: textOf(fieldsOf(asked).phone) || undefined,
		shownContactId: textOf(contactId) || undefined,
		shownOwnerId: textOf(ownerId) || undefined,
		shownTags: contactId ? listCell(tags) : undefined,
	};
}

function said<Name extends string>(
	columns: Record<Name, Scalar | undefined> | Partial<Record<Name, Scalar | undefined>>,
): Columns<Name> {
	const entries = Object.entries<Scalar | undefined>(columns as Record<Name, Scalar | undefined>);
	return Object.fromEntries(entries.filter(([, cell]) => cell !== undefined)) as Columns<Name>;
}

/** The decision that the columns of a simplified item hold, in the form of one that is not. */
export function assignmentIn(item: IDataObject): IDataObject {
	const text = (name: (typeof LEADING | typeof FOLLOWING)[number]) => textOf(item[name]);
	const userId = text('userId');
	const role = Object.entries(ROLES).find(([name]) => name === text('assignedAs'))?.[1];
	const id = text('assignmentId');
	const ledger = text('assignmentLedger');
	return {
		outcome: text('outcome'),
		user: userId === '' ? null : { id: userId, name: text('assignedTo'), email: text('userEmail') },
		rule: text('rule') === '' ? null : { name: text('rule') },
		team: text('team') || null,
		availableAt: text('availableAt') || null,
		owner:
			userId === ''
				? null
				: {
						previous: text('previousOwnerId') || null,
						...(role ?? ROLES.owner),
						replacesAnybody: item.replacesAnybody === true,
					},
		seenOwner: text('seenOwnerId') || null,
		...tellIn(item),
		...repliesIn(item),
		...(id !== '' && { id }),
		...(ledger !== '' && { ledger }),
		repeated: item.repeated === true,
		...shownIn(item),
		receipt: { sentence: text('why'), ...(item.testRun === true && { testRun: true }) },
	};
}

function shownIn(item: IDataObject) {
	const at = textOf(item.shownAt);
	if (at === '') return {};
	return {
		shown: {
			at,
			asked: { phone: textOf(item.shownPhone) || null },
			contactId: textOf(item.shownContactId) || null,
			ownerId: textOf(item.shownOwnerId) || null,
			tags: listIn(item.shownTags) ?? null,
		},
	};
}

function tellIn(item: IDataObject) {
	const about = textOf(item.tellAbout);
	if (about === '') return {};
	const id = textOf(item.tellToId);
	const to = { id, name: textOf(item.tellTo), email: textOf(item.tellToEmail) };
	return { tell: { about, to: id === '' ? null : to } };
}

function repliesIn(item: IDataObject) {
	if (typeof item.personIsOnIt !== 'boolean') return {};
	const id = textOf(item.lastReplyById);
	return {
		replies: {
			waitingSince: textOf(item.waitingSince) || null,
			lastReplyAt: textOf(item.lastReplyAt) || null,
			lastReplyBy: id === '' ? null : { id, name: textOf(item.lastReplyBy), email: '' },
			personIsOnIt: item.personIsOnIt,
		},
	};
}
