import type { INodeProperties } from 'n8n-workflow';
import { readPrefixes } from '../../../highlevel/webhooks/newTags';
import { DEFAULT_TAG_PREFIX } from '../../../routing/model/accounts';

/** Tags that start nothing, in the options of the triggers of HighLevel. */
export const ignoredTagsOption: INodeProperties = {
	displayName: 'Ignore Tags Beginning With',
	name: 'ignoredTags',
	type: 'string',
	default: DEFAULT_TAG_PREFIX,
	placeholder: 'e.g. whatsnap-account-, auto-',
	description:
		'Several with commas. By default the account tags, because HighLevel Assign Contact adds them and would start the workflow again. Clear it when another system adds account tags and they shall start the workflow.',
};

/** What tags that start nothing begin with, from the options of a trigger. */
export function ignoredPrefixesIn({ ignoredTags }: { ignoredTags?: string }): string[] {
	return readPrefixes(ignoredTags ?? DEFAULT_TAG_PREFIX);
}
