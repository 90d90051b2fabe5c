import type { IDataObject } from 'n8n-workflow';

/** A copy without one field: an earlier node of the same kind may have written it already. */
export function without(json: IDataObject, field: string): IDataObject {
	return Object.fromEntries(Object.entries(json).filter(([name]) => name !== field));
}

/** What a person typed or an expression gave, without blanks around it; empty when it is no text. */
export function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** The same of what has to be text, as an ID in a credential. */
export function onlyText(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

/** Whether lists and objects contain each other over more than so many levels. */
export function isDeeper(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return levels === 0 || Object.values(value).some((one) => isDeeper(one, levels - 1));
}
