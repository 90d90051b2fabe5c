import { demoTeam } from '../../../sandbox/highlevel';
import { useHighLevel } from '../../harness/highLevel';
import { locator, touch } from '../../harness/touches';
import { resolve, salesRule } from './resolve';

const { sofia, priya } = demoTeam.users;
const highLevel = useHighLevel();

describe('Explain Why Not', () => {
	const explain = async (
		parameters: Parameters<typeof resolve>[1],
		mode: 'manual' | 'webhook' = 'manual',
	) =>
		await resolve(
			highLevel().credentials,
			{ operation: 'explain', ...parameters },
			[touch()],
			undefined,
			mode,
		);

	it('says why a person does not get the contact, and what would change it', async () => {
		const { notAssigned } = await explain({
			person: locator('email', priya.email),
			rules: [salesRule(sofia)],
			fallback: locator('id', priya.id),
		});
		expect(notAssigned).toMatchObject([
			{
				whyNot: {
					user: { id: priya.id },
					wins: false,
					sentence: expect.stringContaining('Priya Patel'),
				},
			},
		]);
		const [first] = notAssigned as unknown as Array<{ whyNot: { changes: object[] } }>;
		expect(first?.whyNot.changes.length).toBeGreaterThan(0);
	});

	it('says so when the person does get it', async () => {
		const { notAssigned } = await explain({
			person: locator('id', sofia.id),
			rules: [salesRule(sofia)],
		});
		expect(notAssigned).toMatchObject([{ whyNot: { wins: true } }]);
	});

	it('is one row when it is simplified, and leads to no assignment', async () => {
		const { assigned, notAssigned } = await explain({
			person: locator('id', priya.id),
			rules: [salesRule(sofia)],
			fallback: locator('id', priya.id),
			options: { simplify: true },
		});
		expect(assigned).toEqual([]);
		expect(Object.entries(notAssigned[0] ?? {}).slice(0, 3)).toEqual([
			['person', 'Priya Patel'],
			['explanation', expect.stringContaining('Priya Patel would have got this contact if')],
			['getsContact', false],
		]);
	});

	it('refuses to run in production, where nobody asks', async () => {
		const { error } = await explain({ person: locator('id', sofia.id) }, 'webhook');
		expect(error?.message).toBe(
			"'Explain Why Not' only runs on the canvas and assigns nobody: set 'Operation' to 'Resolve' and publish again",
		);
	});
});
