import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { parsePlan } from '../../routing/plan/plan';
import { inKebabCase } from '../e2e/screenshots/panels';
import { ownCredentials, ownNodes } from '../harness/ownPackage';
import { codeBlocks, PROJECT, readPages, withoutCode } from './pages';

const pages = readPages();

/** Every name that a panel shows: of fields, of their choices, of buttons and of cards. */
function namesIn(fields: INodeProperties[]): string[] {
	return fields.flatMap((field) => {
		const { displayName, placeholder = '', typeOptions, options = [], modes = [] } = field;
		const own = [displayName, placeholder, typeOptions?.multipleValueButtonText ?? ''];
		const inModes = modes.map((mode) => mode.displayName);
		const below = options.flatMap((option) => {
			if ('values' in option) return namesIn((option as INodePropertyCollection).values);
			return 'type' in option ? namesIn([option as INodeProperties]) : [option.name];
		});
		return [...own, ...inModes, ...below];
	});
}

const names = new Set(
	[...ownNodes, ...ownCredentials].flatMap(({ instance }) =>
		namesIn('description' in instance ? instance.description.properties : instance.properties),
	),
);

/** Where a field stands, as pages say it: **Options > Respond**, **Add Section > Teams**. */
const PLACES = ['Options', 'Add Section', 'Also Do', 'Add Option'];

/** The fields in bold of which a page says where they stand. */
function placesIn(text: string): string[][] {
	const bold = [
		...withoutCode(text)
			.replace(/\s+/g, ' ')
			.matchAll(/\*\*([^*]+)\*\*/g),
	];
	return bold
		.map(([, words = '']) => words.split(' > ').map((word) => word.trim()))
		.filter(([first = '', ...rest]) => PLACES.includes(first) && rest.length > 0);
}

const isKnown = (name: string) =>
	names.has(name) ||
	(name.endsWith('…') && [...names].some((one) => one.startsWith(name.slice(0, -1))));

it.each([...pages.keys()].filter((path) => path !== 'CHANGELOG.md'))(
	'%s says of fields what the panel says',
	(path) => {
		const places = placesIn(pages.get(path)?.text ?? '');
		const unknown = places.filter(([, ...fields]) => !fields.every(isKnown));
		expect(unknown.map((words) => words.join(' > '))).toEqual([]);
	},
);

it('the words of a page are looked for', () => {
	expect(placesIn('**Options >\nLedger**, **Receive**, `**Options > Code**`')).toEqual([
		['Options', 'Ledger'],
	]);
	expect([isKnown('Ledger'), isKnown('Filter: …'), isKnown('Leger')]).toEqual([true, true, false]);
});

interface Schema {
	properties?: Record<string, Schema>;
}

/** The fields of an example that a schema does not have. */
function unknownFields(example: object, { properties = {} }: Schema): string[] {
	return Object.entries(example).flatMap(([name, value]) => {
		const field = properties[name];
		if (!field) return [name];
		if (typeof value !== 'object' || value === null) return [];
		return unknownFields(value as object, field).map((below) => `${name}.${below}`);
	});
}

const withSchema = ownNodes.filter(
	({ instance }) => !instance.description.displayName.endsWith(' Trigger'),
);

it.each(withSchema)(
	'the example of $className has fields that it puts out',
	({ className, instance }) => {
		const schema = JSON.parse(
			readFileSync(join(PROJECT, `nodes/${className}/__schema__/v1.0.0.json`), 'utf8'),
		) as Schema;
		const page = pages.get(`docs/nodes/${inKebabCase(instance.description.displayName)}.md`);
		const [example = ''] = codeBlocks(page?.text ?? '', 'json');
		expect(unknownFields(JSON.parse(example) as object, schema)).toEqual([]);
	},
);

it('plans on pages are plans', () => {
	const [plan = ''] = codeBlocks(pages.get('docs/plans-as-json.md')?.text ?? '', 'json');
	expect(parsePlan(JSON.parse(plan)).rules.length).toBeGreaterThan(0);
});

it.each([...pages.values()])('JSON on $path can be read', ({ text }) => {
	for (const block of codeBlocks(text, 'json'))
		expect(() => JSON.parse(block) as unknown).not.toThrow();
});
