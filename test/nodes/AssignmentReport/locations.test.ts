import { useAgency } from '../../harness/agency';
import { startHighLevel, useHighLevel } from '../../harness/highLevel';
import { nora, runReport, useOwnLedger, write } from './reportRun';

const highLevel = useHighLevel();
useOwnLedger();

const REPORT = { operation: 'report', compareWith: 'nothing', groupBy: [] };
const TREND = { trend: 'none' };

describe('without a credential', () => {
	it('the only sub-account of the ledger is meant, and HighLevel is not asked', async () => {
		await write(highLevel(), [nora()]);
		highLevel().takeRequests();
		const { rows, error } = await runReport(highLevel(), REPORT, { unconnected: true });
		expect(error).toBeUndefined();
		expect(rows[0]).toMatchObject({ assigned: 1, locationId: highLevel().locationId });
		expect(highLevel().takeRequests()).toEqual([]);
	});

	it('the one is meant that the option or the item names, if there are several', async () => {
		const other = await startHighLevel();
		await write(highLevel(), [nora()]);
		await write(other, [nora()]);
		await other.sandbox.close();
		const [one, two] = [highLevel().locationId, other.locationId];
		const run = async (locationId: string, given = [{}]) =>
			await runReport(
				highLevel(),
				{ ...REPORT, options: { ...TREND, ...(locationId && { locationId }) } },
				{ unconnected: true, given },
			);
		expect((await run(two)).rows).toMatchObject([{ assigned: 1, locationId: two }]);
		expect((await run('', [{ locationId: one }, { locationId: two }])).rows).toMatchObject([
			{ locationId: one },
			{ locationId: two },
		]);
		const unsaid = (await run('')).error;
		expect(unsaid?.message).toContain('this ledger has 2');
		expect(unsaid?.description).toContain(one);
		const unknown = (await run('elsewhere')).error;
		expect(unknown?.message).toContain("'Location ID' is elsewhere");
		expect(unknown?.description).toContain(two);
	});

	it('it says what to do when nothing was decided yet', async () => {
		const { error } = await runReport(highLevel(), REPORT, { unconnected: true });
		expect(error?.message).toBe('This ledger knows no decision yet');
		expect(error?.description).toMatch(/^Publish the workflow with Resolve Assignment/);
	});

	it('what was only tried on the canvas is no decision', async () => {
		await write(highLevel(), [nora()], 'manual');
		const { error } = await runReport(highLevel(), REPORT, { unconnected: true });
		expect(error?.message).toBe('This ledger knows no decision yet');
	});
});

describe('connected to an agency', () => {
	const agency = useAgency();

	it('it says so when the ledger knows none of its sub-accounts, but others', async () => {
		await write(highLevel(), [nora()]);
		const { error } = await runReport(
			{ credentials: agency().credentials() },
			{ ...REPORT, authentication: 'oAuth2' },
			{ credential: 'highLevelOAuth2Api' },
		);
		expect(error?.message).toContain('none of the sub-accounts of which this ledger knows');
		expect(error?.description).toContain(highLevel().locationId);
	});
});

it('an item that fails does not stop the others, if the node goes on', async () => {
	await write(highLevel(), [nora()]);
	const { rows } = await runReport(
		highLevel(),
		{ ...REPORT, options: TREND },
		{
			onError: 'continueRegularOutput',
			given: [{ locationId: 'elsewhere' }, { locationId: highLevel().locationId }],
		},
	);
	expect(rows).toMatchObject([
		{ error: expect.stringContaining('elsewhere') as string },
		{ kind: 'summary', assigned: 1 },
	]);
});
