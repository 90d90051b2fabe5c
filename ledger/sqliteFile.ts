import {
	closeSync,
	openSync,
	readSync,
	realpathSync,
	rmSync,
	statSync,
	type BigIntStats,
} from 'node:fs';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { SqliteContent } from './sqliteContent';

/** What became of the file while it was open. */
export type FileLoss = 'gone' | 'logGone' | 'overwritten';

/** How the file was when all that had happened to it was SQLite's doing. */
interface Known {
	file: BigIntStats | undefined;
	log: BigIntStats | undefined;
	/** See {@link SqliteFile.tidied}. */
	tidied: string | null;
	/** See {@link SqliteContent.digest}. */
	content: number | null;
	/** The last entry of the log; null when it begins anew. */
	last: LogPart | null;
}

/** Some bytes of the log. */
interface LogPart {
	from: number;
	text: string;
}

/** What SQLite knows of its log. */
interface LogState {
	/** In entries of a page each; 0 when it begins anew. */
	log: number;
	checkpointed: number;
}

/** https://www.sqlite.org/fileformat2.html#walformat: sequence number, and salts of each beginning. */
const LOG_HEADER = { from: 12, bytes: 12 } as const;

/** What stands before the entries, and before the page of each one, by the same page. */
const LOG_BYTES = { header: 32, entry: 24 } as const;

/** The first that can be asked without tidying up: https://www.sqlite.org/pragma.html#pragma_wal_checkpoint */
const ASKABLE_SINCE = [3, 51] as const;

/**
 * The file under an open connection: whoever deletes, moves, replaces or overwrites it does not tell
 * SQLite, which goes on with what nobody will ever read again.
 */
export class SqliteFile {
	private known: Known = {
		file: undefined,
		log: undefined,
		tidied: null,
		content: null,
		last: null,
	};
	private readonly state: StatementSync | null;
	/** SQLite keeps it beside the file itself, also when the path is a link to that. */
	private readonly logPath: string;
	private readonly content: SqliteContent;
	private readonly pageBytes: number;

	constructor(
		private readonly path: string,
		connection: DatabaseSync,
	) {
		this.state = isAskable(process.versions.sqlite ?? '')
			? connection.prepare('PRAGMA wal_checkpoint(NOOP)')
			: null;
		this.logPath = `${realpathSync(path)}-wal`;
		this.content = SqliteContent.of(path);
		this.pageBytes = Number(connection.prepare('PRAGMA page_size').get()?.page_size);
	}

	/** Gives up what it holds of the file: to be told when the connection is closed. */
	release(): void {
		this.content.release();
	}

	/** Takes the file for right as it is now: to be told after each transaction. */
	note(): void {
		const { known } = this;
		const file = lookAt(this.path);
		const log = lookAt(this.logPath);
		const state = log && this.logState;
		this.known = {
			file,
			log,
			tidied: this.tidied(log, state),
			content: isUntouched(known.file, file) ? known.content : this.content.digest(),
			last: this.lastEntry(state),
		};
	}

	/** What became of the file since; null when nothing did. Only outside of transactions. */
	loss(): FileLoss | null {
		const { file, log, tidied } = this.known;
		const now = lookAt(this.path);
		if (!isSame(file, now)) return 'gone';
		const logNow = lookAt(this.logPath);
		if (log && !isSame(log, logNow)) return 'logGone';
		if (tidied === null) return null;
		if (log && logNow && logNow.size < log.size && this.isCutOff(logNow.size)) return 'overwritten';
		// SQLite writes to the file itself only when it takes over what stands in the log.
		if (isUntouched(file, now) || this.tidied() !== tidied) return null;
		return file?.size === now?.size && this.isAsBefore() ? null : 'overwritten';
	}

	/** Whoever makes backups may set the times of a file, and changes nothing in it. */
	private isAsBefore(): boolean {
		const { content, last } = this.known;
		if (last && this.readLog(last.from, LOG_BYTES.entry) !== last.text) return false;
		return this.content.digest() === content;
	}

	/** Whether another file stands in its place, or none; also in the middle of a transaction. */
	isGone(): boolean {
		return !isSame(this.known.file, lookAt(this.path));
	}

	/** The log of a file that is gone must not be taken for the log of what stands in its place. */
	removeLeftovers(): void {
		if (!isSame(this.known.log, lookAt(this.logPath))) return;
		for (const form of ['-wal', '-shm']) {
			rmSync(this.logPath.replace(/-wal$/, form), { force: true });
		}
	}

	/** Whether the log is shorter than what SQLite wrote to it; SQLite itself begins it anew then. */
	private isCutOff(size: bigint): boolean {
		const { last } = this.known;
		const isShort = size < this.entryAt(this.logState?.log ?? 0);
		return isShort || (last !== null && this.tidied() === this.known.tidied);
	}

	private get logState(): LogState | undefined {
		return this.state?.get() as LogState | undefined;
	}

	/** Where an entry begins that has so many before it. */
	private entryAt(count: number): number {
		return count === 0 ? 0 : LOG_BYTES.header + count * (LOG_BYTES.entry + this.pageBytes);
	}

	/** It has a checksum of all before it. */
	private lastEntry(state: LogState | undefined): LogPart | null {
		const entries = state?.log ?? 0;
		if (entries <= 0) return null;
		const from = this.entryAt(entries) - LOG_BYTES.entry - this.pageBytes;
		return { from, text: this.readLog(from, LOG_BYTES.entry) };
	}

	private readLog(from: number, bytes: number): string {
		const part = Buffer.alloc(bytes);
		// SQLite has no locks on the log, which closing it would give up.
		const opened = openSync(this.logPath, 'r');
		try {
			readSync(opened, part, 0, bytes, from);
		} finally {
			closeSync(opened);
		}
		return part.toString('hex');
	}

	/**
	 * How often and how far the file took over what stood in the log, by whichever process: another
	 * text when it did so since. Null when this SQLite cannot tell, or nothing was written yet.
	 */
	private tidied(file = lookAt(this.logPath), state = file && this.logState): string | null {
		if (!file || !state) return null;
		const header = this.readLog(LOG_HEADER.from, LOG_HEADER.bytes);
		// A log that begins anew has the old header until the next entry, and one cut to nothing has none.
		const anew = state.log > 0 ? '' : `anew ${file.size > 0 ? '' : file.mtimeNs}`;
		return `${header} ${state.checkpointed} ${anew}`;
	}
}

function lookAt(path: string): BigIntStats | undefined {
	return statSync(path, { bigint: true, throwIfNoEntry: false });
}

function isUntouched(before: BigIntStats | undefined, now: BigIntStats | undefined): boolean {
	return before?.mtimeNs === now?.mtimeNs && before?.size === now?.size;
}

/** A new file may get the number of one that was deleted, but not when that one was made. */
function isSame(before: BigIntStats | undefined, now: BigIntStats | undefined): boolean {
	const isBornTogether = before?.birthtimeNs === now?.birthtimeNs;
	return (
		before?.ino === now?.ino &&
		before?.dev === now?.dev &&
		(isBornTogether || (hasNoBirth(before) && hasNoBirth(now)))
	);
}

/** Where the system does not know when a file was made, Node.js gives the time of its last change. */
function hasNoBirth(file: BigIntStats | undefined): boolean {
	return file?.birthtimeNs === file?.ctimeNs;
}

function isAskable(version: string): boolean {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	return major > ASKABLE_SINCE[0] || (major === ASKABLE_SINCE[0] && minor >= ASKABLE_SINCE[1]);
}
