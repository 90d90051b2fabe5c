import { decide } from '../../../routing/decide/decide';
import type { RoutingState } from '../../../routing/model/state';
import { SALES, WEDNESDAY, byId, plan, state, touch, user } from '../builders';

const SPANISH = [{ name: 'Spanish', level: 2 }];
const speaks = (id: string, level: number) => ({
	user: byId(id),
	skills: [{ name: 'spanish', level }],
});
const bound = { required: SPANISH, bindOwner: true };
const sales = (change: object = {}) => ({
	name: 'Sales',
	when: { accounts: [byId(SALES.id)] },
	target: user('u1'),
	skills: bound,
	...change,
});

/** Ann speaks Spanish, Ben does a little, Gus, who owns the contact, does not. */
function decided(
	input: Record<string, unknown>,
	change: Parameters<typeof touch>[0] = {},
	world: RoutingState = state(),
) {
	const { contact, ...rest } = change;
	const at = touch({ ...rest, contact: { ownerId: 'u7', ...contact } });
	const people = [speaks('u1', 2), speaks('u2', 1)];
	return decide(plan({ rules: [sales()], people, ...input }), at, world, WEDNESDAY).decision;
}

const said = ({ outcome, user, owner }: ReturnType<typeof decided>) =>
	`${outcome} ${user?.name ?? '-'}${owner?.cover ? ' cover' : ''}`;

describe('required skills that bind the owner', () => {
	it.each([
		['keep', 'assigned Ann'],
		['reassign', 'assigned Ann'],
		['cover', 'assigned Ann cover'],
	])('the owner who lacks one does not keep the contact: %s', (whenUnavailable, expected) => {
		for (const event of ['message', 'contact'] as const) {
			const decision = decided({ owners: { whenUnavailable } }, { event });
			expect(said(decision)).toBe(expected);
			expect(decision.receipt.candidates[0]).toMatchObject({
				user: 'Gus',
				from: 'Owner',
				reason: 'missing_skill',
				detail: 'Spanish, level 2',
			});
			expect(decision.receipt.sentence).toContain('Gus lacks a skill');
		}
	});

	it.each(['first', 'one', 'separate', 'context'])('holds with owners %s', (mode) => {
		const slot = mode === 'separate' ? 'account:1001' : mode === 'context' ? 'label:Sales' : '*';
		const owned = { user: 'u7', account: SALES.id, at: 0, replaced: null };
		const world = state({ owners: { primary: slot, slots: { [slot]: owned } } });
		expect(said(decided({ owners: { mode } }, {}, world))).toBe('assigned Ann');
	});

	it('the owner who has them keeps it', () => {
		const people = [speaks('u1', 2), speaks('u7', 3)];
		expect(said(decided({ people }))).toBe('kept Gus');
	});

	it('also the owner who lacks one and is away does not keep it', () => {
		const people = [speaks('u1', 2), { user: byId('u7'), paused: true }];
		const decision = decided({ people });
		expect(said(decision)).toBe('assigned Ann');
		expect(decision.receipt.candidates[0]).toMatchObject({ reason: 'missing_skill' });
	});

	it.each([
		['wait', 'waiting -'],
		['unassigned', 'unassigned -'],
	])('when nobody has them, nobody gets the contact: %s', (whenNobody, expected) => {
		for (const whenUnavailable of ['keep', 'cover', 'reassign']) {
			const input = {
				people: [],
				owners: { whenUnavailable },
				whenNobody,
				fallback: user('u2'),
			};
			expect(said(decided(input))).toBe(expected);
			expect(said(decided(input, { event: 'contact' }))).toBe(expected);
		}
	});

	it('the fallback needs them too', () => {
		const people = [{ ...speaks('u1', 2), paused: true }, speaks('u2', 1), speaks('u3', 5)];
		expect(said(decided({ people, fallback: user('u2') }))).toBe('waiting -');
		expect(said(decided({ people, fallback: user('u3') }))).toBe('assigned Cleo');
	});

	it('the rule that it hands over to needs them too', () => {
		const rules = [
			sales({ target: { type: 'nextRule' } }),
			sales({ name: 'Later', target: user('u3'), backups: [user('u1')], skills: undefined }),
		];
		expect(said(decided({ rules }))).toBe('assigned Ann');
	});

	it('only the first rule that matches says so', () => {
		const open = sales({ name: 'Open', target: user('u3'), skills: undefined });
		expect(said(decided({ rules: [open, sales()] }))).toBe('kept Gus');
		const free = sales({ skills: { required: SPANISH } });
		expect(said(decided({ rules: [free, sales({ name: 'Later' })] }))).toBe('kept Gus');
		const other = sales({ name: 'Other', when: { accounts: [byId('1002')] } });
		expect(said(decided({ rules: [other, free] }))).toBe('kept Gus');
	});

	it('of a tag that was added, the first rule that asks for it says so', () => {
		const vip = {
			name: 'VIP',
			when: { tags: { any: ['vip'] } },
			target: user('u7'),
			skills: bound,
		};
		const rules = [sales(), { ...vip, backups: [user('u1')] }];
		const tag = (one: string) => decided({ rules }, { event: 'tag', tag: one });
		expect(said(tag('vip'))).toBe('assigned Ann');
		expect(said(tag('other'))).toBe('kept Gus');
		const nobody = { rules: [vip] };
		expect(said(decided(nobody, { event: 'tag', tag: 'vip' }))).toBe('waiting -');
	});

	it('binds whom the rules of an account still name', () => {
		const rules = [sales({ target: user('u7'), backups: [user('u1')] })];
		const account = { kind: 'account', run: '1', about: 'x' } as const;
		const moved = { event: 'reassign', reassign: account } as const;
		expect(said(decided({ rules }, moved))).toBe('assigned Ann');
		expect(said(decided({ rules: [{ ...rules[0], skills: undefined }] }, moved))).toBe('kept Gus');
	});

	it('binds an agency user, of whom nobody says any skill', () => {
		expect(said(decided({}, { contact: { ownerId: 'agency' } }))).toBe('assigned Ann');
		const people = [speaks('agency', 2)];
		expect(said(decided({ people }, { contact: { ownerId: 'agency' } }))).toBe('kept agency');
	});

	it('is off unless a rule says so', () => {
		const rules = [sales({ skills: { required: SPANISH } })];
		expect(said(decided({ rules }))).toBe('kept Gus');
		const people = [{ ...speaks('u1', 2), paused: true }];
		expect(
			said(decided({ rules, people, fallback: user('u2') }, { contact: { ownerId: null } })),
		).toBe('assigned Ben');
	});
});
