import { isExpression, type INodeProperties, type INodePropertyCollection } from 'n8n-workflow';
import { fieldsOf, type Fields } from '../../shared/parameterValues';

/** What the panel says as far as it is known before anything runs. */
export interface KnownFields {
	fields: Fields;
	/** The texts that stand for what is unknown. */
	unknown: ReadonlySet<string>;
}

/**
 * The node's parameters with something plain in place of every expression: what names somebody or
 * something is called by its expression, and what was added is as if it were not; of a rule's
 * conditions, one that nobody can foresee takes their place, so that the rule is not taken for a broader
 * one.
 * @param raw as they stand in the panel
 */
export function knownFields(properties: readonly INodeProperties[], raw: Fields): KnownFields {
	const unknown = new Set<string>();
	const fields = Object.fromEntries(
		properties
			.filter(({ name }) => name in raw)
			.map((property) => [property.name, known(property, raw[property.name], unknown)]),
	);
	return { fields, unknown };
}

function known(property: INodeProperties, value: unknown, unknown: Set<string>): unknown {
	if (!hasExpression(value)) return value;
	switch (property.type) {
		case 'fixedCollection':
			return knownCards(property, value, unknown);
		case 'collection':
			return property.name === 'if'
				? knownConditions(fieldsOf(value))
				: knownEntries(property, fieldsOf(value), unknown);
		case 'resourceLocator':
			return { __rl: true, mode: 'id', value: standIn(value, unknown) };
		case 'string':
			return property.default === '' ? standIn(value, unknown) : property.default;
		case 'dateTime':
			return FAR_AWAY;
		default:
			return property.default;
	}
}

/** A day that nothing else is about. */
const FAR_AWAY = '9999-12-31';

/** The text of the expression, as people wrote it. */
function standIn(value: unknown, unknown: Set<string>): string {
	const text = String(typeof value === 'object' ? fieldsOf(value).value : value)
		.slice(1)
		.trim();
	unknown.add(text);
	return text;
}

function knownCards(property: INodeProperties, value: unknown, unknown: Set<string>): unknown {
	const lists = (property.options ?? []) as INodePropertyCollection[];
	const entries = Object.entries(fieldsOf(value)).map(([name, cards]) => {
		const values = lists.find((list) => list.name === name)?.values ?? [];
		const read = (card: unknown) => knownCard(values, fieldsOf(card), unknown);
		return [name, Array.isArray(cards) ? cards.map(read) : read(cards)];
	});
	return Object.fromEntries(entries) as object;
}

/** Fields of one name differ by what is chosen beside them; the first tells as much as the others. */
function knownCard(
	properties: readonly INodeProperties[],
	card: Fields,
	unknown: Set<string>,
): Fields {
	return Object.fromEntries(
		Object.entries(card).map(([name, value]) => {
			const property = properties.find((one) => one.name === name);
			return [name, property ? known(property, value, unknown) : value];
		}),
	);
}

/** What was added and is unknown is as if it had not been added: lists and cards stay. */
function knownEntries(property: INodeProperties, entries: Fields, unknown: Set<string>): Fields {
	const options = (property.options ?? []) as INodeProperties[];
	const isKept = ([name, value]: [string, unknown]) => {
		const type = options.find((one) => one.name === name)?.type;
		return type === 'fixedCollection' || type === 'collection' || !hasExpression(value);
	};
	return knownCard(options, Object.fromEntries(Object.entries(entries).filter(isKept)), unknown);
}

/** The filter of 'More Conditions' may have expressions: rules take them for unknown by themselves. */
function knownConditions({ item, ...conditions }: Fields): Fields {
	const entries = Object.entries(conditions);
	const left = entries.filter(([, value]) => !hasExpression(value));
	const filter = item === undefined ? {} : { item };
	if (left.length === entries.length) return { ...conditions, ...filter };
	const added = entries.filter(([, value]) => hasExpression(value));
	return { ...Object.fromEntries(left), item: withUnknown(fieldsOf(item), added) };
}

/** A filter that also asks what nobody knows. Equal unknowns are equal, and others are not. */
function withUnknown(filter: Fields, added: unknown): Fields {
	const isEither = filter.combinator === 'or';
	const conditions = Array.isArray(filter.conditions) ? (filter.conditions as unknown[]) : [];
	const asked = {
		id: 'unknown',
		// With a blank it is no plain path, which rules would read.
		leftValue: `= ${expressionsIn(added).join(' ')}`,
		rightValue: JSON.stringify(isEither ? { added, conditions } : added),
		operator: { type: 'boolean', operation: 'true', singleValue: true },
	};
	return {
		options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
		...filter,
		combinator: 'and',
		conditions: isEither ? [asked] : [...conditions, asked],
	};
}

function expressionsIn(value: unknown): string[] {
	if (typeof value === 'string') return isExpression(value) ? [value.slice(1).trim()] : [];
	return typeof value === 'object' && value !== null
		? Object.values(value).flatMap(expressionsIn)
		: [];
}

function hasExpression(value: unknown): boolean {
	return expressionsIn(value).length > 0;
}
