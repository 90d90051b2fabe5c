const PAUSE_MS = 200;

/**
 * Waits for something that happens outside.
 * @throws {Error} when it has not happened in time, by default within 20 seconds
 */
export async function until(
	holds: () => boolean | Promise<boolean>,
	milliseconds = 20_000,
): Promise<void> {
	const deadline = Date.now() + milliseconds;
	while (!(await holds())) {
		if (Date.now() > deadline) throw new Error(`It did not happen in time: ${holds.toString()}`);
		await new Promise((done) => setTimeout(done, PAUSE_MS));
	}
}
