import { isNativeError } from 'node:util/types';
import { LedgerError } from './ledger';
import type { FileLoss } from './sqliteFile';

/** https://www.sqlite.org/rescode.html; extended codes keep it in their lowest byte. */
const SQLITE_BUSY = 5;
const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;

const PUT_BACK =
	'Stop n8n, put a backup in its place or take the file away, delete the files beside it that end in -wal and -shm, and start n8n again.';

/** What is said of a file that something else than SQLite has touched, and whether that is for good. */
export const LOSSES: Record<FileLoss, { isOver: boolean; message: string; wayOut: string }> = {
	gone: {
		isOver: true,
		message: 'the file was deleted, moved or replaced while n8n used it',
		wayOut:
			'Nothing was written this time. The next run goes on with the file that stands there then, or begins a new one, which knows nothing of before: put the file or a backup in its place to keep what was decided.',
	},
	logGone: {
		isOver: true,
		message: 'its log, the file beside it that ends in -wal, was deleted while n8n used it',
		wayOut:
			'Nothing was written this time, and what was decided before is in the file now. Run it again.',
	},
	overwritten: {
		isOver: false,
		message: 'the file was overwritten while n8n used it',
		wayOut: `Nothing is written to it any more. ${PUT_BACK}`,
	},
};

/** Whether another process is in the way. */
export function isBusy(error: unknown): boolean {
	return isNativeError(error) && codeOf(error) === SQLITE_BUSY;
}

/** SQLite's own; null for errors of anything else. */
function codeOf(error: Error): number | null {
	return 'errcode' in error ? Number(error.errcode) & 0xff : null;
}

/** SQLite's own errors, and those of its file, become ours. */
export function sqliteFailure(name: string, error: unknown): unknown {
	if (!isNativeError(error) || !('code' in error)) return error;
	return new LedgerError(`The ledger in ${name} cannot be used: ${error.message}`, wayOut(error), {
		cause: error,
	});
}

function wayOut(error: Error & { code: unknown }): string {
	if (error.code === 'ERR_UNKNOWN_BUILTIN_MODULE') {
		return "n8n needs Node.js 24 for a ledger in SQLite. Update Node.js, or set the option 'Ledger' to 'Postgres'.";
	}
	const code = codeOf(error);
	if (code === SQLITE_BUSY) {
		return 'Another process of n8n is writing to it, as Copy Ledger does for some seconds. Run it again.';
	}
	if (code === SQLITE_CORRUPT || code === SQLITE_NOTADB) return `The file is damaged. ${PUT_BACK}`;
	return 'n8n must be able to write this file and its folder, on a disk of its own machine with space left. An environment variable of n8n, CONTACT_ASSIGNMENT_SQLITE_FILE, names another file.';
}
