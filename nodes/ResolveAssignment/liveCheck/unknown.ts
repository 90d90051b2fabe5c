import { isExpression, type INodeProperties, type INodePropertyCollection } from 'n8n-workflow';
import { fieldsOf, type Fields } from '../../shared/parameterValues';
import { noAnswerNeeded } from '../parameters/answers';
import { conditions } from '../parameters/conditions';

/** The fields whose entries are conditions. */
const CONDITIONS = new Set([conditions.name, noAnswerNeeded.name]);

/** What of the panel only a run knows. */
export class Unknown {
	/** The texts that stand for names in its place. */
	readonly texts = new Set<string>();
	/** Something may have any name, so that nobody can say that a name is missing. */
	hasNames = false;
	/** A usual value stands for something. */
	hasValues = false;

	/** A text of something may be about what is unknown. */
	isIn(text: string): boolean {
		return [...this.texts].some((one) => text.includes(one));
	}
}

/**
 * The node's parameters with something plain in place of every expression: what names somebody or
 * something is called by its expression, and what was added is as if it were not; of a rule's
 * conditions, one that nobody can foresee takes their place, so that the rule is not taken for a broader
 * one.
 * @param raw as they stand in the panel
 */
export function knownFields(
	properties: readonly INodeProperties[],
	raw: Fields,
): { fields: Fields; unknown: Unknown } {
	const unknown = new Unknown();
	return { fields: knownCard(properties, raw, unknown), unknown };
}

function known(property: INodeProperties, value: unknown, unknown: Unknown): unknown {
	if (!hasExpression(value)) return value;
	switch (property.type) {
		case 'fixedCollection':
			return knownCards(property, value, unknown);
		case 'collection':
			return CONDITIONS.has(property.name)
				? knownConditions(fieldsOf(value))
				: knownEntries(property, fieldsOf(value), unknown);
		case 'resourceLocator':
			unknown.hasNames ||= !isPerson(property);
			if (isHours(property)) {
				unknown.hasValues = true;
				return property.default;
			}
			return { __rl: true, mode: modeOf(value), value: standIn(value, unknown) };
		case 'dateTime':
			unknown.hasValues = true;
			return FAR_AWAY;
		default:
			if (property.default === '' && (property.type === 'string' || property.required)) {
				unknown.hasNames = true;
				return standIn(value, unknown);
			}
			unknown.hasValues = true;
			return property.default;
	}
}

/** Not a field in which a team may stand as well. */
function isPerson({ modes = [] }: INodeProperties): boolean {
	const names = modes.map(({ name }) => name);
	return names.includes('email') && !names.includes('team');
}

/** A field for hours may name some or say them. */
function isHours({ modes = [] }: INodeProperties): boolean {
	return modes.some(({ name }) => name === 'hours');
}

/** A name of a team stays one. */
function modeOf(locator: unknown): 'id' | 'team' {
	return fieldsOf(locator).mode === 'team' ? 'team' : 'id';
}

/** A day that nothing else is about. */
const FAR_AWAY = '9999-12-31';

/** The text of the expression, as people wrote it. */
function standIn(value: unknown, unknown: Unknown): string {
	const text = String(typeof value === 'object' ? fieldsOf(value).value : value)
		.slice(1)
		.trim();
	unknown.texts.add(text);
	return text;
}

function knownCards(property: INodeProperties, value: unknown, unknown: Unknown): unknown {
	if (isExpression(value)) {
		unknown.hasNames = true;
		return {};
	}
	const lists = (property.options ?? []) as INodePropertyCollection[];
	const entries = Object.entries(fieldsOf(value)).map(([name, cards]) => {
		const values = lists.find((list) => list.name === name)?.values ?? [];
		const read = (card: unknown) => knownCard(values, fieldsOf(card), unknown);
		return [name, Array.isArray(cards) ? cards.map(read) : read(cards)];
	});
	return Object.fromEntries(entries) as object;
}

/** Fields of one name differ by what is chosen beside them; the first tells as much as the others. */
function knownCard(properties: readonly INodeProperties[], card: Fields, unknown: Unknown): Fields {
	return Object.fromEntries(
		Object.entries(card).map(([name, value]) => {
			const property = properties.find((one) => one.name === name);
			return [name, property ? known(property, value, unknown) : value];
		}),
	);
}

/** What was added and is unknown is as if it had not been added: lists and cards stay. */
function knownEntries(property: INodeProperties, entries: Fields, unknown: Unknown): Fields {
	const options = (property.options ?? []) as INodeProperties[];
	const isKept = ([name, value]: [string, unknown]) => {
		const type = options.find((one) => one.name === name)?.type;
		return type === 'fixedCollection' || type === 'collection' || !hasExpression(value);
	};
	const kept = Object.entries(entries).filter(isKept);
	if (kept.length < Object.keys(entries).length) unknown.hasNames = unknown.hasValues = true;
	return knownCard(options, Object.fromEntries(kept), unknown);
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
