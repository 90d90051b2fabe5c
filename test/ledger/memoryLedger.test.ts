import { MemoryLedger } from '../../ledger/memoryLedger';
import { compilePlan } from '../../routing/compile';
import { decide } from '../../routing/decide';
import { stateNeeds } from '../../routing/stateNeeds';
import { byId, plan, team, touch, USERS, WEDNESDAY } from '../routing/builders';

it('never decides two touches on the same state, however they overlap', async () => {
	const compiled = compilePlan(
		plan({
			owners: null,
			rules: [{ kind: 'account', name: 'S', account: byId('1001'), target: team('Sales') }],
			teams: [{ name: 'Sales', members: [{ user: byId('u1') }, { user: byId('u2') }] }],
		}),
	);
	const ledger = new MemoryLedger();
	const results = await Promise.all(
		Array.from({ length: 40 }, async (_, i) => {
			const one = touch({ key: `k${i % 20}`, contact: { phone: `+1415555${1000 + (i % 20)}` } });
			return await ledger.decideOnce(
				one.key,
				stateNeeds(compiled, one, USERS, WEDNESDAY),
				(state) => decide(compiled, one, { ...state, users: USERS }, WEDNESDAY),
			);
		}),
	);
	const users = results.map(({ decision }) => decision.user?.id);
	expect(users.slice(0, 20)).toEqual(users.slice(20));
	expect(users.slice(0, 20).filter((id) => id === 'u1')).toHaveLength(10);
	expect(results.filter(({ repeated }) => repeated)).toHaveLength(20);
});
