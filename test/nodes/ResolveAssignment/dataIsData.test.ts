import type { INodeParameters } from 'n8n-workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import { engines, useExpressionEngine } from '../../harness/expressionEngine';
import { useHighLevel } from '../../harness/highLevel';
import { locator, touch } from '../../harness/touches';
import { filterOf } from './planOf';
import { resolve } from './resolve';

const { sofia } = demoTeam.users;
const SHOUT = '={{ $json.word.toUpperCase() }}';
const target = { type: 'user', user: { by: 'id', value: sofia.id } };
const toSofia = { assignTo: locator('id', sofia.id) };

/** A plan whose only rule asks what an expression gives. */
const planWith = (...condition: [left: string, operation: string, right: string]) => ({
	rules: [{ name: 'Loud', target, when: { item: filterOf(condition) } }],
	fallback: null,
});
const loud = planWith(SHOUT, 'equals', 'HELLO');
const loudCard = { name: 'Loud', ...toSofia, if: { item: filterOf([SHOUT, 'equals', 'HELLO']) } };

const FROM_DATA: Array<[what: string, parameters: INodeParameters, item: object]> = [
	['a plan that was typed as JSON', { planSource: 'json', planJson: JSON.stringify(loud) }, {}],
	[
		'a plan that an item holds',
		{ planSource: 'json', planJson: '={{ $json.plan }}' },
		{ plan: loud },
	],
	[
		'a plan that an item holds as text',
		{ planSource: 'json', planJson: '={{ $json.plan }}' },
		{ plan: JSON.stringify(loud) },
	],
	[
		'what an item adds to a plan',
		{
			planSource: 'json',
			planJson: `={{ JSON.stringify({ rules: $json.rules, fallback: null }) }}`,
		},
		{ rules: loud.rules },
	],
	[
		'what a rule is compared with in a plan that an item holds',
		{ planSource: 'json', planJson: '={{ $json.plan }}' },
		{ plan: planWith('={{ $json.word }}', 'equals', '={{ "hel" + "lo" }}') },
	],
];

describe.each(engines)('on the expression engine %s', (engine) => {
	useExpressionEngine(engine);
	const highLevel = useHighLevel();

	it.each(FROM_DATA)('evaluates no expression in %s', async (_what, parameters, item) => {
		const { notAssigned, assigned } = await resolve(highLevel().credentials, parameters, [
			{ ...touch(), word: 'hello', ...item },
		]);
		expect(assigned).toEqual([]);
		expect(notAssigned[0]?.assignment?.receipt.rules).toMatchObject([
			{ name: 'Loud', matched: false, reason: expect.stringContaining('is not evaluated') },
		]);
	});

	it('evaluates what stands in its own fields, beside what an item holds', async () => {
		const { assigned } = await resolve(
			highLevel().credentials,
			{ rules: [{ ...loudCard, name: '={{ $json.text }}' }] },
			[{ ...touch(), word: 'hello', text: 'Greeting' }],
		);
		expect(assigned).toMatchObject([{ assignment: { rule: { name: 'Greeting' } } }]);
	});

	it.each([
		['a field of the item', '={{ $json.word }}'],
		['a field of a list', "={{ $json.words[0]['one'] }}"],
	])('reads %s for a plan that is given as JSON', async (_what, left) => {
		const planJson = JSON.stringify(planWith(left, 'equals', 'hello'));
		const { assigned } = await resolve(highLevel().credentials, { planSource: 'json', planJson }, [
			{ ...touch(), word: 'hello', words: [{ one: 'hello' }] },
		]);
		expect(assigned).toHaveLength(1);
	});

	it('leaves texts of items as they are when they look like expressions', async () => {
		const text = '={{ $json.word }}';
		const { assigned } = await resolve(
			highLevel().credentials,
			{ rules: [{ ...loudCard, name: '={{ $json.text }}' }] },
			[{ ...touch(), word: 'hello', text, contact: { phone: '+14155550117', name: text } }],
		);
		expect(assigned).toMatchObject([
			{ text, contact: { name: text }, assignment: { rule: { name: text } } },
		]);
	});
});

describe('Check Plan', () => {
	const highLevel = useHighLevel();

	it('says which conditions of a plan as JSON are not evaluated', async () => {
		const { notAssigned } = await resolve(
			highLevel().credentials,
			{ operation: 'check', planSource: 'json', planJson: JSON.stringify(loud) },
			[{}],
			undefined,
			'manual',
		);
		expect(notAssigned[0]?.findings).toContainEqual(
			expect.objectContaining({
				code: 'not_evaluated',
				severity: 'error',
				where: expect.stringContaining("'Loud'") as string,
			}),
		);
	});

	it('says nothing of the same expressions in the fields', async () => {
		const { run } = await resolve(
			highLevel().credentials,
			{ operation: 'check', rules: [loudCard] },
			[{}],
			undefined,
			'manual',
		);
		expect(JSON.stringify(run.outputs['Resolve Assignment'])).not.toContain('not_evaluated');
	});
});
