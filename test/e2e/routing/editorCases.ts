import { RESOLVE } from '../../../sandbox/demo/workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import { Editor } from '../editor';
import { until } from '../until';
import { CASE_MS, SALES, type DemoStack } from './demoStack';

const { marcus, sofia } = demoTeam.users;
const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

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
					const rule = await editor.addCard('conditionalRules', 'Add Conditional Rule');
					await editor.fill(rule, 'name', 'Google Ads in Business Hours');
					await editor.addField(rule, 'Came From Google Ads');
					await editor.addField(rule, 'WhatsApp Accounts by Name or Number');
					await editor.fill(rule, 'accountNames', 'Sales Line');
					await editor.addField(rule, 'Time');
					await editor.chooseUser(rule, marcus.email);
					await editor.screenshotAt(rule, 'conditional-rule');

					const hours = await editor.addCard('schedules', 'Add Working Hours');
					await editor.fill(hours, 'name', 'Office');
					await hours.getByRole('button', { name: 'Add Hours', exact: true }).click();
					// Always open, so that the test may run at any time.
					await editor.addChoices(hours, 'days', ['Saturday', 'Sunday']);
					await editor.fill(hours, 'from', '00:00');
					await editor.fill(hours, 'to', '24:00');
					await editor.screenshotAt(hours, 'working-hours');

					const team = await editor.addCard('teams', 'Add Team');
					await editor.fill(team, 'name', 'Sales');
					await team.getByRole('button', { name: 'Add Member', exact: true }).click();
					await editor.chooseUser(team, sofia.email);
					await editor.screenshotAt(team, 'team');
					await editor.page.keyboard.press('Escape');
					await editor.page.keyboard.press('Control+s');
					await until(async () => {
						const saved = await stack.api.parametersOf(stack.workflowId, RESOLVE);
						return JSON.stringify(saved).includes('"Sales"');
					});
				} finally {
					await editor.close();
				}
				const saved = await stack.api.parametersOf(stack.workflowId, RESOLVE);
				expect(saved).toMatchObject({
					schedules: { values: [{ hours: { values: [{ days: expect.arrayContaining(WEEK) }] } }] },
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
					assignment: {
						rule: { name: 'Google Ads in Business Hours' },
						receipt: { sentence: expect.stringContaining('chose Marcus Chen') },
					},
				});
			},
			CASE_MS,
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
					expect(await editor.output()).toContain(
						"Rule 'Sales Line to Sofia' chose Sofia Reyes, because the message came to 'Sales Line'.",
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
