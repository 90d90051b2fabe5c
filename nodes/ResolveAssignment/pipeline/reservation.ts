import type { IExecuteFunctions } from 'n8n-workflow';

/** Longer than a run that waits for HighLevel's rate limit; then the turn goes to somebody else. */
const RESERVED_MS = 15 * 60_000;

/** The name of the node that confirms, whatever n8n calls the package that it is loaded from. */
const CONFIRMING_NODE = /\.highLevelAssignContact$/;

/**
 * How long an assignment waits to be confirmed, in milliseconds; null when it counts at once,
 * because nobody is going to.
 */
export function reservationOf(context: IExecuteFunctions): number | null {
	const { confirmedBy } = context.getNodeParameter('options', 0, {}) as { confirmedBy?: string };
	if (confirmedBy === 'decision') return null;
	if (confirmedBy === 'assignContact') return RESERVED_MS;
	const confirms = context
		.getChildNodes(context.getNode().name)
		.some(({ type, disabled }) => !disabled && CONFIRMING_NODE.test(type));
	return confirms ? RESERVED_MS : null;
}
