import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { touchSchema } from '../../routing/model/touch';
import { parsePlan } from '../../routing/plan/plan';
import { ownCredentials, ownNodes } from '../harness/ownPackage';
import { codeBlocks, pageOfNode, PROJECT, readPages, withoutCode } from './pages';

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

const withoutUnits = new Set([...names].map((name) => name.replace(/ \([^()]*\)$/, '')));

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

/** What the first cell of a table's rows says in bold, where the table is about the panel. */
function namesInTables(text: string): string[] {
	const rows = text.split('\n').filter((line) => line.startsWith('|'));
	let about = '';
	return rows.flatMap((row, index) => {
		const [, cell = ''] = row.split('|').map((one) => one.trim());
		if (rows[index + 1]?.startsWith('| ---')) about = cell;
		if (!['field', 'operation', 'choice', 'condition'].includes(about)) return [];
		return [...cell.matchAll(/\*\*([A-Z][^*]*)\*\*/g)].flatMap(([, words = '']) =>
			words.split(' > ').filter((word) => !PLACES.includes(word)),
		);
	});
}

/** A page may leave out a unit, as in 'Maximum Age', and add a choice, as in 'Respond: Immediately'. */
function isKnown(name: string): boolean {
	const [field = '', choice = ''] = name.split(': ');
	if (names.has(name) || withoutUnits.has(name)) return true;
	if (name.endsWith('…')) return [...names].some((one) => one.startsWith(name.slice(0, -1)));
	return names.has(field) && names.has(choice);
}

it.each([...pages.keys()].filter((path) => path !== 'CHANGELOG.md'))(
	'%s says of fields what the panel says',
	(path) => {
		const places = placesIn(pages.get(path)?.text ?? '');
		const unknown = places.filter(([, ...fields]) => !fields.every(isKnown));
		expect(unknown.map((words) => words.join(' > '))).toEqual([]);
		const inTables = namesInTables(withoutCode(pages.get(path)?.text ?? ''));
		expect(inTables.filter((name) => !isKnown(name))).toEqual([]);
	},
);

it('the words of a page are looked for', () => {
	expect(placesIn('**Options >\nLedger**, **Receive**, `**Options > Code**`')).toEqual([
		['Options', 'Ledger'],
	]);
	expect(
		namesInTables(
			'| field | b |\n| --- | --- |\n| **Options > A**, **B** | **C** |\n\n| x | y |\n| --- |\n| **D** |',
		),
	).toEqual(['A', 'B']);
	const known = ['Ledger', 'Filter: …', 'Maximum Age', 'Respond: Immediately'];
	expect([...known, 'Leger', 'Respond: Never'].filter(isKnown)).toEqual(known);
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

const triggers = ownNodes.filter(({ instance }) =>
	['WhatsApp Account Trigger', 'HighLevel Contact Trigger'].includes(
		instance.description.displayName,
	),
);

it.each(triggers)('the example of $className is an item as it puts out', ({ instance }) => {
	const page = pages.get(pageOfNode(instance.description.displayName));
	const [example = ''] = codeBlocks(page?.text ?? '', 'json');
	expect(touchSchema.safeParse(JSON.parse(example)).error?.issues).toBeUndefined();
});

const withSchema = ownNodes.filter(
	({ instance }) => !instance.description.displayName.endsWith(' Trigger'),
);

/** What a node puts out: as a whole, and of each operation that has a form of its own. */
function schemasOf(className: string): Schema[] {
	const folder = join(PROJECT, 'nodes', className, '__schema__');
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.json'))
		.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Schema);
}

it.each(withSchema)(
	'the example of $className has fields that it puts out',
	({ className, instance }) => {
		const page = pages.get(pageOfNode(instance.description.displayName));
		const [example = ''] = codeBlocks(page?.text ?? '', 'json');
		const unknown = schemasOf(className).map((schema) =>
			unknownFields(JSON.parse(example) as object, schema),
		);
		expect(unknown).toContainEqual([]);
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
