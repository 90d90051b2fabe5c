import { readFileSync } from 'node:fs';
import { isNativeError } from 'node:util/types';
import { LedgerError } from '../../../ledger/ledger';

// All as n8n reads its own environment variables (@n8n/config), so that both mean the same database.

/** What n8n calls a process like this one, by its command (n8n-core's InstanceSettings). */
export function processKind(): 'main' | 'webhook' | 'worker' {
	const [, , command] = process.argv;
	return command === 'webhook' || command === 'worker' ? command : 'main';
}

/** A text; '' when it is set to nothing. */
export function textOf(name: string, fallback: string): string {
	const value = readVariable(name);
	return value === undefined ? fallback : cleaned(value);
}

/** A number; what is none is left to the default. */
export function numberOf(name: string, fallback: number): number {
	const value = readVariable(name);
	if (value === undefined || cleaned(value) === '') return fallback;
	const number = Number(value);
	return Number.isNaN(number) ? fallback : number;
}

/** On or off; what is neither is left to the default. */
export function flagOf(name: string, fallback: boolean): boolean {
	const value = readVariable(name)?.toLowerCase() ?? '';
	if (['true', '1'].includes(value)) return true;
	return ['false', '0'].includes(value) ? false : fallback;
}

/**
 * The variable, or what stands in the file that `<name>_FILE` names, as with Docker's secrets.
 * @throws {LedgerError} when the file cannot be read
 */
function readVariable(name: string): string | undefined {
	if (name in process.env) return process.env[name];
	const file = process.env[`${name}_FILE`];
	if (!file) return undefined;
	const content = readText(file);
	if (typeof content === 'string') return content.trim();
	throw new LedgerError(
		`The ledger cannot be opened: the file that the environment variable ${name}_FILE names cannot be read: ${content.message}`,
		'Whoever runs n8n must let it read this file, or set the variable without _FILE.',
		{ cause: content },
	);
}

function readText(file: string): string | Error {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		return isNativeError(error) ? error : new Error(String(error));
	}
}

/** People put quotes around values where nothing takes them off again. */
function cleaned(value: string): string {
	return value.trim().replace(/^(['"])(.*)\1$/, '$2');
}
