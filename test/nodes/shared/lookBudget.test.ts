import { LookBudget } from '../../../nodes/shared/trigger/lookBudget';

const granted = (budget: LookBudget, times: readonly number[]) =>
	times.filter((now) => budget.take(now)).length;

describe('looks into credentials because of requests that fit no secret', () => {
	it('are ten at once', () => {
		expect(granted(new LookBudget(), Array<number>(100).fill(5))).toBe(10);
	});

	it('are then one a second, however many ask', () => {
		const budget = new LookBudget();
		granted(budget, Array<number>(100).fill(0));
		const minute = Array.from({ length: 600 }, (_, i) => (i + 1) * 100);
		expect(granted(budget, minute)).toBe(60);
	});

	it('are ten at once again after some quiet, and never more', () => {
		const budget = new LookBudget();
		granted(budget, Array<number>(100).fill(0));
		expect(granted(budget, Array<number>(100).fill(86_400_000))).toBe(10);
	});

	it('go on when the clock is set back', () => {
		const budget = new LookBudget();
		granted(budget, Array<number>(100).fill(86_400_000));
		expect(granted(budget, [0, 500, 1_000, 1_500, 2_000])).toBe(2);
	});
});
