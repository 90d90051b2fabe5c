import { RESOLVE } from '../../../sandbox/demo/workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import { Editor } from '../editor';
import { Newcomer } from '../newcomer/newcomer';
import { until } from '../until';
import { CASE_MS, SALES, type DemoStack } from './demoStack';

const { marcus, sofia } = demoTeam.users;

/** What people do in the editor: test, build a rule, read a receipt. */
export function editorCases(stack: DemoStack): void {
	describe('a test run in the editor', () => {
		it(
			'borrows the messages of the published workflow for one message, and gives them back',
			async () => {
				const callback = () => stack.graph.subscriptions.app?.callbackUrl ?? '';
				const published = callback();
				const person = stack.newPerson('Tess');
				const editor = await Editor.signIn(stack.n8n.url);
				try {
					await editor.openWorkflow(stack.workflowId);
					await editor.execute();
					await until(() => callback().includes('/webhook-test/'));
					await stack.graph.send({ to: SALES, from: person, text: 'A test' });
					await until(() => callback() === published);
					expect(stack.ownerOf(person.phone)).toBe(sofia.id);
					await editor.screenshot('test-run');
				} finally {
					await editor.close();
				}
				const runs = await stack.executionsOf(
					async () => await stack.graph.send({ to: SALES, from: person, text: 'Published again' }),
				);
				expect(runs.map(({ status }) => status)).toEqual(['success']);
			},
			CASE_MS,
		);
	});

	describe('a rule that is built by clicks', () => {
		it(
			'sends Google Ads on the Sales Line in business hours to the senior sales rep',
			async () => {
				const editor = await Editor.signIn(stack.n8n.url);
				try {
					await editor.openWorkflow(stack.workflowId);
					await editor.openNode(RESOLVE);
					const person = new Newcomer(editor.page);
					const rules = person.panel.locator('[data-test-id="fixed-collection-rules"]');
					// The first rule that fits decides: that of the whole line has to come behind.
					await rules.locator('[data-test-id="fixed-collection-delete"]').first().click();
					await person.addCard('Add Rule');
					await person.pick('account', 'Sales Line');
					await person.add('Add Condition', 'Source Is Google Ads');
					await person.add('Add Condition', 'Time');
					await person.pick('assignTo', 'Marcus Chen', rules);
					await editor.screenshotAt(rules, 'conditional-rule');
					await person.addCard('Add Rule');
					await person.pick('account', 'Sales Line');
					await person.pick('assignTo', 'Sofia Reyes', rules);

					await person.add('Add Teams, People, Hours or Reply Times', 'Working Hours');
					const hours = person.panel.locator('[data-test-id="fixed-collection-schedules"]');
					await person.fill('name', 'Office', hours);
					// Always open, so that the test may run at any time.
					await person.fill('hours', 'every day, all day', hours);
					await editor.screenshotAt(hours, 'working-hours');

					await person.add('Add Teams, People, Hours or Reply Times', 'Teams');
					const team = person.panel.locator('[data-test-id="fixed-collection-teams"]');
					await person.fill('name', 'Sales', team);
					await person.pick('user', 'Sofia Reyes', team);
					await editor.screenshotAt(team, 'team');
					await editor.page.keyboard.press('Escape');
					await editor.page.keyboard.press('Control+s');
					await until(async () => {
						const saved = await stack.api.parametersOf(stack.workflowId, RESOLVE);
						// The last thing that was chosen: n8n saves by itself in between.
						const { teams } = Object(saved.sections) as { teams?: unknown };
						return JSON.stringify(teams ?? '').includes('Sofia Reyes');
					});
				} finally {
					await editor.close();
				}
				const saved = await stack.api.parametersOf(stack.workflowId, RESOLVE);
				expect(saved).toMatchObject({
					sections: {
						schedules: {
							values: [{ hours: 'every day, all day' }],
						},
					},
				});
				await stack.api.activate(stack.workflowId);

				const ad = stack.newPerson('Ada');
				stack.highLevel.contacts.seedContact({ phone: `+${ad.phone}`, source: 'Google Ads' });
				const other = stack.newPerson('Otto');
				stack.highLevel.contacts.seedContact({ phone: `+${other.phone}`, source: 'Flyer' });
				const [run] = await stack.executionsOf(
					async () => await stack.graph.send({ to: SALES, from: ad, text: 'I saw your ad' }),
				);
				await stack.graph.send({ to: SALES, from: other, text: 'I saw your flyer' });
				expect(stack.ownerOf(ad.phone)).toBe(marcus.id);
				expect(stack.ownerOf(other.phone)).toBe(sofia.id);
				expect(run?.outputs[RESOLVE]?.[0]?.[0]?.json).toMatchObject({
					assignedTo: 'Marcus Chen',
					rule: 'Sales Line, from Google Ads, business hours to Marcus Chen',
					why: expect.stringContaining('chose Marcus Chen'),
				});
			},
			2 * CASE_MS,
		);
	});

	describe('an execution', () => {
		it(
			'shows the receipt in the output of Resolve Assignment',
			async () => {
				const runs = await stack.executionsOf(
					async () =>
						await stack.graph.send({ to: SALES, from: stack.newPerson('Eva'), text: 'Hi' }),
				);
				const editor = await Editor.signIn(stack.n8n.url);
				try {
					await editor.openExecution(stack.workflowId, runs[0]?.id ?? '');
					await editor.openNode(RESOLVE);
					// The rule that was built by clicks has no name of its own.
					expect(await editor.output()).toMatch(
						/Rule 'Sales Line to Sofia( Reyes)?' chose Sofia Reyes, because the message came to 'Sales Line'\./,
					);
					await editor.screenshot('receipt');
				} finally {
					await editor.close();
				}
			},
			CASE_MS,
		);
	});
}
