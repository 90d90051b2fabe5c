import { demoTeam, ALL_SCOPES } from '../../../sandbox/highlevel';
import { ifAccounts } from '../../../sandbox/n8n/planCards';
import { startHighLevel, type TestHighLevel } from '../../harness/highLevel';
import { leadPublicAddressTo, oAuthCredentials } from '../../harness/highLevelOAuth';
import { locator, salesLine, touch } from '../../harness/touches';
import { resolve } from './resolve';
import { MINUTE } from '../../../routing/model/durations';
import { WEEKDAYS } from '../../../routing/model/hours';

const { sofia, marcus } = demoTeam.users;
let highLevel: TestHighLevel;
beforeEach(async () => {
	highLevel = await startHighLevel({ token: { scopes: ALL_SCOPES } });
});
afterEach(async () => {
	jest.restoreAllMocks();
	await highLevel.sandbox.close();
});

const schedule = (userId: string, to = '23:59') =>
	highLevel.sandbox.calendars.seedSchedule({
		userId,
		rules: WEEKDAYS.map((day) => ({ type: 'wday', day, intervals: [{ from: '00:00', to }] })),
	});

const toTeam = {
	if: ifAccounts(locator('list', salesLine.id)),
	assignTo: locator('list', 'team:T'),
};
const teamOf = (more: object) => ({ values: [{ name: 'T', ...more }] });
const BY_ROLE = { options: { roles: ['user'] } };

/** 20 people with the role 'user' besides the demo team, who are admins here. */
function twenty(): string[] {
	for (const one of Object.values(demoTeam.users)) {
		const { id, firstName, lastName, email } = one;
		const roles = {
			type: 'account' as const,
			role: 'admin' as const,
			locationIds: [highLevel.locationId],
		};
		highLevel.sandbox.users.add({ id, firstName, lastName, email, roles });
	}
	return Array.from({ length: 20 }, (_one, i) => {
		const { id } = highLevel.sandbox.users.add({ firstName: 'Member', lastName: `No${i}` });
		return id;
	});
}

let people = 0;
const run = async (sources: object, team: object, count = 1, more: object = {}) =>
	await resolve(
		highLevel.credentials,
		{
			rules: [toTeam],
			sections: { teams: teamOf(team) as never, sources: sources as never },
			...more,
		},
		Array.from({ length: count }, () =>
			touch({ contact: { phone: `+1415555${String(1000 + people++)}`, name: 'Nora' } }),
		),
		undefined,
		'webhook',
	);

const calls = () => {
	const counts: Record<string, number> = {};
	for (const request of highLevel.takeRequests()) counts[request] = (counts[request] ?? 0) + 1;
	return counts;
};

describe('a team of 20 by role', () => {
	it('with calendars costs one call more the first time, and none the second time', async () => {
		const ids = twenty();
		for (const id of ids) schedule(id);
		const { assigned } = await run({ hours: 'calendars' }, BY_ROLE, 20);
		const chosen = assigned.map(({ assignment }) => assignment?.user?.id);
		expect([...chosen].sort()).toEqual([...ids].sort());
		expect(calls()).toEqual({ 'GET /users/': 1, 'GET /calendars/schedules/search': 1 });
		await run({ hours: 'calendars' }, BY_ROLE, 3);
		expect(calls()).toEqual({});
	});

	it('with blocked slots costs a call a member, and none the second time', async () => {
		twenty();
		await run({ away: 'blockedSlots' }, BY_ROLE);
		expect(calls()).toEqual({ 'GET /users/': 1, 'GET /calendars/blocked-slots': 20 });
		await run({ away: 'blockedSlots' }, BY_ROLE);
		expect(calls()).toEqual({});
	});

	it('with unread conversations costs one call', async () => {
		twenty();
		const team = { ...BY_ROLE, strategy: 'fewestOpen' };
		await run({ load: 'unreadConversations' }, team);
		expect(calls()).toEqual({ 'GET /users/': 1, 'GET /conversations/search': 1 });
	});

	it('is not asked for load when nothing goes by it', async () => {
		twenty();
		await run({ load: 'contacts' }, BY_ROLE);
		expect(calls()).toEqual({ 'GET /users/': 1 });
	});

	it('shares what was read with runs at the same time', async () => {
		twenty();
		const once = async () => await run({ away: 'blockedSlots' }, BY_ROLE);
		await Promise.all([once(), once(), once()]);
		expect(calls()).toEqual({ 'GET /users/': 1, 'GET /calendars/blocked-slots': 20 });
	});
});

describe('load from HighLevel', () => {
	const members = { values: [sofia, marcus].map(({ id }) => ({ user: locator('id', id) })) };
	const team = { members, strategy: 'fewestOpen' };
	const seed = (assignedTo: string, count: number) => {
		for (let i = 0; i < count; i++) {
			const { id } = highLevel.sandbox.contacts.seedContact({ assignedTo });
			highLevel.sandbox.conversations.seedConversation({ contactId: id, assignedTo });
		}
	};

	it.each(['unreadConversations', 'contacts'])(
		'%s: shares a burst, over several runs without another call',
		async (load) => {
			seed(sofia.id, 4);
			// The first run makes both of them present, so that nobody is lifted as a newcomer.
			const first = await run({ load }, team, 3);
			highLevel.takeRequests();
			const second = await run({ load }, team, 5);
			expect(calls()).toEqual({});
			const names = [...first.assigned, ...second.assigned].map(
				({ assignment }) => assignment?.user?.id,
			);
			expect(names.filter((id) => id === marcus.id)).toHaveLength(6);
			expect(names.filter((id) => id === sofia.id)).toHaveLength(2);
		},
	);

	it('counts what a run assigned that HighLevel kept waiting', async () => {
		seed(sofia.id, 4);
		const start = Date.now();
		const { requests } = highLevel.sandbox;
		jest.spyOn(Date, 'now').mockImplementation(() => start + requests.length * 40_000);
		const first = await run({ load: 'contacts' }, team, 3);
		const second = await run({ load: 'contacts' }, team, 5);
		expect(calls()).toEqual({ 'GET /users/': 1, 'POST /contacts/search': 2 });
		const names = [...first.assigned, ...second.assigned].map(
			({ assignment }) => assignment?.user?.id,
		);
		expect(names.filter((id) => id === marcus.id)).toHaveLength(6);
	});

	it('is said in the receipt, with its age', async () => {
		seed(sofia.id, 9);
		await run({ load: 'unreadConversations' }, team);
		const later = Date.now() + 2 * MINUTE;
		jest.spyOn(Date, 'now').mockImplementation(() => later);
		const { assigned } = await run({ load: 'unreadConversations' }, team);
		expect(assigned[0]?.assignment?.receipt).toMatchObject({
			sources: ['Load: unread conversations in HighLevel, read 2 min ago'],
			candidates: expect.arrayContaining([
				expect.objectContaining({
					userId: sofia.id,
					detail: '9 unread conversations in HighLevel, read 2 min ago',
				}),
			]),
		});
	});

	it('is read again when its time is over', async () => {
		await run({ load: 'unreadConversations', refreshMinutes: 2 }, team);
		highLevel.takeRequests();
		const later = Date.now() + 2 * MINUTE;
		jest.spyOn(Date, 'now').mockImplementation(() => later);
		await run({ load: 'unreadConversations', refreshMinutes: 2 }, team);
		expect(calls()).toEqual({ 'GET /conversations/search': 1 });
	});
});

describe('people who are not there', () => {
	const members = {
		values: [{ user: locator('id', sofia.id) }, { user: locator('id', 'wentAway') }],
	};

	it('wait for the end of the time that they blocked', async () => {
		const { sandbox } = highLevel;
		const endTime = Date.now() + 90 * MINUTE;
		sandbox.calendars.seedBlockedSlot({ assignedUserId: sofia.id, startTime: 0, endTime });
		const { notAssigned } = await run({ away: 'blockedSlots' }, { members }, 1, {
			options: { whenNobody: 'wait' },
		});
		expect(notAssigned[0]?.assignment).toMatchObject({
			outcome: 'waiting',
			receipt: {
				candidates: [
					{ user: 'wentAway', reason: 'unknown_user' },
					{ user: 'Sofia Reyes', reason: 'blocked' },
				],
			},
		});
	});

	it('do not work when their calendar is closed', async () => {
		schedule(sofia.id, '00:00');
		const { notAssigned } = await run({ hours: 'calendars' }, { members });
		expect(notAssigned[0]?.assignment?.receipt.sentence).toContain('Sofia Reyes does not work now');
	});
});

describe('when HighLevel does not say', () => {
	const members = { values: [{ user: locator('id', sofia.id) }] };
	const failing = (status: number) =>
		highLevel.sandbox.faults.add({
			path: '/calendars/blocked-slots',
			effect: { kind: 'status', status },
		});

	it('fails and assigns nobody, so that WhatsApp delivers the message again', async () => {
		const fault = failing(403);
		const first = await run({ away: 'blockedSlots' }, { members });
		expect(first.error?.name).toBe('NodeApiError');
		fault.remove();
		expect((await run({ away: 'blockedSlots' }, { members })).assigned).toHaveLength(1);
	});

	it('goes on with what it knows for an hour and says so, then fails', async () => {
		await run({ away: 'blockedSlots' }, { members });
		failing(403);
		let later = Date.now() + 30 * MINUTE;
		jest.spyOn(Date, 'now').mockImplementation(() => later);
		const { assigned, run: ran } = await run({ away: 'blockedSlots' }, { members });
		expect(assigned).toMatchObject([
			{
				assignment: { receipt: { sources: ['Away: blocked slots in HighLevel, read 30 min ago'] } },
			},
		]);
		expect(ran.hints['Resolve Assignment']).toMatchObject([
			{ message: expect.stringContaining('older than they should be') },
		]);
		later += 40 * MINUTE;
		expect((await run({ away: 'blockedSlots' }, { members })).error?.name).toBe('NodeApiError');
	});

	it('says so once, whoever owns the contacts of a run', async () => {
		const both = { values: [sofia, marcus].map(({ id }) => ({ user: locator('id', id) })) };
		for (const assignedTo of [sofia.id, marcus.id]) {
			const phone = `+1415555${String(1000 + people + (assignedTo === sofia.id ? 1 : 2))}`;
			highLevel.sandbox.contacts.seedContact({ phone, assignedTo });
		}
		await run({ away: 'blockedSlots' }, { members: both });
		failing(403);
		const later = Date.now() + 30 * MINUTE;
		jest.spyOn(Date, 'now').mockImplementation(() => later);
		const { assigned, run: ran } = await run({ away: 'blockedSlots' }, { members: both }, 2, {
			ownerPolicy: 'first',
		});
		expect(assigned.map(({ assignment }) => assignment?.user?.id)).toEqual([sofia.id, marcus.id]);
		expect(ran.hints['Resolve Assignment']).toHaveLength(1);
	});

	it('names the permission that the token lacks', async () => {
		const other = await startHighLevel();
		const { error } = await resolve(
			other.credentials,
			{
				rules: [toTeam],
				sections: { teams: teamOf({ members }) as never, sources: { hours: 'calendars' } },
			},
			[touch()],
		);
		await other.sandbox.close();
		expect(error?.message).toBe('The HighLevel token lacks a permission (scope)');
		expect(error?.description).toContain("'View Calendars'");
	});

	it('does not ask, with OAuth2, what the connection was not allowed', async () => {
		leadPublicAddressTo(highLevel);
		const { error } = await resolve(
			oAuthCredentials(highLevel, { scopes: ['users.readonly', 'contacts.readonly'] }),
			{
				authentication: 'oAuth2',
				rules: [toTeam],
				sections: { teams: teamOf({ members }) as never, sources: { hours: 'calendars' } },
			},
			[touch()],
		);
		expect(error?.description).toContain('calendars.readonly');
		expect(calls()).toEqual({ 'GET /users/': 1 });
	});

	it('renews, with OAuth2, a token that has expired', async () => {
		leadPublicAddressTo(highLevel);
		schedule(sofia.id);
		const credentials = oAuthCredentials(highLevel, { scopes: ALL_SCOPES });
		const parameters = {
			authentication: 'oAuth2',
			rules: [toTeam],
			sections: { teams: teamOf({ members }) as never, sources: { away: 'blockedSlots' } },
		};
		await resolve(credentials, { ...parameters, sections: { sources: {} } }, [touch()]);
		const { access_token } = credentials.highLevelOAuth2Api?.oauthTokenData as {
			access_token: string;
		};
		highLevel.sandbox.revokeToken(access_token);
		highLevel.takeRequests();
		const { assigned } = await resolve(credentials, parameters, [touch()]);
		expect(assigned).toHaveLength(1);
		expect(calls()).toEqual({ 'GET /calendars/blocked-slots': 2, 'POST /oauth/token': 1 });
	});
});

it('Check Plan names people without working hours in HighLevel', async () => {
	schedule(marcus.id);
	const members = { values: [sofia, marcus].map(({ id }) => ({ user: locator('id', id) })) };
	const { notAssigned } = await resolve(
		highLevel.credentials,
		{
			operation: 'check',
			rules: [toTeam],
			sections: { teams: teamOf({ members }) as never, sources: { hours: 'calendars' } },
		},
		[touch()],
		undefined,
		'manual',
	);
	expect(notAssigned).toMatchObject([
		{
			findings: expect.arrayContaining([
				expect.objectContaining({
					code: 'no_hours',
					text: expect.stringContaining('for Sofia Reyes, so'),
				}),
			]),
		},
	]);
});

it('a message about a message of ours asks nothing', async () => {
	await resolve(
		highLevel.credentials,
		{
			rules: [toTeam],
			sections: {
				teams: teamOf(BY_ROLE) as never,
				sources: { hours: 'calendars', away: 'blockedSlots' },
			},
		},
		[touch({ event: 'status' })],
	);
	expect(calls()).toEqual({ 'GET /users/': 1 });
});
