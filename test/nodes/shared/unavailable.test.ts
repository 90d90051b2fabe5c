import { demoTeam } from '../../../sandbox/highlevel';
import { useHighLevel } from '../../harness/highLevel';
import { pauses } from '../../harness/pauses';
import { touch } from '../../harness/touches';
import { resolve, salesRule } from '../ResolveAssignment/resolve';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof import('../../harness/pauses')>('../../harness/pauses').withoutPauses(),
);

const { sofia } = demoTeam.users;
const highLevel = useHighLevel();

const resolveOne = () => resolve(highLevel().credentials, { rules: [salesRule(sofia)] }, [touch()]);

beforeEach(() => void (pauses.length = 0));

it('fails with the way out when nobody answers at the Base URL', async () => {
	await highLevel().sandbox.close();
	const { error } = await resolveOne();
	expect(error?.name).toBe('NodeApiError');
	expect(error?.message).toMatch(/^HighLevel did not answer: /);
	expect(error?.description).toContain('Check the Base URL in the credential and the network');
	expect(pauses).toEqual([500, 1000, 2000]);
});

it('fails with the way out when HighLevel is down for long', async () => {
	highLevel().sandbox.faults.add({ effect: { kind: 'status', status: 503 } });
	const { error } = await resolveOne();
	expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '503' });
	expect(error?.message).toBe('HighLevel is not available: Service Unavailable');
	expect(error?.description).toContain('Try again later');
});

it('does not notice that HighLevel was down for a moment', async () => {
	highLevel().sandbox.faults.add({ times: 2, effect: { kind: 'drop' } });
	const { assigned } = await resolveOne();
	expect(assigned).toHaveLength(1);
	expect(pauses).toEqual([500, 1000]);
});

it('says that the daily limit is used up, and does not wait for tomorrow', async () => {
	highLevel().sandbox.faults.add({
		effect: { kind: 'status', status: 429, headers: { 'X-RateLimit-Daily-Remaining': '0' } },
	});
	const { error } = await resolveOne();
	expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '429' });
	expect(error?.message).toContain('daily limit');
	expect(pauses).toEqual([]);
});
