import { demoTeam } from '../../../sandbox/highlevel';
import { salesLine, supportLine } from '../../harness/touches';
import { PLAN, WaitingFixture } from './waitingFixture';

const { marcus, priya, sofia } = demoTeam.users;
const fixture = new WaitingFixture();
beforeEach(async () => await fixture.start());
afterEach(async () => await fixture.stop());

const NORA = '+14155550117';
const user = ({ id }: { id: string }) => ({ type: 'user', user: { by: 'id', value: id } });
const rule = (name: string, account: string, first: { id: string }) => ({
	name,
	when: { accounts: [{ by: 'id', value: account }] },
	target: user(first),
	backups: [user(priya)],
});

/** Sofia has the Sales Line, Marcus the Support Line, and Priya is after both of them. */
function writesToBoth(mode: string): void {
	fixture.plan = {
		...PLAN,
		rules: [rule('Sales', salesLine.id, sofia), rule('Support', supportLine.id, marcus)],
		replyTimes: [{ within: 10, againAfter: 10, atLast: user(sofia) }],
		owners: { mode },
	};
}

const peopleWhoWereSilent = () =>
	fixture.runs.flat().map(({ wait }) => (wait as { person: { id: string } }).person.id);

it.each(['separate', 'context'])(
	'an answer of the owner of one part ends no question of another, also after it went on: %s',
	async (mode) => {
		writesToBoth(mode);
		await fixture.writes(NORA);
		fixture.pass(1);
		await fixture.writes(NORA, { account: { ...supportLine } });
		fixture.pass(3);
		fixture.highLevel.sandbox.messages.send(fixture.idOf(NORA), 'app', { userId: sofia.id });
		await fixture.polls(8);
		expect(peopleWhoWereSilent()).toEqual([marcus.id]);
		await fixture.polls(11);
		expect(peopleWhoWereSilent()).toEqual([marcus.id, priya.id]);
	},
);
