import { slotOf } from '../decide/owners';
import type { Decision, User } from '../model/decision';
import type { ContactOwners } from '../model/state';
import type { Plan } from '../plan/plan';
import type { Asker, Change, Scenario } from './scenario';
import { targetsIn } from '../plan/targets';

/** What could be different about who has the contact or would get it. */
export function ownerChanges(scenario: Scenario, { user }: Asker, decision: Decision): Change[] {
	const { plan, touch, state } = scenario;
	const changes: Change[] = [];
	if (state.owners || touch.contact.ownerId) {
		changes.push({
			code: 'no_owner',
			text: 'the contact had no owner',
			size: 1,
			apply: (at) => withOwner(at, null, null),
		});
	}
	// That an owner keeps a contact goes without saying, unless owners decided here.
	if (decision.rule?.kind === 'owner' || namesPreviousOwner(plan)) {
		const owners = ownedBy(user, scenario, decision);
		changes.push({
			code: 'owner',
			text: `${user.name} were the contact's owner`,
			size: 1,
			apply: (at) => withOwner(at, user.id, owners),
		});
	}
	return [...changes, ...otherChanges(user, decision)];
}

/** Others who could take the contact and come first. */
function otherChanges(user: User, { receipt }: Decision): Change[] {
	return receipt.candidates
		.filter(({ passed, userId }) => passed && userId !== user.id)
		.map(({ user: name, userId }) => ({
			code: 'other_unavailable',
			text: `${name} could not have taken it`,
			size: 1,
			apply: (at) => {
				const excludedUsers = [...(at.touch.excludedUsers ?? []), userId ?? ''];
				return { ...at, touch: { ...at.touch, excludedUsers } };
			},
		}));
}

function namesPreviousOwner(plan: Plan): boolean {
	return targetsIn(plan).some(({ type }) => type === 'previousOwner');
}

function withOwner(at: Scenario, ownerId: string | null, owners: ContactOwners | null): Scenario {
	return {
		...at,
		touch: { ...at.touch, contact: { ...at.touch.contact, ownerId } },
		state: { ...at.state, owners },
	};
}

function ownedBy({ id }: User, { plan, touch }: Scenario, decision: Decision): ContactOwners {
	const slot = decision.owner?.slot ?? slotOf(plan, touch);
	const owner = { user: id, account: touch.account?.id ?? null, at: 0, replaced: null };
	return { primary: slot, slots: { [slot]: owner } };
}
