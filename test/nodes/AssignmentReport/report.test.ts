import { HOUR } from '../../../routing/model/durations';
import { demoTeam } from '../../../sandbox/highlevel';
import { engines, useExpressionEngine } from '../../harness/expressionEngine';
import { useHighLevel } from '../../harness/highLevel';
import { runLedger } from '../AssignmentLedger/ledgerRun';
import { contentOf, jonas, nora, runReport, useOwnLedger, write } from './reportRun';

const { sofia } = demoTeam.users;
const highLevel = useHighLevel();
useOwnLedger();

const report = async (parameters = {}, more = {}) =>
	await runReport(highLevel(), { operation: 'report', ...parameters }, more);

describe('Rows', () => {
	it('are the whole, the people, the accounts and the days, with the same columns', async () => {
		await write(highLevel(), [nora(), jonas()]);
		await runLedger(highLevel(), 'noteReply', [nora()]);
		const { rows, paired, error } = await report({ compareWith: 'nothing' });
		expect(error).toBeUndefined();
		expect(rows.map(({ kind, by }) => `${String(kind)} ${String(by)}`.trim())).toEqual([
			'summary',
			'group Person',
			'group WhatsApp Account',
			...Array.from({ length: 7 }, () => 'trend'),
		]);
		expect(new Set(rows.map((row) => Object.keys(row).join()))).toHaveProperty('size', 1);
		expect(Object.keys(rows[0] ?? {}).slice(0, 2)).toEqual(['name', 'kind']);
		expect(rows.slice(0, 3)).toMatchObject([
			{ name: 'All', assigned: 2, waits: 2, inTarget: 1, unansweredNow: 1 },
			{ name: 'Sofia Reyes', assigned: 2, waits: 2, key: sofia.id },
			{ name: 'Sales Line', assigned: 2, locationId: highLevel().locationId },
		]);
		expect(new Set(paired.map((one) => JSON.stringify(one)))).toEqual(new Set(['{"item":0}']));
	});

	it('are of real decisions, also on the canvas', async () => {
		await write(highLevel(), [nora()]);
		await write(highLevel(), [jonas()], 'manual');
		const { rows } = await report({}, { mode: 'manual' });
		expect(rows[0]).toMatchObject({ kind: 'summary', assigned: 1 });
	});

	it('say first who needs help and where it is slow, and then what is not seen', async () => {
		await write(highLevel(), [nora()]);
		const { hints } = await report({}, { mode: 'manual' });
		expect(hints[0]).toMatch(/1 waits now/);
		expect(hints.slice(1)).toEqual(
			expect.arrayContaining([expect.stringMatching(/^Of fewer than 20 there are only counts/)]),
		);
	});

	it('of a ledger in which nothing happened yet are there, too', async () => {
		const { rows, error } = await report({ groupBy: [] });
		expect(error).toBeUndefined();
		expect(rows[0]).toMatchObject({ kind: 'summary', waits: null, assigned: null });
	});

	it('name people as wanted', async () => {
		await write(highLevel(), [nora()]);
		const person = async (names: string) =>
			(await report({ compareWith: 'nothing', options: { names } })).rows[1];
		expect(await person('initials')).toMatchObject({ name: 'SR', key: 'SR' });
		expect(await person('hidden')).toMatchObject({ name: 'Person 1', key: 'Person 1' });
	});

	it('are made once for items that ask for the same', async () => {
		await write(highLevel(), [nora()]);
		const once = await report();
		const { rows, paired } = await report({}, { given: [{}, {}, {}] });
		expect(rows).toHaveLength(once.rows.length);
		expect(paired.at(-1)).toEqual({ item: 0 });
	});
});

describe.each(engines)('on the expression engine %s', (engine) => {
	useExpressionEngine(engine);

	it('fields may have a value of each item', async () => {
		await write(highLevel(), [nora()]);
		const { rows, paired } = await report(
			{ period: '={{ $json.period }}', groupBy: [], options: { trend: 'none' } },
			{ given: [{ period: 'last7Days' }, { period: 'lastMonth' }, { period: 'last7Days' }] },
		);
		expect(rows.map(({ kind, assigned }) => [kind, assigned])).toEqual([
			['summary', 1],
			['summaryBefore', null],
			['summary', null],
			['summaryBefore', null],
		]);
		expect(paired.map((one) => JSON.stringify(one))).toEqual([
			...['{"item":0}', '{"item":0}'],
			...['{"item":1}', '{"item":1}'],
		]);
	});

	it('an expression that gives none of the choices is refused', async () => {
		const { error } = await report(
			{ period: '={{ $json.period }}' },
			{ given: [{ period: 'lastYear' }] },
		);
		expect(error?.message).toBe("'Period' is none of its choices: lastYear [item 0]");
		expect(error?.description).toContain('last7Days');
	});
});

describe('Forms', () => {
	beforeEach(async () => await write(highLevel(), [nora(), jonas()]));

	it('an email is one item with subject and HTML, and files if wanted', async () => {
		const { rows, files } = await report({ output: 'email', options: { attach: ['csv', 'page'] } });
		expect(rows).toHaveLength(1);
		const keys = Object.keys(rows[0] ?? {});
		// The HTML last: before the figures, it would fill n8n's table.
		expect([keys[0], keys.at(-1)]).toEqual(['subject', 'html']);
		expect(rows[0]).toMatchObject({
			subject: expect.stringMatching(/^Assignment report, .*2 wait now/) as string,
			html: expect.stringContaining('Sofia Reyes') as string,
			kind: 'summary',
			assigned: 2,
		});
		expect(Object.keys(files[0] ?? {})).toEqual(['page', 'csv']);
	});

	it('an email brings no files unless that is wanted', async () => {
		expect((await report({ output: 'email' })).files).toEqual([{}]);
	});

	it('a page is one item with a file that a browser opens', async () => {
		const { rows, files } = await report({ output: 'page' });
		expect(rows).toMatchObject([{ kind: 'summary', assigned: 2 }]);
		expect(files[0]?.page).toMatchObject({
			mimeType: 'text/html',
			fileName: expect.stringMatching(/^assignment-report-\d{4}-\d\d-\d\d\.html$/) as string,
		});
		expect(contentOf(files[0]?.page)).toMatch(/^<!doctype html>/i);
		expect(contentOf(files[0]?.page)).toContain('Sofia Reyes');
	});

	it('a CSV file has all rows', async () => {
		const { rows, files } = await report({ output: 'csv' });
		expect(rows).toHaveLength(1);
		expect(files[0]?.csv).toMatchObject({ mimeType: 'text/csv' });
		const lines = contentOf(files[0]?.csv).trim().split('\r\n');
		expect(lines[0]).toMatch(/Kind,By,Name/);
		expect(lines.some((line) => line.includes('Sofia Reyes'))).toBe(true);
	});
});

describe('Slowest waits', () => {
	it('are listed with the contact only when asked for', async () => {
		await write(highLevel(), [nora()]);
		const text = async (options: object) => JSON.stringify(await report({ options }));
		expect(await text({})).not.toContain('nora');
		expect(await text({ listSlowest: 5 })).toContain('nora');
	});
});

describe('People', () => {
	it('who have left are called by the name that they had', async () => {
		await write(highLevel(), [nora()]);
		const { now } = Date;
		jest.spyOn(Date, 'now').mockImplementation(() => now() + HOUR);
		highLevel().sandbox.users.remove(sofia.id);
		await write(highLevel(), [jonas()]);
		jest.restoreAllMocks();
		const { rows } = await report({}, { unconnected: true });
		expect(rows.find(({ by }) => by === 'Person')).toMatchObject({ name: 'Sofia Reyes' });
	});
});
