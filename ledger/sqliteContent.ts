import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { crc32 } from 'node:zlib';

/** As much as SQLite itself takes over from its log at a time: 4 MB. */
const PAGES = 1_024;
const PAGE_BYTES = 4_096;

/** Open files, by device and number. */
const held = new Map<string, { file: number; users: number }>();

/**
 * What stands in the file under a connection, log apart. The file stays open as long as a connection
 * of this process to it: closing it would give up SQLite's locks on it (https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_).
 */
export class SqliteContent {
	private isHeld = true;

	private constructor(
		private readonly key: string,
		private readonly file: number,
	) {}

	/** Of a file that a connection has open. */
	static of(path: string): SqliteContent {
		const { dev, ino } = statSync(path, { bigint: true });
		const key = `${dev} ${ino}`;
		const one = held.get(key) ?? { file: openSync(path, 'r'), users: 0 };
		one.users += 1;
		held.set(key, one);
		return new SqliteContent(key, one.file);
	}

	/** A number that changes with what stands in the file; of a large one, in 4 MB spread over it. */
	digest(): number {
		const pages = Math.ceil(Number(fstatSync(this.file, { bigint: true }).size) / PAGE_BYTES);
		if (pages <= PAGES) return this.digestOf(0, pages);
		let digest = 0;
		for (let i = 0; i < PAGES; i++) {
			digest = this.digestOf(Math.floor((i * pages) / PAGES), 1, digest);
		}
		return digest;
	}

	/** To be told when the connection is closed. */
	release(): void {
		const one = held.get(this.key);
		if (!this.isHeld || !one) return;
		this.isHeld = false;
		one.users -= 1;
		if (one.users > 0) return;
		held.delete(this.key);
		closeSync(one.file);
	}

	private digestOf(from: number, pages: number, digest = 0): number {
		const found = Buffer.allocUnsafe(pages * PAGE_BYTES);
		const bytes = readSync(this.file, found, 0, found.length, from * PAGE_BYTES);
		return crc32(found.subarray(0, bytes), digest);
	}
}
