import { demoTeam } from '../../../sandbox/highlevel';
import { startHighLevel, useHighLevel } from '../../harness/highLevel';
import { pauses } from '../../harness/pauses';
import { assign, decided } from './assign';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof import('../../harness/pauses')>('../../harness/pauses').withoutPauses(),
);

const { sofia } = demoTeam.users;
const highLevel = useHighLevel();

beforeEach(() => void (pauses.length = 0));

it("waits out HighLevel's rate limit and loses nothing", async () => {
	// Every wait lets one interval pass, on the sandbox's clock.
	const clock = () => Date.parse('2026-03-02T14:00:00Z') + pauses.length * 10_000;
	const limited = await startHighLevel({
		clock,
		rateLimit: { max: 5, intervalMs: 10_000, daily: 1000 },
	});
	const given = Array.from({ length: 8 }, (_, index) => decided(`+1415555012${index}`));
	const { results } = await assign(limited.credentials, {}, given);
	const contacts = limited.sandbox.contacts.all();
	const refused = limited.sandbox.requests.filter(({ status }) => status === 429);
	await limited.sandbox.close();

	expect(results).toHaveLength(8);
	expect(contacts.map(({ assignedTo }) => assignedTo)).toEqual(given.map(() => sofia.id));
	expect(refused.length).toBeGreaterThan(0);
	expect(pauses).toEqual(refused.map(() => 10_000));
});

it('gives up with the way out when the rate limit never ends', async () => {
	highLevel().sandbox.faults.add({
		path: '/contacts/search/duplicate',
		effect: { kind: 'status', status: 429 },
	});
	const { error } = await assign(highLevel().credentials, {}, [decided(), decided()]);
	expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '429' });
	expect(error?.message).toBe('HighLevel takes no more requests at the moment');
	expect(error?.description).toContain('Run fewer workflows');
	// Four tries for the first item, and the second one is not tried any more.
	expect(highLevel().takeRequests()).toHaveLength(1 + 4);
	expect(pauses).toEqual([10_000, 10_000, 10_000]);
});

it('creates the contact once when the answer to the creation is lost', async () => {
	const { sandbox } = highLevel();
	sandbox.faults.add({
		method: 'POST',
		path: '/contacts/',
		times: 1,
		effect: { kind: 'dropAfterApply' },
	});
	const { results } = await assign(highLevel().credentials, {}, [decided()]);
	expect(sandbox.contacts.all()).toMatchObject([{ assignedTo: sofia.id }]);
	expect(results).toMatchObject([{ outcome: 'created', owner: { id: sofia.id } }]);
	expect(results[0]?.apiCalls).toBe(highLevel().takeRequests().length - 1);
});

it('creates the contact once when HighLevel fails for a moment', async () => {
	const { sandbox } = highLevel();
	const effect = { kind: 'status', status: 502 } as const;
	sandbox.faults.add({ method: 'POST', path: '/contacts/', times: 1, effect });
	const { results } = await assign(highLevel().credentials, {}, [decided()]);
	expect(sandbox.contacts.all()).toMatchObject([{ assignedTo: sofia.id }]);
	expect(results).toMatchObject([{ outcome: 'created' }]);
});

it('sets the owner in spite of lost answers', async () => {
	const { sandbox, locationId } = highLevel();
	const { id, phone } = sandbox.contacts.seedContact({ phone: '+14155550117', locationId });
	sandbox.faults.add({ method: 'PUT', times: 2, effect: { kind: 'dropAfterApply' } });
	const { results } = await assign(highLevel().credentials, {}, [decided(phone)]);
	expect(sandbox.contacts.get(id)?.assignedTo).toBe(sofia.id);
	expect(results).toMatchObject([{ outcome: 'assigned', previousOwner: null }]);
});

it('fails, and says that nothing is lost, when HighLevel stays down', async () => {
	const { sandbox } = highLevel();
	sandbox.faults.add({
		path: '/contacts/search/duplicate',
		effect: { kind: 'status', status: 503 },
	});
	const { error } = await assign(highLevel().credentials, {}, [decided(), decided()]);
	expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '503' });
	expect(error?.description).toContain('WhatsApp delivers the message again');
	expect(highLevel().takeRequests()).toHaveLength(1 + 4);
});
