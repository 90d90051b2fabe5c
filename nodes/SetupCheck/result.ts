import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { SetupLine } from '../../routing/model/setupLine';

/** One item for each line. */
export function itemsOf(lines: readonly SetupLine[], itemIndex: number): INodeExecutionData[] {
	return lines.map((line) => ({ json: { ...line }, pairedItem: { item: itemIndex } }));
}

/**
 * What the editor shows above the lines.
 * @param whom whoever was asked
 */
export function sumUp(context: IExecuteFunctions, lines: readonly SetupLine[], whom: string): void {
	if (lines.length === 0) return;
	const wrong = lines.filter(({ ok }) => ok === false);
	const toFix = wrong.map(({ check }) => `'${check}'`);
	// The column may be out of sight, and the later ones may come right by the first.
	const first = wrong[0] ? `${toFix[0] ?? ''}: ${wrong[0].fix} ` : '';
	const rest = `Where 'ok' is null, ${whom} does not tell or it may be meant so: 'fix' says where to look.`;
	const location = 'outputPane';
	context.addExecutionHints(
		toFix.length > 0
			? {
					message: `To fix, from top to bottom: ${toFix.join(', ')}. ${first}${rest}`,
					type: 'warning',
					location,
				}
			: { message: `Nothing to fix was found. ${rest}`, type: 'info', location },
	);
}
