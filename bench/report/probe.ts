/** What is seen while something runs. */
export interface Seen {
	seconds: number;
	/** What this process computed; with a server of its own, that comes to it. */
	cpuSeconds: number;
	/** The longest time at a stretch in which nothing else had its turn, milliseconds. */
	longestHoldMs: number;
	/** How much more memory was used than before, at the most, MB. */
	memoryMb: number;
}

const MB = 1024 * 1024;

/** Runs something and looks at it all the time. */
export async function watched<T>(work: () => Promise<T>): Promise<{ seen: Seen; result: T }> {
	global.gc?.();
	const before = process.memoryUsage().rss;
	let [longest, most, last, isOver] = [0, before, performance.now(), false];
	let looks = 0;
	const look = () => {
		const now = performance.now();
		longest = Math.max(longest, now - last);
		last = now;
		if ((looks += 1) % 100 === 0) most = Math.max(most, process.memoryUsage.rss());
		if (!isOver) setImmediate(look);
	};
	setImmediate(look);
	const started = performance.now();
	const cpu = process.cpuUsage();
	const result = await work();
	const seconds = (performance.now() - started) / 1_000;
	const { user, system } = process.cpuUsage(cpu);
	isOver = true;
	const cpuSeconds = (user + system) / 1e6;
	return {
		seen: { seconds, cpuSeconds, longestHoldMs: longest, memoryMb: (most - before) / MB },
		result,
	};
}
