import { decide } from '../../../routing/decide/decide';
import type { ContactOwners, RoutingState, StateChange } from '../../../routing/model/state';
import { touchSchema, type Reassign, type Touch } from '../../../routing/model/touch';
import { SALES, SUPPORT, WEDNESDAY, byId, plan, state, team, touch, user } from '../builders';

const leaves = { kind: 'leaves', from: { id: 'u8', name: 'Hal' }, run: '1', about: 'x' } as const;

function moved(reassign: Reassign, more: Parameters<typeof touch>[0] = {}): Touch {
	const { contact, ...rest } = more;
	return touch({
		key: 'move:1',
		event: 'reassign',
		excludedUsers: reassign.from && reassign.kind !== 'handBack' ? [reassign.from.id] : [],
		reassign,
		...rest,
		contact: { ownerId: 'u8', ...contact },
	});
}

const owned = (slots: Record<string, string>, primary: string, replaced: string | null = null) =>
	state({
		owners: {
			primary,
			slots: Object.fromEntries(
				Object.entries(slots).map(([slot, id]) => [
					slot,
					{ user: id, account: SALES.id, at: 0, replaced },
				]),
			),
		},
	});

const ANN = { name: 'Sales', when: { accounts: [byId(SALES.id)] }, target: user('u1') };
const BACK: Reassign = {
	kind: 'handBack',
	from: { id: 'u1', name: 'Ann' },
	to: { id: 'u8', name: 'Hal' },
	run: '1',
	about: 'x',
};

function told(input: Record<string, unknown>, one: Touch, now: RoutingState = state()) {
	const { decision } = decide(plan(input), touchSchema.parse(one), now, WEDNESDAY);
	const { outcome, user: who, owner, receipt } = decision;
	return { outcome, who: who?.id ?? null, owner, receipt, sentence: receipt.sentence };
}

describe('somebody who leaves', () => {
	it.each(['first', 'one', 'separate', 'context'])(
		'loses the contact that HighLevel shows as theirs, with owners %s',
		(mode) => {
			const slot = mode === 'separate' ? 'account:1001' : mode === 'context' ? 'label:Sales' : '*';
			const owners = owned({ [slot]: 'u8', 'account:1002': 'u2' }, slot);
			const said = told({ rules: [ANN], owners: { mode } }, moved(leaves), owners);
			expect(said).toMatchObject({
				outcome: 'assigned',
				who: 'u1',
				owner: { slot, previous: 'u8', primary: true, cover: false },
			});
		},
	);

	it('is skipped wherever the rules name them, and in teams', () => {
		const rules = [{ ...ANN, target: team('All'), backups: [] }];
		const teams = [{ name: 'All', members: [{ user: byId('u8') }, { user: byId('u3') }] }];
		expect(told({ rules, teams }, moved(leaves))).toMatchObject({
			who: 'u3',
			sentence: expect.stringContaining('It moves because Hal leaves.') as string,
		});
	});

	it('leaves alone who got the contact since, though the search still shows them', () => {
		const owners = owned({ '*': 'u2' }, '*', 'u8');
		expect(told({ rules: [ANN], owners: { mode: 'first' } }, moved(leaves), owners)).toMatchObject({
			outcome: 'kept',
			who: 'u2',
			sentence: 'Ben got this contact since and keeps it.',
		});
	});

	it('counts as the owner when somebody made them so by hand', () => {
		const owners = owned({ '*': 'u2' }, '*', 'u3');
		expect(told({ rules: [ANN] }, moved(leaves), owners)).toMatchObject({
			outcome: 'assigned',
			who: 'u1',
			owner: { previous: 'u8' },
		});
	});

	it('keeps the contact as long as nobody can take it, and the receipt says so', () => {
		expect(told({ rules: [] }, moved(leaves))).toMatchObject({
			outcome: 'unassigned',
			sentence: expect.stringMatching(/stays with its owner for now\.$/) as string,
		});
	});
});

it('goes by the account at which the owner was decided, when the touch does not know it', () => {
	const owners = owned({ '*': 'u8' }, '*');
	const named = { account: { id: '', name: 'sales line' } };
	expect(told({ rules: [ANN] }, moved(leaves, { account: null }), owners).who).toBe('u1');
	expect(told({ rules: [ANN] }, moved(leaves, named), owners).who).toBe('u1');
	expect(told({ rules: [ANN] }, moved(leaves, named)).who).toBeNull();
});

describe('an account whose rules changed', () => {
	const account: Reassign = { kind: 'account', run: '1', about: 'x' };
	const teams = [{ name: 'All', members: [{ user: byId('u1') }, { user: byId('u8') }] }];

	it.each([
		['user', { target: user('u8') }],
		['team', { target: team('All') }],
		['backup', { target: user('u1'), backups: [user('u8')] }],
		['previous owner', { target: { type: 'previousOwner' } }],
	])('stays with the owner whom its rule names as %s, available or not', (_what, change) => {
		const people = [{ user: byId('u8'), paused: true }];
		const rules = [{ ...ANN, ...change }];
		expect(told({ rules, teams, people }, moved(account))).toMatchObject({
			outcome: 'kept',
			who: 'u8',
			receipt: { candidates: [{ reason: 'still_named', chosen: true }] },
		});
	});

	it('stays with the owner who is in the team of its rule by role', () => {
		const users = state().users.map((one) => ({ ...one, role: 'user' as const }));
		const said = told(
			{ rules: [{ ...ANN, target: team('All') }], teams: [{ name: 'All', roles: ['user'] }] },
			moved(account),
			state({ users }),
		);
		expect(said).toMatchObject({ outcome: 'kept', who: 'u8' });
	});

	it('goes by the first rule that matches, and then by the fallback', () => {
		const rules = [ANN, { ...ANN, name: 'Later', target: user('u8') }];
		expect(told({ rules }, moved(account))).toMatchObject({ outcome: 'assigned', who: 'u1' });
		expect(told({ rules: [], fallback: team('All'), teams }, moved(account))).toMatchObject({
			outcome: 'kept',
			who: 'u8',
		});
	});
});

describe('who is back', () => {
	const shown = { contact: { ownerId: 'u1' } };

	it('gets the contact from the stand-in, whatever the hours and the load', () => {
		const people = [{ user: byId('u8'), capacity: 1 }];
		const loads = { u8: { open: 5, lastAssignedAt: null, recent: [] } };
		const said = told({ rules: [ANN], people }, moved(BACK, shown), state({ loads }));
		expect(said).toMatchObject({
			outcome: 'assigned',
			who: 'u8',
			owner: { previous: 'u1' },
			receipt: { candidates: [{ reason: 'handed_back', detail: 'at_capacity', chosen: true }] },
			sentence: 'Hal is back and gets this contact back from Ann.',
		});
	});

	it.each<[string, object, object, Partial<Reassign>, object]>([
		[
			'away',
			{ people: [{ user: byId('u8'), away: [{ from: '2026-03-01', to: '2026-03-09' }] }] },
			shown,
			{},
			{
				outcome: 'kept',
				who: 'u1',
				sentence: 'Ann keeps this contact, because Hal is still away.',
			},
		],
		[
			'gone',
			{},
			shown,
			{ to: { id: 'x', name: 'Xa' } },
			{
				who: 'u1',
				sentence: 'Ann keeps this contact, because Xa is not in this HighLevel location any more.',
			},
		],
		[
			'late: somebody else has the contact',
			{},
			{ contact: { ownerId: 'u5' } },
			{},
			{ outcome: 'kept', who: 'u5' },
		],
		[
			'late: nobody has the contact',
			{},
			{ contact: { ownerId: null } },
			{},
			{ outcome: 'unassigned', who: null },
		],
		[
			'late: they have it',
			{},
			{ contact: { ownerId: 'u8' } },
			{},
			{ outcome: 'kept', who: 'u8', sentence: 'Hal has this contact already.' },
		],
	])('gets nothing when they are %s', (_what, input, more, change, expected) => {
		const said = told({ rules: [ANN], ...input }, moved({ ...BACK, ...change }, more));
		expect(said).toMatchObject(expected);
	});
});

describe('owners of parts of a contact', () => {
	const BEN = { name: 'Support', when: { accounts: [byId(SUPPORT.id)] }, target: user('u2') };
	const slot = (id: string, account: string, at = 0) => ({ user: id, account, at, replaced: null });
	/** Sales belongs to the first, Support to the second; HighLevel shows the first. */
	const parts = (mode: string, sales: string, support: string): ContactOwners => {
		const [one, two] = mode === 'separate' ? ['account:1001', 'account:1002'] : PARTS;
		return { primary: one, slots: { [one]: slot(sales, '1001'), [two]: slot(support, '1002') } };
	};
	const PARTS = ['label:Sales', 'label:Support'] as const;
	const after = (owners: ContactOwners, changes: readonly StateChange[]) =>
		changes.reduce<Record<string, string>>(
			(now, change) =>
				change.type === 'owner' ? { ...now, [change.slot]: change.owner.user } : now,
			Object.fromEntries(Object.entries(owners.slots).map(([name, { user: id }]) => [name, id])),
		);
	const resolved = (input: object, one: Touch, owners: ContactOwners) =>
		decide(plan({ rules: [ANN, BEN], ...input }), one, state({ owners }), WEDNESDAY);
	const account: Reassign = { kind: 'account', run: '1', about: 'x' };

	describe.each(['separate', 'context'])('%s', (mode) => {
		const names = mode === 'separate' ? ['account:1001', 'account:1002'] : PARTS;
		const owns = (sales: string, support: string) => ({
			[names[0] ?? '']: sales,
			[names[1] ?? '']: support,
		});
		const input = { owners: { mode } };

		it('move with the rules of their account, and no other', () => {
			const owners = parts(mode, 'u5', 'u6');
			const one = moved(account, { account: SUPPORT, contact: { ownerId: 'u5' } });
			const { decision, changes } = resolved(input, one, owners);
			expect(decision).toMatchObject({
				outcome: 'assigned',
				user: { id: 'u2' },
				owner: { slot: names[1], previous: 'u6', primary: false },
			});
			expect(after(owners, changes)).toEqual(owns('u5', 'u2'));
		});

		it('stay when the new rules of their account name them', () => {
			const one = moved(account, { account: SUPPORT, contact: { ownerId: 'u5' } });
			const { decision } = resolved(input, one, parts(mode, 'u5', 'u2'));
			expect(decision).toMatchObject({ outcome: 'kept', user: { id: 'u2' } });
		});

		it('move as HighLevel’s owner when that is who was decided at the account', () => {
			const owners = parts(mode, 'u5', 'u6');
			const one = moved(account, { contact: { ownerId: 'u5' } });
			expect(resolved(input, one, owners).decision).toMatchObject({
				outcome: 'assigned',
				user: { id: 'u1' },
				owner: { slot: names[0], previous: 'u5', primary: true },
			});
		});

		it('move as HighLevel’s owner when nobody but HighLevel knows whose the contact is', () => {
			const one = moved(account, { account: SUPPORT });
			const unknown = { primary: null, slots: {} };
			expect(resolved(input, one, unknown).decision).toMatchObject({
				outcome: 'assigned',
				user: { id: 'u2' },
				owner: { previous: 'u8', primary: true },
			});
		});

		it('go all together from who leaves, set by hand or not', () => {
			for (const owners of [parts(mode, 'u8', 'u8'), parts(mode, 'u5', 'u5')]) {
				const { changes } = resolved(input, moved(leaves), owners);
				expect(after(owners, changes)).toEqual(owns('u1', 'u1'));
			}
			const other = parts(mode, 'u8', 'u3');
			expect(after(other, resolved(input, moved(leaves), other).changes)).toEqual(owns('u1', 'u3'));
		});

		it('come back all together, without what was the stand-in’s own', () => {
			const back = moved(BACK, { contact: { ownerId: 'u1' } });
			const together = parts(mode, 'u1', 'u1');
			expect(after(together, resolved(input, back, together).changes)).toEqual(owns('u8', 'u8'));
			const own = slot('u1', '1002', 5);
			const owners = { ...together, slots: { ...together.slots, [names[1] ?? '']: own } };
			expect(after(owners, resolved(input, back, owners).changes)).toEqual(owns('u8', 'u1'));
		});
	});
});
