import type { Touch } from '../../routing/model/touch';

/**
 * Who gets a contact that somebody owns already: every owner policy, with every event and every kind
 * of owner. What is right is said here, by the sentences in `EXPECTATIONS` and by nothing of the
 * product; tests hold routing and the nodes to it, and `docs/owner-matrix.md` is made from it.
 */

/** The people of the matrix. */
export const ROLES = ['chosen', 'owner', 'former', 'agency', 'left'] as const;

/**
 * `chosen`: whom every rule names, and the fallback. `owner`, `former`: listed users whom no rule
 * names. `agency`: HighLevel does not list them, but they are alive. `left`: they were users once.
 */
export type Role = (typeof ROLES)[number];

export const MODES = {
	askRules: 'Ask the Rules Every Time',
	first: 'First Owner Keeps the Contact',
	one: 'One Owner for All Accounts',
	context: 'Owner by Rule Label',
	separate: 'Separate Owner for Each Account',
} as const;

type Mode = keyof typeof MODES;

export const EVENTS = {
	message: 'A message',
	elsewhere: 'A message to another account',
	created: 'Contact created',
	edited: 'Contact edited',
	tagAsked: 'A tag that a rule asks for',
	tagOther: 'A tag that no rule asks for',
	leaves: 'Reassign: HighLevel’s owner leaves',
	awayKeep: 'A message, owner away: Keep the Owner',
	awayCover: 'A message, owner away: Let Somebody Cover',
	awayReassign: 'A message, owner away: Assign Somebody Else',
	fullReassign: 'A message, owner full: Assign Somebody Else',
} as const;

type EventKind = keyof typeof EVENTS;

export const OWNERS = {
	none: 'nobody',
	known: 'assigned here',
	byHand: 'set by hand, unknown here',
	byHandSince: 'set by hand since',
	agency: 'agency user',
	left: 'has left',
} as const;

type OwnerKind = keyof typeof OWNERS;

/** One question that the matrix answers. */
export interface Cell {
	mode: Mode;
	/** Respect Manual Changes; means nothing when the rules are asked every time. */
	respectManual: boolean;
	event: EventKind;
	owner: OwnerKind;
}

/** What becomes of a contact. */
export interface Expected {
	outcome: 'assigned' | 'kept';
	user: Role;
	/** `follower`: of a part of the contact, beside HighLevel's owner. `cover`: answers this time. */
	as: 'owner' | 'follower' | 'cover';
	/** Whom HighLevel's `assignedTo` is set to; null when it stays as it is. */
	written: Role | null;
}

/** Whom HighLevel shows as the owner. */
export const SHOWN: Readonly<Record<OwnerKind, Role | null>> = {
	none: null,
	known: 'owner',
	byHand: 'owner',
	byHandSince: 'owner',
	agency: 'agency',
	left: 'left',
};

/** To whom the package gave the contact before, by a message to the Sales Line. */
export const GIVEN_BEFORE: Readonly<Record<OwnerKind, Role | null>> = {
	none: null,
	known: 'owner',
	byHand: null,
	byHandSince: 'former',
	agency: null,
	left: null,
};

/** Who counts as the owner. Who has left does not, whoever put them there. */
function ownerOf({ owner, respectManual }: Cell): Role | null {
	if (owner === 'left') return null;
	return respectManual ? SHOWN[owner] : GIVEN_BEFORE[owner];
}

interface Expectation {
	because: string;
	when(cell: Cell): boolean;
	then(cell: Cell): Expected;
}

const RULES: Expected = { outcome: 'assigned', user: 'chosen', as: 'owner', written: 'chosen' };
const FOLLOWER: Expected = { outcome: 'assigned', user: 'chosen', as: 'follower', written: null };
const COVER: Expected = { outcome: 'assigned', user: 'chosen', as: 'cover', written: null };

/** The owner keeps it; whom HighLevel shows instead makes room. */
function keeps(cell: Cell): Expected {
	const user = ownerOf(cell) ?? 'chosen';
	return { outcome: 'kept', user, as: 'owner', written: user === SHOWN[cell.owner] ? null : user };
}

const isTo = (...events: EventKind[]) => {
	return ({ event }: Cell) => events.includes(event);
};
const isMessageHere = isTo('message', 'awayKeep', 'awayCover', 'awayReassign', 'fullReassign');
const isUnavailable = (cell: Cell) => ownerOf(cell) === 'owner';

/** What is right, from top to bottom: the first that applies counts. */
export const EXPECTATIONS: readonly Expectation[] = [
	{
		because: 'Nobody counts as the owner, so the rules decide. Who has left is no owner.',
		when: (cell) => ownerOf(cell) === null,
		then: () => RULES,
	},
	{
		because: 'Reassign takes the contact from who leaves, and leaves it with who got it since.',
		when: isTo('leaves'),
		then: (cell) => (ownerOf(cell) === SHOWN[cell.owner] ? RULES : keeps(cell)),
	},
	{
		because:
			'A tag moves the contact by a rule that asks for it. With an owner for each label it gives the label of that rule an owner.',
		when: isTo('tagAsked'),
		then: ({ mode }) => (mode === 'context' ? FOLLOWER : RULES),
	},
	{
		because: 'A tag that no rule asks for moves nothing.',
		when: isTo('tagOther'),
		then: keeps,
	},
	{
		because: 'The rules are asked every time, and replace whoever owns the contact.',
		when: ({ mode }) => mode === 'askRules',
		then: () => RULES,
	},
	{
		because: 'An account or a label that nobody owns gets an owner beside HighLevel’s.',
		when: (cell) => {
			if (cell.mode !== 'separate' && cell.mode !== 'context') return false;
			if (cell.event === 'elsewhere') return true;
			return isMessageHere(cell) && GIVEN_BEFORE[cell.owner] === null;
		},
		then: () => FOLLOWER,
	},
	{
		because:
			'With one owner for all accounts, another account than that of the owner decides anew.',
		when: (cell) =>
			cell.mode === 'one' &&
			cell.event === 'elsewhere' &&
			ownerOf(cell) === GIVEN_BEFORE[cell.owner],
		then: () => RULES,
	},
	{
		because: 'Somebody covers for an owner who is away; the owner stays.',
		when: (cell) => cell.event === 'awayCover' && isUnavailable(cell),
		then: () => COVER,
	},
	{
		because: 'Somebody else gets the contact of an owner who is away or full.',
		when: (cell) => isTo('awayReassign', 'fullReassign')(cell) && isUnavailable(cell),
		then: () => RULES,
	},
	{
		because: 'Who owns stays.',
		when: () => true,
		then: keeps,
	},
];

/** What is right, and the sentence that says so. */
export function expectedOf(cell: Cell): Expected & { because: string } {
	const found = EXPECTATIONS.find(({ when }) => when(cell));
	if (!found) throw new Error('The last expectation always applies');
	return { ...found.then(cell), because: found.because };
}

/** Every cell. Nobody reassigns a contact without an owner, which no search by owner finds. */
export function cellsOf(mode: Mode, respectManual: boolean): Cell[] {
	return keysOf(EVENTS).flatMap((event) =>
		keysOf(OWNERS)
			.filter((owner) => event !== 'leaves' || owner !== 'none')
			.map((owner) => ({ mode, respectManual, event, owner })),
	);
}

/** The policies of the matrix. */
export const POLICIES: ReadonlyArray<Pick<Cell, 'mode' | 'respectManual'>> = keysOf(MODES).flatMap(
	(mode) =>
		(mode === 'askRules' ? [true] : [true, false]).map((respectManual) => ({
			mode,
			respectManual,
		})),
);

const SALES = {
	id: '106540352242922',
	number: '+12025550143',
	name: 'Sales Line',
	tag: 'whatsnap-account-sales-line',
};
const SUPPORT = {
	id: '106540352242933',
	number: '+12025550187',
	name: 'Support Line',
	tag: 'whatsnap-account-support-line',
};

/** How a cell comes about: all that a test has to set up, with the user IDs of its world. */
export interface Situation {
	/** As JSON; with the plan of `before` the same rules named somebody else. */
	plan: Record<string, unknown>;
	/** What happened first, and was carried out: the ledger knows of it. */
	before: { plan: Record<string, unknown>; touch: Touch } | null;
	touch: Touch;
	/** User ID of HighLevel's owner when the touch arrives. */
	highLevelOwner: string | null;
	/** The contact's source in HighLevel. */
	source: string | null;
	/** User IDs of who has another contact, and so no room for this one, when they own it. */
	full: string[];
}

/**
 * @param ids user IDs by role; those of `agency` and `left` are not listed
 * @param contact what names the contact, and nothing else
 */
export function situationOf(
	cell: Cell,
	ids: Readonly<Record<Role, string>>,
	contact: Pick<Touch['contact'], 'id' | 'phone'>,
): Situation {
	const idOf = (role: Role | null) => (role === null ? null : ids[role]);
	const givenBefore = GIVEN_BEFORE[cell.owner];
	const highLevelOwner = idOf(SHOWN[cell.owner]);
	const touch = touchOf(cell.event, contact, highLevelOwner);
	return {
		plan: planOf(cell, ids, 'chosen'),
		before: givenBefore && {
			plan: planOf(cell, ids, givenBefore),
			touch: { ...touchOf('message', contact, null), key: 'matrix:before' },
		},
		touch,
		highLevelOwner,
		source: touch.contact.source ?? null,
		full: cell.event === 'fullReassign' ? [ids.owner] : [],
	};
}

function touchOf(
	event: EventKind,
	contact: Pick<Touch['contact'], 'id' | 'phone'>,
	ownerId: string | null,
): Touch {
	const key = `matrix:${event}`;
	const record = { ...contact, ownerId, existed: true, tags: [] };
	if (event === 'created' || event === 'edited') {
		return { key, event: 'contact', contact: { ...record, source: 'Website' } };
	}
	if (event === 'tagAsked' || event === 'tagOther') {
		const tag = event === 'tagAsked' ? 'VIP' : 'newsletter';
		return { key, event: 'tag', tag, contact: { ...record, tags: [tag.toLowerCase()] } };
	}
	if (event === 'leaves') {
		const from = { id: ownerId ?? '' };
		return {
			key,
			event: 'reassign',
			reassign: { kind: 'leaves', from, run: 'matrix', about: from.id },
			excludedUsers: [from.id],
			contact: { ...record, source: 'Website' },
		};
	}
	const account = event === 'elsewhere' ? SUPPORT : SALES;
	return { key, event: 'message', account, contact: { ...record, tags: [account.tag] } };
}

function planOf(
	{ mode, respectManual, event }: Cell,
	ids: Readonly<Record<Role, string>>,
	named: Role,
): Record<string, unknown> {
	const user = (role: Role) => ({ by: 'id', value: ids[role] });
	const target = { type: 'user', user: user(named) };
	const account = ({ id }: { id: string }) => ({ by: 'id', value: id });
	const whenUnavailable =
		event === 'awayCover' ? 'cover' : /Reassign$/.test(event) ? 'reassign' : 'keep';
	return {
		rules: [
			{ name: 'Website', when: { source: { is: ['website'] } }, target },
			{ name: 'VIP', when: { tags: { any: ['vip'] } }, target },
			{ name: 'Sales', when: { accounts: [account(SALES)] }, target },
			{ name: 'Support', when: { accounts: [account(SUPPORT)] }, target },
		],
		fallback: target,
		owners: mode === 'askRules' ? null : { mode, whenUnavailable, respectManual },
		people: [
			...(event.startsWith('away') ? [{ user: user('owner'), paused: named === 'chosen' }] : []),
			...(event.startsWith('full') && named === 'chosen'
				? [{ user: user('owner'), capacity: 1 }]
				: []),
		],
	};
}

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] {
	return Object.keys(record) as Key[];
}
