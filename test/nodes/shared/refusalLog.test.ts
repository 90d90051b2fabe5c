import { RefusalLog } from '../../../nodes/shared/trigger/refuse';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const lines: string[] = [];
const say = (line: string) => void lines.push(line);
beforeEach(() => lines.splice(0));

describe('the log of requests that were turned away', () => {
	it('says the first one at once', () => {
		new RefusalLog().note(say, 'HighLevel Contact Trigger', 'The secret is missing');
		expect(lines).toEqual([
			'HighLevel Contact Trigger turned a request away: The secret is missing',
		]);
	});

	it('has at most one line a second, and counts every request of every trigger', () => {
		const log = new RefusalLog();
		for (let i = 0; i < 100; i++) {
			log.note(say, i % 2 ? 'B' : 'A', 'forged');
			jest.advanceTimersByTime(100);
		}
		jest.advanceTimersByTime(1_000);
		expect(lines).toHaveLength(11);
		const told = lines.map((line) => Number(/^(\d+) more/.exec(line)?.[1] ?? 1));
		expect(told.reduce((sum, one) => sum + one, 0)).toBe(100);
		expect(lines[1]).toBe('9 more requests were turned away, the last one by B: forged');
	});

	it('is silent when nobody is turned away, and begins anew', () => {
		const log = new RefusalLog();
		log.note(say, 'A', 'one');
		jest.advanceTimersByTime(60_000);
		expect(lines).toHaveLength(1);
		log.note(say, 'A', 'two');
		expect(lines[1]).toBe('A turned a request away: two');
	});

	it('keeps no process alive', () => {
		new RefusalLog().note(say, 'A', 'one');
		expect(jest.getTimerCount()).toBe(1);
		jest.useRealTimers();
		const unref = jest.spyOn(globalThis, 'setTimeout');
		new RefusalLog().note(say, 'A', 'one');
		expect(unref.mock.results[0]?.value.hasRef()).toBe(false);
		unref.mockRestore();
	});
});
