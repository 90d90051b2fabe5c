import { decide } from '../../../routing/decide/decide';
import type { LedgerState, StateChange } from '../../../routing/model/state';
import type { Touch } from '../../../routing/model/touch';
import { SALES, SUPPORT, WEDNESDAY, byId, plan, state, team, touch, user } from '../builders';

const PLAN = plan({
	rules: [
		{ name: 'Sales', when: { accounts: [byId(SALES.id)] }, target: team('Sales') },
		{ name: 'Support', when: { accounts: [byId(SUPPORT.id)] }, target: user('u2') },
	],
	teams: [{ name: 'Sales', members: [{ user: byId('u1') }, { user: byId('u3') }] }],
	owners: { mode: 'first' },
});

const OWNER = { user: 'u1', account: SALES.id, at: WEDNESDAY - 1, replaced: null };
const OWNED: LedgerState = {
	owners: { primary: '*', slots: { '*': OWNER } },
	waits: { open: [], lastReply: null },
};

/** What is to be remembered of who kept the contact. */
function kept(one: Touch, known: LedgerState = OWNED): StateChange[] {
	const { changes } = decide(PLAN, one, state(known), WEDNESDAY);
	return changes.filter(({ type }) => type === 'kept');
}

it('an owner keeps a contact by the rule and the team that would have named them', () => {
	const change = { type: 'kept', user: 'u1', account: SALES.id, team: 'Sales', rule: 'Sales' };
	expect(kept(touch())).toEqual([{ ...change, source: null }]);
	expect(kept(touch({ contact: { source: ' Web ' } }))).toEqual([{ ...change, source: 'Web' }]);
});

it('and by the rule alone when its team does not have them', () => {
	expect(kept(touch({ account: SUPPORT }))).toMatchObject([
		{ user: 'u1', account: SUPPORT.id, rule: 'Support', team: null },
	]);
});

it('of an account that no rule knows, and of none, by no rule', () => {
	const nowhere = { user: 'u1', rule: null, team: null };
	expect(kept(touch({ account: { id: '99' } }))).toMatchObject([{ ...nowhere, account: '99' }]);
	expect(kept(touch({ event: 'tag', tag: 'vip', account: null }))).toMatchObject([{ user: 'u1' }]);
});

it.each(['message', 'call', 'contact', 'tag'] as const)('%s keeps a contact', (event) => {
	expect(kept(touch({ event, tag: 'vip' }))).toHaveLength(1);
});

it('what is about an answer or moves contacts keeps none, nor does what changes hands or decides nothing', () => {
	const about = { id: 'w', askedAt: new Date(WEDNESDAY).toISOString() };
	const account = { kind: 'account', run: 'r', about: SALES.tag } as const;
	for (const one of [
		touch({ event: 'noReply', wait: about }),
		touch({ event: 'replyDueSoon', wait: about }),
		touch({ event: 'reassign', reassign: account }),
		touch({ event: 'status' }),
	])
		expect(kept(one)).toEqual([]);
	expect(kept(touch(), { ...OWNED, owners: null })).toEqual([]);
});
