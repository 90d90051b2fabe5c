import type { INodeParameters } from 'n8n-workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import { useHighLevel } from '../../harness/highLevel';
import { leadPublicAddressTo, oAuthCredentials } from '../../harness/highLevelOAuth';
import { LEDGER, REASSIGN } from '../../harness/nodeTypes';
import { behindStart, jsonOf, node, runWorkflow } from '../../harness/runWorkflow';
import { items, locator, touch } from '../../harness/touches';
import { assign, decided } from '../HighLevelAssignContact/assignFixture';
import { resolve, salesRule } from '../ResolveAssignment/resolve';

const { sofia } = demoTeam.users;
const rules = [salesRule(sofia)];
const highLevel = useHighLevel();
afterEach(() => jest.restoreAllMocks());

/** Both credentials that are connected to one sub-account; the last as the panel suggests it. */
const accesses = [
	['private integration', () => highLevel().credentials, {}],
	[
		'OAuth2',
		() => {
			leadPublicAddressTo(highLevel());
			return oAuthCredentials(highLevel());
		},
		{ authentication: 'oAuth2' },
	],
	[
		'OAuth2 with an empty Location ID',
		() => {
			leadPublicAddressTo(highLevel());
			return oAuthCredentials(highLevel());
		},
		{ authentication: 'oAuth2', options: { locationId: '' } },
	],
] as const;

const refused = (item: number) =>
	expect.objectContaining({
		name: 'NodeOperationError',
		message: expect.stringMatching(
			new RegExp(
				`^('Location ID' is foreign, but the HighLevel OAuth2|The item's 'locationId' is foreign, but the HighLevel) credential is connected to the sub-account ${highLevel().locationId} \\[item ${item}\\]$`,
			),
		),
		description: expect.stringContaining('Edit Fields'),
		context: expect.objectContaining({ itemIndex: item }),
	});

describe.each(accesses)(
	'an item that is for another sub-account than the %s',
	(_how, open, how) => {
		const parameters: INodeParameters = { ...how };
		const own = () => ({ locationId: highLevel().locationId });

		it('is decided for nobody', async () => {
			const credentials = open();
			const { error } = await resolve(credentials, { ...parameters, rules }, [
				{ ...touch(), ...own() },
				{ ...touch(), locationId: 'foreign' },
			]);
			expect(error).toEqual(refused(1));
			expect(highLevel().takeRequests()).toEqual([]);
		});

		it('is refused by itself when the node goes on', async () => {
			const found = await resolve(
				open(),
				{ ...parameters, rules },
				[touch(), { ...touch(), locationId: 'foreign' }, { ...touch(), ...own() }, touch()],
				'continueRegularOutput',
			);
			expect(found.assigned).toHaveLength(3);
			expect(found.notAssigned).toEqual([
				{ error: expect.stringContaining('is foreign, but the HighLevel') },
			]);
		});

		it('makes no contact, and the others are assigned', async () => {
			const { error } = await assign(open(), parameters, [
				decided('+14155550121', { locationId: 'foreign' }),
				decided('+14155550122', own()),
				decided('+14155550123'),
			]);
			expect(error).toEqual(refused(0));
			const phones = highLevel()
				.sandbox.contacts.all()
				.map(({ phone }) => phone);
			expect(phones.sort()).toEqual(['+14155550122', '+14155550123']);
		});

		it.each(['close', 'forget', 'giveTurnBack', 'takeTurnAgain'])(
			'changes nothing in the ledger: %s',
			async (operation) => {
				expect(await failsIn(LEDGER, { ...parameters, operation, reason: 'A test' })).toEqual(
					refused(0),
				);
			},
		);

		it('moves no contacts', async () => {
			const work = { ...parameters, person: locator('id', sofia.id) };
			expect(await failsIn(REASSIGN, work)).toEqual(refused(0));
			expect(highLevel().takeRequests()).toEqual([]);
		});

		async function failsIn(type: string, given: INodeParameters) {
			const credentials = open();
			const names = Object.keys(credentials).map((name) => [name, { id: '1', name: 'HighLevel' }]);
			const tested = node(type, given, { name: 'Tested', credentials: Object.fromEntries(names) });
			const run = await runWorkflow({
				...behindStart(tested),
				credentials,
				input: items({ ...touch(), locationId: 'foreign' }),
			});
			expect(jsonOf(run, 'Tested')).toEqual([]);
			return run.errors.Tested;
		}
	},
);

it.each([
	['a number', 5],
	['text with blanks', ' other '],
])('an item names another sub-account also as %s', async (_what, locationId) => {
	const given = [{ ...touch(), locationId }];
	const { error } = await resolve(highLevel().credentials, { rules }, given);
	expect(error?.message).toContain("The item's 'locationId' is ");
});

it.each([null, '', '  ', undefined, {}, [], true])(
	'an item with the locationId %j names none',
	async (locationId) => {
		const given = [{ ...touch(), locationId }];
		const { assigned } = await resolve(highLevel().credentials, { rules }, given);
		expect(assigned).toHaveLength(1);
	},
);
