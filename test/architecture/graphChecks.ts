import type { ImportGraph } from './importGraph';

/**
 * Each room with the rooms that it may import; itself it may always import. `nodes/*` stands for
 * every folder in `nodes` that has no entry of its own, each of them a room.
 */
export type Rooms = Readonly<Record<string, readonly string[]>>;

/** Folders and files from bottom to top. What is nested deeper counts for itself. */
export type Floors = ReadonlyArray<readonly string[]>;

/** The imports that a table of rooms does not allow. A file in none of the rooms may import nothing. */
export function importsOfOtherRooms(graph: ImportGraph, rooms: Rooms): string[] {
	return importsOf(graph)
		.filter(([importer, imported]) => {
			const from = roomOf(importer, rooms);
			const to = roomOf(imported, rooms);
			if (!from || !to) return true;
			return from.folder !== to.folder && !rooms[from.name]?.includes(to.name);
		})
		.map(asText);
}

/** The imports of something on a higher floor. */
export function importsUpwards(graph: ImportGraph, floors: Floors): string[] {
	return importsOf(graph)
		.filter(([importer, imported]) => {
			const from = floorOf(importer, floors);
			const to = floorOf(imported, floors);
			return from !== undefined && to !== undefined && to > from;
		})
		.map(asText);
}

/** The files that a table of floors forgot. */
export function filesOnNoFloor(graph: ImportGraph, floors: Floors): string[] {
	return [...graph.keys()].filter((file) => floorOf(file, floors) === undefined);
}

/** What a table of floors names and no file is. */
export function emptyPlaces(graph: ImportGraph, floors: Floors): string[] {
	const files = [...graph.keys()];
	return floors.flat().filter((place) => !files.some((file) => isIn(file, place)));
}

/** Ways through the imports that come back to where they began, at least one of each tangle. */
export function circles(graph: ImportGraph): string[] {
	const found: string[] = [];
	const done = new Set<string>();
	const walk = (file: string, way: readonly string[]): void => {
		const start = way.indexOf(file);
		if (start >= 0) found.push([...way.slice(start), file].join(' → '));
		if (start >= 0 || done.has(file)) return;
		for (const imported of graph.get(file) ?? []) walk(imported, [...way, file]);
		done.add(file);
	};
	for (const file of graph.keys()) walk(file, []);
	return found;
}

/** The files that more than a share of all files import, with their number. */
export function importedByMoreThan(graph: ImportGraph, share: number): Map<string, number> {
	const importers = new Map<string, number>();
	for (const imports of graph.values()) {
		for (const imported of new Set(imports)) {
			importers.set(imported, (importers.get(imported) ?? 0) + 1);
		}
	}
	return new Map([...importers].filter(([, count]) => count > graph.size * share));
}

/** The part of a graph that is in a folder. */
export function partOf(graph: ImportGraph, folder: string): ImportGraph {
	return new Map([...graph].filter(([file]) => isIn(file, folder)));
}

export function isIn(file: string, place: string): boolean {
	return file === place || file.startsWith(`${place}/`);
}

function importsOf(graph: ImportGraph): Array<[importer: string, imported: string]> {
	return [...graph].flatMap(([importer, imports]) =>
		imports.map((imported): [string, string] => [importer, imported]),
	);
}

function asText([importer, imported]: [string, string]): string {
	return `${importer} imports ${imported}`;
}

function roomOf(file: string, rooms: Rooms): { name: string; folder: string } | undefined {
	const [top = '', below = ''] = file.split('/');
	return [
		{ name: `${top}/${below}`, folder: `${top}/${below}` },
		{ name: `${top}/*`, folder: `${top}/${below}` },
		{ name: top, folder: top },
	].find(({ name }) => name in rooms);
}

function floorOf(file: string, floors: Floors): number | undefined {
	const places = floors.flatMap((floor, height) => floor.map((place) => ({ place, height })));
	const [nearest] = places
		.filter(({ place }) => isIn(file, place))
		.sort((a, b) => b.place.length - a.place.length);
	return nearest?.height;
}
