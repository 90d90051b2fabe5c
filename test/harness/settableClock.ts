/** How far somebody has set the clock of the machine, milliseconds. */
export const machineClock = { shift: 0 };

/** Makes `Date.now` that clock, also for what keeps the function itself. Before imports, in `jest.mock`. */
export function installSettableClock(): void {
	const real = Date.now;
	Date.now = () => real() + machineClock.shift;
}
