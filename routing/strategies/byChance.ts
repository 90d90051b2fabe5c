import type { Breach, Judge, JudgeContext, JudgedContact } from './promise';

/** So many standard deviations are no chance: one of two million. */
const CHANCE = 5;

/** What a member got, and what chance gives. */
interface Share {
	got: number;
	expected: number;
	variance: number;
}

/**
 * Holds a strategy that goes by who the contact is to what many contacts make of it: each member gets
 * as many as the weights say, as nearly as with lots that are drawn.
 */
export class ByChance implements Judge {
	private readonly shares = new Map<string, Share>();
	private lastAt = 0;

	constructor(private readonly context: JudgeContext) {}

	take({ at, chosen, could, isUndone }: JudgedContact): void {
		// It is decided anew, for the same contact: that is no other lot.
		if (isUndone) return;
		this.lastAt = at;
		const total = could.reduce((sum, { weight }) => sum + weight, 0);
		for (const { id, weight } of could) {
			const { got, expected, variance } = this.shares.get(id) ?? NONE;
			const share = weight / total;
			this.shares.set(id, {
				got: got + (id === chosen ? 1 : 0),
				expected: expected + share,
				variance: variance + share * (1 - share),
			});
		}
	}

	verdict(): Breach | null {
		for (const [id, { got, expected, variance }] of this.shares) {
			const most = CHANCE * Math.sqrt(variance) + 1;
			if (Math.abs(got - expected) <= most) continue;
			const name = this.context.name(id);
			const why = `${name} got ${got} contacts, where chance gives ${expected.toFixed(0)}, give or take ${most.toFixed(0)}`;
			return { at: this.lastAt, why };
		}
		return null;
	}
}

const NONE: Share = { got: 0, expected: 0, variance: 0 };
