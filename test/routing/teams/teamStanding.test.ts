import { compilePlan } from '../../../routing/compiledPlan';
import { HOUR } from '../../../routing/model/durations';
import type { RoutingState } from '../../../routing/model/state';
import { teamStanding } from '../../../routing/teams/teamStanding';
import { OFFICE, USERS, WEDNESDAY, byId, plan, state } from '../builders';

const RED = { name: 'Red', members: ['u1', 'u2'].map((id) => ({ user: byId(id) })) };
const FIVE = Date.parse('2026-03-04T22:00:00Z');
const NINE_TOMORROW = Date.parse('2026-03-05T14:00:00Z');

function standings(
	input: Record<string, unknown>,
	known: Partial<RoutingState> = {},
	now = WEDNESDAY,
) {
	const made = plan({ teams: [RED], schedules: [OFFICE], ...input });
	return teamStanding(compilePlan(made), state(known), now);
}

const works = (more: object = {}) => ({ people: [{ user: byId('u1'), works: 'Office', ...more }] });

it('has everybody of every team, in the order of the plan, and nobody whom HighLevel does not list', () => {
	const blue = { name: 'Blue', members: [{ user: byId('u2') }, { user: byId('gone') }] };
	const all = standings({ teams: [RED, blue] });
	expect(all.map(({ team, user }) => [team, user.name])).toEqual([
		['Red', 'Ann'],
		['Red', 'Ben'],
		['Blue', 'Ben'],
	]);
	expect(all[0]).toMatchObject({ reason: 'available', isTeamOpen: true, worksUntil: null });
});

it('says until when somebody works, and when again', () => {
	expect(standings(works())[0]).toMatchObject({
		reason: 'available',
		worksUntil: FIVE,
		worksAgain: null,
	});
	expect(standings(works(), {}, FIVE)[0]).toMatchObject({
		reason: 'outside_hours',
		worksUntil: null,
		worksAgain: NINE_TOMORROW,
	});
});

it('says no time for who is paused in the plan, and the one of who is paused by hand', () => {
	expect(standings(works({ paused: true }), {}, FIVE)[0]).toMatchObject({
		reason: 'paused',
		worksAgain: null,
	});
	const until = WEDNESDAY + HOUR;
	const [ann, ben] = standings({}, { paused: { u1: until, u2: null } });
	expect(ann).toMatchObject({ reason: 'paused_until', pausedUntil: until });
	expect(ben).toMatchObject({ reason: 'paused_until', pausedUntil: null });
	const [again] = standings({}, { paused: { u1: until } }, until);
	expect(again).toMatchObject({ reason: 'available', pausedUntil: undefined });
});

it('counts open contacts against the capacity, and the turns that somebody is owed', () => {
	const [ann, ben] = standings(works({ capacity: 3 }), {
		loads: { u1: { open: 3, lastAssignedAt: 5, recent: [] } },
		turns: { Red: { u1: { credit: -0.5, lift: 0, away: false } } },
	});
	expect(ann).toMatchObject({
		reason: 'at_capacity',
		open: 3,
		capacity: 3,
		turnsOwed: -0.5,
		lastAssignedAt: 5,
	});
	expect(ben).toMatchObject({ open: 0, capacity: null, turnsOwed: 0, lastAssignedAt: null });
});

it('says of a team that does not work that it does not, and of its people what they do', () => {
	const [ann] = standings({ teams: [{ ...RED, works: 'Office' }] }, {}, FIVE);
	expect(ann).toMatchObject({ isTeamOpen: false, reason: 'available', user: USERS[0] });
});
