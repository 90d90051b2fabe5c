import type { INodeParameters } from 'n8n-workflow';
import type { Stack } from '../twoLinesStack';
import { RESOLVE } from '../../../sandbox/demo/workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import { ifAccounts, ruleCard, teamSection } from '../../../sandbox/n8n/planCards';
import { connection, locator, node, ownType } from '../../../sandbox/n8n/workflowParts';
import type { Editor } from '../editor';

const CASE_MS = 5 * 60_000;

const sofia = locator('email', demoTeam.users.sofia.email);
const sales = ifAccounts(locator('name', 'Sales Line'));
const salesTeam = teamSection('Sales', [{ user: sofia }]);

/** A team in the panel that works in hours of its own. */
function teamIn(timeZone: string): INodeParameters {
	const members = { values: [{ user: sofia }] };
	return {
		teams: {
			values: [{ name: 'Sales', members, works: locator('hours', 'Mon-Fri 9-17'), timeZone }],
		},
	};
}

/** What newcomers did wrong, and what the panel says of it before anything is published. */
const MISTAKES: Array<{ mistake: string; parameters: INodeParameters; says: RegExp }> = [
	{
		mistake: 'a time zone that does not exist',
		parameters: {
			rules: { values: [ruleCard('', sales, { team: 'Sales' })] },
			sections: teamIn('New York'),
		},
		says: /'Time Zone'.*New York/,
	},
	{
		mistake: 'a rule without a condition',
		parameters: { rules: { values: [ruleCard('', {}, { user: sofia })] } },
		says: /Rule 1.*no condition/i,
	},
	{
		mistake: 'a rule that names nobody',
		parameters: { rules: { values: [{ if: sales }] } },
		says: /Rule 1.*'Assign To'/,
	},
	{
		mistake: 'a team that is not there',
		parameters: { rules: { values: [ruleCard('', sales, { team: 'Sales' })] } },
		says: /Rule 1.*'Sales'.*Teams/,
	},
	{
		mistake: 'a team without members',
		parameters: {
			rules: { values: [ruleCard('', sales, { team: 'Sales' })] },
			sections: teamSection('Sales', []),
		},
		says: /Team 1 'Sales'.*member/i,
	},
	{
		mistake: 'a rule that stands behind a broader one',
		parameters: {
			rules: {
				values: [
					ruleCard('', sales, { team: 'Sales' }),
					ruleCard('', { ...sales, contact: 'new' }, { user: sofia }),
				],
			},
			sections: salesTeam,
		},
		says: /Rule 2.*Rule 1.*comes first/,
	},
	{
		mistake: 'no answer for contacts whom no rule fits',
		parameters: {
			rules: { values: [ruleCard('', sales, { team: 'Sales' })] },
			sections: salesTeam,
		},
		says: /^If No Rule Fits: /m,
	},
];

/** Each is said in the panel, with what was not saved and without a run. */
export function mistakeCases(world: () => { stack: Stack; editor: Editor }): void {
	describe('the panel tells before publishing', () => {
		it.each(MISTAKES)(
			'of $mistake',
			async ({ mistake, parameters, says }) => {
				const { stack, editor } = world();
				const id = await stack.api.importWorkflow({
					name: mistake,
					nodes: [
						node('n8n-nodes-base.manualTrigger', 'When Clicked', [0, 0]),
						{ ...node(ownType('resolveAssignment'), RESOLVE, [300, 0]), parameters },
					],
					connections: { 'When Clicked': { main: [[connection(RESOLVE)]] } },
					settings: { executionOrder: 'v1' },
				});
				await editor.openWorkflow(id);
				await editor.openNode(RESOLVE);
				const { summary, lines } = await editor.planCheck();
				await editor.screenshot(`mistake-${mistake.replaceAll(' ', '-')}`);
				// The sentences about the plan, which stand behind, are no findings.
				const found = lines.filter((line) => /To (mend|look at)/.test(line));
				expect(found.join('\n')).toMatch(says);
				expect(summary).toMatch(/to (mend|look at)/);
			},
			CASE_MS,
		);
	});
}
