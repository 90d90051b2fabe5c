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

/** What there is of one grouping. */
interface Groups {
	by: Grouping;
	dimension: keyof Dimensions;
	/** By name; null for what has none. */
	tallies: Map<string | null, Tally>;
}

/** The whole of one stretch of time, and its groups. */
export class Tallies {
	readonly total: Tally;
	private readonly groups: readonly Groups[];
	/** Those of the groups that are no people. */
	private readonly beside: readonly Groups[];
	private readonly people: Groups | undefined;

	/** @param groupBy none for the whole alone */
	constructor(
		private readonly context: Omit<MetricContext, 'by'>,
		groupBy: readonly Grouping[],
	) {
		this.total = new Tally({ ...context, by: null });
		this.groups = groupBy.map((by) => ({ by, dimension: DIMENSION[by], tallies: new Map() }));
		this.beside = this.groups.filter(({ by }) => by !== 'person');
		this.people = this.of('person');
	}

	/** Counts something for the whole, and for each group to which it belongs; of people those who are known. */
	add<K extends FactKind>(kind: K, fact: Facts[K], place: Place): void {
		this.total.add(kind, fact);
		for (const groups of this.groups) this.addTo(groups, kind, fact, place[groups.dimension]);
	}

	/** Counts for the whole and for all groups but people. */
	addBeside<K extends FactKind>(kind: K, fact: Facts[K], place: Place): void {
		this.total.add(kind, fact);
		for (const groups of this.beside) this.addTo(groups, kind, fact, place[groups.dimension]);
	}

	/** Counts for a person alone. */
	addToPerson<K extends FactKind>(kind: K, fact: Facts[K], user: string): void {
		if (this.people) this.addTo(this.people, kind, fact, user);
	}

	/** Names of the groups there are; null for what has none. */
	keysOf(by: Grouping): Array<string | null> {
		return [...(this.of(by)?.tallies.keys() ?? [])];
	}

	/** @returns null when nothing belongs to it */
	group(by: Grouping, key: string | null): Tally | null {
		return this.of(by)?.tallies.get(key) ?? null;
	}

	/** One of which nothing was counted, as it stands for nothing. */
	empty(by: Grouping): Tally {
		return new Tally({ ...this.context, by });
	}

	private of(by: Grouping): Groups | undefined {
		return this.groups.find((groups) => groups.by === by);
	}

	private addTo<K extends FactKind>(
		{ by, tallies }: Groups,
		kind: K,
		fact: Facts[K],
		key: string | null | undefined,
	): void {
		if (key === undefined || (by === 'person' && key === null)) return;
		let tally = tallies.get(key);
		if (!tally) tallies.set(key, (tally = new Tally({ ...this.context, by })));
		tally.add(kind, fact);
	}
}

/** In the order in which groups are shown. */
export function inOrder(groupBy: readonly Grouping[]): Grouping[] {
	return (Object.keys(GROUPINGS) as Grouping[]).filter((by) => groupBy.includes(by));
}
