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

function decided(cell: Cell): Decision {
	const { before, touch, full, ...now } = situationOf(cell, IDS, { id: 'c1', phone: null });
	const first = before && decide(plan(before.plan), before.touch, WORLD, WEDNESDAY);
	const loads = Object.fromEntries(
		full.map((id) => [id, { open: 1, lastAssignedAt: null, recent: [] }]),
	);
	const state = { ...WORLD, owners: owners(first?.changes ?? []), loads };
	return decide(plan(now.plan), touch, state, WEDNESDAY + 1000).decision;
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
});
