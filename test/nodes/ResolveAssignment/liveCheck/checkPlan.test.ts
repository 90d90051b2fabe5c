import { deepCopy, type INodeParameters } from 'n8n-workflow';
import { account, ann, bob, loaded, locator, values } from './loaded';

const hours = 'Mon, Tue 9-17';

const FINE: INodeParameters = {
	operation: 'resolve',
	planSource: 'fields',
	ownerPolicy: 'first',
	rules: values(
		{ name: 'Spam', if: { messageContains: 'win a prize' }, assignTo: locator('nobody') },
		{
			name: 'VIP',
			if: { ...account('Sales Line'), contact: 'new', countries: ['ES'], sourceIs: 'Referral' },
			assignTo: locator('team:Sales'),
			options: { backups: values({ assignTo: bob }) },
		},
		{ if: account('Support Line'), assignTo: ann },
	),
	fallback: bob,
	sections: {
		teams: values({
			name: 'Sales',
			members: values({ user: ann, weight: 2 }, { user: bob, weight: 1 }),
			strategy: 'weightedRoundRobin',
			works: locator(hours),
			timeZone: 'America/New_York',
			outsideHours: ann,
		}),
		people: values({ user: ann, works: locator('schedule:Office') }),
		schedules: values({ name: 'Office', hours, timeZone: 'Europe/London' }),
	},
	options: {},
};

const withRule = (rule: INodeParameters, more: INodeParameters = {}): INodeParameters => ({
	...FINE,
	rules: values(rule),
	...more,
});

/** What there is to mend or to look at. */
async function findings(parameters: INodeParameters): Promise<string[]> {
	const lines = await loaded('checkPlan', parameters);
	return lines.filter(({ description }) => description !== undefined).map(({ name }) => name);
}

it('says in one line that nothing is to be mended, and then the plan in sentences', async () => {
	const [summary, ...sentences] = await loaded('checkPlan', FINE);
	expect(summary).toEqual({ name: '3 rules: nothing to mend', value: '' });
	expect(sentences.map(({ name }) => name)).toEqual([
		expect.stringContaining('owns a contact'),
		expect.stringContaining("Rule 1 'Spam'"),
		expect.stringContaining("Rule 2 'VIP'"),
		expect.stringContaining('Ann Example'),
		expect.stringContaining('If No Rule Fits: bob@example.com'),
		expect.stringContaining("Team 1 'Sales'"),
	]);
});

it('says one thing a line, and one wrong field does not hide another', async () => {
	const wrong = withRule(
		{ name: 'Night', if: {}, assignTo: locator('team:Evening') },
		{
			sections: {
				teams: values({
					name: 'Sales',
					members: values({ user: ann }),
					works: locator(hours),
					timeZone: 'New York',
				}),
			},
		},
	);
	const [summary] = await loaded('checkPlan', wrong);
	expect(summary?.name).toMatch(/^1 rule: 3 to mend/);
	expect(await findings(wrong)).toEqual(
		expect.arrayContaining([
			expect.stringMatching(/Team 1 'Sales': 'Time Zone': 'New York' .* 'America\/New_York'/),
			expect.stringMatching(/Rule 1 'Night': There is no team 'Evening'/),
			expect.stringMatching(/Rule 1 'Night': .* no conditions/),
		]),
	);
});

it('says one mistake once', async () => {
	const rule = { name: 'Spam', if: { messageContains: ' ' }, assignTo: locator('nobody') };
	const said = await findings(withRule(rule, { sections: {} }));
	expect(said).toEqual([expect.stringMatching(/^Rule 1 'Spam': 'Message Contains' is empty/)]);
});

it('shows the summary again after somebody clicked a line', async () => {
	for (const planCheck of ['0', '1', '1 again']) {
		const lines = await loaded('checkPlan', { ...FINE, planCheck });
		expect(lines[0]).toEqual({ name: '3 rules: nothing to mend', value: planCheck });
		expect(new Set(lines.map(({ value }) => value)).size).toBe(lines.length);
	}
});

it('checks a plan as JSON, unless an expression gives it', async () => {
	const json = (planJson: string) => loaded('checkPlan', { planSource: 'json', planJson });
	const rule = {
		when: { contact: 'new' },
		target: { type: 'user', user: { by: 'id', value: 'a' } },
	};
	const plan = { rules: [rule], fallback: { type: 'user', user: { by: 'id', value: 'b' } } };
	expect((await json(JSON.stringify(plan)))[0]?.name).toBe('1 rule: nothing to mend');
	expect((await json('{ "rules": ['))[0]?.name).toBe('1 to mend');
	expect((await json(JSON.stringify({ ...plan, fallback: 1 })))[0]?.name).toMatch(/1 to mend/);
	expect((await json('={{ $json.plan }}'))[0]?.name).toBe('An expression gives the plan');
});

type Step = string | number;

/** Where the plain values of parameters are, without what n8n knows of a locator. */
function leaves(value: unknown, path: Step[] = []): Step[][] {
	if (typeof value !== 'object' || value === null) return [path];
	if ('__rl' in value) return [path.concat('value')];
	return Object.entries(value).flatMap(([key, inside]) =>
		leaves(inside, path.concat(Array.isArray(value) ? Number(key) : key)),
	);
}

/** The parameters with an expression at one place. */
function unknownAt(path: Step[]): INodeParameters {
	const copy = deepCopy(FINE);
	const holder = path
		.slice(0, -1)
		.reduce<Record<Step, unknown>>(
			(inside, step) => inside[step] as Record<Step, unknown>,
			copy as Record<Step, unknown>,
		);
	holder[path.at(-1) ?? ''] = '={{ $json.unknown }}';
	return copy;
}

/** Choices that cannot be expressions. */
const FIXED = new Set(['operation', 'planSource', 'works']);

describe('an expression is unknown, and no mistake', () => {
	const places = leaves(FINE)
		.filter((path) => !FIXED.has(String(path.at(-1))))
		.map((path): [string, Step[]] => [path.join('.'), path]);

	it.each(places)('at %s', async (_, path) => {
		expect(await findings(unknownAt(path))).toEqual([]);
	});

	it('in place of a whole list', async () => {
		expect(await findings({ ...FINE, rules: '={{ $json.rules }}' })).toEqual([]);
	});

	it('so that a rule with one is not taken for a broader rule', async () => {
		const asked = { ...account('A'), countries: '={{ $json.countries }}' };
		const unknown = { if: asked, assignTo: ann };
		const later = { if: account('A'), assignTo: bob };
		const plan = { ...FINE, rules: values(unknown, later), sections: {} };
		expect(await findings(plan)).toEqual([]);
		const broader = { ...unknown, if: account('A') };
		expect(await findings({ ...plan, rules: values(broader, later) })).toHaveLength(1);
	});
});

it.each<[string, INodeParameters]>([
	['numbers', { rules: 1, sections: 2, options: 3 }],
	['lists', { rules: values(1 as never, null as never), sections: [] }],
	['cards of text', { rules: { values: 'x' }, sections: { teams: 'y' } }],
	['nothing', {}],
])('says something of %s', async (_, parameters) => {
	expect((await loaded('checkPlan', parameters))[0]?.name).toMatch(/./);
});
