import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { checkSetup } from '../../whatsapp/setup/checkSetup';
import { openGraph, toWhatsAppError } from '../common/whatsApp';

/** One item for each line of the check; accounts that several items name are checked once. */
export async function checkAccounts(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const results: INodeExecutionData[] = [];
	const checked = new Set<string>();
	for (const itemIndex of context.getInputData().keys()) {
		const account = context.getNodeParameter('account', itemIndex, '', { extractValue: true });
		const phoneNumberId = typeof account === 'string' ? account.trim() : '';
		if (checked.has(phoneNumberId)) continue;
		checked.add(phoneNumberId);
		try {
			const { isMeta, ...opened } = await openGraph(context);
			const lines = await checkSetup({
				...opened,
				phoneNumberId: phoneNumberId || null,
				n8nUrl: webhookBase(context, itemIndex),
				publicUrlNeeded: isMeta,
			});
			const pairedItem = { item: itemIndex };
			results.push(...lines.map((line) => ({ json: { ...line }, pairedItem })));
		} catch (error) {
			const nodeError = toWhatsAppError(context.getNode(), error, itemIndex);
			if (!context.continueOnFail()) throw nodeError;
			results.push({ json: { error: nodeError.message }, pairedItem: { item: itemIndex } });
		}
	}
	return results;
}

/**
 * Where n8n serves webhooks. Only triggers are told; other nodes see the address at which this
 * execution could be resumed, `<base>/webhook-waiting/<execution ID>`.
 */
function webhookBase(context: IExecuteFunctions, itemIndex: number): string {
	const resumeUrl = String(context.evaluateExpression('{{ $execution.resumeUrl }}', itemIndex));
	return resumeUrl.replace(/\/[^/]+\/[^/]+$/, '');
}
