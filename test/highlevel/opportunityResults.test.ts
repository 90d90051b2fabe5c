import { HighLevelError } from '../../highlevel/errors';
import { readOpportunityResults } from '../../highlevel/opportunityResults';
import { DAY } from '../../routing/model/durations';
import { ALL_SCOPES, DEFAULT_SCOPES, demoLocation } from '../../sandbox/highlevel';
import { ContractWatch } from '../harness/highLevelContract';
import { manualClock } from '../sandbox/highlevel/client';
import { LocationFixture, TOKEN } from './locationFixture';

const location = new LocationFixture();
const watch = new ContractWatch();
let clock: ReturnType<typeof manualClock>;

const start = async (scopes: readonly string[] = ALL_SCOPES) => {
	clock = manualClock();
	await location.start({
		clock: clock.now,
		tokens: [{ token: TOKEN, locationId: demoLocation.id, scopes: [...scopes] }],
		onRequest: watch.onRequest,
	});
};
beforeEach(async () => await start());
afterEach(async () => {
	await location.stop();
	watch.verify();
});

let phones = 0;
function opportunity(status: 'open' | 'won' | 'lost' | 'abandoned'): {
	id: string;
	contact: string;
} {
	const phone = `+1415555${String(1000 + ++phones)}`;
	const contact = location.sandbox.contacts.seedContact({ phone }).id;
	const { opportunities } = location.sandbox;
	const { id } = opportunities.seedOpportunity({ contactId: contact });
	clock.forward(1_000);
	opportunities.change(id, { status });
	return { id, contact };
}

const read = async (more: Partial<Parameters<typeof readOpportunityResults>[1]> = {}) =>
	await readOpportunityResults(location.client(), { since: 0, ...more });

it('tells what came of each contact, and when that was', async () => {
	const won = opportunity('won');
	const at = clock.now();
	opportunity('open');
	const lost = opportunity('lost');
	const { results, complete } = await read();
	expect(complete).toBe(true);
	expect(results).toEqual([
		{
			id: `opportunity:${won.id}:won`,
			kind: 'won',
			contact: [`highLevel:${won.contact}`],
			at,
			by: 'highLevel',
		},
		expect.objectContaining({ id: `opportunity:${lost.id}:lost`, kind: 'lost' }),
	]);
});

it('leaves out what was over before', async () => {
	opportunity('won');
	clock.forward(DAY);
	const since = clock.now();
	const { id } = opportunity('abandoned');
	const { results } = await read({ since });
	expect(results.map((result) => result.id)).toEqual([`opportunity:${id}:abandoned`]);
});

it('reads all pages, and none twice', async () => {
	const ids = Array.from({ length: 250 }, () => `opportunity:${opportunity('won').id}:won`);
	const { results, complete } = await read();
	expect(complete).toBe(true);
	expect(results.map(({ id }) => id).sort()).toEqual([...ids].sort());
	// Three pages of those that were won, and one of each other status.
	expect(location.sandbox.requests).toHaveLength(5);
});

it('says when it was not to go on', async () => {
	for (let i = 0; i < 101; i++) opportunity('won');
	const { results, complete } = await read({ mayGoOn: () => false });
	expect([results.length, complete]).toEqual([100, false]);
});

it('names the permission that the token lacks', async () => {
	await location.stop();
	await start(DEFAULT_SCOPES.filter((scope) => !scope.startsWith('opportunities')));
	const error: unknown = await read().catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(HighLevelError);
	expect((error as HighLevelError).description).toContain('View Opportunities');
});
