import { demoTeam } from '../../../sandbox/highlevel';
import { PLAN, WaitingFixture } from './waitingFixture';

const { sofia, marcus } = demoTeam.users;
const fixture = new WaitingFixture();
beforeEach(async () => {
	await fixture.start();
	fixture.plan = withCapacity(1);
});
afterEach(async () => await fixture.stop());

const free = { triggerOn: 'freeAgain' };
const phone = (number: number) => `+1415555${2000 + number}`;

/** Sofia and Marcus have room for so many each, and who finds nobody waits. */
function withCapacity(capacity: number, more: object = {}) {
	const people = [sofia, marcus].map(({ id }) => ({ user: { by: 'id', value: id }, capacity }));
	return { ...PLAN, people, replyTimes: [], whenNobody: 'wait', ...more };
}

async function write(count: number): Promise<string[]> {
	const got: string[] = [];
	for (let number = 1; number <= count; number++) {
		got.push(await fixture.writes(phone(number)));
		fixture.pass(0.1);
	}
	return got;
}

const waitingPhones = () =>
	fixture.runs.map((run) => run.map(({ contact }) => (contact as { phone: string }).phone));

describe("'Somebody Is Free Again'", () => {
	it('gives as many as fit, who waits longest first', async () => {
		expect(await write(5)).toEqual(['Sofia', 'Marcus', 'nobody', 'nobody', 'nobody']);
		await fixture.polls(3, free);
		expect(fixture.runs).toEqual([]);
		await fixture.close(phone(2));
		await fixture.polls(3, free);
		expect(waitingPhones()).toEqual([[phone(3)]]);
		expect(fixture.ownerOf(phone(3))).toBe('Marcus');
	});

	it('goes on with the next ones when there is more room, and empties the queue', async () => {
		await write(5);
		fixture.plan = withCapacity(3);
		// Whoever writes next is decided by the new plan, which counts from then on.
		await fixture.writes(phone(1));
		await fixture.polls(2, free);
		expect(waitingPhones()).toEqual([[phone(3), phone(4), phone(5)]]);
		await fixture.polls(5, free);
		expect(fixture.runs).toHaveLength(1);
	});

	it('lets new contacts stand behind those who wait', async () => {
		await write(3);
		await fixture.polls(1, free);
		await fixture.close(phone(1));
		expect(await fixture.writes(phone(9))).toBe('nobody');
		await fixture.polls(1, free);
		expect(waitingPhones()).toEqual([[phone(3)]]);
	});

	it('starts again what failed, and decides it once', async () => {
		await write(3);
		await fixture.close(phone(1));
		fixture.next = 'fails';
		await fixture.polls(1, free);
		fixture.next = 'decided';
		await fixture.polls(4, free);
		expect(waitingPhones()).toEqual([[phone(3)], [phone(3)]]);
		expect(new Set(fixture.keys).size).toBe(1);
		expect(fixture.ownerOf(phone(3))).toBe('Sofia');
	});

	it('goes by the rule of then, though what the message said is not kept', async () => {
		const [sales] = PLAN.rules;
		const asksForText = { ...sales?.when, message: { contains: ['Hi'] } };
		const others = { target: { type: 'nobody' }, when: sales?.when };
		fixture.plan = withCapacity(1, { rules: [{ ...sales, when: asksForText }, others] });
		await write(3);
		await fixture.close(phone(1));
		await fixture.polls(1, free);
		expect(fixture.ownerOf(phone(3))).toBe('Sofia');
	});

	it('shows the queue on the canvas, and marks nobody', async () => {
		await write(3);
		const shown = await fixture.poll(free, 'manual');
		expect(shown?.[0]).toMatchObject([
			{ json: { event: 'message', queued: { rule: 'Sales' }, contact: { phone: phone(3) } } },
		]);
		expect(JSON.stringify(shown)).not.toContain('Hi');
		await fixture.close(phone(1));
		await fixture.polls(1, free);
		expect(fixture.runs).toHaveLength(1);
	});
});
