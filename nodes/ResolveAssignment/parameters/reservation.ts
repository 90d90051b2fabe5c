import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { MINUTE } from '../../../routing/model/durations';
import { isConfirmedLater } from '../whatFollows';

/** An option of the collection 'Options'. */
export const confirmedByOption: INodeProperties = {
	displayName: 'Confirm Assignments',
	name: 'confirmedBy',
	type: 'options',
	displayOptions: { show: { '/operation': ['resolve'] } },
	options: [
		{
			name: 'Automatically',
			value: 'automatic',
			description:
				"By the HighLevel Assign Contact node behind the output 'Assigned', or else with the decision",
		},
		{
			name: 'By HighLevel Assign Contact',
			value: 'assignContact',
			description:
				'Also when that node is in a sub-workflow. Whoever it does not assign within 15 minutes loses no turn.',
		},
		{
			name: 'With the Decision',
			value: 'decision',
			description: 'For workflows that assign contacts with other nodes',
		},
	],
	default: 'automatic',
	description: 'When an assignment counts for turns, limits and open contacts',
};

/** Longer than a run that waits for HighLevel's rate limit; then the turn goes to somebody else. */
const RESERVED_MS = 15 * MINUTE;

/**
 * How long an assignment waits to be confirmed, in milliseconds; null when it counts at once,
 * because nobody is going to.
 */
export function reservationOf(context: IExecuteFunctions): number | null {
	const { confirmedBy } = context.getNodeParameter('options', 0, {}) as { confirmedBy?: string };
	if (confirmedBy === 'decision') return null;
	if (confirmedBy === 'assignContact') return RESERVED_MS;
	return isConfirmedLater(context) ? RESERVED_MS : null;
}
