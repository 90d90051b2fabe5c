import { ASSIGN, RESOLVE, TRIGGER } from '../../../sandbox/demo/workflow';
import { Editor } from '../editor';
import { CASE_MS, type DemoStack } from './demoStack';

/** The panels of the demo workflow in the editor. */
export function panelCases(stack: DemoStack): void {
	describe('the editor', () => {
		let editor: Editor;

		beforeAll(async () => {
			editor = await Editor.signIn(stack.n8n.url);
		}, CASE_MS);

		beforeEach(async () => {
			await editor.openWorkflow(stack.workflowId);
		}, CASE_MS);

		afterAll(async () => {
			await editor?.close();
		});

		it('shows the three nodes of the demo workflow', async () => {
			expect(await editor.nodeNames()).toEqual(expect.arrayContaining([TRIGGER, RESOLVE, ASSIGN]));
			await editor.screenshot('canvas');
		});

		it.each([
			{
				node: TRIGGER,
				labels: ['Credential for WhatsApp Cloud API', 'Source', 'Trigger On', 'Receive', 'Options'],
			},
			{
				node: RESOLVE,
				labels: [
					'Credential for HighLevel',
					'Credential for WhatsApp (Optional, to List Accounts)',
					'Operation',
					'Plan Check',
					'If the Contact Has an Owner',
					'Rules',
					'Rule Name',
					'WhatsApp Account',
					'Assign To',
					'If No Rule Fits',
				],
			},
			{
				node: ASSIGN,
				labels: ['Credential for HighLevel', 'Operation', 'Also Do', 'Options'],
			},
		])(
			'opens $node with its parameters',
			async ({ node, labels }) => {
				await editor.openNode(node);
				expect(await editor.labels()).toEqual(labels);
				expect(await editor.issues()).toEqual([]);
				await editor.screenshot(node);
			},
			CASE_MS,
		);

		it.each([
			{
				what: 'the WhatsApp numbers',
				parameter: 'account',
				rule: 0,
				offered: ['Sales Line (+1 202-555-0143)', 'Support Line (+1 202-555-0178)'],
			},
			{
				what: 'the users of the HighLevel location, and what else a rule can name',
				parameter: 'assignTo',
				rule: 1,
				offered: [
					'Marcus Chen (marcus.chen@example.com)',
					'Next Matching Rule',
					'Nobody',
					'Previous Owner',
					'Priya Patel (priya.patel@example.com)',
					'Sofia Reyes (sofia.reyes@example.com)',
					'Tom Baker (tom.baker@example.com)',
				],
			},
		])(
			'offers $what to pick from',
			async ({ parameter, rule, offered }) => {
				await editor.openNode(RESOLVE);
				// The editor puts the saved choice first.
				expect((await editor.listOf(parameter, rule)).sort()).toEqual(offered);
				await editor.screenshot(`list-of-${parameter}`);
			},
			CASE_MS,
		);
	});
}
