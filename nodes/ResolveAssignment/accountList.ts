import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { pickerError } from '../shared/pickerError';
import { searchAccounts as searchSeenAccounts, WHATSAPP_TYPE } from '../shared/whatsApp/connection';

/** `listSearch` method: the WhatsApp numbers, for a node that can do without the credential. */
export async function searchAccounts(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	if (this.getNode().credentials?.[WHATSAPP_TYPE]) {
		return await searchSeenAccounts.call(this, filter);
	}
	throw pickerError(
		this.getNode(),
		"Choose 'Credential for WhatsApp' above first",
		"Then this list shows your numbers. Or choose 'By Number' or 'By Name' in place of 'From List': they need no credential.",
	);
}
