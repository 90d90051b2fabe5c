import { demoTeam } from '../../../sandbox/highlevel';
import { ifAccounts } from '../../../sandbox/n8n/planCards';
import { engines, useExpressionEngine } from '../../harness/expressionEngine';
import { useHighLevel } from '../../harness/highLevel';
import { locator, salesLine, supportLine, touch } from '../../harness/touches';
import { resolve, salesRule } from './resolve';

const { sofia, marcus, priya, tom } = demoTeam.users;
const GONE = 'dO1nLr5MsXg8KtYv4CqB';

describe.each(engines)('on the expression engine %s', (engine) => {
	useExpressionEngine(engine);
	const highLevel = useHighLevel();

	it.each([
		['from the list', locator('list', salesLine.id)],
		['by ID', locator('id', salesLine.id)],
		['by number', locator('number', '+12025550143')],
		['by number, spelled for people', locator('number', '+1 (202) 555-0143')],
		['by number, without plus', locator('number', '12025550143')],
		['by number, with the prefix 00', locator('number', '001 202 555 0143')],
		['by name', locator('name', 'Sales Line')],
		['by name in another case, with blanks', locator('name', '  sales LINE ')],
	])('finds the account %s, and no other account', async (_how, account) => {
		const { assigned, notAssigned } = await resolve(
			highLevel().credentials,
			{ rules: [{ if: ifAccounts(account), assignTo: locator('list', sofia.id) }] },
			[touch(), touch({ account: supportLine })],
		);
		expect(assigned).toMatchObject([
			{
				account: { id: salesLine.id },
				assignment: { outcome: 'assigned', user: { id: sofia.id } },
			},
		]);
		expect(notAssigned).toMatchObject([
			{ account: { id: supportLine.id }, assignment: { outcome: 'unassigned', user: null } },
		]);
	});

	it.each([
		['from the list', locator('list', priya.id)],
		['by ID, with blanks', locator('id', ` ${priya.id} `)],
		['by email', locator('email', priya.email)],
		['by email in another case', locator('email', ' Priya.Patel@EXAMPLE.com ')],
	])('finds the user %s', async (_how, user) => {
		const { assigned } = await resolve(
			highLevel().credentials,
			{ rules: [{ if: ifAccounts(locator('list', salesLine.id)), assignTo: user }] },
			[touch()],
		);
		expect(assigned[0]?.assignment?.user).toEqual({
			id: priya.id,
			name: 'Priya Patel',
			email: priya.email,
		});
	});

	it('lets the first rule that matches decide, and says so in the receipt', async () => {
		const { assigned } = await resolve(
			highLevel().credentials,
			{
				rules: [
					{
						name: 'Support to Priya',
						if: ifAccounts(locator('name', 'Support Line')),
						assignTo: locator('list', priya.id),
					},
					salesRule(sofia, 'Sales to Sofia'),
					salesRule(marcus, 'Sales to Marcus'),
				],
			},
			[touch()],
		);
		expect(assigned[0]?.assignment).toMatchObject({
			outcome: 'assigned',
			user: { id: sofia.id },
			rule: { name: 'Sales to Sofia', kind: 'rule', position: 2 },
			receipt: {
				sentence:
					"Rule 'Sales to Sofia' chose Sofia Reyes, because the message came to 'Sales Line'.",
				rules: [
					{ position: 1, name: 'Support to Priya', matched: false },
					{ position: 2, name: 'Sales to Sofia', matched: true },
				],
				candidates: [{ user: 'Sofia Reyes', from: 'Sales to Sofia', reason: 'available' }],
			},
		});
	});

	it('gives the contact to the fallback user when no rule is for the account', async () => {
		const { assigned, notAssigned } = await resolve(
			highLevel().credentials,
			{
				rules: [salesRule(sofia)],
				fallback: locator('email', tom.email),
			},
			[touch({ account: supportLine })],
		);
		expect(notAssigned).toEqual([]);
		expect(assigned[0]?.assignment).toMatchObject({
			outcome: 'assigned',
			user: { id: tom.id },
			rule: { name: 'Fallback', kind: 'fallback', position: null },
			receipt: {
				sentence: "The fallback chose Tom Baker, because no rule matches 'Support Line'.",
			},
		});
	});

	it('falls back when HighLevel does not know the user of the rule, and says so', async () => {
		const { assigned } = await resolve(
			highLevel().credentials,
			{
				rules: [salesRule({ id: GONE }, 'Sales to Diego'), salesRule(marcus, 'Sales to Marcus')],
				fallback: locator('list', tom.id),
			},
			[touch()],
		);
		expect(assigned[0]?.assignment).toMatchObject({
			user: { id: tom.id },
			rule: { kind: 'fallback' },
			receipt: {
				sentence: `The fallback chose Tom Baker, because rule 'Sales to Diego' matched, but ${GONE} is not in this HighLevel location.`,
				candidates: [
					{ user: GONE, from: 'Sales to Diego', passed: false, reason: 'unknown_user' },
					{ user: 'Tom Baker', from: 'Fallback', passed: true, reason: 'available' },
				],
			},
		});
	});

	it.each([
		[
			'no rule is for the account and there is no fallback',
			{ rules: [salesRule(sofia)], fallback: 'nobody' },
			touch({ account: supportLine }),
			"Nobody was chosen, because no rule matches 'Support Line', and there is no fallback.",
		],
		[
			'there are no rules at all',
			{},
			touch(),
			"Nobody was chosen, because no rule matches 'Sales Line', and there is no fallback.",
		],
		[
			'HighLevel does not know the fallback user',
			{ fallback: locator('email', 'nobody@example.com') },
			touch(),
			"Nobody was chosen, because no rule matches 'Sales Line', and nobody@example.com is not in this HighLevel location.",
		],
		[
			'the event is no message',
			{ rules: [salesRule(sofia)], fallback: locator('id', tom.id) },
			touch({ event: 'status' }),
			"Nobody was chosen, because this is a 'status' event: it says how a message of yours fared.",
		],
	])('assigns nobody when %s', async (_when, setUp, item, sentence) => {
		const { assigned, notAssigned } = await resolve(highLevel().credentials, setUp, [item]);
		expect(assigned).toEqual([]);
		expect(notAssigned).toMatchObject([
			{ assignment: { outcome: 'unassigned', user: null, rule: null, receipt: { sentence } } },
		]);
	});
});
