import { demoTeam } from '../../../sandbox/highlevel';
import { useHighLevel } from '../../harness/highLevel';
import { locator, touch } from '../../harness/touches';
import { resolve, salesRule } from './resolve';

const { sofia, priya } = demoTeam.users;
const highLevel = useHighLevel();

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
