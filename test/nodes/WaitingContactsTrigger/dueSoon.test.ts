import { demoTeam } from '../../../sandbox/highlevel';
import { PLAN, WaitingFixture } from './waitingFixture';

const { sofia, priya } = demoTeam.users;
const fixture = new WaitingFixture();
beforeEach(async () => await fixture.start());
afterEach(async () => await fixture.stop());

const NORA = '+14155550117';
const soon = { triggerOn: 'dueSoon', minutesBefore: 5 };
const task = { values: { title: 'Answer', dueInHours: 1 } };
const tasks = () => fixture.highLevel.sandbox.contacts.tasks();

describe("'Reply Overdue Soon'", () => {
	it('reminds the owner once, and the contact stays', async () => {
		fixture.alsoDo = { task };
		await fixture.writes(NORA);
		const given = tasks().length;
		await fixture.polls(4, soon);
		expect(fixture.runs).toEqual([]);
		await fixture.polls(4, soon);
		expect(fixture.runs).toMatchObject([
			[{ event: 'replyDueSoon', wait: { minutes: 5 }, excludedUsers: [] }],
		]);
		expect(fixture.ownerOf(NORA)).toBe('Sofia');
		expect(tasks().slice(given)).toMatchObject([{ assignedTo: sofia.id }]);
	});

	it('reminds nobody who answered', async () => {
		await fixture.writes(NORA);
		fixture.pass(2);
		fixture.highLevel.sandbox.messages.send(fixture.idOf(NORA), 'app', { userId: sofia.id });
		await fixture.polls(8, soon);
		expect(fixture.runs).toEqual([]);
	});
});

describe("'Tell Only'", () => {
	it('tells the lead by a task, and the contact stays with who has it', async () => {
		const then = { type: 'tell', to: { by: 'id', value: priya.id } };
		fixture.plan = { ...PLAN, replyTimes: [{ within: 10, then }] };
		fixture.alsoDo = { task };
		await fixture.writes(NORA);
		const given = tasks().length;
		await fixture.polls(30);
		expect(fixture.runs).toHaveLength(1);
		expect(fixture.ownerOf(NORA)).toBe('Sofia');
		expect(tasks().slice(given)).toMatchObject([{ assignedTo: priya.id }]);
	});
});
