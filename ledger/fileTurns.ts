/** What ends last of all that this process does with a file, by its path. */
const shared = new Map<string, { last: Promise<unknown>; users: number }>();

/**
 * What this process does with one file, one after the other and in the order in which it came, whichever
 * connection does it: SQLite has no queue, and who asks now and then would never get in between those
 * who go on and on.
 */
export class FileTurns {
	private readonly turns: { last: Promise<unknown>; users: number };
	private isHeld = true;

	/** @param path null for what only one connection can reach */
	constructor(private readonly path: string | null) {
		const found = path === null ? undefined : shared.get(path);
		this.turns = found ?? { last: Promise.resolve(), users: 0 };
		this.turns.users += 1;
		if (path !== null) shared.set(path, this.turns);
	}

	async take<T>(action: () => Promise<T>): Promise<T> {
		const mine = this.turns.last.then(action);
		this.turns.last = mine.catch(() => undefined);
		return await mine;
	}

	/** Resolves once all that came before has ended. */
	async ended(): Promise<void> {
		await this.turns.last;
	}

	/** To be told when the connection is closed. */
	release(): void {
		if (!this.isHeld) return;
		this.isHeld = false;
		this.turns.users -= 1;
		if (this.path !== null && this.turns.users === 0) shared.delete(this.path);
	}
}
