import fc from 'fast-check';
import { asText } from '../../../report/rows/cellText';
import { csvOf, reportCsv } from '../../../report/rows/reportCsv';
import { reportRows } from '../../../report/rows/reportRows';
import { COLUMNS } from '../../../report/metrics';
import { groupOf, madeReport, rowOf, valuesOf } from '../madeReport';
import { parseCsv } from './parseCsv';

const DAY = 86_400_000;
const { request } = madeReport();
const before = { from: request.period.from - 30 * DAY, to: request.period.from };

const report = madeReport({
	request: { ...request, before, trend: 'week', groupBy: ['person', 'source'] },
	total: rowOf('All', valuesOf(300, 400), ['The curve ends after 30 minutes.', 'So it is.']),
	before: rowOf('All', valuesOf(250, 390)),
	groups: [
		groupOf('person', 'Ann', valuesOf(3, 7), { before: valuesOf(5, 50) }),
		groupOf('source', '=IMPORTXML("https://evil")', valuesOf(3, 7), { key: null }),
	],
	trend: [
		{ begins: '2026-10-26', isPartial: true, values: valuesOf(100, 200) },
		{ begins: '2026-11-02', isPartial: false, values: valuesOf(200, 200) },
	],
});

describe('rows of a report', () => {
	const rows = reportRows(report);

	it('are the whole, the groups and the trend, each with who and what first', () => {
		expect(rows.map(({ name, kind, by, from, to }) => [name, kind, by, from, to])).toEqual([
			['All', 'summary', '', '2026-11-01', '2026-11-30'],
			['All', 'summaryBefore', '', '2026-10-02', '2026-10-31'],
			['Ann', 'group', 'Person', '2026-11-01', '2026-11-30'],
			['Ann', 'groupBefore', 'Person', '2026-10-02', '2026-10-31'],
			[`'=IMPORTXML("https://evil")`, 'group', 'Source', '2026-11-01', '2026-11-30'],
			['Week of 26 Oct', 'trend', '', '2026-10-26', '2026-11-01'],
			['Week of 2 Nov', 'trend', '', '2026-11-02', '2026-11-30'],
		]);
		expect(Object.keys(rows[0] ?? {}).slice(0, 3)).toEqual(['name', 'kind', 'by']);
	});

	it('all have the same flat columns, so that a sheet takes them as they are', () => {
		const names = [...new Set(rows.map((row) => Object.keys(row).join()))];
		expect(names).toHaveLength(1);
		for (const row of rows) {
			for (const value of Object.values(row))
				expect(value === null || typeof value !== 'object').toBe(true);
		}
	});

	it('keep what is not known empty, and no digits that say nothing', () => {
		const [whole, , ann, annBefore] = rows;
		expect(whole).toMatchObject({ answeredInTarget: 0.75, hoursToClose: 30.46, p90Minutes: null });
		expect(whole?.notes).toBe('The curve ends after 30 minutes. So it is.');
		expect(ann).toMatchObject({ answeredInTarget: null, waits: 7, key: 'id of Ann' });
		expect(annBefore).toMatchObject({ answeredInTarget: 0.1, waits: 50 });
		expect(rows[5]).toMatchObject({ partial: true, waits: 200 });
	});
});

describe('the CSV', () => {
	it('is one table in which shares are percentages and nothing is a formula', () => {
		const [header, ...rows] = parseCsv(reportCsv(report));
		expect(header?.slice(0, 5)).toEqual(['Kind', 'By', 'Name', 'From', 'To']);
		expect(header).toContain('Answered in target (%)');
		expect(header).toContain('Median answer time (minutes)');
		expect(rows).toHaveLength(reportRows(report).length);
		for (const row of rows) expect(row).toHaveLength(header?.length ?? 0);
		const share = header?.indexOf('Answered in target (%)') ?? -1;
		expect(rows.map((row) => row[share])).toEqual(['75', '64.1', '', '10', '', '50', '100']);
		expect(rows[4]?.[2]).toBe(`'=IMPORTXML("https://evil")`);
	});

	it('has a column for every figure', () => {
		const [header] = parseCsv(reportCsv(report));
		for (const { label } of Object.values(COLUMNS)) {
			expect(header?.some((name) => name.startsWith(label))).toBe(true);
		}
	});

	it('gives every text back as it was, whatever is in it', () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.array(fc.string({ unit: fc.constantFrom(...'a,"\r\n =+;é') }), {
						minLength: 2,
						maxLength: 4,
					}),
					{
						minLength: 1,
					},
				),
				(table) => {
					expect(parseCsv(csvOf(table))).toEqual(table.map((row) => row.map(asText)));
				},
			),
		);
	});
});

describe('a text in a cell', () => {
	it.each(['=1+1', '+1+1', '-2', '@SUM(A1)', ' =1', '\t=1', '\r=1', '\u200b=1', '＝1'])(
		'%j is no formula',
		(text) => {
			expect(asText(text)).toBe(`'${text}`);
		},
	);

	it.each(['Ann', '+14155550100', "O'Neil", 'a=b', ''])('%j stays', (text) => {
		expect(asText(text)).toBe(text);
	});
});
