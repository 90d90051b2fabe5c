import { chartsOf } from '../../../report/charts';
import { FORMATTERS } from '../../../report/charts/bundled/formatters';
import type { Chart, Drawing } from '../../../report/charts/chart';
import { chartLibrary } from '../../../report/charts/library';
import type { Report } from '../../../report/report';
import { headlines } from '../../../report/words/headlines';
import { cell, groupOf, madeReport, rowOf, valuesOf } from '../madeReport';
import { sampleReport } from '../sampleReport';

/** What a series is drawn from. */
interface Item {
	value: unknown;
	text?: string;
	tip?: string;
	itemStyle?: { color?: string };
}

let sample: Report;
beforeAll(async () => {
	sample = await sampleReport();
});

function chart(report: Report, id: string): Chart {
	const { main, accounts } = chartsOf(report);
	const found = [...main, ...accounts].find((one) => one.id === id);
	if (!found) throw new Error(`there is no chart ${id}`);
	return found;
}

function series({ options }: Drawing, name?: string): { data: Item[]; markLine?: unknown } {
	const all = [options.series].flat() as unknown as Array<{ name?: string; data: Item[] }>;
	const found = name === undefined ? all[0] : all.find((one) => one.name === name);
	if (!found) throw new Error(`nothing is drawn as ${name}`);
	return found;
}

function drawings(report: Report): Drawing[] {
	const { main, accounts } = chartsOf(report);
	return [...main, ...accounts].flatMap(({ drawing, narrow }) =>
		narrow ? [drawing, narrow] : [drawing],
	);
}

const people = [
	groupOf('person', 'Ann', valuesOf(70, 80)),
	groupOf('person', 'Few', valuesOf(3, 7)),
	groupOf('person', 'Tom', valuesOf(14, 40, { unansweredNow: 6, oldestUnansweredMinutes: 180 })),
];

describe('every chart', () => {
	it('is one of a kind, says of how many it is made, and has its figures as a table', () => {
		const { main, accounts } = chartsOf(sample);
		const ids = [...main, ...accounts].map(({ id }) => id);
		expect(new Set(ids).size).toBe(10);
		expect(ids).toHaveLength(10);
		for (const { note, table } of [...main, ...accounts]) {
			expect(note).toMatch(/\d/);
			expect(table.rows.length).toBeGreaterThan(0);
			for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
		}
	});

	it('is plain JSON, with functions by names that there are', () => {
		for (const { options } of drawings(sample)) {
			const text = JSON.stringify(options);
			expect(JSON.parse(text)).toEqual(options);
			const named = [...text.matchAll(/"formatter":"(fn:[^"]*)"/g)].map(([, name]) => name);
			expect(Object.keys(FORMATTERS)).toEqual(expect.arrayContaining(named));
			expect(named.length).toBeGreaterThan(0);
		}
	});

	it('has the colours of the page alone, which are light, dark and fit for paper', () => {
		for (const drawing of drawings(sample)) {
			expect(JSON.stringify(drawing)).not.toMatch(/"#|"rgb|"hsl/);
			// Not of what nobody sees: frames without a width, fills without substance, lines and clips.
			const svg = chartLibrary()
				.toSvg(drawing, 'one')
				.replace(/stroke="[^"]*" stroke-width="0"/g, '')
				.replace(/fill="[^"]*" fill-opacity="0"|fill="#000"/g, '');
			const colours = [...svg.matchAll(/(?:fill|stroke)="([^"]*)"/g)];
			const odd = colours
				.map(([, colour = '']) => colour)
				.filter((colour) => !/^(?:var\(--[a-z0-9-]+\)|none|url\(#[^)]*\))$/.test(colour));
			expect(odd).toEqual([]);
		}
	});

	it('is drawn without a browser, whatever people are called', () => {
		const [{ drawing } = { drawing: null }] = chartsOf(sample).main;
		const svg = drawing ? chartLibrary().toSvg(drawing, 'one') : '';
		expect(svg).toContain('Gus &lt;b&gt;Gray&lt;/b&gt;');
		for (const one of drawings(sample)) {
			expect(chartLibrary().toSvg(one, 'one')).not.toMatch(/<script|NaN|undefined|Infinity|fn:/);
		}
	});

	it('is left out where there is nothing to be seen', () => {
		const nobody = madeReport({ total: rowOf('All', valuesOf(0, 0)) });
		expect(chartsOf(nobody)).toEqual({ main: [], accounts: [] });
	});
});

describe('people', () => {
	const report = madeReport({ groups: people, total: rowOf('All', valuesOf(87, 127)) });

	it('stand by name, and whoever needs help stands out', () => {
		const { drawing, table } = chart(report, 'answered-by-person');
		expect(table.rows.map(([name]) => name)).toEqual(['Ann', 'Few', 'Tom']);
		expect(headlines(report).whoKey).toBe('id of Tom');
		const colours = series(drawing).data.map(({ itemStyle }) => itemStyle?.color);
		expect(colours).toEqual(['var(--bar)', 'var(--bar)', 'var(--bar-bad)']);
	});

	it('have their number on the bar; of too few it is counts alone', () => {
		const { data } = series(chart(report, 'answered-by-person').drawing);
		expect(data.map(({ text }) => text)).toEqual([
			'88% of 80',
			'3 of 7: too few',
			'35% of 40, 6 wait now',
		]);
		expect(data.map(({ value }) => value)).toEqual([0.875, 0, 0.35]);
	});

	it('have the target and all together as lines', () => {
		const line = (id: string) => JSON.stringify(series(chart(report, id).drawing).markLine);
		expect(line('answered-by-person')).toContain('All 69%');
		expect(line('median-by-person')).toContain('Target 15 min');
	});

	it('say what is known when half of their answers are not', () => {
		const unknown = { medianMinutes: null };
		const groups = [
			groupOf('person', 'Cut', valuesOf(5, 40, unknown)),
			groupOf('person', 'Few', valuesOf(3, 7)),
			groupOf('person', 'Never', valuesOf(5, 40, unknown)),
			groupOf('person', 'Tom', valuesOf(30, 40)),
		];
		const curves = [
			{
				by: 'person' as const,
				name: 'Cut',
				key: 'id of Cut',
				n: 40,
				points: [],
				endsAtMinutes: 30,
			},
		];
		const { data } = series(chart(madeReport({ groups, curves }), 'median-by-person').drawing);
		expect(data.map(({ value, text }) => [value, text])).toEqual([
			[30, 'over 30 min (40 waits)'],
			[0, 'too few (7 waits)'],
			[0, 'under half answered (40 waits)'],
			[8, '8 min (40 waits)'],
		]);
	});
});

describe('curves', () => {
	it('of people end when contacts are taken away, and the note says so', () => {
		const { drawing, note } = chart(sample, 'waiting-curve');
		expect(note).toContain('until the first contacts are taken away');
		const last = series(drawing, 'Tom Tanner').data.at(-1) as unknown as [number, number];
		expect(last[0]).toBe(60);
		// As exactly as it is drawn.
		expect(last[1]).toBeCloseTo(
			sample.curves.find(({ name }) => name === 'Tom Tanner')?.points.at(-1)?.unanswered ?? 0,
			3,
		);
	});

	it('show all, whoever needs help and the fastest; the others wait for a click', () => {
		const { options } = chart(sample, 'waiting-curve').drawing;
		const { selected } = options.legend as { selected: Record<string, boolean> };
		const shown = Object.keys(selected).filter((name) => selected[name]);
		expect(shown).toHaveLength(3);
		expect(shown).toEqual(expect.arrayContaining(['All', 'Tom Tanner']));
		expect(Object.keys(selected)).toHaveLength(9);
	});

	it('of accounts stand beside all together, on one scale', () => {
		const { accounts } = chartsOf(sample);
		expect(accounts.map(({ title }) => title)).toEqual([
			'Billing line',
			'Sales line',
			'Support line',
		]);
		expect(new Set(accounts.map(({ drawing }) => JSON.stringify(drawing.options.xAxis))).size).toBe(
			1,
		);
		for (const { drawing, title } of accounts) {
			expect(series(drawing, 'All').data.length).toBeGreaterThan(10);
			expect(series(drawing, title).data.length).toBeGreaterThan(10);
		}
	});

	it('of one account alone say nothing more than all together', () => {
		const curves = sample.curves.filter(({ by, name }) => by === null || name === 'Sales line');
		expect(chartsOf({ ...sample, curves }).accounts).toEqual([]);
	});
});

describe('hours of the week', () => {
	const report = madeReport({ heat: [cell(1, 9, 5, 12), cell(3, 22, 0, 3)] });

	it('have all that was asked, and all that was not answered in time', () => {
		const sum = (id: string) =>
			series(chart(sample, id).drawing).data.reduce((total, { text }) => total + Number(text), 0);
		const { waits, hadTarget, inTarget } = sample.total.values;
		expect(sum('asked-by-hour')).toBe(waits);
		expect(sum('late-by-hour')).toBe((hadTarget ?? 0) - (inTarget ?? 0));
	});

	it('show nothing of what nobody does', () => {
		const total = rowOf('All', valuesOf(30, 30));
		const { main } = chartsOf({ ...report, total });
		const ids = main.map(({ id }) => id);
		expect(ids).toContain('asked-by-hour');
		expect(ids).not.toContain('late-by-hour');
	});

	it('say what they are when one points at them', () => {
		const { data } = series(chart(report, 'late-by-hour').drawing);
		const tips = data.filter(({ text }) => text !== '').map(({ tip }) => tip);
		expect(tips).toEqual([
			'Mon 9:00–10:00\n12 asked\n5 of 12 in time',
			'Wed 22:00–23:00\n3 asked\n0 of 3 in time',
		]);
	});

	it('stand upright on a phone', () => {
		const { drawing, narrow } = chart(report, 'asked-by-hour');
		const days = (one: Drawing | null, axis: 'xAxis' | 'yAxis') =>
			(one?.options[axis] as { data: string[] }).data;
		expect(days(drawing, 'yAxis')).toHaveLength(7);
		expect(days(narrow, 'xAxis')).toHaveLength(7);
		expect(days(drawing, 'xAxis')).toEqual(days(narrow, 'yAxis'));
	});
});

describe('results', () => {
	const results = {
		assigned: 30,
		closed: 12,
		won: 6,
		lost: 9,
		abandoned: 3,
		wonShare: 0.2,
		closedShare: 0.4,
	};
	const unknown = { won: null, lost: null, abandoned: null, wonShare: null };
	const reportOf = (more: object) =>
		madeReport({
			total: rowOf('All', valuesOf(20, 30, { ...results, ...more })),
			groups: [groupOf('person', 'Ann', valuesOf(20, 30, { ...results, ...more }))],
		});

	it('are parts of what was assigned', () => {
		const { table } = chart(reportOf({}), 'results-by-person');
		expect(table.columns).toEqual([
			'Person',
			'Assigned',
			'Won',
			'Lost',
			'Abandoned',
			'None of these yet',
		]);
		expect(table.rows).toEqual([['Ann', '30', '6', '9', '3', '12']]);
	});

	it('are what was closed when nobody notes what became of opportunities', () => {
		const { table } = chart(reportOf(unknown), 'results-by-person');
		expect(table.columns).toEqual(['Person', 'Assigned', 'Closed', 'Not closed yet']);
		expect(table.rows).toEqual([['Ann', '30', '12', '18']]);
	});

	it('are no chart when nothing is noted at all: not known is not none', () => {
		const report = reportOf({ ...unknown, closed: null, closedShare: null });
		expect(chartsOf(report).main.map(({ id }) => id)).not.toContain('results-by-person');
	});
});

it('a trend leaves out the share of few, and never joins over it', () => {
	const trend = [
		{ begins: '2026-11-28', isPartial: false, values: valuesOf(20, 30) },
		{ begins: '2026-11-29', isPartial: false, values: valuesOf(5, 9) },
		{ begins: '2026-11-30', isPartial: true, values: valuesOf(30, 40) },
	];
	const { drawing, note } = chart(
		madeReport({ trend, request: { ...sample.request, trend: 'day' } }),
		'trend',
	);
	expect(series(drawing, 'In time').data.map(({ value }) => value)).toEqual([20 / 30, null, 0.75]);
	expect(series(drawing, 'Questions').data.map(({ value }) => value)).toEqual([30, 9, 40]);
	expect((drawing.options.xAxis as { data: string[] }).data[2]).toBe('Mon 30 Nov*');
	expect(note).toContain('*: not whole');
});
