import type { IExecuteFunctions } from 'n8n-workflow';
import { fieldError, repeated } from '../../shared/fieldError';
import { readText } from './values';

const EMAIL = /^[^\s@]+@[^\s@]+$/;

/**
 * An email address, null when there is none.
 * @param label what the node calls the field
 * @throws {NodeOperationError} when it is something else
 */
export function readEmail(
	context: IExecuteFunctions,
	label: string,
	itemIndex: number,
	value: unknown,
): string | null {
	const given = readText(context, label, itemIndex, value);
	if (given === '') return null;
	if (EMAIL.test(given)) return given;
	throw fieldError(
		context,
		itemIndex,
		`'${label}' is not an email address: ${repeated(given)}`,
		'Write it like nathan@example.com.',
	);
}
