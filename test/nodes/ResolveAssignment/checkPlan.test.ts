import { demoTeam } from '../../../sandbox/highlevel';
import { ifAccounts } from '../../../sandbox/n8n/planCards';
import { useHighLevel } from '../../harness/highLevel';
import { locator, salesLine, touch } from '../../harness/touches';
import { itemsAt, resolve, salesRule } from './resolve';

const { sofia, priya } = demoTeam.users;
const highLevel = useHighLevel();
const GONE = locator('email', 'gone@example.com');

describe('Check Plan', () => {
	const check = async (parameters: object, mode: 'manual' | 'webhook' = 'manual') =>
		await resolve(
			highLevel().credentials,
			{ operation: 'check', ...parameters },
			[touch(), touch()],
			undefined,
			mode,
		);

	it('without Simplify lists what is wrong in one item, the gravest first, and gives the plan as JSON', async () => {
		const { assigned, notAssigned: results } = await check({
			rules: [
				{ name: 'Gone', if: ifAccounts(locator('id', salesLine.id)), assignTo: GONE },
				salesRule(sofia),
			],
			sections: { teams: { values: [{ name: 'Nobody', members: {} }] } },
			fallback: 'nobody',
		});
		expect(assigned).toEqual([]);
		expect(results).toHaveLength(1);
		const [result] = results as unknown as Array<{
			summary: string;
			findings: Array<{ code: string; severity: string; where: string; text: string }>;
			plan: { rules: object[] };
		}>;
		const codes = result?.findings.map(({ code }) => code);
		expect(codes).toEqual(
			expect.arrayContaining(['unknown_user', 'empty_team', 'unreachable', 'no_fallback']),
		);
		const severities = result?.findings.map(({ severity }) => severity) ?? [];
		expect([...severities].sort()).toEqual(severities);
		expect(result?.summary).toMatch(/^\d+ errors? and \d+ warnings?\.$/);
		expect(result?.plan.rules).toHaveLength(2);
	});

	it('says so when nothing is wrong', async () => {
		const fine = {
			rules: [salesRule(sofia)],
			fallback: locator('id', priya.id),
		};
		const { notAssigned: rows } = await check({ ...fine, options: { simplify: true } });
		expect(rows).toMatchObject([{ finding: 'Nothing is wrong with the plan.', severity: 'ok' }]);
		const { notAssigned } = await check(fine);
		expect(notAssigned).toMatchObject([
			{ summary: 'Nothing is wrong with the plan.', findings: [] },
		]);
	});

	it.each([
		[
			{
				rules: [
					{ name: 'Line', if: ifAccounts(locator('number', '+1 202 555 014')), assignTo: GONE },
				],
			},
			"Rule 'Line': 'WhatsApp Account' 1: '+1 202 555 014' is no whole phone number",
		],
		[
			{ rules: [{ name: 'Land', if: { countries: ['XX'] }, assignTo: GONE }] },
			"Rule 'Land': 'Contact Country or Region' 1: 'XX' is no country",
		],
		[
			{
				rules: [{ name: 'Line', if: ifAccounts(locator('number', 'Sales Line')), assignTo: GONE }],
			},
			"Rule 'Line': 'WhatsApp Account' 1: 'Sales Line' is no phone number; write it with its country code, e.g. +1 202 555 0143, or name the account in another way",
		],
	])('is not silent about what could never match: %j', async (parameters, words) => {
		const { error } = await check(parameters);
		expect(`${error?.message} ${error?.description}`).toContain(words);
	});

	it('is a row a finding when it is simplified: where, what, how grave', async () => {
		const { notAssigned: rows } = await check({
			rules: [{ name: 'Gone', if: ifAccounts(locator('id', salesLine.id)), assignTo: GONE }],
			options: { simplify: true },
		});
		expect(rows.length).toBeGreaterThan(1);
		const columns = ['where', 'finding', 'severity', 'code'];
		for (const row of rows) expect(Object.keys(row)).toEqual(columns);
		expect(rows[0]).toEqual({
			where: "User 'gone@example.com'",
			finding:
				"HighLevel does not list this user in the sub-account. Named by: rule 'Gone'. Choose somebody else there, or add the user in HighLevel.",
			severity: 'error',
			code: 'unknown_user',
		});
	});

	it('refuses to run in production, where contacts would get nobody', async () => {
		const { error } = await check({ rules: [salesRule(sofia)] }, 'webhook');
		expect(error?.message).toContain("'Check Plan' only runs on the canvas");
	});

	it('decides nothing', async () => {
		const run = await check({ rules: [salesRule(sofia)] });
		expect(JSON.stringify(itemsAt(run, 1))).not.toContain('assignment');
		expect(highLevel().takeRequests()).toEqual(['GET /users/']);
	});
});

describe('the first run after a change of the plan', () => {
	it('hints at what is gravely wrong, once', async () => {
		const parameters = {
			rules: [
				{ name: `Rule of ${Date.now()}`, if: ifAccounts(locator('id', '1')), assignTo: GONE },
			],
		};
		const hints = async () => {
			const { run } = await resolve(highLevel().credentials, parameters, [touch()]);
			return (run.hints['Resolve Assignment'] ?? []).map(({ message }) => message);
		};
		expect(await hints()).toEqual([expect.stringContaining('gone@example.com')]);
		expect(await hints()).toEqual([]);
	});

	it('looks at every plan that expressions make, and says nothing twice', async () => {
		const name = `Rule of ${Date.now()} for each`;
		const account = ifAccounts(locator('id', '={{ $json.line }}'));
		const rules = [{ name, if: account, assignTo: locator('email', '={{ $json.wanted }}') }];
		const wanted = (line: string, email: string) => ({ ...touch(), line, wanted: email });
		const { run } = await resolve(highLevel().credentials, { rules }, [
			wanted('1', sofia.email),
			wanted('2', sofia.email),
			wanted('1', 'gone@example.com'),
			wanted('1', ''),
			wanted('2', ''),
		]);
		expect((run.hints['Resolve Assignment'] ?? []).map(({ message }) => message)).toEqual([
			`User 'gone@example.com': HighLevel does not list this user in the sub-account. Named by: rule '${name}'. Choose somebody else there, or add the user in HighLevel.`,
			`Rule 1 '${name}': 'Assign To' names no user, so nobody is found. Choose one.`,
		]);
	});
});
