import { templates } from '../../sandbox/templates';
import { jsonOf } from '../harness/runWorkflow';
import { machineClock } from '../harness/settableClock';
import { given, tryTemplate } from './templateFixture';

jest.mock('n8n-workflow', () => {
	jest
		.requireActual<typeof import('../harness/settableClock')>('../harness/settableClock')
		.installSettableClock();
	return jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');
});

const DECIDE = 'Decide Who Gets the Contact';
const ASSIGN = 'Assign Contact in HighLevel';

it.each(templates())('$slug runs by a click, without any account', async ({ slug }) => {
	const { status, errors } = await tryTemplate(slug);
	expect({ status, errors }).toEqual({ status: 'success', errors: {} });
});

it('show', async () => {
	for (const { slug } of templates()) {
		const run = await tryTemplate(slug);
		for (const name of Object.keys(run.outputs)) {
			console.log(
				slug,
				name,
				run.outputs[name]!.map((_, i) => given(run, name, i)),
				run.hints[name],
			);
		}
		console.log(jsonOf(run, ASSIGN), jsonOf(run, DECIDE)[0]);
	}
});
