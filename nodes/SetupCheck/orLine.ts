import type { IExecuteFunctions } from 'n8n-workflow';
import { wrong, type SetupLine } from '../../routing/model/setupLine';
import { toNodeError } from '../shared/highLevel/nodeErrors';

/** What lines say, or a line that says why there are none: one thing that fails hides nothing else. */
export async function orLine(
	context: IExecuteFunctions,
	check: string,
	lines: () => Promise<SetupLine[]>,
): Promise<SetupLine[]> {
	try {
		return await lines();
	} catch (error) {
		const { message, description } = toNodeError(context.getNode(), error) as Error & {
			description?: string | null;
		};
		return [wrong(check, message.replace(/ \[item \d+\]$/, ''), description ?? '')];
	}
}
