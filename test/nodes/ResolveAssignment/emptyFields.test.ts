import type { INodeParameters } from 'n8n-workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import { ifAccounts, ifAnyTag } from '../../../sandbox/n8n/planCards';
import { engines, useExpressionEngine } from '../../harness/expressionEngine';
import { useHighLevel } from '../../harness/highLevel';
import { locator, salesLine, touch } from '../../harness/touches';
import { resolve, salesRule } from './resolve';

const { sofia, marcus, priya, tom } = demoTeam.users;
const wanted = locator('email', '={{ $json.wanted }}');
const salesAccount = locator('list', salesLine.id);
const cards = (...values: INodeParameters[]): INodeParameters => ({ values });

describe.each(engines)('on the expression engine %s', (engine) => {
	useExpressionEngine(engine);
	const highLevel = useHighLevel();
	/** Somebody whose `wanted` is Priya, somebody without, and Priya's again. */
	const people = (empty: unknown) => [
		{ ...touch(), wanted: priya.email },
		empty === undefined ? touch() : { ...touch(), wanted: empty },
		{ ...touch(), wanted: priya.email },
	];
	const run = async (parameters: Parameters<typeof resolve>[1], touches: object[] = people('')) =>
		await resolve(highLevel().credentials, parameters, touches);
	const named = { name: 'As Wanted', if: ifAccounts(salesAccount), assignTo: wanted };

	it.each([[undefined], [''], [null], ['  \n']])(
		'a user field that is %j for one contact names nobody: the backup takes it, the others go on',
		async (empty) => {
			const backups = cards({ assignTo: locator('list', marcus.id) });
			const rules = [{ ...named, options: { backups } }];
			const { assigned, error } = await run({ rules }, people(empty));
			expect(error).toBeUndefined();
			expect(assigned.map(({ assignment }) => assignment?.user?.id)).toEqual([
				priya.id,
				marcus.id,
				priya.id,
			]);
			expect(assigned[1]?.assignment?.receipt.sentence).toBe(
				"Rule 'As Wanted' chose Marcus Chen, because the message came to 'Sales Line'; the field for the user is empty.",
			);
			expect(assigned[1]?.assignment?.receipt.candidates[0]).toMatchObject({
				userId: null,
				from: 'As Wanted',
				reason: 'empty_reference',
			});
			// Nobody is looked for again because of it.
			expect(highLevel().takeRequests()).toEqual(['GET /users/']);
		},
	);

	it.each<[string, INodeParameters, string]>([
		['Countries', { countries: '={{ $json.wantedCountry }}' }, 'its countries'],
		['tags', ifAnyTag('={{ $json.wantedTags }}'), 'its tags'],
		['a list of tags', ifAnyTag('={{ [$json.wantedTags].filter(Boolean) }}'), 'its tags'],
		['the source', { sourceIs: '={{ $json.wantedSource }}' }, "the contact's source"],
		[
			'accounts',
			ifAccounts(locator('name', '={{ $json.wantedAccount }}')),
			'its WhatsApp accounts',
		],
		['the time', { time: '={{ $json.wantedTime }}' }, 'its time'],
		['new or existing', { contact: '={{ $json.wantedKind }}' }, 'new or existing contacts'],
	])(
		'a condition whose field is empty for one contact (%s) is not true, and the next rule decides',
		async (_what, only, words) => {
			const wantedFor = {
				wantedCountry: 'US',
				wantedTags: 'vip',
				wantedSource: 'Ads',
				wantedAccount: salesLine.name,
				wantedTime: 'any',
				wantedKind: 'any',
			};
			const asWanted = {
				name: 'As Wanted',
				if: only,
				assignTo: locator('list', priya.id),
			};
			const { assigned, error } = await run(
				{
					rules: [asWanted, salesRule(marcus)],
					sections: { schedules: cards({ name: 'Open', hours: '24/7' }) },
				},
				[
					touch(),
					{
						...touch({
							contact: {
								phone: '+14155550998',
								country: 'US',
								tags: ['vip'],
								source: 'Ads',
								existed: true,
								ownerId: null,
							},
						}),
						...wantedFor,
					},
				],
			);
			expect(error).toBeUndefined();
			expect(assigned[0]?.assignment?.user?.id).toBe(marcus.id);
			expect(assigned[0]?.assignment?.receipt.rules).toContainEqual(
				expect.objectContaining({
					name: 'As Wanted',
					matched: false,
					reason: expect.stringContaining(`the field for ${words} is empty`) as string,
				}),
			);
			expect(assigned).toHaveLength(2);
		},
	);

	it('the fallback takes it', async () => {
		const fallback = { fallback: locator('list', tom.id) };
		const { assigned } = await run({ rules: [named], ...fallback });
		expect(assigned[1]?.assignment).toMatchObject({
			user: { id: tom.id },
			receipt: {
				sentence:
					"The fallback chose Tom Baker, because rule 'As Wanted' matched, but the field for the user is empty.",
			},
		});
	});

	it('without anybody else, nobody gets it, and the receipt says so', async () => {
		const { notAssigned } = await run({ rules: [named] });
		expect(notAssigned.map(({ assignment }) => assignment?.receipt.sentence)).toEqual([
			"Nobody was chosen, because rule 'As Wanted' matched, but the field for the user is empty, and there is no fallback.",
		]);
	});

	it.each<[string, Parameters<typeof resolve>[1], string]>([
		[
			'a fallback user',
			{ fallback: wanted },
			"no rule matches 'Sales Line', and the field for the user is empty.",
		],
		[
			'a team',
			{
				rules: [
					{
						name: 'Team',
						if: ifAccounts(salesAccount),
						assignTo: locator('team', '={{ $json.wanted }}'),
					},
				],
			},
			"rule 'Team' matched, but the field for the team is empty,",
		],
		[
			'a team member',
			{
				rules: [
					{
						name: 'Team',
						if: ifAccounts(salesAccount),
						assignTo: locator('list', 'team:Sales'),
					},
				],
				sections: { teams: cards({ name: 'Sales', members: cards({ user: wanted }) }) },
			},
			"rule 'Team' matched, but the field for a member of the team 'Sales' is empty,",
		],
		[
			'a backup person',
			{
				rules: [salesRule(sofia, 'Sales')],
				sections: {
					people: cards({
						user: locator('list', sofia.id),
						options: { paused: true, backup: wanted },
					}),
				},
			},
			"rule 'Sales' matched, but Sofia Reyes is paused, the field for the backup of Sofia Reyes is empty",
		],
		[
			'an account',
			{
				rules: [
					{
						name: 'Line',
						if: ifAccounts(locator('id', '={{ $json.wanted }}')),
						assignTo: locator('list', sofia.id),
					},
				],
			},
			"no rule matches 'Sales Line',",
		],
		[
			'a tag',
			{
				rules: [
					{ name: 'Tag', if: ifAnyTag('={{ $json.wanted }}'), assignTo: locator('list', sofia.id) },
				],
			},
			"no rule matches 'Sales Line',",
		],
	])('%s of an empty field is said in the receipt', async (_what, parameters, words) => {
		const { notAssigned, error } = await run(parameters, [touch()]);
		expect(error).toBeUndefined();
		expect(notAssigned[0]?.assignment?.receipt.sentence).toContain(words);
	});

	it('a rule whose account is empty matches nothing, and says why', async () => {
		const account = locator('number', '={{ $json.wanted }}');
		const rules = [{ name: 'Line', if: ifAccounts(account), assignTo: locator('list', sofia.id) }];
		const { notAssigned } = await run({ rules }, [touch()]);
		expect(notAssigned[0]?.assignment?.receipt.rules).toMatchObject([
			{ name: 'Line', matched: false, reason: 'the field for its WhatsApp accounts is empty' },
		]);
	});

	it('an entry in People that is about nobody changes nobody', async () => {
		const entry = { user: wanted, options: { paused: true } };
		const { assigned } = await run(
			{
				rules: [salesRule(sofia)],
				sections: { people: cards(entry, { ...entry, user: locator('id', '={{ $json.no }}') }) },
			},
			[touch()],
		);
		expect(assigned[0]?.assignment?.user?.id).toBe(sofia.id);
	});

	it('the other members of a team take turns', async () => {
		const parameters = {
			rules: [
				{
					name: 'Team',
					if: ifAccounts(salesAccount),
					assignTo: locator('list', 'team:Sales'),
				},
			],
			sections: {
				teams: cards({
					name: 'Sales',
					members: cards({ user: wanted }, { user: locator('list', marcus.id) }),
				}),
			},
		};
		const { assigned } = await run(parameters, [touch(), touch()]);
		expect(assigned.map(({ assignment }) => assignment?.user?.id)).toEqual([marcus.id, marcus.id]);
	});

	it('a plan as JSON that an expression builds names nobody there, too', async () => {
		const planJson =
			"={{ { rules: [{ name: 'As Wanted', when: { accounts: [{ by: 'name', value: 'Sales Line' }] }, target: { type: 'user', user: { by: 'email', value: $json.wanted } } }], fallback: { type: 'user', user: { by: 'email', value: $json.other } }, owners: null } }}";
		const other = { ...touch(), other: tom.email };
		const { assigned, error } = await run({ planSource: 'json', planJson }, [
			{ ...other, key: 'a', wanted: priya.email },
			{ ...other, key: 'b', wanted: null },
			{ ...other, key: 'c' },
		]);
		expect(error).toBeUndefined();
		expect(assigned.map(({ assignment }) => assignment?.user?.id)).toEqual([
			priya.id,
			tom.id,
			tom.id,
		]);
	});
});

describe('a field that nobody filled in', () => {
	const highLevel = useHighLevel();
	const user = locator('list', sofia.id);
	const nobody = locator('email', ' ');

	it.each<[message: string, parameters: Parameters<typeof resolve>[1], what?: string]>([
		[
			"Rule 'Sales': 'Assign To' is empty",
			{ rules: [{ name: 'Sales', if: ifAccounts(salesAccount), assignTo: nobody }] },
		],
		[
			"Rule 'Sales': 'WhatsApp Account' is empty",
			{ rules: [{ name: 'Sales', if: ifAccounts(locator('name', ' ')), assignTo: user }] },
			'condition',
		],
		[
			"Rule 'Sales': 'Backups' 2 is empty",
			{
				rules: [
					{
						name: 'Sales',
						if: ifAccounts(salesAccount),
						assignTo: user,
						options: { backups: cards({ assignTo: user }, { assignTo: nobody }) },
					},
				],
			},
		],
		[
			"Rule 'VIP': 'Tag Is Any Of' is empty",
			{ rules: [{ name: 'VIP', if: ifAnyTag(' '), assignTo: user }] },
			'condition',
		],
		[
			"Team 'Sales': 'Members and Weights' 1, 'User' is empty",
			{ sections: { teams: cards({ name: 'Sales', members: cards({ user: nobody }) }) } },
		],
		["Person 1: 'User' is empty", { sections: { people: cards({ user: nobody }) } }],
		["'If No Rule Fits' is empty", { fallback: nobody }],
		["'If No Rule Fits' is empty", { fallback: locator('team', '') }],
	])('is refused: %s', async (message, parameters, what = 'entry') => {
		const { error } = await resolve(highLevel().credentials, parameters, [touch()]);
		expect(error?.message).toBe(
			`The plan cannot be used: ${message}; fill it in or remove the ${what}`,
		);
		expect(error?.context).toMatchObject({ itemIndex: 0 });
	});
});
