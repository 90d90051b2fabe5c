import fc from 'fast-check';
import { Expression, type IDataObject } from 'n8n-workflow';
import { TouchFacts } from '../../../routing/rules/touchFacts';
import { compileFilter } from '../../../routing/rules/filter';
import { filter, touch } from '../builders';
import { askN8n, startEngine, stopEngine } from './n8nFilter';

/** Operators of n8n's editor, by type; `any` and unknown ones are n8n's business too. */
const OPERATIONS: Record<string, readonly string[]> = {
	string: [
		'equals',
		'notEquals',
		'contains',
		'notContains',
		'startsWith',
		'endsWith',
		'regex',
		'notRegex',
		'empty',
		'notEmpty',
		'exists',
		'notExists',
	],
	number: ['equals', 'notEquals', 'gt', 'lt', 'gte', 'lte', 'empty', 'exists'],
	boolean: ['true', 'false', 'equals', 'notEquals', 'exists', 'empty'],
	dateTime: ['equals', 'after', 'before', 'afterOrEquals', 'empty', 'exists'],
	array: ['contains', 'notContains', 'lengthEquals', 'lengthGt', 'empty', 'notEmpty'],
	object: ['empty', 'notEmpty', 'exists'],
};
/** Operators with one side only. */
const SINGLE = new Set(['empty', 'notEmpty', 'exists', 'notExists', 'true', 'false']);

const value = fc.oneof(
	fc.constantFrom('', 'Google Ads', 'google ads', 'vip', '5', '5.0', 'true', 'abc', '2026-03-04'),
	fc.constantFrom(0, 5, -1.5, 1000),
	fc.boolean(),
	fc.constant(null),
	fc.constantFrom([], ['vip'], ['VIP', 5], {}, { a: 1 }),
);

/** Items are JSON; fast-check also makes objects without a prototype, which JSON cannot carry. */
const item: fc.Arbitrary<IDataObject> = fc
	.record(
		{
			source: value,
			n: value,
			tags: value,
			contact: fc.oneof(value, fc.record({ source: value, country: value }, { requiredKeys: [] })),
			'odd key': value,
		},
		{ requiredKeys: [] },
	)
	.map((json) => JSON.parse(JSON.stringify(json)) as IDataObject);

const expression = fc.constantFrom(
	'={{ $json.source }}',
	'={{$json.n}}',
	'={{ $json.tags }}',
	'={{ $json.tags[0] }}',
	'={{ $json.contact.source }}',
	'={{ $json.contact.country }}',
	'={{ $json["odd key"] }}',
	"={{ $json['source'] }}",
	'={{ $json.source.length }}',
	'={{ $json }}',
	'={{ $json.n + 1 }}',
	'={{ $json.source?.toUpperCase() }}',
	'=x{{ $json.source }}',
	'={{ $json.missing.deeper.still }}',
	'={{ nonsense( }}',
);

const condition = fc.constantFrom(...Object.keys(OPERATIONS)).chain((type) =>
	fc.constantFrom(...(OPERATIONS[type] ?? [])).chain((operation) =>
		fc.record({
			id: fc.constant('c'),
			leftValue: fc.oneof(
				{ weight: 4, arbitrary: expression },
				{ weight: 1, arbitrary: value.filter((left) => left !== '') },
			),
			rightValue: fc.oneof({ weight: 4, arbitrary: value }, { weight: 1, arbitrary: expression }),
			operator: fc.constant({
				type,
				operation,
				...(SINGLE.has(operation) && { singleValue: true }),
				...(type === 'array' && operation.startsWith('length') && { rightType: 'number' }),
				...(type === 'array' && operation.endsWith('ontains') && { rightType: 'any' }),
			}),
		}),
	),
);

const filterValue = fc.record({
	options: fc.record({
		caseSensitive: fc.boolean(),
		leftValue: fc.constant(''),
		typeValidation: fc.constantFrom('strict', 'loose'),
		version: fc.constantFrom(1, 2, 3),
	}),
	combinator: fc.constantFrom('and', 'or'),
	conditions: fc.array(condition, { minLength: 1, maxLength: 3 }),
});

type Answer = boolean | 'threw';

/** n8n's answer and ours, for one filter and one item. */
async function both(raw: unknown, json: IDataObject): Promise<{ n8n: Answer; ours: Answer }> {
	return await askN8n(raw, json, ({ result, threw, evaluate }) => {
		const compiled = compileFilter(raw);
		if (typeof compiled === 'string') throw new Error(compiled);
		let ours: Answer;
		try {
			ours = compiled.matches(new TouchFacts(touch(), 0, json, evaluate));
		} catch {
			ours = 'threw';
		}
		return { n8n: threw ? 'threw' : Boolean(result), ours };
	});
}

describe.each(['legacy', 'vm'] as const)('compiled filters under the engine %s', (engine) => {
	beforeAll(async () => await startEngine(engine));
	afterAll(stopEngine);

	it('run on the engine that is named', () => {
		expect(Expression.getActiveImplementation()).toBe(engine);
	});

	it('mean what they mean in n8n', async () => {
		const seen = { true: 0, false: 0, threw: 0 };
		await fc.assert(
			fc.asyncProperty(filterValue, item, async (raw, json) => {
				const { n8n, ours } = await both(raw, json);
				seen[`${n8n}`]++;
				expect(ours).toBe(n8n);
			}),
			{ numRuns: engine === 'vm' ? 100 : 500 },
		);
		// The generator reaches all three answers, or the test would say nothing.
		expect(Math.min(...Object.values(seen))).toBeGreaterThan(3);
	}, 180_000);

	it('whose options are missing are read with the defaults that n8n fills in', async () => {
		const raw = { ...filter([['={{ $json.a }}', 'equals', 'X']]), options: undefined };
		expect(await both(raw, { a: 'X' })).toEqual({ n8n: true, ours: true });
		expect(await both(raw, { a: 'x' })).toEqual({ n8n: false, ours: false });
		expect(await both(raw, { a: 1 })).toEqual({ n8n: 'threw', ours: 'threw' });
	});

	it('with nothing in them match nothing here, although n8n lets them match everything', async () => {
		for (const raw of [{}, filter([])]) {
			expect(await askN8n(raw, {}, ({ result }) => Boolean(result))).toBe(true);
			expect(typeof compileFilter(raw)).toBe('string');
		}
	});
});
