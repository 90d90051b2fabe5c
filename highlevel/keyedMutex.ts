/** Lets work that shares a name run one after the other, in the order in which it was handed in. */
export class KeyedMutex {
	/** The end of the last work for each name; only names that are in use. */
	private readonly last = new Map<string, Promise<void>>();

	/** @param names all that the work is about; it waits until nobody before it has any of them */
	async run<T>(names: readonly string[], work: () => Promise<T>): Promise<T> {
		const before = names.map((name) => this.last.get(name));
		const result = Promise.all(before).then(work);
		const end = result.then(
			() => undefined,
			() => undefined,
		);
		for (const name of names) this.last.set(name, end);
		try {
			return await result;
		} finally {
			for (const name of names) if (this.last.get(name) === end) this.last.delete(name);
		}
	}
}
