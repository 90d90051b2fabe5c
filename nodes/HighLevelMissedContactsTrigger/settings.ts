import { NodeOperationError, type IPollFunctions } from 'n8n-workflow';
import type { SearchEventKind } from '../../highlevel/webhooks/eventFromSearch';
import { readPrefixes } from '../../highlevel/webhooks/newTags';
import { DEFAULT_TAG_PREFIX } from '../../whatsapp/accounts';
import { DEFAULT_HOURS, MOST_HOURS } from './parameters';

const HOUR = 3_600_000;

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
		ignoredPrefixes: readPrefixes(options.ignoredTags ?? DEFAULT_TAG_PREFIX),
		lookBackMs: hours * HOUR,
	};
}
