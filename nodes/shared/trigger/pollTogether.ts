import type { IPollFunctions } from 'n8n-workflow';

/** What nodes of a workflow have under way, by the workflow's ID. */
const underWay = new Map<string, Set<Promise<unknown>>>();

/**
 * Runs one poll of a node, and ends when no other poll of the same workflow is under way any more, or
 * no time is left. n8n (2.41) holds what evaluates expressions, those of credentials among them, once
 * for all polls of a workflow, and takes it away as soon as the first of them ends: whatever the others
 * ask HighLevel for fails from then on.
 * @throws {Error} what the work throws
 */
export async function pollTogether<T>(context: IPollFunctions, work: () => Promise<T>): Promise<T> {
	// Each run on the canvas has its own.
	if (context.getMode() === 'manual') return await work();
	const id = context.getWorkflow().id ?? '';
	const all = underWay.get(id) ?? new Set();
	underWay.set(id, all);
	const own = work();
	all.add(own);
	try {
		return await own;
	} finally {
		all.delete(own);
		await ended(all, context.getPollBudgetMs());
		if (all.size === 0) underWay.delete(id);
	}
}

/** Also of those that begin meanwhile. */
async function ended(polls: ReadonlySet<Promise<unknown>>, withinMs: number): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const isOver = new Promise<'over'>((resolve) => {
		timer = setTimeout(resolve, withinMs, 'over');
	});
	try {
		while (polls.size > 0) {
			if ((await Promise.race([Promise.allSettled(polls), isOver])) === 'over') return;
		}
	} finally {
		clearTimeout(timer);
	}
}
