import type { Database } from './database';

/** A person who gets no new contacts for a while. */
export interface Pause {
	/** HighLevel's user ID. */
	user: string;
	/** Milliseconds since 1970; null until somebody ends it. */
	until: number | null;
	since: number;
}

/** Who is paused by hand in one location. Every method is one transaction. */
export class Pauses {
	constructor(
		protected readonly database: Database,
		protected readonly scope: string,
	) {}

	/** A later pause of the same person takes the place of the one before. */
	async pause(_user: string, _until: number | null, _now: number): Promise<void> {
		throw new Error('not built yet');
	}

	/** @returns whether the person was paused */
	async resume(_user: string, _now: number): Promise<boolean> {
		throw new Error('not built yet');
	}

	/** Those that last now. */
	async all(_now: number): Promise<Pause[]> {
		throw new Error('not built yet');
	}
}
