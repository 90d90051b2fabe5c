import type { INodeProperties } from 'n8n-workflow';
import { textOf } from '../json';
import type { HighLevelContext } from './send';

/** An option of the collection 'Options', for an agency's credential, which opens many sub-accounts. */
export const locationOption: INodeProperties = {
	displayName: 'Location ID',
	name: 'locationId',
	type: 'string',
	default: '={{ $json.locationId }}',
	placeholder: 'e.g. ve9EPM428h8vShlRW1KT',
	displayOptions: { show: { '/authentication': ['oAuth2'] } },
	description:
		'Which sub-account an item is for, if the credential is connected to an agency. Without this option, the one that the item names: the HighLevel Contact Trigger says it; for WhatsApp, add the field locationId to the item. Not needed if the credential is connected to one sub-account.',
};

/** The same for a trigger, which has no items yet. */
export const triggerLocationOption: INodeProperties = {
	...locationOption,
	default: '',
	description: 'The sub-account, if the credential is connected to an agency',
};

const PATH = 'options.locationId';

/**
 * Which sub-account an item is for, if that is said: different items may be for different ones. The
 * option says it, else the item itself, as those of the HighLevel Contact Trigger do.
 */
export function locationNamed(context: HighLevelContext, itemIndex: number): string {
	if ('getInputData' in context) {
		return (
			textOf(context.getNodeParameter(PATH, itemIndex, null)) ||
			textOf(context.getInputData()[itemIndex]?.json.locationId)
		);
	}
	try {
		return textOf(context.getNodeParameter(PATH, null));
	} catch {
		// In the editor, an expression has no value before the nodes in front were run.
		return '';
	}
}
