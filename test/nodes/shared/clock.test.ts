import { demoTeam } from '../../../sandbox/highlevel';
import { useHighLevel } from '../../harness/highLevel';
import { pauses } from '../../harness/pauses';
import { machineClock } from '../../harness/settableClock';
import { touch } from '../../harness/touches';
import { assign, decided } from '../HighLevelAssignContact/assignFixture';
import { resolve, salesRule } from '../ResolveAssignment/resolve';

jest.mock('n8n-workflow', () => {
	jest
		.requireActual<typeof import('../../harness/settableClock')>('../../harness/settableClock')
		.installSettableClock();
	return jest
		.requireActual<typeof import('../../harness/pauses')>('../../harness/pauses')
		.withoutPauses();
});

const highLevel = useHighLevel();
afterEach(() => void (machineClock.shift = 0));

it('a clock that is set back by a day prolongs no wait for the rate limit', async () => {
	const { credentials, sandbox } = highLevel();
	const { id, email } = demoTeam.users.sofia;
	const headers = {
		'X-RateLimit-Max': '100',
		'X-RateLimit-Remaining': '0',
		'X-RateLimit-Interval-Milliseconds': '10000',
	};
	const body = { users: [{ id, email, name: 'Sofia Reyes' }] };
	sandbox.faults.add({
		path: '/users/',
		times: 1,
		effect: { kind: 'status', status: 200, headers, body },
	});
	pauses.length = 0;
	const { assigned } = await resolve(credentials, { rules: [salesRule({ id })] }, [touch()]);
	expect(assigned).toHaveLength(1);
	machineClock.shift = -86_400_000;
	const { error } = await assign(credentials, {}, [decided()]);
	expect(error).toBeUndefined();
	expect(pauses).toHaveLength(1);
	expect(Math.max(...pauses)).toBeLessThanOrEqual(10_000);
});
