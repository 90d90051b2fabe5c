import { demoTeam } from '../../../sandbox/highlevel';
import { startHighLevel, useHighLevel } from '../../harness/highLevel';
import { touch } from '../../harness/touches';
import { resolve, salesRule } from './resolve';

const { sofia } = demoTeam.users;
const highLevel = useHighLevel();

const resolveOne = (user: { id: string } = sofia) =>
	resolve(highLevel().credentials, { rules: [salesRule(user)] }, [touch()]);

it('asks HighLevel once for the users of many items', async () => {
	const touches = Array.from({ length: 10 }, (_, index) => touch({ key: `msg:${index}` }));
	const rules = [salesRule(sofia)];
	const { assigned } = await resolve(highLevel().credentials, { rules }, touches);
	expect(assigned).toHaveLength(10);
	expect(highLevel().takeRequests()).toEqual(['GET /users/']);
});

it('asks no more in the runs that follow', async () => {
	await resolveOne();
	highLevel().takeRequests();
	const { assigned } = await resolveOne();
	expect(assigned).toHaveLength(1);
	expect(highLevel().takeRequests()).toEqual([]);
});

it('asks once, not for every item, when HighLevel does not know a user', async () => {
	const rules = [salesRule({ id: 'somebodyWhoLeft' })];
	const { notAssigned } = await resolve(highLevel().credentials, { rules }, [touch(), touch()]);
	expect(notAssigned).toHaveLength(2);
	expect(highLevel().takeRequests()).toEqual(['GET /users/']);
});

it('never assigns a user whom HighLevel lists as deleted, or who is in another sub-account', async () => {
	const { sandbox } = highLevel();
	const left = sandbox.users.add({ firstName: 'Diego', lastName: 'Ortiz', deleted: true });
	const elsewhere = sandbox.users.add({
		firstName: 'Elena',
		lastName: 'Fischer',
		roles: { type: 'account', role: 'user', locationIds: ['anotherLocation'] },
	});
	expect((await resolveOne(left)).assigned).toEqual([]);
	expect((await resolveOne(elsewhere)).assigned).toEqual([]);
});

it('keeps the users of two sub-accounts apart', async () => {
	await resolveOne();
	const other = await startHighLevel({ users: [{ firstName: 'Ana', lastName: 'Silva' }] });
	const { notAssigned } = await resolve(other.credentials, { rules: [salesRule(sofia)] }, [
		touch(),
	]);
	await other.sandbox.close();
	expect(notAssigned).toMatchObject([{ assignment: { user: null } }]);
});

it.each([
	[
		'does not accept the token',
		() => void highLevel().sandbox.revokeToken(demoTeam.token),
		/HighLevel does not accept the token: Invalid Private Integration token/,
		/Copy the token into the credential again/,
		'401',
	],
	[
		'says that the token is for another sub-account',
		() => {
			const { credentials } = highLevel();
			const { highLevelPrivateIntegrationApi } = credentials;
			credentials.highLevelPrivateIntegrationApi = {
				...highLevelPrivateIntegrationApi,
				locationId: 'someOtherLocation',
			};
		},
		/The HighLevel token belongs to another sub-account/,
		/Compare the Location ID in the credential/,
		'403',
	],
])('fails with the way out when HighLevel %s', async (_what, breakIt, message, wayOut, status) => {
	breakIt();
	const { error, run } = await resolveOne();
	expect(run.status).toBe('error');
	expect(error?.name).toBe('NodeApiError');
	expect(error).toMatchObject({ httpCode: status });
	expect(error?.message).toMatch(message);
	expect(error?.description).toMatch(wayOut);
});

it('names the permission that the token lacks', async () => {
	const { sandbox, credentials } = await startHighLevel({ token: { scopes: [] } });
	const { error } = await resolve(credentials, { rules: [salesRule(sofia)] }, [touch()]);
	await sandbox.close();
	expect(error?.message).toBe('The HighLevel token lacks a permission (scope)');
	expect(error?.description).toContain("'View Users'");
});

it('says that something else than HighLevel seems to answer at the Base URL', async () => {
	const effect = { kind: 'status', status: 200, body: { hello: 'world' } } as const;
	highLevel().sandbox.faults.add({ effect });
	const { error } = await resolveOne();
	expect(error?.name).toBe('NodeApiError');
	expect(error?.message).toBe('HighLevel answered in a form that is not known');
	expect(error?.description).toContain('Check the Base URL in the credential');
});

it('needs a Location ID in the credential', async () => {
	highLevel().credentials.highLevelPrivateIntegrationApi = { token: 'pit-x', locationId: ' ' };
	const { error } = await resolveOne();
	expect(error?.name).toBe('NodeOperationError');
	expect(error?.message).toBe('The HighLevel credential has no Location ID');
	expect(error?.description).toContain('Fill in the Location ID');
});
