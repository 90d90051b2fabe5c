import { DateTime } from 'luxon';
import { REPORTING, templates, templateWorkflow, type TemplateSlug } from '../../sandbox/templates';
import { ASSIGN, LEDGER, RESOLVE } from '../harness/nodeTypes';
import { jsonOf } from '../harness/runWorkflow';
import { machineClock } from '../harness/settableClock';
import { cellsUnder, toldRowOf, tableUnder, TRIAL } from './page';
import { decidedRows, tryTemplate } from './templateFixture';

jest.mock('n8n-workflow', () => {
	jest
		.requireActual<typeof import('../harness/settableClock')>('../harness/settableClock')
		.installSettableClock();
	return jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');
});

/** Has everything happen at a time of New York. */
function at(time: string): void {
	machineClock.shift = 0;
	machineClock.shift = DateTime.fromISO(time, { zone: 'America/New_York' }).toMillis() - Date.now();
}

afterEach(() => void (machineClock.shift = 0));

/** All that can be tried without any account. */
const all = templates().filter(({ slug }) => !REPORTING.includes(slug));
/** What decides nothing, but tells the ledger something. */
const TELLING: readonly TemplateSlug[] = ['pause-by-tag', 'rating-after-closing'];
const deciding = all.filter(({ slug }) => !TELLING.includes(slug));
const withOneTable = deciding.filter(({ slug }) => slug !== 'department');

describe.each(all)('$slug, tried without any account', ({ slug }) => {
	it('runs to its end and says that it was a trial', async () => {
		const run = await tryTemplate(slug);
		expect(run).toMatchObject({ status: 'success', errors: {} });
		const { nodes } = templateWorkflow(slug);
		const trying = nodes.filter(({ type }) => type === RESOLVE || type === LEDGER);
		expect(trying.length).toBeGreaterThan(0);
		for (const { name } of trying) {
			expect(run.hints[name]).toMatchObject([{ message: expect.stringContaining('trial') }]);
		}
	});

	it('is refused in production before anything is decided', async () => {
		const run = await tryTemplate(slug, 'webhook');
		expect(run.status).toBe('error');
		expect(Object.values(run.errors).map(({ message }) => message)).toEqual([
			expect.stringContaining('Node does not have any credentials set'),
		]);
		expect(decidedRows(slug, run)).toEqual([]);
	});
});

describe.each(deciding)('$slug, tried without any account', ({ slug }) => {
	it('says of each contact who would get it, and writes nothing', async () => {
		const run = await tryTemplate(slug);
		const { nodes } = templateWorkflow(slug);
		for (const { name } of nodes.filter(({ type }) => type === RESOLVE)) {
			for (const { why } of jsonOf(run, name)) {
				expect(why).toMatch(/^Trial without HighLevel: /);
			}
		}
		const assigning = nodes.find(({ type }) => type === ASSIGN)?.name ?? '';
		const written = jsonOf(run, assigning);
		expect(written.length).toBeGreaterThan(1);
		for (const row of written) {
			expect(row).toMatchObject({ result: 'preview', written: '', apiCalls: 0 });
			expect(row.owner).toBe(row.assignedTo);
		}
	});
});

it.each(withOneTable)('$slug gives what its page says', async (template) => {
	const { slug } = template;
	const table = tableUnder(template, TRIAL);
	expect(decidedRows(slug, await tryTemplate(slug))).toEqual(table.sort());
});

it.each([
	['2026-03-03T10:00', 'From Monday to Friday, 9 to 18 h in New York'],
	['2026-03-03T18:30', 'At all other times'],
	['2026-03-07T10:00', 'At all other times'],
])('the department gives at %s what its page says', async (time, heading) => {
	at(time);
	const template = all.find(({ slug }) => slug === 'department');
	if (!template) throw new Error('There is no department');
	const table = tableUnder(template, heading);
	expect(decidedRows('department', await tryTemplate('department'))).toEqual(table.sort());
});

it.each(TELLING)('%s gives what its page says', async (slug) => {
	const run = await tryTemplate(slug);
	const ledger = templateWorkflow(slug).nodes.filter(({ type }) => type === LEDGER);
	const rows = ledger.flatMap(({ name }) => jsonOf(run, name));
	const table = cellsUnder({ page: `docs/templates/${slug}.md` }, TRIAL);
	expect(rows.map(toldRowOf)).toEqual(table);
});

it('weekly-report shows its example by a click', async () => {
	const run = await tryTemplate('weekly-report');
	expect(run).toMatchObject({ status: 'success', errors: {} });
	expect(jsonOf(run, 'Look at the Report')).toMatchObject([{ html: expect.any(String) }]);
});
