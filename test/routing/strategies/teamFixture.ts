import fc from 'fast-check';
import type { Turn } from '../../../routing/model/state';
import { STRATEGIES, type StrategyName } from '../../../routing/strategies';
import type { Candidate, Choice } from '../../../routing/strategies/strategy';

/** A team that hands out contacts one after the other and remembers what a ledger would. */
export class TeamFixture {
	readonly turns: Record<string, Turn> = {};
	readonly open: number[];
	readonly received: number[];
	private readonly last: Array<number | null>;
	private clock = 0;

	constructor(
		private readonly strategy: StrategyName,
		readonly weights: readonly number[],
		private readonly more: Partial<Candidate> = {},
	) {
		this.open = weights.map(() => 0);
		this.received = weights.map(() => 0);
		this.last = weights.map(() => null);
	}

	candidate(i: number): Candidate {
		return {
			id: `u${i}`,
			name: `U${i}`,
			weight: this.weights[i]!,
			tier: 1,
			capacity: null,
			open: this.open[i]!,
			lastAssignedAt: this.last[i]!,
			turn: this.turns[`u${i}`] ?? null,
			...this.more,
		};
	}

	choose(available: readonly number[], contact = `c${this.clock}`): Choice {
		const all = this.weights.map((_, i) => this.candidate(i));
		return STRATEGIES[this.strategy].choose(
			all.filter((_, i) => available.includes(i)),
			all.filter((_, i) => !available.includes(i)),
			contact,
		);
	}

	/** Place of the member who got it. */
	assign(available: readonly number[] = this.weights.map((_, i) => i), contact?: string): number {
		const { chosen, turns } = this.choose(available, contact);
		Object.assign(this.turns, turns);
		const i = Number(chosen.id.slice(1));
		this.open[i]!++;
		this.received[i]!++;
		this.last[i] = ++this.clock;
		return i;
	}
}

export function longestRun(sequence: readonly number[], of?: number): number {
	let longest = 0;
	let run = 0;
	sequence.forEach((who, i) => {
		run = who === sequence[i - 1] ? run + 1 : 1;
		if (of === undefined || who === of) longest = Math.max(longest, run);
	});
	return longest;
}

export const weights = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 7 });
export const teamAndAvailability = weights.chain((list) =>
	fc.record({
		weights: fc.constant(list),
		steps: fc.array(fc.subarray([...list.keys()], { minLength: 1 }), {
			minLength: 1,
			maxLength: 120,
		}),
	}),
);
