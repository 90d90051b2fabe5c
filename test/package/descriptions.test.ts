import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { ownCredentials, ownNodes } from '../harness/ownPackage';

/** A list of fields that people see together. */
type Fields = INodeProperties[];

/** The fields themselves and, below them, those of every collection. */
function lists(fields: Fields): Fields[] {
	const below = fields.flatMap(({ type, options = [] }) => {
		if (type === 'collection') return lists(options as INodeProperties[]);
		if (type !== 'fixedCollection') return [];
		return (options as INodePropertyCollection[]).flatMap(({ values }) => lists(values));
	});
	return [fields, ...below];
}

const fieldsOf = (fields: Fields) =>
	lists(fields)
		.flat()
		.filter(({ type }) => type !== 'notice' && type !== 'callout');

const SMALL = /^(a|an|the|and|or|but|of|to|in|on|at|by|for|from|with|as|if|than)$/;

/** Each word starts with a capital; small words may not, except for the first and the last one. */
function isTitleCase(text: string): boolean {
	const words = text.split(/[\s-]+/).map((word) => word.replace(/^[('"]+/, ''));
	return words.every((word, index) => {
		if (/^[A-Z0-9]/.test(word)) return true;
		return SMALL.test(word) && index > 0 && index < words.length - 1;
	});
}

/** Places have names of their own. */
const isPlace = (name: string) =>
	Intl.supportedValuesOf('timeZone').includes(name.replaceAll(' ', '_')) || isCountry(name);

const COUNTRY_NAMES = new Intl.DisplayNames(['en'], { type: 'region' });

/** As 'Trinidad & Tobago (TT)'. */
function isCountry(name: string): boolean {
	const [, country, code] = /^(.+) \(([A-Z]{2})\)$/.exec(name) ?? [];
	return code !== undefined && COUNTRY_NAMES.of(code) === country;
}

describe.each(ownNodes)('$className', ({ className, name, instance: node }) => {
	const { description } = node;
	const fields = fieldsOf(description.properties);

	it('bears the name of its class: for workflows, and for people in Title Case', () => {
		const { displayName, defaults } = description;
		expect(description.name).toBe(name);
		expect(displayName.replaceAll(' ', '')).toBe(className);
		expect([displayName, isTitleCase(displayName)]).toEqual([displayName, true]);
		expect(defaults.name).toBe(displayName);
	});

	it('names its fields and their choices in Title Case', () => {
		const choices = fields
			.filter(({ type }) => type === 'options' || type === 'multiOptions')
			.flatMap(({ options = [] }) => (options as INodePropertyOptions[]).map(({ name }) => name));
		const modes = fields.flatMap(({ modes: all = [] }) => all.map((mode) => mode.displayName));
		// Where things are added, the button is the heading.
		const labelled = fields.filter(
			({ type, displayName }) => displayName || !['collection', 'hidden'].includes(type),
		);
		const names = [...labelled.map((field) => field.displayName), ...choices, ...modes];
		expect(names.length).toBeGreaterThan(0);
		expect(names.filter((name) => !isTitleCase(name) && !isPlace(name))).toEqual([]);
	});

	it('asks for what it needs before what it can do without', () => {
		for (const list of lists(description.properties)) {
			// A choice with a default is answered already, and may decide which fields follow.
			// A name stands first because it is the title of the card that it names. What a rule asks stands
			// before whom it names, as it is said.
			const open = list.filter(
				({ name, type }) =>
					type !== 'options' && type !== 'notice' && name !== 'name' && name !== 'if',
			);
			const alternatives = new Map<string, boolean[]>();
			for (const { displayOptions, required = false } of open) {
				const shown = JSON.stringify(displayOptions?.show ?? {});
				alternatives.set(shown, [...(alternatives.get(shown) ?? []), required]);
			}
			for (const required of alternatives.values()) {
				expect(required).toEqual([...required].sort((a, b) => Number(b) - Number(a)));
			}
		}
	});

	it('has the method behind every list to choose from, and no other', () => {
		const methods = fields
			.flatMap(({ modes = [] }) => modes)
			.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []);
		const known = Object.keys(node.methods?.listSearch ?? {});
		expect([...new Set(methods)].sort()).toEqual(known.sort());
	});

	it('can name a chosen thing without the list too, for templates', () => {
		const locators = fields.filter(({ type }) => type === 'resourceLocator');
		for (const { modes = [] } of locators) {
			expect(modes.map(({ type }) => type)).toEqual(expect.arrayContaining(['list', 'string']));
		}
	});

	it('gives an example where people type', () => {
		const typed = fields.flatMap(({ modes = [] }) => modes).filter(({ type }) => type === 'string');
		const examples = typed.map(({ placeholder = '' }) => placeholder);
		expect(examples.filter((example) => !example.startsWith('e.g. '))).toEqual([]);
	});
});

describe.each(ownCredentials)('$className', ({ name, instance }) => {
	it('bears the name of its class', () => {
		expect(instance.name).toBe(name);
	});

	it('hides its secrets and says where to find everything', () => {
		for (const property of instance.properties.filter(({ type }) => type !== 'notice')) {
			const { name, displayName, typeOptions, description = '', default: value } = property;
			expect([name, isTitleCase(displayName)]).toEqual([name, true]);
			const secret = /token|secret/i.test(name);
			expect([name, typeOptions?.password ?? false]).toEqual([name, secret]);
			if (value === '') expect(description).not.toBe('');
		}
	});

	it('says in the panel what to do, and gives an example of what to enter', () => {
		const { properties } = instance;
		expect(properties.some(({ type }) => type === 'notice')).toBe(true);
		const required = properties.filter(({ required = false }) => required);
		const examples = required.map(({ placeholder = '' }) => placeholder);
		expect(examples.filter((example) => !example.startsWith('e.g. '))).toEqual([]);
	});
});
