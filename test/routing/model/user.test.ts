import { compilePlan } from '../../../routing/compiledPlan';
import { findUser } from '../../../routing/model/user';
import { USERS, plan } from '../builders';

it.each([
	[{ by: 'id' as const, value: 'u2' }, 'Ben'],
	[{ by: 'id' as const, value: 'U2' }, undefined],
	[{ by: 'email' as const, value: 'BEN@example.com' }, 'Ben'],
	[{ by: 'email' as const, value: 'u2' }, undefined],
])('finds %j as decisions do: %s', (reference, name) => {
	expect(findUser(USERS, reference)?.name).toBe(name);
	expect(compilePlan(plan({})).roster(USERS).find(reference)?.name).toBe(name);
});
