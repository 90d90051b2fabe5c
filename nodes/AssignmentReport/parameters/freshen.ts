import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { optionOf } from '../../shared/optionOf';
import { optionFor } from './operation';

export const syncOption: INodeProperties = {
	displayName: 'Sync Replies First',
	name: 'syncReplies',
	type: 'boolean',
	default: true,
	displayOptions: optionFor('report'),
	description:
		'Whether HighLevel is asked who was answered before the report is made: one request. On without this option, if a HighLevel credential is chosen.',
};

export const opportunitiesOption: INodeProperties = {
	displayName: 'Read Opportunities',
	name: 'readOpportunities',
	type: 'boolean',
	default: true,
	displayOptions: optionFor('report'),
	description:
		'Whether HighLevel is asked which opportunities were won, lost or abandoned before the report is made. Off without this option.',
};

/** What HighLevel is asked for, before. `null`: nobody has said it. */
export interface Freshening {
	syncReplies: boolean | null;
	readOpportunities: boolean;
}

export function readFreshening(context: IExecuteFunctions, itemIndex: number): Freshening {
	const sync = optionOf(context, itemIndex, syncOption.name);
	return {
		syncReplies: typeof sync === 'boolean' ? sync : null,
		readOpportunities: optionOf(context, itemIndex, opportunitiesOption.name) === true,
	};
}
