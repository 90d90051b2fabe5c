import {
	isINodePropertiesList,
	isINodePropertyCollectionList,
	UnexpectedError,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
} from 'n8n-workflow';
import { nodeTypes } from './nodeTypes';
import { PACKAGE_NAME } from './ownPackage';

type Entries = INodeProperties['options'];

/**
 * The parameters of a node of this package. Throws when a test fills in a field that the node does not
 * have: n8n drops it without a word, and the test would prove nothing.
 */
export function knownParameters(type: string, parameters: INodeParameters): INodeParameters {
	if (!type.startsWith(PACKAGE_NAME)) return parameters;
	const { properties } = nodeTypes.getByNameAndVersion(type).description;
	const [unknown] = unknownFields(properties, parameters, '');
	if (unknown) throw new UnexpectedError(`${type} has no field '${unknown}'`);
	return parameters;
}

function unknownFields(
	properties: readonly INodeProperties[],
	value: unknown,
	at: string,
): string[] {
	return Object.entries(objectOf(value)).flatMap(([name, field]) => {
		const named = properties.filter((property) => property.name === name);
		if (named.length === 0) return [`${at}${name}`];
		// Fields of one name are shown at different times; a value belongs to one of them.
		const unknown = named.map((property) => unknownInside(property, field, `${at}${name}.`));
		return unknown.find((one) => one.length === 0) ?? unknown[0] ?? [];
	});
}

function unknownInside({ type, options }: INodeProperties, value: unknown, at: string): string[] {
	if (type === 'collection') return unknownFields(fieldsOf(options), value, at);
	if (type !== 'fixedCollection') return [];
	const groups = groupsOf(options);
	return Object.entries(objectOf(value)).flatMap(([name, cards]) => {
		const group = groups.find((one) => one.name === name);
		if (!group) return [`${at}${name}`];
		return [cards].flat().flatMap((card) => unknownFields(group.values, card, `${at}${name}.`));
	});
}

/** Without any for an expression and other values that are no object. */
function objectOf(value: unknown): object {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

function fieldsOf(options: Entries): INodeProperties[] {
	return isINodePropertiesList(options) ? options : [];
}

function groupsOf(options: Entries): INodePropertyCollection[] {
	return isINodePropertyCollectionList(options) ? options : [];
}
