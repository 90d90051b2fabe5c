import { RESOLVE } from '../../../sandbox/demo/workflow';
import type { Stack } from '../twoLinesStack';
import type { Editor } from '../editor';
import { until } from '../until';
import { Newcomer } from './newcomer';

const CASE_MS = 5 * 60_000;

const RESOLVES = { name: 'Resolve', value: 'resolve' };
const OTHERS = [
	{ name: 'Check Plan', value: 'check' },
	{ name: 'Explain Why Not', value: 'explain' },
];

/** Choosing another operation, and the first one again, takes no wire away. */
export function wireCases(world: () => { stack: Stack; editor: Editor }): void {
	describe('a node whose operation is changed', () => {
		it.each(OTHERS.map((one) => [one.name, one] as const))(
			'keeps all its wires with %s and back',
			async (_name, operation) => {
				const { stack, editor } = world();
				const { api, workflowId } = stack;
				const before = await api.connectionsOf(workflowId);
				await editor.openWorkflow(workflowId);
				await editor.openNode(RESOLVE);
				const person = new Newcomer(editor.page);
				for (const { name, value } of [operation, RESOLVES]) {
					await person.select('operation', name);
					await until(async () => {
						// n8n saves by itself, and at once when it is told to.
						await editor.page.keyboard.press('Control+s');
						const { operation: saved } = await api.parametersOf(workflowId, RESOLVE);
						return (saved ?? RESOLVES.value) === value;
					});
					expect(await api.connectionsOf(workflowId)).toEqual(before);
				}
			},
			CASE_MS,
		);
	});
}
