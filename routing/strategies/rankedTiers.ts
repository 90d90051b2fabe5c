import { InTurn } from './inTurn';
import type { Breach, JudgedContact, JudgedMember } from './promise';
import type { Strategy } from './strategy';
import { takeTurn } from './weightedRoundRobin';

/** The best tier with somebody available; its members take weighted turns. */
export const rankedTiers: Strategy = {
	choose: (candidates, absent) => {
		const best = Math.min(...candidates.map(({ tier }) => tier));
		const rest = candidates.filter(({ tier }) => tier !== best);
		return takeTurn(
			candidates.filter(({ tier }) => tier === best),
			[...absent, ...rest],
		);
	},
	usesWeight: true,
	usesLoad: false,
	usesContact: false,
	sharesEvenly: true,
	passedOver: (candidate, chosen) => (candidate.tier > chosen.tier ? 'lower_tier' : 'available'),
	// Better than any tier of a plan, so nobody else is in it.
	ahead: { tier: 0 },
	promise: {
		sentence:
			'Only the best tier of which somebody is available gets contacts; its members take turns by their weights, and nobody gets ahead of another by more than one turn.',
		ruledOut: ({ tier }, could) => (tier > bestTier(could) ? 'lower_tier' : null),
		begin: (context) => new BestTier(context),
	},
};

/** Holds a team to its tiers, and each tier to its turns. */
class BestTier extends InTurn {
	private lower: Breach | null = null;

	override take(contact: JudgedContact): void {
		const { at, chosen, could } = contact;
		const best = could.filter(({ tier }) => tier === bestTier(could));
		if (best.some(({ id }) => id === chosen)) {
			super.take({ ...contact, could: best });
			return;
		}
		const [first] = best;
		const name = (id: string) => this.context.name(id);
		if (first) {
			const why = `${name(chosen)} got a contact that ${name(first.id)} of a better tier could have taken`;
			this.lower ??= { at, why };
		}
	}

	override verdict(): Breach | null {
		return this.lower ?? super.verdict();
	}
}

function bestTier(could: readonly JudgedMember[]): number {
	return Math.min(...could.map(({ tier }) => tier));
}
