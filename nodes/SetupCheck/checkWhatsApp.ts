import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { SetupLine } from '../../routing/model/setupLine';
import { checkSetup } from '../../whatsapp/meta/setup/checkSetup';
import { openGraph, toWhatsAppError } from '../shared/whatsApp/connection';
import { webhookBase } from './n8nAddress';
import { readAccount } from './parameters/whatsApp';
import { itemsOf, sumUp } from './result';

/** One item for each line of the check; accounts that several items name are checked once. */
export async function checkWhatsApp(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
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
			results.push(...itemsOf(lines, itemIndex));
		} catch (error) {
			const nodeError = toWhatsAppError(context.getNode(), error, itemIndex);
			if (!context.continueOnFail()) throw nodeError;
			results.push({ json: { error: nodeError.message }, pairedItem: { item: itemIndex } });
		}
	}
	sumUp(context, all, 'Meta');
	return results;
}
