import type { INodeProperties } from 'n8n-workflow';
import { cardsOf, fieldsOf, text, texts, type Fields } from '../../../shared/parameterValues';

/** How a condition of the plan is asked for in the panel, and read. */
export interface PanelCondition {
	/** In the order of the panel. */
	fields: INodeProperties[];
	/**
	 * The condition as the plan writes it: undefined when none of its fields was added, null when one
	 * of them is empty or found nothing for this item, so that it is never true.
	 * @param added the fields of 'If' that the rule has
	 */
	read: (added: Fields, complain: Complain) => unknown;
}

/** Tells what is wrong with a field, without saying which. */
export type Complain = (field: INodeProperties, problem: string) => void;

/** Of a condition that was added: it would let everybody through. */
export const EMPTY = 'is empty; fill it in or remove the condition';

/** The texts of a field, undefined when it was not added, null when there are none. */
export function textsIn(
	field: INodeProperties,
	added: Fields,
	complain: Complain,
): string[] | null | undefined {
	if (!(field.name in added)) return undefined;
	const value = added[field.name];
	const found = texts(value);
	if (found.length > 0) return found;
	// A list in a field for text came from an expression.
	if (value !== null && !(field.type === 'string' && Array.isArray(value))) complain(field, EMPTY);
	return null;
}

/** The rows of a list, undefined when it was not added, null when there are none. */
export function rowsIn(
	field: INodeProperties,
	added: Fields,
	complain: Complain,
): Fields[] | null | undefined {
	if (!(field.name in added)) return undefined;
	const rows = cardsOf(added[field.name]);
	if (rows.length > 0) return rows;
	if (added[field.name] !== null) complain(field, EMPTY);
	return null;
}

/** Says that a row was left empty, if it was, and not only for this item. */
export function complainOfEmptyRow(
	field: INodeProperties,
	{ locator, row, rows }: { locator: unknown; row: number; rows: number },
	complain: Complain,
): void {
	const value = isLocator(locator) ? fieldsOf(locator).value : locator;
	if (value === null || text(value) !== '') return;
	complain(field, rows === 1 ? EMPTY : `${row + 1} is empty; fill it in or remove the row`);
}

/** What the value of a locator, or an expression in its place, gives: an expression may give a list. */
export function valuesIn(locator: unknown): string[] {
	const value = isLocator(locator) ? fieldsOf(locator).value : locator;
	return (Array.isArray(value) ? (value as unknown[]) : [value])
		.map(text)
		.filter((one) => one !== '');
}

function isLocator(value: unknown): boolean {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A condition of several fields, each of which is a part of it. */
export function partsCondition(parts: Readonly<Record<string, PanelPart>>): PanelCondition {
	return {
		fields: Object.values(parts).map(({ field }) => field),
		read: (added, complain) => {
			const read = Object.entries(parts).map(([name, part]) => [name, part.read(added, complain)]);
			if (read.some(([, value]) => value === null)) return null;
			const asked = read.filter(([, value]) => value !== undefined);
			return asked.length > 0 ? (Object.fromEntries(asked) as object) : undefined;
		},
	};
}

/** A field for a part of a condition. */
export interface PanelPart {
	field: INodeProperties;
	/** As that of a condition. */
	read: PanelCondition['read'];
}

/** A part that is a list of texts. */
export function textsPart(field: INodeProperties): PanelPart {
	return { field, read: (added, complain) => textsIn(field, added, complain) };
}

/** A part that is asked or not. */
export function switchPart(field: INodeProperties): PanelPart {
	return {
		field,
		read: (added) => {
			const value = added[field.name];
			return value === null ? null : value === true || undefined;
		},
	};
}
