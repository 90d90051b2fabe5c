import type { INodeProperties } from 'n8n-workflow';
import { textOf } from '../json';
import type { HighLevelContext } from './send';

/** For an agency's credential, which opens many sub-accounts. */
export const locationField: INodeProperties = {
	displayName: 'Location ID',
	name: 'location',
	type: 'string',
	default: '={{ $json.locationId }}',
	placeholder: 'e.g. ve9EPM428h8vShlRW1KT',
	displayOptions: { show: { authentication: ['oAuth2'] } },
	description:
		'Which sub-account an item is for, if the credential is connected to an agency. By default the one that the item names: the HighLevel Contact Trigger says it; for WhatsApp, add the field locationId to the item or write an expression. Stays empty if the credential is connected to one sub-account.',
};

/**
 * Which sub-account an item is for, if that is said: different items may be for different ones. The
 * parameter says it, else the item itself, as those of the HighLevel Contact Trigger do.
 */
export function locationNamed(context: HighLevelContext, itemIndex: number): string {
	if ('getInputData' in context) {
		return (
			textOf(context.getNodeParameter('location', itemIndex, null)) ||
			textOf(context.getInputData()[itemIndex]?.json.locationId)
		);
	}
	try {
		return textOf(context.getNodeParameter('location', null));
	} catch {
		// In the editor, an expression has no value before the nodes in front were run.
		return '';
	}
}
