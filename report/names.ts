import { own } from '../routing/model/own';
import { fold } from '../routing/model/text';
import type { Grouping } from './request';

/** What a report calls things. */
export interface Names {
	/** By HighLevel's user ID. */
	users: Readonly<Record<string, string>>;
	/** By account ID. */
	accounts: Readonly<Record<string, string>>;
	/** What the sub-account is called; left out when it is not known. */
	location?: string | null;
}

/**
 * The same names, with a number behind those that somebody else has too: always the same ones, in the
 * order of IDs, so that nobody is taken for another.
 * @param named names by ID
 */
export function distinctNames(named: Readonly<Record<string, string>>): Record<string, string> {
	const taken = new Set(Object.values(named).map(fold));
	const given = new Set<string>();
	const distinct: Array<[id: string, name: string]> = [];
	for (const [id, name] of Object.entries(named).sort(([a], [b]) => (a < b ? -1 : 1))) {
		let label = name;
		for (let n = 2; given.has(fold(label)); n++) {
			if (!taken.has(fold(`${name} ${n}`))) label = `${name} ${n}`;
		}
		given.add(fold(label));
		distinct.push([id, label]);
	}
	return Object.fromEntries(distinct);
}

/** What a group is called that stands for what has none. */
const NAMELESS: Readonly<Record<Grouping, string>> = {
	person: 'Nobody',
	team: 'No team',
	account: 'Account not known',
	rule: 'No rule',
	source: 'Source not known',
};

/** What people call a group: what has no name known, by its ID. */
export function nameOf(by: Grouping, key: string | null, { users, accounts }: Names): string {
	if (key === null) return NAMELESS[by];
	if (by === 'person') return own(users, key) ?? key;
	return by === 'account' ? (own(accounts, key) ?? key) : key;
}

/** By name as people sort, numbers in it as numbers; what has none comes last. */
export function byName(
	one: { key: string | null; name: string },
	other: { key: string | null; name: string },
): number {
	if (one.key === null || other.key === null)
		return Number(one.key === null) - Number(other.key === null);
	return compareNames(one.name, other.name) || (one.key < other.key ? -1 : 1);
}

const ORDER = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** As people sort: `Person 2` before `Person 10`, whatever the case. */
export function compareNames(one: string, other: string): number {
	return ORDER.compare(one, other);
}
