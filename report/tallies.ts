import type { Dimensions } from '../ledger/facts';
import type { FactKind, Facts, MetricContext } from './metric';
import { GROUPINGS, type Grouping } from './request';
import { Tally } from './tally';

/** Which of its dimensions tells a group; the others are called as what they group by. */
const DIMENSION: Readonly<Record<Grouping, keyof Dimensions>> = {
	person: 'user',
	team: 'team',
	account: 'account',
	rule: 'rule',
	source: 'source',
};

/** What is known of where something belongs; what is left out is not known. */
type Place = Partial<Dimensions>;

/** The whole of one stretch of time, and its groups. */
export class Tallies {
	readonly total: Tally;
	private readonly groups = new Map<Grouping, Map<string | null, Tally>>();

	/** Those of the groups that are no people. */
	private readonly beside: readonly Grouping[];

	/** @param groupBy none for the whole alone */
	constructor(
		private readonly context: Omit<MetricContext, 'by'>,
		groupBy: readonly Grouping[],
	) {
		this.total = new Tally({ ...context, by: null });
		for (const by of groupBy) this.groups.set(by, new Map<string | null, Tally>());
		this.beside = groupBy.filter((by) => by !== 'person');
	}

	/** Counts something for the whole, and for each group to which it belongs; of people those who are known. */
	add<K extends FactKind>(kind: K, fact: Facts[K], place: Place): void {
		this.total.add(kind, fact);
		for (const by of this.groups.keys()) this.addTo(by, kind, fact, place);
	}

	/** Counts for the whole and for all groups but people. */
	addBeside<K extends FactKind>(kind: K, fact: Facts[K], place: Place): void {
		this.total.add(kind, fact);
		for (const by of this.beside) this.addTo(by, kind, fact, place);
	}

	/** Counts for a person alone. */
	addToPerson<K extends FactKind>(kind: K, fact: Facts[K], user: string): void {
		this.addTo('person', kind, fact, { user });
	}

	/** Names of the groups there are; null for what has none. */
	keysOf(by: Grouping): Array<string | null> {
		return [...(this.groups.get(by)?.keys() ?? [])];
	}

	/** @returns null when nothing belongs to it */
	group(by: Grouping, key: string | null): Tally | null {
		return this.groups.get(by)?.get(key) ?? null;
	}

	/** One of which nothing was counted, as it stands for nothing. */
	empty(by: Grouping): Tally {
		return new Tally({ ...this.context, by });
	}

	private addTo<K extends FactKind>(by: Grouping, kind: K, fact: Facts[K], place: Place): void {
		const key = place[DIMENSION[by]];
		const tallies = this.groups.get(by);
		if (!tallies || key === undefined || (by === 'person' && key === null)) return;
		let tally = tallies.get(key);
		if (!tally) tallies.set(key, (tally = new Tally({ ...this.context, by })));
		tally.add(kind, fact);
	}
}

/** In the order in which groups are shown. */
export function inOrder(groupBy: readonly Grouping[]): Grouping[] {
	return (Object.keys(GROUPINGS) as Grouping[]).filter((by) => groupBy.includes(by));
}
