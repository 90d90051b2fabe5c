import type { TurnFact } from '../../../ledger/facts';
import { namedStaff, type KeptPlan } from '../../../routing/keptPlan';
import { HOUR, MINUTE } from '../../../routing/model/durations';
import type { Turn } from '../../../routing/model/state';
import { STRATEGIES, type StrategyName } from '../../../routing/strategies';
import type { Candidate } from '../../../routing/strategies/strategy';
import { USERS, WEDNESDAY, byId, plan } from '../../routing/builders';
import { ArrayReading } from '../arrayReading';
import { numbers } from './teamHistory';

export const WEIGHTS = [5, 3, 2, 1, 1];
export const TIERS = [1, 1, 1, 2, 2];
const CAPACITIES = [50, 30, 20, 10, 10];

/** How somebody chooses: of those who could, with who could not; turns are kept for it. */
export type Chooser = (candidates: readonly Candidate[], absent: readonly Candidate[]) => Choice;

interface Choice {
	chosen: Candidate;
	turns: Readonly<Record<string, Turn>>;
}

/** Places of those who are there, by the number of the contact and whether it is night. */
export type Presence = (contact: number, isNight: boolean) => readonly number[];

/** Everybody by day, the first two and the last by night, and the last part-time. */
export const SHIFTS: Presence = (contact, isNight) => {
	if (isNight) return [0, 1, 4];
	return contact % 3 === 0 ? [0, 1, 2, 3] : [0, 1, 2, 3, 4];
};

/** As the strategy itself chooses. */
export function fair(strategy: StrategyName): Chooser {
	let contact = 0;
	return (candidates, absent) =>
		STRATEGIES[strategy].choose(candidates, absent, `contact-${(contact += 1)}`);
}

/** Contacts that somebody shares among a team, as the ledger would tell of them later. */
export class SimulatedTeam {
	private readonly turns: Record<string, Turn> = {};
	private readonly open = WEIGHTS.map(() => 0);
	private readonly last: Array<number | null> = WEIGHTS.map(() => null);
	private readonly random = numbers(7);
	private readonly kept: KeptPlan;
	private at = WEDNESDAY;
	readonly facts: TurnFact[] = [];

	constructor(
		readonly strategy: StrategyName,
		private readonly choose: Chooser = fair(strategy),
	) {
		this.kept = keptPlan(strategy);
	}

	run(contacts: number, presence: Presence = SHIFTS): this {
		for (let contact = 0; contact < contacts; contact++) {
			this.at += 2000 + Math.floor(this.random() * 10 * MINUTE);
			const isNight = (this.at / HOUR) % 24 < 8;
			this.give(presence(contact, isNight));
			this.closeSome();
		}
		return this;
	}

	/** Forgets what came before, as a period does that begins later. */
	from(contact: number): TurnFact[] {
		return this.facts.slice(contact);
	}

	reading(facts: readonly TurnFact[] = this.facts): ArrayReading {
		const { kept, turns } = this;
		return new (class extends ArrayReading {
			override async plan() {
				return await Promise.resolve(kept);
			}
			override async turnsOf() {
				return await Promise.resolve({ Sales: turns });
			}
		})({ turns: facts, assignments: facts });
	}

	get span() {
		return { from: WEDNESDAY, to: this.at + 1 };
	}

	private give(there: readonly number[]): void {
		const all = WEIGHTS.map((_, i) => this.candidate(i));
		const absent = all.filter((_, i) => !there.includes(i));
		const before = structuredClone(this.turns);
		const { chosen, turns } = this.choose(
			there.flatMap((i) => all[i] ?? []),
			absent,
		);
		Object.assign(this.turns, turns);
		const i = all.indexOf(chosen);
		this.facts.push(this.fact(chosen.id, all, absent, before));
		this.open[i] = (this.open[i] ?? 0) + 1;
		this.last[i] = this.at;
	}

	private candidate(i: number): Candidate {
		const { id = '', name = '' } = USERS[i] ?? {};
		return {
			id,
			name,
			weight: WEIGHTS[i] ?? 1,
			tier: TIERS[i] ?? 1,
			capacity: CAPACITIES[i] ?? null,
			open: this.open[i] ?? 0,
			lastAssignedAt: this.last[i] ?? null,
			turn: this.turns[id] ?? null,
		};
	}

	private closeSome(): void {
		if (this.random() > 0.6) return;
		const i = Math.floor(this.random() * WEIGHTS.length);
		this.open[i] = Math.max(0, (this.open[i] ?? 0) - Math.floor(this.random() * 3));
	}

	private fact(
		user: string,
		all: readonly Candidate[],
		absent: readonly Candidate[],
		before: Readonly<Record<string, Turn>>,
	): TurnFact {
		const { usesLoad } = STRATEGIES[this.strategy];
		const pool = all.map((one) => [
			one.id,
			absent.includes(one) ? ('outside_hours' as const) : usesLoad ? one.open : true,
		]);
		const moved = all.map(({ id }) => [
			id,
			(this.turns[id]?.credit ?? 0) - (before[id]?.credit ?? 0),
		]);
		return {
			id: `a${this.facts.length}`,
			at: this.at,
			user,
			team: 'Sales',
			account: null,
			rule: 'Sales',
			source: null,
			event: 'message',
			credited: false,
			outcomes: {},
			turns: Object.fromEntries(moved) as TurnFact['turns'],
			undoneAt: null,
			pool: Object.fromEntries(pool) as TurnFact['pool'],
			plan: this.kept.hash,
			staff: this.kept.staffHash,
		};
	}
}

export function keptPlan(strategy: StrategyName, hash = 'plan'): KeptPlan {
	const members = WEIGHTS.map((weight, i) => ({
		user: byId(`u${i + 1}`),
		weight,
		tier: TIERS[i],
	}));
	const people = CAPACITIES.map((capacity, i) => ({ user: byId(`u${i + 1}`), capacity }));
	const teams = [{ name: 'Sales', strategy, members }];
	return { hash, plan: plan({ teams, people }), ...namedStaff(USERS, undefined) };
}
