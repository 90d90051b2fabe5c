import { NodeOperationError, type INodeProperties, type IPollFunctions } from 'n8n-workflow';
import type { SearchEventKind } from '../../highlevel/webhooks/eventFromSearch';
import { triggerLocationOption } from '../shared/highLevel/location';
import { authenticationField } from '../shared/highLevel/authentication';
import { ignoredPrefixesIn, ignoredTagsOption } from '../shared/trigger/ignoredTags';
import { triggerLedgerOption } from '../shared/ledger/ledgerParameter';
import { HOUR } from '../../routing/model/durations';

const DEFAULT_HOURS = 72;
/** It is remembered for eight days whose creation has started the workflow. */
const MOST_HOURS = 168;

export const searchParameters: INodeProperties[] = [
	{
		displayName:
			'HighLevel does not repeat webhooks while n8n is down. Connect this node to the same next node as your <b>HighLevel Contact Trigger</b>, in the same workflow: what one of them has started, the other one does not start again. It also works alone, without any webhook: contacts then start the workflow some three minutes after they appear in HighLevel.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	authenticationField,
	{
		displayName: 'Search For',
		name: 'events',
		type: 'multiOptions',
		options: [
			{
				name: 'Contact Created',
				value: 'contactCreated',
				description: 'Contacts that are new since this workflow was published',
			},
			{
				name: 'Tag Added',
				value: 'tagAdded',
				description:
					'One item for each tag that is new. The tags of all contacts are read once after publishing, to know what is new.',
			},
		],
		default: ['contactCreated', 'tagAdded'],
		required: true,
		description: 'Choose the same as in your HighLevel Contact Trigger',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			ignoredTagsOption,
			triggerLedgerOption,
			triggerLocationOption,
			{
				displayName: 'Look Back at Most (Hours)',
				name: 'lookBackHours',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: MOST_HOURS },
				default: DEFAULT_HOURS,
				description:
					'After n8n was down, or the workflow was not published, what changed in HighLevel longer ago is left alone',
			},
		],
	},
];

/** What is searched for. */
export interface SearchSettings {
	kinds: ReadonlySet<SearchEventKind>;
	ignoredPrefixes: readonly string[];
	lookBackMs: number;
}

/** @throws {NodeOperationError} when nothing is searched for, or the time is no time */
export function readSettings(context: IPollFunctions): SearchSettings {
	const kinds = new Set(context.getNodeParameter('events', []) as SearchEventKind[]);
	if (kinds.size === 0) {
		throw new NodeOperationError(context.getNode(), "'Search For' is empty", {
			description: 'Choose whether new contacts, new tags or both start the workflow.',
		});
	}
	const options = context.getNodeParameter('options', {}) as {
		ignoredTags?: string;
		lookBackHours?: unknown;
	};
	const hours = Number(options.lookBackHours ?? DEFAULT_HOURS);
	if (!(hours > 0 && hours <= MOST_HOURS)) {
		throw new NodeOperationError(
			context.getNode(),
			`'Look Back at Most (Hours)' is not a number from 1 to ${MOST_HOURS}`,
			{ description: `Enter a number, or remove the option to look back ${DEFAULT_HOURS} hours.` },
		);
	}
	return {
		kinds,
		ignoredPrefixes: ignoredPrefixesIn(options),
		lookBackMs: hours * HOUR,
	};
}
