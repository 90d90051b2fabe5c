import type { Seen } from '../../ledger/lastSeen';
import { DAY, HOUR, MINUTE } from '../../routing/model/durations';
import { count, listed } from '../../routing/model/text';

/** What was longer ago says nothing about how things are now. */
export const LATELY_MS = 7 * DAY;

/** So many workflows are named in a line. */
const NAMED = 3;

/** The last time, whatever the workflow; undefined when there was none. */
export function latestOf(seen: readonly Seen[]): Seen | undefined {
	return [...seen].sort((a, b) => b.at - a.at)[0];
}

/** When it was last, and in which workflows. */
export function sentence(seen: readonly Seen[], now: number): string {
	const names = new Map(seen.map(({ workflowId, workflowName }) => [workflowId, workflowName]));
	const workflows = [...names.values()].map((name) => `'${name}'`);
	const more = (left: number) => ` and ${left} more`;
	const where = `${workflows.length === 1 ? 'workflow' : 'workflows'} ${listed(workflows, NAMED, more)}`;
	return `${ago(now - (latestOf(seen)?.at ?? now))} in ${where}`;
}

function ago(milliseconds: number): string {
	if (milliseconds < MINUTE) return 'Last one less than a minute ago';
	const [unit, name] =
		milliseconds < HOUR
			? ([MINUTE, 'minute'] as const)
			: milliseconds < DAY
				? ([HOUR, 'hour'] as const)
				: ([DAY, 'day'] as const);
	return `Last one ${count(Math.floor(milliseconds / unit), name)} ago`;
}
