import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Where n8n serves webhooks. Only triggers are told; other nodes see the address at which this
 * execution could be resumed, `<base>/webhook-waiting/<execution ID>`.
 */
export function webhookBase(context: IExecuteFunctions, itemIndex: number): string {
	const resumeUrl = String(context.evaluateExpression('{{ $execution.resumeUrl }}', itemIndex));
	return resumeUrl.replace(/\/[^/]+\/[^/]+$/, '');
}
