import fc from 'fast-check';
import type { User } from '../../routing/decision';
import type { Plan, Target } from '../../routing/plan';
import type { Touch } from '../../routing/touch';

export const sofia: User = { id: 'uSofia', name: 'Sofia Reyes', email: 'sofia.reyes@example.com' };
export const tom: User = { id: 'uTom', name: 'Tom Baker', email: 'Tom.Baker@example.com' };

export const target = (user: { id: string }): Target => ({ user: { by: 'id', value: user.id } });

/** A rule for the account with the ID, in the shape of a plan. */
export const ruleFor = (
	accountId: string,
	user: { id: string },
	name = `Rule for ${accountId}`,
) => ({
	kind: 'account' as const,
	name,
	account: { by: 'id' as const, value: accountId },
	target: target(user),
});

export function message(more: Partial<Touch> = {}): Touch {
	return {
		key: 'msg:1',
		event: 'message',
		account: { id: 'sales', number: '+12025550143', name: 'Sales Line' },
		contact: { phone: '+14155550117' },
		...more,
	};
}

// Few different values, so that rules, accounts and users often meet.
const accountIds = fc.constantFrom('a1', 'a2', 'a3');
const userIds = fc.constantFrom('u1', 'u2', 'u3', 'u4');
const emailOf = (id: string) => `${id}@example.com`;

export const anyUsers = fc
	.uniqueArray(userIds)
	.map((ids) => ids.map((id): User => ({ id, name: `User ${id}`, email: emailOf(id) })));

const anyTarget: fc.Arbitrary<Target> = fc.oneof(
	userIds.map((id): Target => ({ user: { by: 'id', value: id } })),
	userIds.map((id): Target => ({ user: { by: 'email', value: emailOf(id).toUpperCase() } })),
);

const anyAccountReference = fc.oneof(
	accountIds.map((value) => ({ by: 'id' as const, value })),
	accountIds.map((id) => ({ by: 'name' as const, value: `NAME ${id}` })),
	accountIds.map((id) => ({ by: 'number' as const, value: `+1 202 555 000${id.slice(1)}` })),
);

export const anyPlan: fc.Arbitrary<Plan> = fc.record({
	rules: fc.array(
		fc.record({
			kind: fc.constant('account' as const),
			name: fc.string({ minLength: 1 }).filter((name) => name.trim() === name && name !== ''),
			account: anyAccountReference,
			target: anyTarget,
		}),
		{ maxLength: 6 },
	),
	fallback: fc.option(anyTarget),
});

export const anyTouch: fc.Arbitrary<Touch> = fc.record({
	key: fc.string(),
	event: fc.constantFrom('message' as const, 'message' as const, 'status' as const),
	account: accountIds.map((id) => ({
		id,
		name: `Name ${id}`,
		number: `+1202555000${id.slice(1)}`,
	})),
	contact: fc.record({ phone: fc.option(fc.constant('+14155550117')) }),
});

export const anyTime = fc.integer({ min: 0, max: Date.UTC(2100, 0) });
