import type { INodeParameters } from 'n8n-workflow';
import { useHighLevel } from '../../harness/highLevel';
import { nora, runReport, useOwnLedger, write } from './reportRun';

const highLevel = useHighLevel();
useOwnLedger();

const run = async (parameters: INodeParameters) =>
	await runReport(highLevel(), { operation: 'report', groupBy: [], ...parameters });

it.each<[string, INodeParameters, string]>([
	['no target', { targetMinutes: 0 }, "'Target (Minutes)' is not a number of minutes: 0"],
	['half a minute', { targetMinutes: 0.5 }, "'Target (Minutes)' is not a number of minutes: 0.5"],
	['no first day', { period: 'days' }, "'From' is empty"],
	['a word for a day', { period: 'days', from: 'soon' }, "'From' is not a time: soon"],
	[
		'a day to come',
		{ period: 'days', from: '2999-01-01' },
		"'From' is a day that has not come yet",
	],
	[
		'a last day before the first',
		{ period: 'days', from: '2026-03-02', to: '2026-03-01' },
		"'To' is before 'From'",
	],
	['no time zone', { options: { timeZone: 'Berlin' } }, "'Time Zone' is no time zone: Berlin"],
	['no number of waits', { options: { listSlowest: -1 } }, "'List Slowest' is not a number"],
])(
	'%s is refused in the words of the panel, with a way out',
	async (_what, parameters, message) => {
		const { error } = await run(parameters);
		expect(error?.message).toContain(message);
		expect(error?.description).toBeTruthy();
	},
);

it('days begin in the time zone that the option names', async () => {
	await write(highLevel(), [nora()]);
	const days = { period: 'days', from: '2026-03-01T15:30:00', to: '2026-03-10' };
	const { rows } = await run({
		...{ ...days, options: { timeZone: 'Pacific/Auckland', trend: 'week' } },
	});
	expect(rows.filter(({ kind }) => kind !== 'trend')).toMatchObject([
		{ kind: 'summary', from: '2026-03-01', to: '2026-03-10' },
		{ kind: 'summaryBefore', from: '2026-02-19', to: '2026-02-28' },
	]);
	expect(rows.filter(({ kind }) => kind === 'trend').map(({ from }) => from)).toEqual([
		'2026-02-23',
		'2026-03-02',
		'2026-03-09',
	]);
});

it.each([
	['last7Days', 7],
	['last30Days', 30],
	['last90Days', 13],
])('the trend of %s has as many parts as can be told apart', async (period, least) => {
	const { rows } = await run({ period, compareWith: 'nothing' });
	const parts = rows.filter(({ kind }) => kind === 'trend').length;
	expect([least, least + 1]).toContain(parts);
});
