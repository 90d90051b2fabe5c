import { demoTeam } from '../../../sandbox/highlevel';
import { PLAN, WaitingFixture } from './waitingFixture';

const { marcus, priya, sofia } = demoTeam.users;
const fixture = new WaitingFixture();
beforeEach(async () => await fixture.start());
afterEach(async () => await fixture.stop());

const NORA = '+14155550117';
const JONAS = '+4915123456789';

const messages = () => fixture.highLevel.sandbox.messages;

describe('who is not answered in time', () => {
	it('goes to the next one, then to the lead, and stays there', async () => {
		expect(await fixture.writes(NORA)).toBe('Sofia');
		await fixture.polls(10);
		expect(fixture.runs).toEqual([]);
		await fixture.polls(1);
		expect(fixture.ownerOf(NORA)).toBe('Marcus');
		await fixture.polls(11);
		expect(fixture.ownerOf(NORA)).toBe('Priya');
		await fixture.polls(30);
		expect(fixture.ownerOf(NORA)).toBe('Priya');
	});

	it('is told with who was silent, since when, and how late it is said', async () => {
		await fixture.writes(NORA);
		await fixture.polls(11);
		expect(fixture.runs).toMatchObject([
			[
				{
					event: 'noReply',
					key: expect.stringMatching(/^wait:.+:0$/),
					wait: {
						person: { id: sofia.id, name: 'Sofia Reyes' },
						askedAt: '2026-10-14T10:00:00.000Z',
						dueAt: '2026-10-14T10:10:00.000Z',
						minutes: 11,
						workingMinutes: 11,
						lateMinutes: 1,
						level: 0,
					},
					account: { name: 'Sales Line' },
					contact: { id: fixture.idOf(NORA), ownerId: sofia.id, country: 'US' },
					excludedUsers: [sofia.id],
					locationId: fixture.highLevel.locationId,
				},
			],
		]);
		expect(JSON.stringify(fixture.runs)).not.toContain('Hi');
	});

	it('comes with all others who are overdue, who wait longest first, and at most so many', async () => {
		await fixture.writes(NORA);
		fixture.pass(1);
		await fixture.writes(JONAS);
		fixture.pass(30);
		await fixture.poll({ options: { atMost: 1 } });
		await fixture.polls(1, { options: { atMost: 1 } });
		expect(fixture.runs.map((run) => run.map(({ contact }) => contact))).toMatchObject([
			[{ phone: NORA }],
			[{ phone: JONAS }],
		]);
	});
});

describe('an answer', () => {
	it.each([['app'], ['call']] as const)('by %s ends it', async (way) => {
		await fixture.writes(NORA);
		fixture.pass(9);
		messages().send(fixture.idOf(NORA), way, { userId: sofia.id });
		await fixture.polls(20);
		expect(fixture.runs).toEqual([]);
	});

	it.each([['workflow'], ['campaign'], ['comment'], ['activity']] as const)(
		'is nothing that %s sent',
		async (way) => {
			await fixture.writes(NORA);
			fixture.pass(1);
			messages().send(fixture.idOf(NORA), way);
			await fixture.polls(10);
			expect(fixture.ownerOf(NORA)).toBe('Marcus');
		},
	);

	it('that HighLevel tells half a minute late ends it all the same', async () => {
		await fixture.writes(NORA);
		messages().setExportLag(30_000);
		fixture.pass(9.9);
		messages().send(fixture.idOf(NORA), 'app', { userId: marcus.id });
		fixture.pass(0.1);
		await fixture.poll();
		await fixture.polls(20);
		expect(fixture.runs).toEqual([]);
	});

	it('is asked for once a minute while somebody waits, and never else', async () => {
		const exports = () =>
			fixture.highLevel.takeRequests().filter((request) => request.includes('messages/export'));
		fixture.activation = 'init';
		await fixture.polls(3);
		expect(exports()).toEqual([]);
		await fixture.writes(NORA);
		await fixture.polls(3);
		await fixture.poll({ triggerOn: 'dueSoon', minutesBefore: 1 });
		expect(exports()).toHaveLength(3);
		messages().send(fixture.idOf(NORA), 'app', {});
		await fixture.polls(3);
		expect(exports()).toHaveLength(1);
	});
});

describe('an owner whom somebody chose by hand', () => {
	it('keeps the contact, and nobody is told', async () => {
		await fixture.writes(NORA);
		fixture.pass(5);
		fixture.highLevel.sandbox.contacts.change(fixture.idOf(NORA), { assignedTo: priya.id });
		await fixture.polls(20);
		expect(fixture.runs).toEqual([]);
		expect(fixture.ownerOf(NORA)).toBe('Priya');
	});

	it('keeps the contact also when they lost it before, and took it back', async () => {
		await fixture.writes(NORA);
		await fixture.polls(11);
		expect(fixture.ownerOf(NORA)).toBe('Marcus');
		fixture.highLevel.sandbox.contacts.change(fixture.idOf(NORA), { assignedTo: sofia.id });
		await fixture.polls(20);
		expect(fixture.runs).toHaveLength(1);
		expect(fixture.ownerOf(NORA)).toBe('Sofia');
	});

	it('does not, where the plan does not respect it', async () => {
		fixture.plan = { ...PLAN, owners: { respectManual: false } };
		await fixture.writes(NORA);
		fixture.pass(5);
		fixture.highLevel.sandbox.contacts.change(fixture.idOf(NORA), { assignedTo: priya.id });
		await fixture.polls(6);
		expect(fixture.ownerOf(NORA)).toBe('Marcus');
	});
});

describe('a run', () => {
	it('that failed is started again, a minute later and then twice as late each time', async () => {
		await fixture.writes(NORA);
		fixture.next = 'fails';
		await fixture.polls(18);
		expect(fixture.runs).toHaveLength(4);
		expect(new Set(fixture.keys).size).toBe(1);
		fixture.next = 'decided';
		await fixture.polls(10);
		expect(fixture.runs).toHaveLength(5);
		expect(fixture.ownerOf(NORA)).toBe('Marcus');
	});

	it('that failed after the decision gives the contact to nobody else', async () => {
		await fixture.writes(NORA);
		const refuses = fixture.highLevel.sandbox.faults.add({
			method: 'PUT',
			effect: { kind: 'status', status: 400 },
			times: 1,
		});
		await fixture.polls(11);
		expect(refuses.hits).toBe(1);
		expect(fixture.ownerOf(NORA)).toBe('Sofia');
		await fixture.polls(3);
		expect(fixture.ownerOf(NORA)).toBe('Marcus');
		expect(new Set(fixture.keys).size).toBe(1);
	});

	it('that was killed is started again with the same key', async () => {
		await fixture.writes(NORA);
		fixture.next = 'is killed';
		await fixture.polls(11);
		fixture.next = 'decided';
		await fixture.restart();
		await fixture.polls(2);
		expect(fixture.runs).toHaveLength(2);
		expect(new Set(fixture.keys).size).toBe(1);
		expect(fixture.ownerOf(NORA)).toBe('Marcus');
	});
});

describe('on the canvas', () => {
	it('shows who is overdue, and marks nobody', async () => {
		await fixture.writes(NORA);
		fixture.pass(12);
		const shown = await fixture.poll({}, 'manual');
		expect(shown?.[0]).toMatchObject([{ json: { event: 'noReply', wait: { lateMinutes: 2 } } }]);
		expect(fixture.runs).toEqual([]);
		await fixture.poll();
		expect(fixture.ownerOf(NORA)).toBe('Marcus');
	});

	it('shows who would get the contact, and changes nothing of the real wait', async () => {
		await fixture.writes(NORA);
		fixture.pass(12);
		const shown = await fixture.poll({}, 'manual');
		const decided = await fixture.resolveOnCanvas((shown?.[0] ?? []).map(({ json }) => json));
		expect(decided).toMatchObject([
			{ assignment: { outcome: 'assigned', user: { id: marcus.id } } },
		]);
		await fixture.poll();
		expect(fixture.runs).toHaveLength(1);
	});

	it('shows the next one when nobody is overdue, and says so when nobody waits', async () => {
		await expect(fixture.poll({}, 'manual')).rejects.toMatchObject({
			message: 'No contact waits for an answer that is due',
			description: expect.stringContaining("'Reply Times'"),
		});
		await fixture.writes(NORA);
		const shown = await fixture.poll({}, 'manual');
		expect(shown?.[0]).toMatchObject([{ json: { contact: { phone: NORA } } }]);
	});
});
