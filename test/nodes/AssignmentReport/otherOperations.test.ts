import { demoTeam } from '../../../sandbox/highlevel';
import { useHighLevel } from '../../harness/highLevel';
import { locator } from '../../harness/touches';
import { resolve, salesRule } from '../ResolveAssignment/resolve';
import { contentOf, jonas, nora, runReport, useOwnLedger } from './reportRun';

const { sofia, marcus } = demoTeam.users;
const highLevel = useHighLevel();
useOwnLedger();

const TEAM = {
	rules: [{ ...salesRule(sofia), assignTo: locator('name', 'Sales') }],
	sections: {
		teams: {
			values: [
				{
					name: 'Sales',
					members: {
						values: [{ user: locator('id', sofia.id) }, { user: locator('id', marcus.id) }],
					},
				},
			],
		},
	},
};

beforeEach(async () => {
	await resolve(highLevel().credentials, TEAM, [nora(), jonas()]);
	highLevel().takeRequests();
});

afterEach(() => expect(highLevel().takeRequests()).toEqual([]));

describe('Live View', () => {
	it('says who waits, who works and who is next, without asking HighLevel', async () => {
		const { rows, hints, error } = await runReport(highLevel(), { operation: 'liveView' });
		expect(error).toBeUndefined();
		expect(rows).toMatchObject([
			{ kind: 'summary', waiting: 2, locationId: highLevel().locationId },
			{ kind: 'person', name: 'Marcus Chen', waiting: 1, openContacts: 1, worksNow: true },
			{ kind: 'person', name: 'Sofia Reyes', waiting: 1, openContacts: 1 },
			{ kind: 'account', name: 'Sales Line', waiting: 2 },
			{ kind: 'team', name: 'Sales', next: 'Sofia Reyes' },
			{ kind: 'member', name: 'Sofia Reyes', gotToday: 1 },
			{ kind: 'member', name: 'Marcus Chen', gotToday: 1 },
		]);
		expect(hints.length).toBeGreaterThan(0);
	});

	it('is a page, too, in which people have the names that are wanted', async () => {
		const page = async (names: string) => {
			const { files } = await runReport(highLevel(), {
				...{ operation: 'liveView', output: 'page', options: { names } },
			});
			return contentOf(files[0]?.page);
		};
		expect(await page('names')).toContain('Sofia Reyes');
		expect(await page('hidden')).not.toMatch(/Sofia|Reyes/);
	});
});

describe('Certify Fairness', () => {
	it('has a row for each team, and one for each member', async () => {
		const { rows, error } = await runReport(highLevel(), { operation: 'certify' });
		expect(error).toBeUndefined();
		expect(rows).toMatchObject([
			{
				kind: 'team',
				team: 'Sales',
				contacts: 2,
				hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
			},
			{ kind: 'member', name: 'Marcus Chen', got: 1, couldTake: 2 },
			{ kind: 'member', name: 'Sofia Reyes', got: 1, couldTake: 2 },
		]);
	});

	it('is of the teams that are named', async () => {
		const { rows, hints } = await runReport(highLevel(), {
			operation: 'certify',
			teams: 'Support, Other',
		});
		expect(rows).toEqual([]);
		expect(hints[0]).toMatch(/^No team gave contacts to anybody in this time\. Choose a longer/);
	});

	it('says first what came of each team', async () => {
		const { hints } = await runReport(highLevel(), { operation: 'certify' });
		expect(hints[0]).toMatch(/^Sales: too few contacts: 2 contacts by the team&#39;s strategy/);
	});
});
