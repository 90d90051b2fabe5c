import { compilePlan } from '../../../routing/compiledPlan';
import { decide } from '../../../routing/decide/decide';
import type { Decision } from '../../../routing/model/decision';
import { accountToRemember, ledgerNeeds } from '../../../routing/ledgerNeeds';
import { SqliteDatabase } from '../../../ledger/sqlite';
import { LedgerStore } from '../../../ledger/store';
import type { Touch } from '../../../routing/model/touch';
import { SALES, SUPPORT, USERS, WEDNESDAY, byId, plan, touch, user } from '../builders';

/** Everything decided through one ledger, one second apart. */
function throughLedger(owners: Record<string, unknown> | null, more: Record<string, unknown> = {}) {
	const compiled = compilePlan(
		plan({
			rules: [
				{ name: 'VIP', when: { tags: { any: ['vip'] } }, target: user('u4') },
				{ name: 'Sales', when: { accounts: [byId(SALES.id)] }, target: user('u1'), label: 'Buy' },
				{ name: 'Support', when: { accounts: [byId(SUPPORT.id)] }, target: user('u2') },
				{
					name: 'More sales',
					when: { accounts: [byId('1003')] },
					target: user('u3'),
					label: 'Buy',
				},
			],
			owners,
			...more,
		}),
	);
	const store = SqliteDatabase.open(':memory:').then(
		async (database) => await LedgerStore.open(database),
	);
	let now = WEDNESDAY;
	return async (change: Parameters<typeof touch>[0] = {}): Promise<Decision> => {
		const at: Touch = touch({ key: `msg:${(now += 1000)}`, ...change });
		const needs = ledgerNeeds(compiled, at, USERS, now);
		const request = {
			key: at.key,
			needs,
			decide: (state: object) => decide(compiled, at, { ...state, users: USERS }, now),
			account: accountToRemember(at),
			reassignment: null,
			instead: null,
			kept: null,
		};
		const [recorded] = await (await store).ledger('location').decide([request], now, null);
		if (!recorded) throw new Error('No decision');
		return recorded.decision;
	};
}

const brief = ({ outcome, user, owner }: Decision) =>
	`${outcome} ${user?.name ?? '-'} ${owner?.slot ?? '-'}${owner?.primary ? ' primary' : ''}`;
const support = { account: SUPPORT };
const more = { account: { id: '1003' } };
const absent = (id: string) => ({ people: [{ user: byId(id), paused: true }] });

it('separate owners: one for each account, the first is the primary one', async () => {
	const write = throughLedger({ mode: 'separate' });
	expect(brief(await write())).toBe('assigned Ann account:1001 primary');
	expect(brief(await write(support))).toBe('assigned Ben account:1002');
	expect(brief(await write())).toBe('kept Ann account:1001 primary');
	expect(brief(await write(support))).toBe('kept Ben account:1002');
});

it('first owner keeps the contact on every account', async () => {
	const write = throughLedger({ mode: 'first' });
	expect(brief(await write(support))).toBe('assigned Ben * primary');
	expect(brief(await write())).toBe('kept Ben * primary');
});

it('first owner: somebody who already owns the contact in HighLevel is first', async () => {
	const write = throughLedger({ mode: 'first' });
	expect(brief(await write({ contact: { ownerId: 'u7' } }))).toBe('kept Gus * primary');
});

it("by context: one owner for each label of a rule, the rule's name when it has none", async () => {
	const write = throughLedger({ mode: 'context' });
	expect(brief(await write())).toBe('assigned Ann label:Buy primary');
	expect(brief(await write(support))).toBe('assigned Ben label:Support');
	expect(brief(await write(more))).toBe('kept Ann label:Buy primary');
});

it('one owner for all: the account that was written to last decides', async () => {
	const write = throughLedger({ mode: 'one' });
	expect(brief(await write())).toBe('assigned Ann * primary');
	expect(brief(await write())).toBe('kept Ann * primary');
	expect(brief(await write(support))).toBe('assigned Ben * primary');
	expect(brief(await write(support))).toBe('kept Ben * primary');
});

it('no policy: the rules decide every touch, and confirm an owner', async () => {
	const write = throughLedger(null);
	expect(brief(await write())).toBe('assigned Ann * primary');
	expect(brief(await write())).toBe('kept Ann * primary');
	expect(brief(await write(support))).toBe('assigned Ben * primary');
});

it('a tag event asks the rules, and keeps the owner when none matches', async () => {
	const write = throughLedger({ mode: 'first' });
	await write();
	expect(brief(await write({ event: 'tag', tag: 'other' }))).toBe('kept Ann * primary');
	expect(brief(await write({ event: 'tag', tag: 'vip' }))).toBe('assigned Dan * primary');
	expect(brief(await write())).toBe('kept Dan * primary');
});

describe('an owner who is not available', () => {
	const owned = { ownerId: 'u7' };

	it('keep', async () => {
		const write = throughLedger({ mode: 'first' }, absent('u7'));
		const decision = await write({ contact: owned });
		expect(brief(decision)).toBe('kept Gus * primary');
		expect(decision.receipt.candidates[0]).toMatchObject({
			reason: 'owner_kept',
			detail: 'paused',
		});
		expect(decision.receipt.sentence).toBe(
			'Gus owns this contact and keeps it, although not available (is paused).',
		);
	});

	it('cover: somebody answers this touch, the owner stays', async () => {
		const write = throughLedger({ mode: 'first', whenUnavailable: 'cover' }, absent('u7'));
		const decision = await write({ contact: owned });
		expect(decision.owner).toEqual({
			slot: '*',
			previous: 'u7',
			primary: true,
			cover: true,
			replacesAnybody: false,
		});
		expect(brief(decision)).toBe('assigned Ann * primary');
		expect(brief(await write({ ...support, contact: owned }))).toBe('assigned Ben * primary');
	});

	it('reassign: the rules name a new owner for good', async () => {
		const write = throughLedger({ mode: 'first', whenUnavailable: 'reassign' }, absent('u7'));
		expect(brief(await write({ contact: owned }))).toBe('assigned Ann * primary');
		// HighLevel still shows the old owner, because our write is on its way: no change by hand.
		expect(brief(await write({ ...support, contact: owned }))).toBe('kept Ann * primary');
	});

	it('nobody else either: the owner keeps the contact', async () => {
		const nobody = { ...absent('u7'), rules: [] };
		const write = throughLedger({ mode: 'first', whenUnavailable: 'reassign' }, nobody);
		expect(brief(await write({ contact: owned }))).toBe('kept Gus * primary');
	});

	it('excluded by the touch: never back to them', async () => {
		const write = throughLedger({ mode: 'first' });
		const decision = await write({ contact: owned, excludedUsers: ['u7'] });
		expect(brief(decision)).toBe('assigned Ann * primary');
	});
});

describe('a manual change in HighLevel', () => {
	it('is respected, for every part that the old owner had', async () => {
		const write = throughLedger({ mode: 'separate' });
		await write();
		expect(brief(await write({ contact: { ownerId: 'u5' } }))).toBe(
			'kept Eve account:1001 primary',
		);
		expect(brief(await write({ contact: { ownerId: 'u5' } }))).toBe(
			'kept Eve account:1001 primary',
		);
	});

	it('is not respected when the plan says so', async () => {
		const write = throughLedger({ mode: 'separate', respectManual: false });
		await write();
		expect(brief(await write({ contact: { ownerId: 'u5' } }))).toBe(
			'kept Ann account:1001 primary',
		);
	});

	it('does not touch the owners of other accounts', async () => {
		const write = throughLedger({ mode: 'separate' });
		await write();
		await write(support);
		const contact = { ownerId: 'u5' };
		expect(brief(await write({ ...support, contact }))).toBe('kept Ben account:1002');
		expect(brief(await write({ contact }))).toBe('kept Eve account:1001 primary');
	});

	it('an owner whom HighLevel does not list is an owner, unless we had put them there', async () => {
		const write = throughLedger({ mode: 'first' });
		const decision = await write({ contact: { ownerId: 'agency-user' } });
		expect(decision).toMatchObject({ outcome: 'kept', user: { id: 'agency-user' } });
	});
});
