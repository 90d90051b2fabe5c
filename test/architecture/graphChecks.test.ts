import {
	circles,
	emptyPlaces,
	filesOnNoFloor,
	importedByMoreThan,
	importsOfOtherRooms,
	importsUpwards,
	partOf,
} from './graphChecks';
import { importsIn, type ImportGraph } from './importGraph';

const graphOf = (imports: Record<string, string[]>): ImportGraph =>
	new Map(Object.entries(imports));

it('sees every way to import', () => {
	const text = `
		import { a } from './a';
		import type { B } from './b';
		import { type C } from './c';
		import './d';
		export * from './e';
		export type { F } from './f';
		export const g = async (g: import('./g').G) => await import('./h');
		import i = require('./i');
		const j = require('./j');
		// import './comment';
		const text = "import './text'";
	`;
	expect(importsIn(text)).toEqual('abcdefghij'.split('').map((letter) => `./${letter}`));
});

describe('rooms', () => {
	const rooms = { 'nodes/*': ['nodes/shared', 'low'], 'nodes/shared': ['low'], low: [] };

	it('may import themselves and what their table says', () => {
		const graph = graphOf({
			'nodes/One/a.ts': ['nodes/One/deep/b.ts', 'nodes/shared/c.ts', 'low/d.ts'],
			'nodes/shared/c.ts': ['nodes/shared/deep/e.ts', 'low/d.ts'],
			'low/d.ts': ['low/deep/f.ts'],
		});
		expect(importsOfOtherRooms(graph, rooms)).toEqual([]);
	});

	it.each([
		['a room above', 'low/a.ts', 'nodes/One/b.ts'],
		['what nodes share, from below', 'low/a.ts', 'nodes/shared/b.ts'],
		['another node', 'nodes/One/a.ts', 'nodes/Two/b.ts'],
		['a node, from what nodes share', 'nodes/shared/a.ts', 'nodes/One/b.ts'],
		['a folder that is no room', 'low/a.ts', 'test/b.ts'],
	])('may not import %s', (_what, importer, imported) => {
		const graph = graphOf({ [importer]: [imported], 'low/fine.ts': [] });
		expect(importsOfOtherRooms(graph, rooms)).toEqual([`${importer} imports ${imported}`]);
	});
});

describe('floors', () => {
	const floors = [['room/low', 'room/middle/part.ts'], ['room/middle'], ['room/high.ts']];

	it('may import themselves and all below', () => {
		const graph = graphOf({
			'room/high.ts': ['room/middle/a.ts', 'room/low/c.ts'],
			'room/middle/a.ts': ['room/middle/b.ts', 'room/middle/part.ts'],
			'room/middle/part.ts': ['room/low/c.ts'],
		});
		expect(importsUpwards(graph, floors)).toEqual([]);
		expect(filesOnNoFloor(graph, floors)).toEqual([]);
	});

	it.each([
		['room/low/c.ts', 'room/middle/a.ts'],
		['room/middle/a.ts', 'room/high.ts'],
		['room/middle/part.ts', 'room/middle/a.ts'],
	])('do not let %s import %s', (importer, imported) => {
		const graph = graphOf({ [importer]: [imported] });
		expect(importsUpwards(graph, floors)).toEqual([`${importer} imports ${imported}`]);
	});

	it('name the files without a floor and the places without a file', () => {
		const graph = graphOf({ 'room/middle/a.ts': [], 'room/middles.ts': [] });
		expect(filesOnNoFloor(graph, floors)).toEqual(['room/middles.ts']);
		expect(emptyPlaces(graph, floors)).toEqual(['room/low', 'room/middle/part.ts', 'room/high.ts']);
	});
});

describe('circles', () => {
	it('are none where two ways lead to one file', () => {
		const graph = graphOf({ top: ['left', 'right'], left: ['bottom'], right: ['bottom'] });
		expect(circles(graph)).toEqual([]);
	});

	it('are named with all their files', () => {
		const graph = graphOf({ outside: ['a'], a: ['b'], b: ['c'], c: ['a', 'leaf'] });
		expect(circles(graph)).toEqual(['a → b → c → a']);
	});

	it('may be a file that imports itself', () => {
		expect(circles(graphOf({ a: ['a'] }))).toEqual(['a → a']);
	});

	it('are found wherever they are', () => {
		const graph = graphOf({ a: ['b'], b: ['a'], c: ['a', 'd'], d: ['c'] });
		expect(circles(graph)).toEqual(['a → b → a', 'c → d → c']);
	});
});

it('counts the files that import a file, each once', () => {
	const graph = graphOf({ a: ['c', 'c'], b: ['c', 'a'], c: ['outside'] });
	expect(importedByMoreThan(graph, 1 / 3)).toEqual(new Map([['c', 2]]));
});

it('takes a folder out of a graph, and none that begins with its name', () => {
	const graph = graphOf({ 'one/a': ['two/b'], 'two/b': [], 'one-more/c': [] });
	expect([...partOf(graph, 'one').keys()]).toEqual(['one/a']);
});
