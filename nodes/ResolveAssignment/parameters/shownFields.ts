import {
	NodeHelpers,
	type DisplayCondition,
	type IDisplayOptions,
	type INodeParameters,
	type INodeProperties,
} from 'n8n-workflow';
import { fieldsOf, type Fields } from '../../shared/parameterValues';

/** Of a field that a card shows from the start, though it offers others only to be added. */
export const ALWAYS_SHOWN = { showEvenWhenOptional: true };

const KEEPER = {
	type: 'hidden',
	// Else the card would offer to add it.
	typeOptions: ALWAYS_SHOWN,
} satisfies Partial<INodeProperties>;

type SomeFields = [INodeProperties, ...INodeProperties[]];

/** Choices with which a field is shown, by the name of the field that chooses. */
export type ShownWith = Readonly<Record<string, string[] | DisplayCondition[]>>;

/**
 * A field that is shown with some choices, and keeps what was typed when another one is made. n8n
 * removes what it hides, unless a field that nobody sees has the same name.
 */
export function keptField(field: INodeProperties, shownWith: ShownWith): SomeFields {
	if (Object.keys(shownWith).length === 0) return [field];
	const keepers = Object.entries(shownWith).map(([choice, values], index, all) => {
		const show = Object.fromEntries(all.slice(0, index));
		return keeperOf(field, { ...(index > 0 && { show }), hide: { [choice]: values } });
	});
	return [{ ...field, displayOptions: { show: shownWith } }, ...keepers];
}

/** What keeps the value of a field while that one is hidden. */
export function keeperOf(
	{ displayName, name, default: usual }: INodeProperties,
	displayOptions: IDisplayOptions,
): INodeProperties {
	return { ...KEEPER, displayName, name, default: usual, displayOptions };
}

/**
 * A list of cards that has its first card as soon as a new card around it is made. The editor takes no
 * default of a list for that, but the one of the last field of the same name. (A default of the list
 * itself would come back whenever somebody emptied it.)
 */
export function withFirstCard(fields: SomeFields, first: INodeParameters = {}): INodeProperties[] {
	const [{ displayName, name }] = fields;
	const displayOptions = { show: { '@version': [0] } };
	return [
		...fields,
		{ ...KEEPER, displayName, name, default: { values: [first] }, displayOptions },
	];
}

const NOTHING = 'nothing';

/**
 * A collection in which nothing was added yet, without the editor's sentence
 * that it has no properties: it holds a field that nobody sees.
 */
export function withoutEmptySentence(collection: INodeProperties): INodeProperties {
	const nothing: INodeProperties = {
		...KEEPER,
		displayName: 'Nothing',
		name: NOTHING,
		default: '',
	};
	const options = [...(collection.options ?? []), nothing] as INodeProperties['options'];
	return { ...collection, default: { [NOTHING]: '' }, options };
}

/** What a new card holds. Of a card that offers more to be added, only what it shows from the start. */
function newCard(fields: INodeProperties[], offersMore: boolean): INodeParameters {
	const shown = fields.filter(
		({ required, typeOptions }) =>
			!offersMore || required === true || typeOptions?.showEvenWhenOptional === true,
	);
	return Object.fromEntries(shown.map((field) => [field.name, field.default])) as INodeParameters;
}

const EXISTS: DisplayCondition[] = [{ _cnd: { exists: true } }];

/** A type whose default the editor takes as it is. */
const STAND_IN = 'string';

/**
 * A list in a collection that has its first card as soon as somebody adds it. The editor adds every list
 * empty, and takes an empty one away again at the next edit elsewhere. So what is added is a field of the
 * same name with a value, in whose place the list then stands.
 * @param root the field at the top of the panel in which the collection is. The editor sees it, n8n
 * does not while it cuts parameters to those that are shown
 */
export function addedWithCard(list: INodeProperties, root: string): INodeProperties[] {
	const { displayName, name, description, typeOptions, options = [] } = list;
	const [cards] = options;
	if (cards === undefined || !('values' in cards)) return [list];
	const first = newCard(cards.values, typeOptions?.hideOptionalFields === true);
	// Written so, n8n does not take a field for one that depends on itself.
	const itself = `["${name}"]`;
	const seen = `/${root}`;
	return [
		{
			displayName,
			name,
			description,
			type: STAND_IN,
			default: { [cards.name]: [first] },
			displayOptions: { show: { [seen]: EXISTS }, hide: { [itself]: EXISTS } },
		},
		{ ...list, displayOptions: { show: { [seen]: EXISTS, [itself]: EXISTS } } },
		{ ...list, displayOptions: { hide: { [seen]: EXISTS } } },
	];
}

/**
 * The values of the fields that the panel shows; without what it only keeps for a choice that may come
 * back, because an expression in it may name what is no longer there.
 * @param root values of all fields at the top
 */
export function shownFields(
	properties: INodeProperties[],
	values: Fields,
	root: Fields = values,
): Fields {
	const shown = properties.filter(
		(property) => property.name in values && isShown(property, values, root),
	);
	return Object.fromEntries(
		shown
			.filter(({ type }) => type !== 'hidden')
			.map((property) => [property.name, shownIn(property, values[property.name], root)]),
	);
}

function shownIn(property: INodeProperties, value: unknown, root: Fields): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (property.type === 'collection') {
		return shownFields((property.options ?? []) as INodeProperties[], fieldsOf(value), root);
	}
	if (property.type !== 'fixedCollection') return value;
	const lists = (property.options ?? []).flatMap((option) => ('values' in option ? [option] : []));
	return Object.fromEntries(
		Object.entries(value).map(([name, cards]) => {
			const fields = lists.find((list) => list.name === name)?.values ?? [];
			const isList = Array.isArray(cards);
			return [
				name,
				isList ? cards.map((card) => shownFields(fields, fieldsOf(card), root)) : cards,
			];
		}),
	);
}

function isShown(property: INodeProperties, values: Fields, root: Fields): boolean {
	return NodeHelpers.displayParameter(
		values as INodeParameters,
		property,
		null,
		null,
		root as INodeParameters,
	);
}
