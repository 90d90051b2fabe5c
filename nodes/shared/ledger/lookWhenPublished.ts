import type { IHookFunctions } from 'n8n-workflow';
import { reasonOf } from '../../../routing/model/text';
import { openAutomaticStore } from './automatic';
import { isQueueMode, n8nDatabase } from './n8nDatabase';
import { operatorChoice } from './operatorChoice';

/**
 * In queue mode, looks where n8n publishes its workflows, also whenever it starts, for a ledger that
 * would be left behind: the workers that decide may have other disks, and are told. A workflow is
 * published all the same, so that WhatsApp can deliver again what is refused meanwhile.
 */
export async function lookWhenPublished(context: IHookFunctions): Promise<void> {
	try {
		const isShared = isQueueMode() && n8nDatabase() !== null;
		if (isShared && operatorChoice() === 'automatic') await openAutomaticStore();
	} catch (error) {
		context.logger.warn(`The ledger 'Automatic' cannot be used: ${reasonOf(error)}`);
	}
}
