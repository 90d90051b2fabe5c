import type { IExecuteFunctions } from 'n8n-workflow';
import { fieldError, repeated } from '../../shared/fieldError';
import { text } from '../../shared/parameterValues';

/**
 * The choice that was made, also by an expression.
 * @param table the choices, as the panel calls them
 * @returns null when nothing was filled in
 * @throws {NodeOperationError} when it is none of them
 */
export function oneOf<Value extends string>(
	context: IExecuteFunctions,
	itemIndex: number,
	label: string,
	table: Readonly<Record<Value, string | { name: string }>>,
	given: unknown,
): Value | null {
	const chosen = text(given);
	if (chosen === '') return null;
	const values = Object.keys(table) as Value[];
	const found = values.find((value) => value === chosen);
	if (found) return found;
	throw fieldError(
		context,
		itemIndex,
		`'${label}' is none of its choices: ${repeated(chosen)}`,
		`An expression may give one of: ${values.join(', ')}.`,
	);
}
