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
		let worst = { by: CHANCE, why: '' };
		for (const [id, { got, expected, variance }] of this.shares) {
			const deviation = Math.sqrt(variance);
			const by = (Math.abs(got - expected) - 1) / deviation;
			if (!(by > worst.by)) continue;
			const most = Math.ceil(CHANCE * deviation);
			const why = `${this.context.name(id)} got ${got} contacts, where chance gives ${expected.toFixed(0)}, give or take ${most}`;
			worst = { by, why };
		}
		return worst.why === '' ? null : { at: this.lastAt, why: worst.why };
	}
}

const NONE: Share = { got: 0, expected: 0, variance: 0 };
