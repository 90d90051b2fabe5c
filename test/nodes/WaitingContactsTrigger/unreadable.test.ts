import { DEFAULT_SCOPES } from '../../../sandbox/highlevel';
import { WaitingFixture } from './waitingFixture';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof import('../../harness/pauses')>('../../harness/pauses').withoutPauses(),
);

const fixture = new WaitingFixture();
afterEach(async () => await fixture.stop());

const NORA = '+14155550117';

const exportFails = (status: number) =>
	fixture.highLevel.sandbox.faults.add({
		path: '/conversations/messages/export',
		effect: { kind: 'status', status },
	});

describe('a token that may not read messages', () => {
	beforeEach(async () => await fixture.start(DEFAULT_SCOPES));

	it('starts nothing, and says at once what to allow', async () => {
		await fixture.writes(NORA);
		fixture.pass(30);
		await expect(fixture.poll()).rejects.toMatchObject({
			message: expect.stringMatching(
				/^Nobody can tell whether contacts of sub-account .+ permission/,
			),
			description: expect.stringMatching(
				/allow 'View Conversation Messages'.*'If HighLevel Cannot Be Read' to 'Go On Without'/,
			),
		});
		await fixture.polls(3);
		expect(fixture.runs).toEqual([]);
		expect(fixture.ownerOf(NORA)).toBe('Sofia');
	});

	it('starts all the same when that is wanted', async () => {
		await fixture.writes(NORA);
		fixture.pass(10);
		await fixture.poll({ options: { cannotRead: 'goOn' } });
		expect(fixture.ownerOf(NORA)).toBe('Marcus');
	});

	it('cannot be published with, and matters to nobody else as long as nobody waits', async () => {
		await fixture.restart();
		await expect(fixture.poll()).rejects.toMatchObject({
			description: expect.stringContaining("allow 'View Conversation Messages'"),
		});
		await fixture.polls(3);
		fixture.activation = 'init';
		await fixture.restart();
		await fixture.polls(3);
	});

	it('can be published with when that is wanted', async () => {
		await fixture.restart();
		await fixture.polls(2, { options: { cannotRead: 'goOn' } });
	});
});

describe('HighLevel, when it fails', () => {
	beforeEach(async () => await fixture.start());

	it('is waited for, and what became overdue meanwhile starts then, with how late it is', async () => {
		await fixture.writes(NORA);
		const outage = exportFails(503);
		await fixture.polls(15);
		expect(fixture.runs).toEqual([]);
		outage.remove();
		await fixture.polls(1);
		expect(fixture.runs).toMatchObject([[{ wait: { lateMinutes: 6 } }]]);
		expect(fixture.ownerOf(NORA)).toBe('Marcus');
	});

	it('does not show who owns a contact: nobody gets it until it does', async () => {
		await fixture.writes(NORA);
		const outage = fixture.highLevel.sandbox.faults.add({
			method: 'GET',
			path: '/contacts/:id',
			effect: { kind: 'status', status: 503 },
		});
		await fixture.polls(13);
		expect(fixture.runs).toEqual([]);
		outage.remove();
		await fixture.polls(1);
		expect(fixture.ownerOf(NORA)).toBe('Marcus');
	});

	it('does not keep n8n from starting the workflow', async () => {
		await fixture.writes(NORA);
		exportFails(503);
		fixture.activation = 'init';
		await fixture.restart();
		await fixture.polls(2);
		expect(fixture.runs).toEqual([]);
	});

	it('is said when it lasts, and then once an hour', async () => {
		jest.spyOn(performance, 'now').mockImplementation(() => fixture.now);
		await fixture.writes(NORA);
		exportFails(503);
		const said: number[] = [];
		for (let minute = 5; minute <= 75; minute += 5) {
			fixture.pass(5);
			await fixture.poll().catch(() => said.push(minute));
		}
		expect(said).toEqual([15, 75]);
		jest.restoreAllMocks();
	});
});
