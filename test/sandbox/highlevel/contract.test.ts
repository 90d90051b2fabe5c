import {
	ALL_SCOPES,
	demoTeam,
	startHighLevelSandbox,
	type HighLevelSandbox,
} from '../../../sandbox/highlevel';
import { answerProblems, contract, ContractWatch } from '../../harness/highLevelContract';
import { clientFor } from './client';
import { CASES, contactPath, send } from './operations';

const { locationId, token } = demoTeam;
let sandbox: HighLevelSandbox;
let watch: ContractWatch;

beforeEach(async () => {
	watch = new ContractWatch();
	sandbox = await startHighLevelSandbox({
		onRequest: watch.onRequest,
		searchLagMs: 0,
		tokens: [{ token, locationId, scopes: ALL_SCOPES }],
	});
});
afterEach(async () => await sandbox.close());

it('every operation of the contract is tried', () => {
	expect(Object.keys(CASES).sort()).toEqual([...contract().keys()].sort());
});

describe.each(Object.entries(CASES))('%s keeps the contract', (name, cases) => {
	it.each(cases)('with %s', async (_what, call, status) => {
		const answer = await send(sandbox, name, call(sandbox));
		expect(answer.status).toBe(status);
		expect(watch.problems()).toEqual([]);
	});
});

const scoped = [...contract().values()].filter(({ scopes }) => scopes.length > 0);

it.each(scoped.map(({ name, scopes }) => [name, scopes] as const))(
	'%s asks for %s',
	async (name, scopes) => {
		const call = CASES[name]?.[0]?.[1](sandbox);
		const userType = name.includes(' /oauth/') ? 'Company' : 'Location';
		const sendWith = async (granted: string[]) => {
			const { access_token } = sandbox.oauth.issue({ locationId, userType, scopes: granted });
			return await send(sandbox, name, { ...call, token: access_token });
		};
		const refused = await sendWith(ALL_SCOPES.filter((scope) => !scopes.includes(scope)));
		expect(refused.status).toBe(401);
		expect(refused.data.message).toBe('The token is not authorized for this scope.');
		expect((await sendWith(scopes)).status).toBeLessThan(300);
		expect(watch.problems()).toEqual([]);
	},
);

describe('the errors of any operation keep the contract', () => {
	it('when a body is wrong', async () => {
		const name = 'PUT /contacts/{contactId}';
		const answer = await send(sandbox, name, { ...contactPath(sandbox), body: { tags: 'vip' } });
		expect(answer.status).toBe(422);
		expect(sandbox.requests.flatMap(answerProblems)).toEqual([]);
	});

	it('when a token is wrong', async () => {
		const name = 'GET /contacts/{contactId}';
		const answer = await send(sandbox, name, { ...contactPath(sandbox), token: 'pit-unknown' });
		expect(answer.status).toBe(401);
		expect(watch.problems()).toEqual([]);
	});

	it('when there were too many requests', async () => {
		await sandbox.close();
		sandbox = await startHighLevelSandbox({
			onRequest: watch.onRequest,
			rateLimit: { max: 0, intervalMs: 1000, daily: 9 },
		});
		expect((await clientFor(sandbox.url).get('/contacts/x')).status).toBe(429);
		expect(watch.problems()).toEqual([]);
	});
});
