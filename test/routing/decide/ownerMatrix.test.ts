import { decide } from '../../../routing/decide/decide';
import type { Decision } from '../../../routing/model/decision';
import type { ContactOwners, RoutingState, StateChange } from '../../../routing/model/state';
import {
	POLICIES,
	SHOWN,
	cellsOf,
	expectedOf,
	situationOf,
	type Cell,
	type Expected,
	type Role,
	ROLES,
} from '../../harness/ownerMatrix';
import { WEDNESDAY, plan } from '../builders';

const IDS: Record<Role, string> = {
	chosen: 'u-chosen',
	owner: 'u-owner',
	former: 'u-former',
	agency: 'u-agency',
	left: 'u-left',
};
const WORLD: RoutingState = {
	users: ['chosen', 'owner', 'former'].map((name) => {
		return { id: `u-${name}`, name, email: `${name}@example.com` };
	}),
	left: [IDS.left],
};

const roleOf = (id: string | null) => ROLES.find((role) => IDS[role] === id) ?? null;

/** What the ledger knows after a decision. */
function owners(changes: readonly StateChange[]): ContactOwners | null {
	const slots: Record<string, ContactOwners['slots'][string]> = {};
	let primary: string | null = null;
	for (const change of changes) {
		if (change.type !== 'owner') continue;
		slots[change.slot] = change.owner;
		if (change.primary) primary = change.slot;
	}
	return Object.keys(slots).length > 0 ? { primary, slots } : null;
}

/** @param change of the plan that decides */
function decided(cell: Cell, change: object = {}): Decision {
	const { before, touch, full, ...now } = situationOf(cell, IDS, { id: 'c1', phone: null });
	const first = before && decide(plan(before.plan), before.touch, WORLD, WEDNESDAY);
	const loads = Object.fromEntries(
		full.map((id) => [id, { open: 1, lastAssignedAt: null, recent: [] }]),
	);
	const state = { ...WORLD, owners: owners(first?.changes ?? []), loads };
	return decide(plan({ ...now.plan, ...change }), touch, state, WEDNESDAY + 1000).decision;
}

/** Whom HighLevel Assign Contact sets as the owner, by what the decision says of it. */
function writtenBy({ outcome, user, owner, seenOwner }: Decision, { event }: Cell): string | null {
	if (!user || !owner || owner.cover || !owner.primary || user.id === seenOwner) return null;
	const mayReplace = owner.replacesAnybody || outcome === 'assigned' || event === 'leaves';
	return seenOwner === null || mayReplace ? user.id : null;
}

describe.each(POLICIES)('owners $mode, manual changes respected: $respectManual', (policy) => {
	it.each(cellsOf(policy.mode, policy.respectManual))('$event, owner: $owner', (cell) => {
		const { because, ...expected } = expectedOf(cell);
		const decision = decided(cell);
		const { outcome, user, owner, seenOwner } = decision;
		const came: Expected = {
			outcome: outcome as Expected['outcome'],
			user: roleOf(user?.id ?? null) ?? 'chosen',
			as: owner?.cover ? 'cover' : owner?.primary ? 'owner' : 'follower',
			written: roleOf(writtenBy(decision, cell)),
		};
		expect({ ...came, because }).toEqual({ ...expected, because });
		expect(user).not.toBeNull();
		expect(roleOf(seenOwner)).toBe(SHOWN[cell.owner]);
	});

	it('a rule that says Nobody leaves contacts with the owners whom the lack of anybody leaves them', () => {
		const outcomes = new Set<string>();
		for (const cell of cellsOf(policy.mode, policy.respectManual)) {
			const { rules, people } = situationOf(cell, IDS, { id: 'c1', phone: null }).plan;
			const withTarget = (target: object) =>
				(rules as object[]).map((rule) => ({ ...rule, target }));
			const end = { fallback: null, whenNobody: 'unassigned' };
			const nobody = decided(cell, { rules: withTarget({ type: 'nobody' }), ...end });
			const paused = { user: { by: 'id', value: IDS.chosen }, paused: true };
			const without = decided(cell, { people: [...(people as object[]), paused], ...end });
			expect([cell, nobody.outcome, nobody.user]).toEqual([cell, without.outcome, without.user]);
			outcomes.add(nobody.outcome);
		}
		expect([...outcomes].toSorted()).toEqual(['kept', 'unassigned']);
	});
});
