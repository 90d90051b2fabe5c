import { closeSync, openSync, readSync, rmSync, statSync, type BigIntStats } from 'node:fs';
import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** What became of the file while it was open. */
export type FileLoss = 'gone' | 'logGone' | 'overwritten';

/** How the file was when all that had happened to it was SQLite's doing. */
interface Known {
	file: BigIntStats | undefined;
	log: BigIntStats | undefined;
	/** See {@link SqliteFile.tidied}. */
	tidied: string | null;
}

/** https://www.sqlite.org/fileformat2.html#walformat: sequence number, and salts of each beginning. */
const LOG_HEADER = { from: 12, bytes: 12 } as const;

/** The first that can be asked without tidying up: https://www.sqlite.org/pragma.html#pragma_wal_checkpoint */
const ASKABLE_SINCE = [3, 51] as const;

/**
 * The file under an open connection: whoever deletes, moves, replaces or overwrites it does not tell
 * SQLite, which goes on with what nobody will ever read again.
 */
export class SqliteFile {
	private known: Known = { file: undefined, log: undefined, tidied: null };
	private readonly state: StatementSync | null;

	constructor(
		private readonly path: string,
		connection: DatabaseSync,
	) {
		this.state = isAskable(process.versions.sqlite ?? '')
			? connection.prepare('PRAGMA wal_checkpoint(NOOP)')
			: null;
	}

	/** Takes the file for right as it is now: to be told after each transaction. */
	note(): void {
		this.known = {
			file: lookAt(this.path),
			log: lookAt(this.logPath),
			tidied: this.tidied(),
		};
	}

	/** What became of the file since; null when nothing did. Only outside of transactions. */
	loss(): FileLoss | null {
		const { file, log, tidied } = this.known;
		const now = lookAt(this.path);
		if (!isSame(file, now)) return 'gone';
		if (log && !isSame(log, lookAt(this.logPath))) return 'logGone';
		const isUntouched = file?.mtimeNs === now?.mtimeNs && file?.size === now?.size;
		// SQLite writes to the file itself only when it takes over what stands in the log.
		return isUntouched || tidied === null || this.tidied() !== tidied ? null : 'overwritten';
	}

	/** Whether another file stands in its place, or none; also in the middle of a transaction. */
	isGone(): boolean {
		return !isSame(this.known.file, lookAt(this.path));
	}

	/** The log of a file that is gone must not be taken for the log of what stands in its place. */
	removeLeftovers(): void {
		if (!isSame(this.known.log, lookAt(this.logPath))) return;
		for (const form of ['-wal', '-shm']) rmSync(this.path + form, { force: true });
	}

	private get logPath(): string {
		return `${this.path}-wal`;
	}

	/**
	 * How often and how far the file took over what stood in the log, by whichever process: another
	 * text when it did so since. Null when this SQLite cannot tell, or nothing was written yet.
	 */
	private tidied(): string | null {
		if (!this.state || !lookAt(this.logPath)) return null;
		const header = Buffer.alloc(LOG_HEADER.bytes);
		// SQLite has no locks on the log, which closing it would give up.
		const log = openSync(this.logPath, 'r');
		try {
			readSync(log, header, 0, header.length, LOG_HEADER.from);
		} finally {
			closeSync(log);
		}
		return `${header.toString('hex')} ${String(this.state.get()?.checkpointed)}`;
	}
}

function lookAt(path: string): BigIntStats | undefined {
	return statSync(path, { bigint: true, throwIfNoEntry: false });
}

/** A new file may get the number of one that was deleted, but not when that one was made. */
function isSame(before: BigIntStats | undefined, now: BigIntStats | undefined): boolean {
	return (
		before?.ino === now?.ino && before?.dev === now?.dev && before?.birthtimeNs === now?.birthtimeNs
	);
}

function isAskable(version: string): boolean {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	return major > ASKABLE_SINCE[0] || (major === ASKABLE_SINCE[0] && minor >= ASKABLE_SINCE[1]);
}
