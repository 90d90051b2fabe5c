import { decide } from '../../../routing/decide/decide';
import type { ContactOwners, RoutingState } from '../../../routing/model/state';
import type { Touch } from '../../../routing/model/touch';
import { SALES, SUPPORT, WEDNESDAY, byId, plan, state, team, touch, user } from '../builders';

const RULES = [
	{ name: 'Sales', when: { accounts: [byId(SALES.id)] }, target: user('u1') },
	{ name: 'Support', when: { accounts: [byId(SUPPORT.id)] }, target: user('u2') },
];

type Change = Parameters<typeof touch>[0];

function decided(input: Record<string, unknown>, change: Change, world: RoutingState = state()) {
	return decide(plan({ rules: RULES, ...input }), touch(change), world, WEDNESDAY);
}

const said = ({ decision: { outcome, user, owner } }: ReturnType<typeof decided>) =>
	`${outcome} ${user?.name ?? '-'} ${owner?.slot ?? '-'}${owner?.primary ? ' primary' : ''}`;

const owned = (primary: string | null, slots: Record<string, string>): ContactOwners => ({
	primary,
	slots: Object.fromEntries(
		Object.entries(slots).map(([slot, id]) => [
			slot,
			{ user: id, account: SALES.id, at: 0, replaced: null },
		]),
	),
});

const shown = (ownerId: string | null, more: Change = {}) => ({ ...more, contact: { ownerId } });
const leaves = { kind: 'leaves', from: { id: 'u5' }, run: '1', about: 'u5' } as const;
const EVERY_MODE = ['first', 'one', 'separate', 'context'] as const;

describe('an owner who has left', () => {
	const EVENTS: Array<[string, Partial<Touch>]> = [
		['message', {}],
		['contact', { event: 'contact' }],
		['tag', { event: 'tag', tag: 'other' }],
		['reassign', { event: 'reassign', reassign: leaves }],
		['reassign', { event: 'reassign', reassign: { ...leaves, kind: 'account', from: null } }],
	];

	it.each(
		EVERY_MODE.flatMap((mode) => EVENTS.map(([what, event]) => [mode, what, event] as const)),
	)('is none, with owners %s and the event %s, whoever put them there', (mode, _what, event) => {
		const byHand = decided({ owners: { mode } }, shown('u9', event), state({ left: ['u9'] }));
		expect(byHand.decision).toMatchObject({
			outcome: 'assigned',
			user: { name: 'Ann' },
			owner: { primary: true },
			seenOwner: 'u9',
			receipt: { sentence: expect.stringContaining('u9 has left') as string },
		});
		const slot = mode === 'separate' ? 'account:1001' : mode === 'context' ? 'label:Sales' : '*';
		const assignedHere = decided(
			{ owners: { mode } },
			shown('u9', event),
			state({ owners: owned(slot, { [slot]: 'u9' }) }),
		);
		expect(assignedHere.decision).toMatchObject({
			outcome: 'assigned',
			user: { name: 'Ann' },
			owner: { slot, previous: 'u9', primary: true },
			receipt: { sentence: expect.stringContaining('u9 has left') as string },
		});
	});

	it('is no previous owner', () => {
		const rules = [{ ...RULES[0], target: { type: 'previousOwner' }, backups: [user('u3')] }];
		for (const owners of [null, { mode: 'first' }, { mode: 'separate' }]) {
			const { decision } = decided({ rules, owners }, shown('u9'), state({ left: ['u9'] }));
			expect(decision.user?.name).toBe('Cleo');
			expect(decision.receipt.candidates).toContainEqual(
				expect.objectContaining({ user: 'u9', reason: 'left', passed: false }),
			);
		}
	});

	it('does not make a contact wait for whom no rule has', () => {
		const { decision } = decided({ rules: [] }, shown('u9'), state({ left: ['u9'] }));
		expect(decision).toMatchObject({ outcome: 'unassigned', user: null });
	});

	it('holds up no other part: who is next for one becomes the owner in HighLevel', () => {
		const owners = owned('account:1001', { 'account:1001': 'u9' });
		const world = state({ owners });
		const mode = { owners: { mode: 'separate' } };
		expect(said(decided(mode, shown('u9', { account: SUPPORT }), world))).toBe(
			'assigned Ben account:1002 primary',
		);
		expect(said(decided(mode, shown('u5', { account: SUPPORT }), world))).toBe(
			'assigned Ben account:1002',
		);
	});

	const back = {
		kind: 'handBack',
		from: { id: 'u9', name: 'Ira' },
		to: { id: 'u8', name: 'Hal' },
		run: '1',
		about: 'x',
	} as const;

	it('gives back what they stood in for', () => {
		const world = state({ left: ['u9'] });
		const at = shown('u9', { event: 'reassign', reassign: back });
		expect(decided({}, at, world).decision).toMatchObject({
			outcome: 'assigned',
			user: { name: 'Hal' },
			receipt: { sentence: 'Hal is back and gets this contact back from Ira.' },
		});
		const people = [{ user: byId('u8'), paused: true }];
		expect(decided({ people }, at, world).decision).toMatchObject({
			outcome: 'assigned',
			user: { name: 'Ann' },
			receipt: { sentence: expect.stringContaining("Rule 'Sales' chose Ann") as string },
		});
		const meanwhile = shown('u9', { ...at, reassign: { ...back, from: { id: 'u3' } } });
		expect(decided({}, meanwhile, world).decision.user?.name).toBe('Hal');
	});

	it('does not count as one who got the contact since', () => {
		const at = shown('u9', { event: 'reassign', reassign: leaves });
		const owners = owned('*', { '*': 'u9' });
		expect(decided({}, at, state({ owners })).decision.user?.name).toBe('Ann');
	});
});

describe('an owner whom HighLevel does not list', () => {
	it.each<[string, Change]>([
		['writes', {}],
		['is changed', { event: 'contact' }],
		['gets a tag', { event: 'tag', tag: 'other' }],
	])('keeps a contact who %s, and the receipt says why', (_what, event) => {
		const { decision } = decided({}, shown('agency', event));
		expect(decision).toMatchObject({ outcome: 'kept', user: { id: 'agency' } });
		expect(decision.receipt.candidates).toMatchObject([{ reason: 'not_listed', chosen: true }]);
		expect(decision.receipt.sentence).toBe(
			'agency owns this contact and keeps it; HighLevel does not list this user, as with users of an agency.',
		);
	});

	it('is kept when another account would decide and finds nobody', () => {
		const owners = owned('*', { '*': 'u3' });
		const world = state({ owners: { ...owners, primary: '*' } });
		const mode = { owners: { mode: 'one' }, rules: [] };
		expect(said(decided(mode, shown('agency', { account: SUPPORT }), world))).toBe(
			'kept agency * primary',
		);
	});

	it.each(['separate', 'context'])('keeps what the matching rule names with owners %s', (mode) => {
		const rules = [{ ...RULES[0], target: user('agency') }];
		expect(said(decided({ rules, owners: { mode } }, shown('agency')))).toMatch(/^kept agency/);
	});

	it('is the previous owner of a contact that is theirs', () => {
		const rules = [{ ...RULES[0], target: { type: 'previousOwner' }, backups: [user('u3')] }];
		expect(said(decided({ rules, owners: null }, shown('agency')))).toBe('kept agency * primary');
	});

	it('is not assigned anything that is not theirs', () => {
		const rules = [{ ...RULES[0], target: { type: 'previousOwner' }, backups: [user('u3')] }];
		const owners = { mode: 'separate', respectManual: false };
		expect(decided({ rules, owners }, shown('agency')).decision.user?.name).toBe('Cleo');
	});
});

describe('an owner of parts whom somebody set by hand in HighLevel', () => {
	const teams = [{ name: 'All', members: [{ user: byId('u4') }, { user: byId('u7') }] }];
	const named = { ...RULES[0], target: team('All') };

	it.each<[string, string, object]>([
		['separate', 'account:1001', { rules: [named] }],
		['context', 'label:Sales', { rules: [named] }],
		['separate', 'account:1001', { rules: [], fallback: team('All') }],
		['context', 'label:Fallback', { rules: [], fallback: team('All') }],
		['context', 'label:Sales', { rules: [{ ...RULES[0], backups: [user('u7')] }] }],
	])('keeps and owns the part, with owners %s (%s), when they are named', (mode, slot, input) => {
		const result = decided({ ...input, teams, owners: { mode } }, shown('u7'));
		expect(said(result)).toBe(`kept Gus ${slot} primary`);
		expect(result.decision.receipt.candidates).toMatchObject([{ reason: 'still_named' }]);
		expect(result.changes).toMatchObject([{ type: 'owner', slot, primary: true }]);
	});

	it.each(['separate', 'context'])(
		'is not overwritten by a rule that names others (%s)',
		(mode) => {
			const slot = mode === 'separate' ? 'account:1001' : 'label:Sales';
			const result = decided({ owners: { mode } }, shown('u7'));
			expect(said(result)).toBe(`assigned Ann ${slot}`);
			expect(result.changes).toContainEqual(
				expect.objectContaining({ type: 'owner', slot, primary: false }),
			);
			// The next message finds the part's owner, and HighLevel's still in HighLevel.
			const next = state({ owners: owned(null, { [slot]: 'u1' }) });
			expect(said(decided({ owners: { mode } }, shown('u7'), next))).toBe(`kept Ann ${slot}`);
		},
	);

	it('makes room when nobody is there any more', () => {
		const world = state({ owners: owned(null, { 'account:1001': 'u1' }) });
		const result = decided({ owners: { mode: 'separate' } }, shown(null), world);
		expect(said(result)).toBe('kept Ann account:1001 primary');
		expect(result.changes).toMatchObject([{ type: 'owner', primary: true }]);
	});

	it('does not count where manual changes are not respected', () => {
		const owners = { mode: 'separate', respectManual: false };
		const result = decided({ owners }, shown('u7'));
		expect(said(result)).toBe('assigned Ann account:1001 primary');
		expect(result.decision.owner?.replacesAnybody).toBe(true);
	});

	it('makes room when the touch says that they must not have the contact', () => {
		const at = shown('u7', { excludedUsers: ['u7'] });
		expect(said(decided({ owners: { mode: 'separate' } }, at))).toBe(
			'assigned Ann account:1001 primary',
		);
	});

	it.each([
		['cover', 'assigned Dan account:1001', true],
		['reassign', 'assigned Dan account:1001', false],
		['keep', 'kept Gus account:1001 primary', false],
	])('who is named and away: %s', (whenUnavailable, expected, cover) => {
		const people = [{ user: byId('u7'), paused: true }];
		const owners = { mode: 'separate', whenUnavailable };
		const result = decided({ rules: [named], teams, people, owners }, shown('u7'));
		expect(said(result)).toBe(expected);
		expect(result.decision.owner).toMatchObject({ cover, primary: whenUnavailable === 'keep' });
	});
});

describe('an owner by label who is not available', () => {
	const people = [{ user: byId('u7'), paused: true }];
	const rules = [
		{ ...RULES[0], target: user('u6'), backups: [{ type: 'nextRule' }], label: 'A' },
		{ ...RULES[0], name: 'Sales again', label: 'B' },
	];
	const away = [...people, { user: byId('u6'), paused: true }];
	const owners = { mode: 'context', whenUnavailable: 'cover' };

	it('does not make whom the next label finds a cover', () => {
		const world = state({ owners: owned('label:A', { 'label:A': 'u7' }) });
		const result = decided({ rules, people: away, owners }, shown('u7'), world);
		expect(said(result)).toBe('assigned Ann label:B');
		expect(result.decision.owner).toMatchObject({ cover: false, previous: null });
		expect(result.changes).toContainEqual(expect.objectContaining({ slot: 'label:B' }));
	});

	it('is not kept for a label that nobody can take', () => {
		const world = state({ owners: owned('label:A', { 'label:A': 'u7' }) });
		const nobody = [...away, { user: byId('u1'), paused: true }];
		const result = decided({ rules, people: nobody, owners }, shown('u7'), world);
		expect(result.decision.outcome).toBe('waiting');
	});
});

describe('a change of the record', () => {
	const people = [{ user: byId('u7'), paused: true }];

	it.each(['keep', 'cover', 'reassign'])(
		'leaves an owner who is not available, with %s: nobody waits for an answer',
		(whenUnavailable) => {
			for (const mode of EVERY_MODE) {
				const rules = [{ name: 'US', when: { countries: ['FR'] } }].map((one) => ({
					...one,
					target: user('u1'),
				}));
				const input = { rules, people, owners: { mode, whenUnavailable } };
				const at = shown('u7', { event: 'contact', account: null });
				expect(said(decided({ ...input, fallback: user('u2') }, at))).toBe('kept Gus * primary');
			}
		},
	);

	it('is no message to another account', () => {
		const world = state({ owners: owned('*', { '*': 'u7' }) });
		const owners = { mode: 'one' };
		const result = decided({ owners }, shown('u7', { event: 'contact', account: null }), world);
		expect(said(result)).toBe('kept Gus * primary');
		expect(result.changes).toEqual([]);
	});
});

describe('whoever owns the contact in HighLevel', () => {
	const ledger = state({ owners: owned('*', { '*': 'u1' }) });

	it.each<[string, Record<string, unknown>, RoutingState, string, boolean]>([
		['the rules are asked every time', { owners: null }, state(), 'assigned Ann', true],
		['the rules name the owner again', { owners: null }, ledger, 'assigned Ann', true],
		['manual changes count', { owners: {} }, state(), 'kept Gus', false],
		[
			'they do not, and nobody knows the contact',
			{ owners: { respectManual: false } },
			state(),
			'assigned Ann',
			true,
		],
		[
			'they do not, and the ledger knows the owner',
			{ owners: { respectManual: false } },
			ledger,
			'kept Ann',
			true,
		],
	])('makes room when %s', (_what, input, world, expected, replacesAnybody) => {
		const result = decided(input, shown('u7'), world);
		expect(said(result)).toBe(`${expected} * primary`);
		expect(result.decision.owner).toMatchObject({ replacesAnybody });
	});

	it('is told of, when the owner of the ledger takes their place', () => {
		const { decision } = decided({ owners: { respectManual: false } }, shown('u7'), ledger);
		expect(decision.receipt.sentence).toBe(
			'Ann owns this contact and keeps it, whoever was made the owner by hand in HighLevel.',
		);
	});

	it('does not make room for who covers, or for one part of several', () => {
		const people = [{ user: byId('u1'), paused: true }];
		const rules = [{ ...RULES[0], target: user('u3') }];
		const owners = { respectManual: false, whenUnavailable: 'cover' };
		const cover = decided({ rules, people, owners }, shown('u7'), ledger);
		expect(cover.decision.owner).toMatchObject({ cover: true, replacesAnybody: false });
		const parts = state({ owners: owned('account:1001', { 'account:1001': 'u7' }) });
		const mode = { mode: 'separate', respectManual: false };
		const part = decided({ owners: mode }, shown('u7', { account: SUPPORT }), parts);
		expect(part.decision.owner).toMatchObject({ primary: false, replacesAnybody: false });
	});

	it('does not make room in work on many contacts, which looks for them by owner', () => {
		const at = shown('u5', { event: 'reassign', reassign: leaves, excludedUsers: ['u5'] });
		const { decision } = decided({ owners: null }, at);
		expect(decision).toMatchObject({
			outcome: 'assigned',
			owner: { previous: 'u5', replacesAnybody: false },
		});
	});
});

it('owners of parts count for the whole contact when the policy changes', () => {
	const world = state({ owners: owned('account:1001', { 'account:1001': 'u7' }) });
	expect(said(decided({}, shown('u7'), world))).toBe('kept Gus * primary');
	expect(said(decided({ owners: { mode: 'one' } }, shown('u7'), world))).toBe('kept Gus * primary');
	expect(said(decided({}, shown('u5'), world))).toBe('kept Eve * primary');
});

it('without the account of a message, the owner of the main part answers it', () => {
	const world = state({ owners: owned('account:1001', { 'account:1001': 'u7' }) });
	const input = { owners: { mode: 'separate' }, fallback: user('u2') };
	expect(said(decided(input, shown('u7', { account: null }), world))).toBe(
		'kept Gus account:1001 primary',
	);
});

it('what no rule is about has one owner by the fallback', () => {
	const teams = [{ name: 'All', members: [{ user: byId('u3') }, { user: byId('u4') }] }];
	const input = { rules: [], fallback: team('All'), teams, owners: { mode: 'context' } };
	const first = decided(input, shown(null));
	expect(said(first)).toBe('assigned Cleo label:Fallback primary');
	const owners = owned('label:Fallback', { 'label:Fallback': 'u3' });
	const turns = {
		All: { u3: { credit: -1, lift: 0, away: false }, u4: { credit: 1, lift: 0, away: false } },
	};
	expect(said(decided(input, shown('u3'), state({ owners, turns })))).toBe(
		'kept Cleo label:Fallback primary',
	);
});

it('of labels that differ in no more than case there is one owner', () => {
	const rules = [{ ...RULES[0], label: 'BILLING' }];
	for (const label of ['Billing', 'billing', 'BILLING']) {
		const world = state({ owners: owned(`label:${label}`, { [`label:${label}`]: 'u4' }) });
		expect(said(decided({ rules, owners: { mode: 'context' } }, shown('u4'), world))).toBe(
			`kept Dan label:${label} primary`,
		);
	}
	const both = { 'label:billing': 'u4', 'label:BILLING': 'u5' };
	const world = state({ owners: owned('label:billing', both) });
	expect(said(decided({ rules, owners: { mode: 'context' } }, shown('u4'), world))).toBe(
		'kept Eve label:BILLING',
	);
});
