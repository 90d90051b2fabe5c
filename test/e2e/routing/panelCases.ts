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
					'Operation',
					'Credential for HighLevel',
					'Credential for WhatsApp (Optional, to List Accounts)',
					'Ledger',
					'Plan',
					'Account Rules',
					'Rule Name',
					'WhatsApp Account',
					'Assign To',
					'User',
					'Backups',
					'Options',
					'Conditional Rules',
					'Tag Rules',
					'If No Rule Names Anybody',
					'Fallback User',
					'If the Contact Has an Owner',
					'If the Owner Is Unavailable',
					'Teams',
					'People',
					'People Data From HighLevel',
					'Working Hours',
				],
			},
			{
				node: ASSIGN,
				labels: [
					'Operation',
					'Credential for HighLevel',
					'Ledger',
					'Find Contact By',
					'Phone Number',
					'Create Contact If Missing',
					'Name of New Contact',
					'Email of New Contact',
					'Source of New Contact',
					'Owner',
					'Set Owner',
					'Account Tag',
					'Also Do',
					'Options',
				],
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
				what: 'the users of the HighLevel location',
				parameter: 'user',
				rule: 1,
				offered: [
					'Marcus Chen (marcus.chen@example.com)',
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
