/** What a trigger is busy with in this process, by key, until n8n has answered for it. */
export class UnderWay {
	private readonly busy = new Map<string, Promise<void>>();

	/**
	 * Waits until nobody is busy with any of the keys, and takes them.
	 * @returns what gives them back
	 */
	async take(keys: readonly string[]): Promise<() => void> {
		for (;;) {
			const others = keys.flatMap((key) => this.busy.get(key) ?? []);
			if (others.length === 0) break;
			await Promise.all(others);
		}
		// Nothing may come between looking and taking: two deliveries would both find the keys free.
		let release = () => {};
		const ended = new Promise<void>((resolve) => (release = resolve));
		for (const key of keys) this.busy.set(key, ended);
		return () => {
			for (const key of keys) this.busy.delete(key);
			release();
		};
	}
}
