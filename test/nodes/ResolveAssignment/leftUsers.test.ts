import { ALL_SCOPES, demoTeam, type Fault, type NewSandboxUser } from '../../../sandbox/highlevel';
import { DAY, HOUR, MINUTE } from '../../../routing/model/durations';
import { useAgency } from '../../harness/agency';
import { startHighLevel, useHighLevel, type TestHighLevel } from '../../harness/highLevel';
import { locator, touch } from '../../harness/touches';
import { resolve, salesRule, type Resolved } from './resolve';

const { sofia, priya, tom } = demoTeam.users;
const { id, firstName, lastName, email } = demoTeam.users.marcus;
const marcus = { id, firstName, lastName, email };
const highLevel = useHighLevel();
const LOOK_UP = ['GET /locations/:locationId', 'GET /users/search'];
const PLAN = { ownerPolicy: 'first', rules: [salesRule(sofia)] };

let skipped = 0;
beforeEach(() => {
	skipped = 0;
	const { now } = Date;
	jest.spyOn(Date, 'now').mockImplementation(() => now() + skipped);
});
afterEach(() => void jest.restoreAllMocks());

let people = 0;
/** Somebody who writes, whose owner HighLevel shows. */
const owned = (ownerId: string) => {
	const phone = `+1415555${String(6000 + ++people)}`;
	return touch({ contact: { phone, existed: true, ownerId, name: 'Nora Lindqvist' } });
};

async function write(ownerId: string, on: TestHighLevel = highLevel(), more: object = {}) {
	const resolved = await resolve(on.credentials, { ...PLAN, ...more }, [owned(ownerId)]);
	expect(resolved.error).toBeUndefined();
	return { ...told(resolved), calls: on.takeRequests() };
}

function told({ assigned, notAssigned }: Resolved) {
	const [{ assignment } = {}] = [...assigned, ...notAssigned];
	return {
		outcome: assignment?.outcome,
		user: assignment?.user?.id,
		sentence: assignment?.receipt.sentence,
	};
}

describe('an owner who left before this package came', () => {
	it('is passed over when HighLevel lists them as deleted, without another call', async () => {
		const left = highLevel().sandbox.users.add({
			firstName: 'Diego',
			lastName: 'Ortiz',
			deleted: true,
		});
		expect(await write(left.id)).toEqual({
			outcome: 'assigned',
			user: sofia.id,
			sentence: expect.stringContaining('Diego Ortiz has left') as string,
			calls: ['GET /users/'],
		});
		expect((await write(left.id)).calls).toEqual([]);
	});

	it('is passed over as soon as HighLevel says so by contact, too', async () => {
		const left = highLevel().sandbox.users.add({ firstName: 'D', lastName: 'O', deleted: true });
		const phone = '+14155550999';
		highLevel().sandbox.contacts.seedContact({ phone, assignedTo: left.id });
		const found = await resolve(highLevel().credentials, PLAN, [touch({ contact: { phone } })]);
		expect(told(found)).toMatchObject({ outcome: 'assigned', user: sofia.id });
	});

	it.each<[string, Fault['effect'], 'assigned' | 'kept']>([
		['as deleted', answer(200, { users: [{ id: 'gone', deleted: true }], count: 1 }), 'assigned'],
		['as unknown', answer(400, { message: 'The user does not exist.' }), 'assigned'],
		['as not found', answer(404, { message: ['User with id gone not found'] }), 'assigned'],
		['as there', answer(200, { users: [{ id: 'gone', deleted: false }], count: 1 }), 'kept'],
		['to nobody', answer(200, { users: [], count: 0 }), 'kept'],
		['as others', answer(200, { users: [{ id: 'other', deleted: true }] }), 'kept'],
		['in no known form', answer(200, { hello: 'world' }), 'kept'],
		['as another location', answer(404, { message: 'Location not found' }), 'kept'],
		['401', answer(401, { message: 'Invalid JWT' }), 'kept'],
		['403', answer(403, { message: 'The token does not have access to this location.' }), 'kept'],
		['422', answer(422, { message: ['ids must be an array'] }), 'kept'],
		['500', answer(500, { message: 'Something went wrong' }), 'kept'],
		['not at all', { kind: 'drop' }, 'kept'],
	])(
		'is asked about once a day when they are not listed: answered %s',
		async (_how, effect, came) => {
			highLevel().sandbox.faults.add({ path: '/users/search', effect });
			const first = await write('gone');
			expect(first.calls).toEqual(['GET /users/', ...LOOK_UP]);
			expect(first).toMatchObject({
				outcome: came,
				user: came === 'kept' ? 'gone' : sofia.id,
			});
			expect(await write('gone')).toEqual({ ...first, calls: [] });
			skipped = DAY - HOUR;
			expect((await write('gone')).calls).toEqual(['GET /users/']);
			skipped = DAY + HOUR;
			const later = await write('gone');
			expect(later.calls).toEqual(['GET /users/', ...(came === 'kept' ? LOOK_UP : [])]);
			expect(later.outcome).toBe(came);
		},
	);

	it('is asked about with the sub-account and its agency, as HighLevel wants it', async () => {
		await resolve(highLevel().credentials, PLAN, [owned('gone')]);
		const { sandbox, locationId } = highLevel();
		const asked = sandbox.requests.find(({ route }) => route === '/users/search');
		expect(asked?.query).toEqual({ companyId: demoTeam.companyId, locationId, ids: 'gone' });
	});

	it.each(['GET /locations/:locationId', 'no permission'])(
		'is not asked about without the agency: %s fails',
		async (what) => {
			const scopes = ALL_SCOPES.filter((scope) => scope !== 'locations.readonly');
			const on = await startHighLevel(what === 'no permission' ? { token: { scopes } } : {});
			const fault = { path: '/locations/:locationId', effect: { kind: 'status', status: 500 } };
			if (what !== 'no permission') on.sandbox.faults.add(fault as Fault);
			const first = await write('gone', on);
			expect(first).toMatchObject({ outcome: 'kept', user: 'gone' });
			expect(first.calls).toEqual(['GET /users/', 'GET /locations/:locationId']);
			expect((await write('gone', on)).calls).toEqual([]);
			await on.sandbox.close();
		},
	);

	it('is not asked about when it does not matter who owns contacts', async () => {
		const plan = { ownerPolicy: 'askRules', rules: [salesRule(sofia)] };
		const found = await resolve(
			highLevel().credentials,
			{ ...plan, options: { respectManual: false } },
			[owned('gone')],
		);
		expect(told(found)).toMatchObject({ user: sofia.id });
		expect(highLevel().takeRequests()).toEqual(['GET /users/']);
	});

	it('is asked about once, though many contacts are theirs', async () => {
		const touches = Array.from({ length: 20 }, () => owned('gone'));
		await resolve(highLevel().credentials, PLAN, touches);
		expect(highLevel().takeRequests()).toEqual(['GET /users/', ...LOOK_UP]);
	});

	it('is known in test runs, in Explain Why Not and in previews from what live runs saw', async () => {
		highLevel().sandbox.faults.add({
			path: '/users/search',
			effect: answer(200, { users: [{ id: 'gone', deleted: true }] }),
		});
		await write('gone');
		const test = await resolve(highLevel().credentials, PLAN, [owned('gone')], undefined, 'manual');
		expect(told(test)).toMatchObject({ outcome: 'assigned', user: sofia.id });
		const preview = { ...owned('gone'), preview: true };
		const previewed = await resolve(highLevel().credentials, PLAN, [preview]);
		expect(told(previewed)).toMatchObject({ outcome: 'assigned', user: sofia.id });
		const explain = { ...PLAN, operation: 'explain', person: locator('id', sofia.id) };
		const { notAssigned } = await resolve(
			highLevel().credentials,
			explain,
			[owned('gone')],
			undefined,
			'manual',
		);
		expect(notAssigned).toMatchObject([{ whyNot: { wins: true } }]);
		expect(highLevel().takeRequests()).toEqual([]);
	});
});

describe('an owner who leaves later', () => {
	it.each<[string, (on: TestHighLevel) => void]>([
		['removed', ({ sandbox }) => void sandbox.users.remove(marcus.id)],
		['marked as deleted', ({ sandbox }) => void sandbox.users.add({ ...marcus, deleted: true })],
		[
			'moved to another sub-account',
			({ sandbox }) =>
				void sandbox.users.add({
					...marcus,
					roles: { type: 'account', role: 'user', locationIds: ['elsewhere'] },
				}),
		],
	])('is passed over once the list is read anew: %s', async (_how, leave) => {
		expect(await write(marcus.id)).toMatchObject({ outcome: 'kept', user: marcus.id });
		leave(highLevel());
		skipped = 9 * MINUTE;
		expect(await write(marcus.id)).toMatchObject({ outcome: 'kept', calls: [] });
		skipped = 11 * MINUTE;
		expect(await write(marcus.id)).toMatchObject({
			outcome: 'assigned',
			user: sofia.id,
			sentence: expect.stringContaining(
				`${marcus.firstName} ${marcus.lastName} has left`,
			) as string,
			calls: ['GET /users/'],
		});
	});

	it('counts again when they are back', async () => {
		await write(marcus.id);
		highLevel().sandbox.users.remove(marcus.id);
		skipped = 11 * MINUTE;
		expect(await write(marcus.id)).toMatchObject({ outcome: 'assigned' });
		highLevel().sandbox.users.add(marcus);
		skipped = 22 * MINUTE;
		expect(await write(marcus.id)).toMatchObject({ outcome: 'kept', user: marcus.id });
	});

	it.each<[string, Fault['effect']]>([
		['empty', answer(200, { users: [] })],
		['cut off', answer(200, { users: [{ id: sofia.id, name: 'Sofia Reyes' }] })],
		[
			'partly unreadable',
			answer(200, {
				users: [...[sofia, priya, tom].map(({ id }) => ({ id })), { id: '' }],
			}),
		],
	])('has not left because a list is %s', async (_how, effect) => {
		await write(marcus.id);
		const fault = highLevel().sandbox.faults.add({ path: '/users/', effect });
		for (skipped = 11 * MINUTE; skipped < 50 * MINUTE; skipped += 11 * MINUTE) {
			const found = await write(marcus.id);
			expect(found).toMatchObject({ outcome: 'kept', user: marcus.id, calls: ['GET /users/'] });
		}
		fault.remove();
		skipped = 61 * MINUTE;
		expect(await write(marcus.id)).toMatchObject({ outcome: 'kept', user: marcus.id });
	});
});

it('lists everybody else when one entry has no ID', async () => {
	const users = [{ name: 'Nobody' }, { id: null }, null, { id: sofia.id, name: 7, deleted: 'x' }];
	highLevel().sandbox.faults.add({ path: '/users/', effect: answer(200, { users }) });
	const { assigned } = await resolve(highLevel().credentials, { rules: [salesRule(sofia)] }, [
		touch(),
	]);
	expect(assigned).toMatchObject([{ assignment: { user: { id: sofia.id } } }]);
});

describe('an agency', () => {
	const agency = useAgency();
	const place = () => ({ authentication: 'oAuth2', ...PLAN });
	const roles = (type: 'agency' | 'account', ...locationIds: string[]) => ({
		roles: { type, role: 'admin' as const, locationIds },
	});
	const writeTo = async (locationId: string, ownerId: string) => {
		const { credentials, highLevel: on } = agency();
		const one = { ...owned(ownerId), locationId };
		const resolved = await resolve(credentials(), place(), [one]);
		expect(resolved.error).toBeUndefined();
		const calls = on.takeRequests().filter((call) => call !== 'POST /oauth/locationToken');
		return { ...told(resolved), calls };
	};

	it.each<[string, Partial<NewSandboxUser>, string]>([
		['is its user', roles('agency'), 'kept'],
		['was its user, and is deleted', { ...roles('agency'), deleted: true }, 'assigned'],
		['works in another sub-account only', roles('account', 'elsewhere'), 'assigned'],
	])('says whether an owner %s', async (_who, more, came) => {
		const { highLevel: on, north, south } = agency();
		const user = { firstName: 'Ann', lastName: 'Agency', ...more };
		if (user.roles?.locationIds[0] === 'elsewhere') user.roles.locationIds = [south];
		const { id } = on.sandbox.users.add(user);
		const first = await writeTo(north, id);
		expect(first).toMatchObject({ outcome: came, calls: ['GET /users/', 'GET /users/search'] });
		expect((await writeTo(north, id)).calls).toEqual([]);
	});

	it('says that an owner does not exist, and is asked for each sub-account', async () => {
		const { north, south } = agency();
		for (const locationId of [north, south]) {
			expect(await writeTo(locationId, 'gone')).toMatchObject({
				outcome: 'assigned',
				user: sofia.id,
				calls: ['GET /users/', 'GET /users/search'],
			});
		}
	});

	it('of two sub-accounts knows in each who left', async () => {
		const { highLevel: on, north, south } = agency();
		on.sandbox.users.add({ ...marcus, ...roles('account', north, south) });
		expect(await writeTo(north, marcus.id)).toMatchObject({ outcome: 'kept' });
		expect(await writeTo(south, marcus.id)).toMatchObject({ outcome: 'kept' });
		on.sandbox.users.add({ ...marcus, ...roles('account', south) });
		skipped = 11 * MINUTE;
		expect(await writeTo(north, marcus.id)).toMatchObject({ outcome: 'assigned' });
		expect(await writeTo(south, marcus.id)).toMatchObject({ outcome: 'kept' });
	});
});

function answer(status: number, body: object): Fault['effect'] {
	return { kind: 'status', status, body: body as never };
}
