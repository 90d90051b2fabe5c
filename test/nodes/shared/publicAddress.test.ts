import { demoTeam } from '../../../sandbox/highlevel';
import { useHighLevel } from '../../harness/highLevel';
import { leadPublicAddressTo } from '../../harness/highLevelOAuth';
import { touch } from '../../harness/touches';
import { resolve, salesRule } from '../ResolveAssignment/resolve';

const highLevel = useHighLevel();

afterEach(() => jest.restoreAllMocks());

it.each([undefined, ''])('asks HighLevel itself when the Base URL is %j', async (baseUrl) => {
	const hosts = leadPublicAddressTo(highLevel());
	const { token, locationId } = highLevel().credentials.highLevelPrivateIntegrationApi ?? {};
	const { assigned } = await resolve(
		{
			highLevelPrivateIntegrationApi: {
				token,
				locationId,
				...(baseUrl !== undefined && { baseUrl }),
			},
		} as ReturnType<typeof highLevel>['credentials'],
		{ rules: [salesRule(demoTeam.users.sofia)] },
		[touch()],
	);
	expect(assigned).toHaveLength(1);
	expect(hosts).toEqual(['services.leadconnectorhq.com']);
});
