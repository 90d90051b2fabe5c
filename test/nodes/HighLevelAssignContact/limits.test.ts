import { demoTeam } from '../../../sandbox/highlevel';
import { startHighLevel, useHighLevel } from '../../harness/highLevel';
import { pauses } from '../../harness/pauses';
import { salesLine, supportLine } from '../../harness/touches';
import { assign, decided } from './assignFixture';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof import('../../harness/pauses')>('../../harness/pauses').withoutPauses(),
);

const { sofia } = demoTeam.users;
const highLevel = useHighLevel();

// Hundreds of runs take long on a busy machine.
jest.setTimeout(60_000);

beforeEach(() => void (pauses.length = 0));

/** Few requests in ten seconds of the sandbox's clock, in which every wait lets ten pass. */
async function startLimited(max: number) {
	const clock = () => Date.parse('2026-03-02T14:00:00Z') + pauses.length * 10_000;
	return await startHighLevel({ clock, rateLimit: { max, intervalMs: 10_000, daily: 10_000 } });
}

it("keeps within HighLevel's rate limit and loses nothing: 200 contacts of one run", async () => {
	const limited = await startLimited(25);
	const given = Array.from({ length: 200 }, (_, n) => decided(`+1415555${1000 + n}`, { n }));
	const { output } = await assign(limited.credentials, {}, given);
	const contacts = limited.sandbox.contacts.all();
	const refused = limited.sandbox.requests.filter(({ status }) => status === 429);
	await limited.sandbox.close();

	expect(output.map(({ n }) => n)).toEqual(given.map((_, n) => n));
	expect(output.map(({ highLevel: done }) => done)).toMatchObject(
		given.map(() => ({ outcome: 'created', apiCalls: 2 })),
	);
	expect(contacts.map(({ assignedTo }) => assignedTo)).toEqual(given.map(() => sofia.id));
	expect(refused).toEqual([]);
	// 401 requests, 25 at a time or a few less, because the skipped waits overtake some.
	expect(pauses.length).toBeGreaterThanOrEqual(16);
	expect(pauses.length).toBeLessThan(24);
});

it('keeps within it when 200 runs ask at once, and keeps the order of each contact', async () => {
	const limited = await startLimited(25);
	const contacts = Array.from({ length: 100 }, (_, n) => `+1415555${1000 + n}`);
	// Everybody writes twice, to two accounts.
	const runs = await Promise.all(
		[salesLine, supportLine].flatMap((account) =>
			contacts.map(
				async (phone) =>
					await assign(limited.credentials, {}, [decided(phone, { account: { ...account } })]),
			),
		),
	);
	const refused = limited.sandbox.requests.filter(({ status }) => status === 429);
	const stored = limited.sandbox.contacts.all();
	await limited.sandbox.close();
	const outcomes = runs.map(({ results }) => results[0]?.outcome);
	expect(outcomes.slice(0, 100)).toEqual(contacts.map(() => 'created'));
	expect(outcomes.slice(100)).toEqual(contacts.map(() => 'unchanged'));
	expect(stored).toHaveLength(100);
	for (const { assignedTo, tags } of stored) {
		expect({ assignedTo, tags }).toEqual({
			assignedTo: sofia.id,
			tags: [salesLine.tag, supportLine.tag],
		});
	}
	// The skipped waits let ten seconds pass while requests are under way, which real ones do not.
	expect(refused.length).toBeLessThan(25);
});

it('starts no more items once the rate limit does not end, and says the way out', async () => {
	highLevel().sandbox.faults.add({
		path: '/contacts/search/duplicate',
		effect: { kind: 'status', status: 429 },
	});
	const given = Array.from({ length: 10 }, (_, n) => decided(`+1415555012${n}`));
	const { error } = await assign(highLevel().credentials, {}, given);
	expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '429' });
	expect(error?.message).toBe('HighLevel takes no more requests at the moment');
	expect(error?.description).toContain('Run fewer workflows');
	// Four items at once, with four tries each.
	expect(highLevel().takeRequests()).toHaveLength(1 + 4 * 4);
	expect(pauses.length).toBeGreaterThanOrEqual(3);
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

it('fails, says that nothing is lost and starts no more items, when HighLevel stays down', async () => {
	const { sandbox } = highLevel();
	sandbox.faults.add({
		path: '/contacts/search/duplicate',
		effect: { kind: 'status', status: 503 },
	});
	const given = Array.from({ length: 10 }, (_, n) => decided(`+1415555012${n}`));
	const { error } = await assign(highLevel().credentials, {}, given);
	expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '503' });
	expect(error?.description).toContain('WhatsApp delivers the message again');
	expect(highLevel().takeRequests()).toHaveLength(1 + 4 * 4);
});

it('stops with the first request when the day is used up, and asks no more', async () => {
	const spent = await startHighLevel({ rateLimit: { max: 25, intervalMs: 10_000, daily: 3 } });
	const given = ['+14155550121', '+14155550122', '+14155550123'].map((phone) => decided(phone));
	const { error } = await assign(spent.credentials, {}, given);
	const asked = spent.takeRequests();
	const again = await assign(spent.credentials, {}, given);
	expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '429' });
	expect(error?.message).toBe("HighLevel's daily limit for this sub-account is used up");
	expect(again.error?.message).toBe(error?.message);
	expect(spent.takeRequests()).toEqual([]);
	await spent.sandbox.close();
	expect(asked.length).toBeLessThanOrEqual(1 + 4);
	expect(pauses).toEqual([]);
});

it('goes on with other items when one that was refused is in the middle', async () => {
	const { sandbox } = highLevel();
	const refusal = { kind: 'status', status: 422, body: { message: 'no' } } as const;
	sandbox.faults.add({ method: 'POST', path: '/contacts/', times: 1, effect: refusal });
	const given = Array.from({ length: 12 }, (_, n) => decided(`+1415555${1300 + n}`));
	const { error } = await assign(highLevel().credentials, {}, given);
	expect(error?.message).toContain('refused');
	expect(sandbox.contacts.all()).toHaveLength(11);
});
