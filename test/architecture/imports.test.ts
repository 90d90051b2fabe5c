import { include as PRODUCT } from '../../tsconfig.build.json';
import {
	circles,
	emptyPlaces,
	filesOnNoFloor,
	importedByMoreThan,
	importsOfOtherRooms,
	importsUpwards,
	isIn,
	partOf,
	type Floors,
	type Rooms,
} from './graphChecks';
import { readImportGraph } from './importGraph';

/** Who may import whom. Each folder in `nodes` is a room: a node imports no other node. */
const ROOMS: Rooms = {
	'nodes/*': ['nodes/shared', 'report', 'ledger', 'highlevel', 'whatsapp', 'webhooks', 'routing'],
	'nodes/shared': ['ledger', 'highlevel', 'whatsapp', 'webhooks', 'routing'],
	credentials: [],
	report: ['ledger', 'routing'],
	ledger: ['routing'],
	highlevel: ['webhooks', 'routing'],
	whatsapp: ['webhooks', 'routing'],
	webhooks: [],
	routing: [],
	sandbox: [],
};

/** The floors of `routing`, from bottom to top. A file imports from its own floor and from below. */
const FLOORS: Floors = [
	['routing/model'],
	[
		'routing/rules/addedTag.ts',
		'routing/rules/expression.ts',
		'routing/rules/filter.ts',
		'routing/rules/filters',
		'routing/rules/touchFacts.ts',
		'routing/rules/conditions',
		'routing/strategies',
	],
	['routing/plan'],
	['routing/availability'],
	['routing/rules'],
	[
		'routing/compiledPlan.ts',
		'routing/staffNeeds.ts',
		'routing/ledgerNeeds.ts',
		'routing/keptPlan.ts',
	],
	['routing/waits'],
	['routing/decide'],
	['routing/check', 'routing/teams', 'routing/whyNot'],
];

/** The one file of the benchmarks that imports of the tests. */
const HARNESS_OF_BENCHMARKS = 'bench/harness.ts';

const graph = readImportGraph([...PRODUCT, 'sandbox']);
const routing = partOf(graph, 'routing');

describe('rooms', () => {
	it('are all in the table', () => {
		const rooms = Object.keys(ROOMS).map((room) => room.split('/')[0]);
		expect([...new Set(rooms)].sort()).toEqual([...PRODUCT, 'sandbox'].sort());
	});

	it('import the rooms below them only', () => {
		expect(importsOfOtherRooms(graph, ROOMS)).toEqual([]);
	});

	it('have no circle of imports, of types neither', () => {
		expect(circles(graph)).toEqual([]);
	});
});

describe('routing', () => {
	it('has all its files on the floors of the table, and no more', () => {
		expect(filesOnNoFloor(routing, FLOORS)).toEqual([]);
		expect(emptyPlaces(routing, FLOORS)).toEqual([]);
	});

	it('imports from its own floor and from below', () => {
		expect(importsUpwards(routing, FLOORS)).toEqual([]);
	});

	it('has no file but those of the model that more than a third of it imports', () => {
		const everywhere = [...importedByMoreThan(routing, 1 / 3)]
			.filter(([file]) => !isIn(file, 'routing/model'))
			.map(([file, importers]) => `${file}: ${importers} of ${routing.size} files import it`);
		expect(everywhere).toEqual([]);
	});
});

describe('bench', () => {
	it('takes what it shares with the tests from one file', () => {
		const importers = [...readImportGraph(['bench'])]
			.filter(([, imports]) => imports.some((file) => isIn(file, 'test')))
			.map(([file]) => file);
		expect(importers).toEqual([HARNESS_OF_BENCHMARKS]);
	});
});
