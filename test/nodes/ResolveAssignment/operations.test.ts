import { demoTeam } from '../../../sandbox/highlevel';
import { useHighLevel } from '../../harness/highLevel';
import { locator, salesLine, touch } from '../../harness/touches';
import { itemsAt, resolve, salesRule } from './resolve';

const { sofia, priya } = demoTeam.users;
const highLevel = useHighLevel();
const GONE = locator('email', 'gone@example.com');

describe('Check Plan', () => {
	const check = async (parameters: object, touches = [touch(), touch()]) =>
		await resolve(highLevel().credentials, { operation: 'check', ...parameters }, touches);

	it('lists what is wrong in one item, the gravest first, and gives the plan as JSON', async () => {
		const { assigned: results } = await check({
			rules: [{ name: 'Gone', account: locator('id', salesLine.id), user: GONE }, salesRule(sofia)],
			teams: { values: [{ name: 'Nobody', members: {} }] },
			fallback: 'nobody',
		});
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
		const { assigned } = await check({
			rules: [salesRule(sofia)],
			fallback: 'user',
			fallbackUser: locator('id', priya.id),
		});
		expect(assigned).toMatchObject([{ summary: 'Nothing is wrong with the plan.', findings: [] }]);
	});

	it('decides nothing', async () => {
		const run = await check({ rules: [salesRule(sofia)] });
		expect(JSON.stringify(itemsAt(run, 0))).not.toContain('assignment');
		expect(highLevel().takeRequests()).toEqual(['GET /users/']);
	});
});

describe('Explain Why Not', () => {
	it('says why a person does not get the contact, and what would change it', async () => {
		const { assigned } = await resolve(
			highLevel().credentials,
			{
				operation: 'explain',
				person: locator('email', priya.email),
				rules: [salesRule(sofia)],
				fallback: 'user',
				fallbackUser: locator('id', priya.id),
			},
			[touch()],
		);
		expect(assigned).toMatchObject([
			{
				whyNot: {
					user: { id: priya.id },
					wins: false,
					sentence: expect.stringContaining('Priya Patel'),
				},
			},
		]);
		const [first] = assigned as unknown as Array<{ whyNot: { changes: object[] } }>;
		expect(first?.whyNot.changes.length).toBeGreaterThan(0);
	});

	it('says so when the person does get it', async () => {
		const { assigned } = await resolve(
			highLevel().credentials,
			{ operation: 'explain', person: locator('id', sofia.id), rules: [salesRule(sofia)] },
			[touch()],
		);
		expect(assigned).toMatchObject([{ whyNot: { wins: true } }]);
	});
});

describe('the first run after a change of the plan', () => {
	it('hints at what is gravely wrong, once', async () => {
		const parameters = {
			rules: [{ name: `Rule of ${Date.now()}`, account: locator('id', '1'), user: GONE }],
		};
		const hints = async () => {
			const { run } = await resolve(highLevel().credentials, parameters, [touch()]);
			return (run.hints['Resolve Assignment'] ?? []).map(({ message }) => message);
		};
		expect(await hints()).toEqual([expect.stringContaining('gone@example.com')]);
		expect(await hints()).toEqual([]);
	});
});
