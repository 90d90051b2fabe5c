import fc from 'fast-check';
import { StoreClock } from '../../ledger/storeClock';
import { DAY, MINUTE } from '../../routing/model/durations';

const TOLD = Date.UTC(2026, 5, 1);

/** Compared with an answer that took so long, of which so much was the way there. */
function compared(clock: StoreClock, ahead: number, tookMs: number, there: number): StoreClock {
	const askedAt = TOLD + ahead - there * tookMs;
	clock.compare({ askedAt, answeredAt: askedAt + tookMs }, TOLD);
	return clock;
}

const share = fc.double({ min: 0, max: 1, noNaN: true });
const anyAhead = fc.integer({ min: -500 * DAY, max: 500 * DAY });

describe("a store's clock", () => {
	it('is found within the time of the answer and what clocks may differ by', () => {
		fc.assert(
			fc.property(anyAhead, fc.integer({ min: 0, max: 10_000 }), share, (ahead, tookMs, there) => {
				const clock = compared(new StoreClock(), ahead, tookMs, there);
				expect(Math.abs(clock.ahead - ahead)).toBeLessThanOrEqual(tookMs + 2_000);
			}),
		);
	});

	it('is this machine’s own as long as nothing speaks against it', () => {
		fc.assert(
			fc.property(fc.integer({ min: -2_000, max: 2_000 }), share, (ahead, there) => {
				expect(compared(new StoreClock(), ahead, 20, there).ahead).toBe(0);
			}),
		);
	});

	it('stays as it was when the process was stopped while it asked', () => {
		const clock = compared(new StoreClock(), 20 * MINUTE, 2, 0.5);
		expect(clock.ahead).toBe(20 * MINUTE);
		expect(compared(clock, 20 * MINUTE, 40 * MINUTE, 0.9).ahead).toBe(20 * MINUTE);
	});

	it('is this machine’s own again when that is put right', () => {
		const clock = compared(new StoreClock(), -401 * DAY, 2, 0.5);
		expect(compared(clock, 0, 2, 0.5).ahead).toBe(0);
	});

	it('is asked again when this machine’s was set meanwhile', () => {
		const clock = new StoreClock();
		expect(clock.isDue).toBe(true);
		expect(compared(clock, 0, 2, 0.5).isDue).toBe(false);
		const real = Date.now();
		jest.spyOn(Date, 'now').mockReturnValue(real + 5_000);
		expect(clock.isDue).toBe(true);
		jest.restoreAllMocks();
	});
});
