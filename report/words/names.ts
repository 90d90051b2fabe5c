import { compareNames } from '../names';
import type { Report, ReportGroup, ReportRow } from '../report';

/** How people appear. */
export const NAMES_SHOWN = {
	names: 'Names',
	initials: 'Initials',
	hidden: 'Hidden',
} as const;

export type NamesShown = keyof typeof NAMES_SHOWN;

/** Somebody who appears, by HighLevel's user ID. */
export interface Named {
	id: string;
	name: string;
}

/** What people are called instead. */
export interface Labels {
	/** By user ID or by name; what names nobody stays. */
	of(idOrName: string): string;
	/** A text in which each name, and each ID, is replaced. */
	within(text: string): string;
	/** By name again: where somebody stood would tell who they are. */
	inOrder<One extends { name: string }>(all: readonly One[]): One[];
}

/**
 * What these people are called: the same for the same people, whatever their order. Two with the same
 * initials get a number, so that nobody is mixed up.
 */
export function labelsFor(people: readonly Named[], shown: NamesShown): Labels {
	const byId = [...new Map(people.map((one) => [one.id, one])).values()].sort((a, b) =>
		a.id < b.id ? -1 : 1,
	);
	const taken = new Map<string, number>();
	const labels = new Map<string, string>();
	for (const { id, name } of byId) {
		const wanted = labelOf(name, shown);
		const before = taken.get(wanted) ?? 0;
		taken.set(wanted, before + 1);
		const isFirst = before === 0 && shown !== 'hidden';
		const label = isFirst ? wanted : `${wanted} ${before + 1}`;
		labels.set(id, label);
		if (!labels.has(name)) labels.set(name, label);
	}
	return {
		of: (idOrName) => labels.get(idOrName) ?? idOrName,
		within: replacer(labels),
		inOrder: (all) => [...all].sort((a, b) => compareNames(a.name, b.name)),
	};
}

function labelOf(name: string, shown: NamesShown): string {
	if (shown === 'names') return name;
	return (shown === 'initials' && initialsOf(name)) || 'Person';
}

/** `TM` of Tom Meyer, `T` of Tom; of a name without letters nothing. */
function initialsOf(name: string): string {
	const words = name.match(/[\p{L}\p{N}]+(?:['’.][\p{L}\p{N}]+)*/gu) ?? [];
	const chosen = words.length > 3 ? [...words.slice(0, 2), ...words.slice(-1)] : words;
	return chosen.map((word) => [...word][0]?.toUpperCase() ?? '').join('');
}

/** One letter is no name: it may be a word of the text. */
const SHORTEST = 2;

function replacer(labels: ReadonlyMap<string, string>): (text: string) => string {
	const names = [...labels.keys()]
		.filter((name) => name.length >= SHORTEST)
		.sort((a, b) => b.length - a.length);
	if (names.length === 0) return (text) => text;
	const any = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
	const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'gu');
	return (text) => text.replace(pattern, (name) => labels.get(name) ?? name);
}

/**
 * A report in which people appear as wanted, wherever they do: groups, curves, sentences, and names of
 * teams or rules that name them. IDs of users are gone, too, unless names are shown.
 */
export function withNames(report: Report, shown: NamesShown): Report {
	if (shown === 'names') return report;
	const labels = labelsFor(peopleOf(report), shown);
	const { total, before, groups, curves, slowest, notSeen } = report;
	return {
		...report,
		total: row(total, labels),
		before: before && row(before, labels),
		groups: inOrder(groups.map((one) => group(one, labels))),
		curves: curves.map((curve) => ({
			...curve,
			...(curve.by === 'person' && curve.key !== null
				? { name: labels.of(curve.key), key: labels.of(curve.key) }
				: {}),
		})),
		slowest: slowest.map((wait) => ({
			...wait,
			user: wait.user === null ? null : labels.of(wait.user),
		})),
		notSeen: notSeen.map(labels.within),
	};
}

function peopleOf({ groups, curves, slowest }: Report): Named[] {
	const rows = [...groups, ...curves].filter(({ by }) => by === 'person');
	const people = rows.flatMap(({ key, name }) => (key === null ? [] : [{ id: key, name }]));
	const known = new Set(people.flatMap(({ id, name }) => [id, name]));
	const others = slowest.flatMap(({ user }) =>
		user === null || known.has(user) ? [] : [{ id: user, name: user }],
	);
	return [...people, ...others];
}

function row<Row extends ReportRow>(one: Row, labels: Labels): Row {
	return { ...one, name: labels.within(one.name), notes: one.notes.map(labels.within) };
}

function group(one: ReportGroup, labels: Labels): ReportGroup {
	if (one.by !== 'person') {
		const key = one.key === null ? null : labels.within(one.key);
		return { ...row(one, labels), key };
	}
	const label = one.key === null ? one.name : labels.of(one.key);
	return { ...row(one, labels), name: label, key: one.key === null ? null : label };
}

/** By name within each grouping again. */
function inOrder(groups: readonly ReportGroup[]): ReportGroup[] {
	const places = [...new Set(groups.map(({ by }) => by))];
	return [...groups].sort(
		(a, b) => places.indexOf(a.by) - places.indexOf(b.by) || compareNames(a.name, b.name),
	);
}
