import { highLevelCredential, whatsAppCredential } from '../../../sandbox/demo/stack';
import { TRIGGER } from '../../../sandbox/demo/workflow';
import { twoLinesWorkflow } from '../twoLinesWorkflow';
import { demoTeam } from '../../../sandbox/highlevel';
import { CASE_MS, SALES, SUPPORT, type DemoStack } from './demoStack';

const { priya } = demoTeam.users;

/** A second workflow for one number, and the end of the first. */
export function publishingCases(stack: DemoStack): void {
	describe('a trigger for one account', () => {
		it(
			'receives the messages of its number only, and gives the number back',
			async () => {
				const { api, graph, highLevel } = stack;
				const workflow = twoLinesWorkflow(graph, {
					whatsApp: await api.createCredential(
						'WhatsApp, support',
						'whatsAppCloudApi',
						whatsAppCredential(graph),
					),
					highLevel: await api.createCredential(
						'HighLevel, support',
						'highLevelPrivateIntegrationApi',
						highLevelCredential(highLevel),
					),
				});
				for (const node of workflow.nodes.filter(({ name }) => name === TRIGGER)) {
					node.webhookId = '0f6c8a1e-7d57-4c0b-8a53-1f0f5f3f9d11';
					node.parameters = {
						receive: 'oneAccount',
						account: { __rl: true, mode: 'list', value: SUPPORT },
						options: { accountName: 'Support Line' },
					};
				}
				const id = await api.importWorkflow(workflow);
				await api.activate(id);
				expect(Object.keys(graph.subscriptions.phoneOverrides)).toEqual([SUPPORT]);

				const person = stack.newPerson('Uma');
				const others = await stack.executionsOf(async () => {
					await graph.send({ to: SUPPORT, from: person, text: 'Help' });
					await graph.send({ to: SALES, from: stack.newPerson('Sam'), text: 'Hello' });
				});
				expect(others).toHaveLength(1);
				expect(await api.executions(id)).toMatchObject([{ status: 'success' }]);
				expect(stack.ownerOf(person.phone)).toBe(priya.id);

				await api.deactivate(id);
				expect(graph.subscriptions.phoneOverrides).toEqual({});
				expect(
					await stack.executionsOf(
						async () => await graph.send({ to: SUPPORT, from: person, text: 'Thanks' }),
					),
				).toHaveLength(1);
			},
			CASE_MS,
		);
	});

	describe('unpublishing', () => {
		it(
			'gives the messages of the app back',
			async () => {
				expect(stack.graph.subscriptions.app?.fields).toEqual(['messages']);
				await stack.api.deactivate(stack.workflowId);
				expect(stack.graph.subscriptions.app).toBeNull();
				const delivery = await stack.graph.send({
					to: SALES,
					from: stack.newPerson('Late'),
					text: 'Hi',
				});
				expect(delivery.undelivered).toBe('app not subscribed');
			},
			CASE_MS,
		);
	});
}
