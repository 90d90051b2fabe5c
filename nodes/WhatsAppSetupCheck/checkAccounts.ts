import type { IExecuteFunctions, INodeExecutionData, NodeExecutionHint } from 'n8n-workflow';
import { checkSetup } from '../../whatsapp/meta/setup/checkSetup';
import type { SetupLine } from '../../whatsapp/meta/setup/line';
import { openGraph, toWhatsAppError } from '../shared/whatsApp/connection';
import { readAccount } from './parameters';

/** One item for each line of the check; accounts that several items name are checked once. */
export async function checkAccounts(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const results: INodeExecutionData[] = [];
	const checked = new Set<string | null>();
	const all: SetupLine[] = [];
	for (const itemIndex of context.getInputData().keys()) {
		const phoneNumberId = readAccount(context, itemIndex);
		if (checked.has(phoneNumberId)) continue;
		checked.add(phoneNumberId);
		try {
			const { isMeta, ...opened } = await openGraph(context);
			const lines = await checkSetup({
				...opened,
				phoneNumberId,
				n8nUrl: webhookBase(context, itemIndex),
				publicUrlNeeded: isMeta,
			});
			all.push(...lines);
			const pairedItem = { item: itemIndex };
			results.push(...lines.map((line) => ({ json: { ...line }, pairedItem })));
		} catch (error) {
			const nodeError = toWhatsAppError(context.getNode(), error, itemIndex);
			if (!context.continueOnFail()) throw nodeError;
			results.push({ json: { error: nodeError.message }, pairedItem: { item: itemIndex } });
		}
	}
	if (all.length > 0) context.addExecutionHints(summary(all));
	return results;
}

/** What the editor shows above the lines. */
function summary(lines: SetupLine[]): NodeExecutionHint {
	const toFix = lines.filter(({ ok }) => ok === false).map(({ check }) => `'${check}'`);
	const rest =
		"Where 'ok' is null, Meta does not tell or it may be meant so: 'fix' says where to look.";
	const location = 'outputPane';
	return toFix.length > 0
		? {
				message: `To fix, from top to bottom: ${toFix.join(', ')}. ${rest}`,
				type: 'warning',
				location,
			}
		: { message: `Nothing to fix was found. ${rest}`, type: 'info', location };
}

/**
 * Where n8n serves webhooks. Only triggers are told; other nodes see the address at which this
 * execution could be resumed, `<base>/webhook-waiting/<execution ID>`.
 */
function webhookBase(context: IExecuteFunctions, itemIndex: number): string {
	const resumeUrl = String(context.evaluateExpression('{{ $execution.resumeUrl }}', itemIndex));
	return resumeUrl.replace(/\/[^/]+\/[^/]+$/, '');
}
