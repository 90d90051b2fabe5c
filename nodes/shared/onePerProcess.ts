/** One of each key for this process, made when it is first asked for; what failed is tried again. */
export class OnePerProcess<T> {
	private readonly all = new Map<string, Promise<T>>();

	/** @param isOver whether one cannot be used any more, and is made anew */
	constructor(private readonly isOver: (one: T) => boolean) {}

	async get(key: string, make: () => Promise<T>): Promise<T> {
		const before = this.all.get(key);
		// Of several that find it over, one makes it anew.
		if (before && this.isOver(await before) && this.all.get(key) === before) this.all.delete(key);
		let one = this.all.get(key);
		if (!one) {
			one = make();
			this.all.set(key, one);
			one.catch(() => this.all.delete(key));
		}
		return await one;
	}
}
