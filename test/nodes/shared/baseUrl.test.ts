import { demoTeam } from '../../../sandbox/highlevel';
import { checkedBaseUrl } from '../../../nodes/shared/highLevel/baseUrl';
import { useHighLevel } from '../../harness/highLevel';
import { touch } from '../../harness/touches';
import { resolve, salesRule } from '../ResolveAssignment/resolve';

const highLevel = useHighLevel();

it.each([
	['https://services.leadconnectorhq.com/', 'https://services.leadconnectorhq.com'],
	['https://proxy.example.com:8443/ghl//', 'https://proxy.example.com:8443/ghl'],
	['HTTPS://Proxy.example.com', 'HTTPS://Proxy.example.com'],
	['http://localhost:3000', 'http://localhost:3000'],
	['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
	['http://127.9.9.9', 'http://127.9.9.9'],
	['http://[::1]:3000', 'http://[::1]:3000'],
])('a token is sent to %s', (given, address) => {
	expect(checkedBaseUrl(given)).toBe(address);
});

it.each([
	'http://services.leadconnectorhq.com',
	'http://10.0.0.5',
	'http://127.0.0.1.example.com',
	'http://localhost.example.com',
	'http://127.example.com',
	'ftp://services.leadconnectorhq.com',
	'file:///etc/passwd',
	'services.leadconnectorhq.com',
	'//services.leadconnectorhq.com',
	'https://user:secret@services.leadconnectorhq.com',
	'https://services.leadconnectorhq.com?x=',
	'https://services.leadconnectorhq.com#',
	'https://services.leadconnectorhq.com/#x',
	'https://',
	'javascript:alert(1)',
	'nonsense',
])('no token is sent to %s', (given) => {
	expect(checkedBaseUrl(given)).toBeNull();
});

it('says what is wrong with the Base URL, without repeating it', async () => {
	const { credentials } = highLevel();
	const baseUrl = 'http://user:secret@highlevel.example.com';
	const changed = { ...credentials.highLevelPrivateIntegrationApi, baseUrl };
	const { error } = await resolve(
		{ highLevelPrivateIntegrationApi: changed },
		{ rules: [salesRule(demoTeam.users.sofia)] },
		[touch()],
	);
	expect(error).toMatchObject({
		name: 'NodeOperationError',
		message: "'Base URL' in the HighLevel credential is no address to which a token may be sent",
		description: expect.stringContaining('https://'),
	});
	expect(JSON.stringify(error)).not.toContain('secret');
});
