import type { WorkerProcesses } from './workerProcesses';
import type { JobResult, Place, SubjectName } from './jobs';
import { MEMBERS } from './scenario';

/** How long one cell is measured. */
const CELL_MS = 700;

/** What one way of deciding reached. */
export interface SpeedCell {
	engine: Place['engine'];
	subject: SubjectName;
	/** Messages a transaction. */
	size: number;
	/** Worker processes. */
	writers: number;
	/** Transactions at the same time in each of them. */
	overlapping: number;
	/** Open contacts, or messages remembered, before it began. */
	before: number;
	/** Members have capacities. */
	capacity: boolean;
	perSecond: number;
	/** Milliseconds a transaction: the middle one, and one of twenty is slower. */
	medianMs: number;
	p95Ms: number;
	maxMs: number;
	/** How far apart the members' turns are; null for what knows no turns. */
	apart: number | null;
	failed: number;
	failure: string | null;
}

/** What is measured; what a way of deciding knows from before is in its scope. */
type Setting = Pick<
	SpeedCell,
	'subject' | 'size' | 'writers' | 'overlapping' | 'before' | 'capacity'
> & { scope: string };

/** Measures one cell: new people all the time. */
export async function speed(
	workers: WorkerProcesses,
	place: Place,
	setting: Setting,
): Promise<SpeedCell> {
	const { scope, ...cell } = setting;
	const { subject, size, writers, overlapping, capacity } = cell;
	const results = await workers.run(writers, () => ({
		subject,
		place,
		scope,
		capacity,
		size,
		overlapping,
		workMs: 0,
		load: { ms: CELL_MS },
	}));
	const took = results.flatMap((result) => result.took).sort((a, b) => a - b);
	const handled = results.reduce((sum, result) => sum + result.handled.length, 0);
	const elapsedMs = Math.max(...results.map((result) => result.elapsedMs));
	const failed = results.flatMap((result) => result.failed);
	return {
		engine: place.engine,
		...cell,
		perSecond: (handled * 1000) / elapsedMs,
		medianMs: took[Math.floor(took.length / 2)] ?? Number.NaN,
		p95Ms: took[Math.floor(took.length * 0.95)] ?? Number.NaN,
		maxMs: took.at(-1) ?? Number.NaN,
		apart: subject === 'removeDuplicates' ? null : turnsApart(results),
		failed: failed.length,
		failure: failed[0] ?? null,
	};
}

/** Most turns of a member less fewest: 0 or 1 when they are fair. */
export function turnsApart(results: ReadonlyArray<Pick<JobResult, 'handled'>>): number {
	const counts = new Map(MEMBERS.map((member) => [member, 0]));
	for (const { handled } of results) {
		for (const { user, isNew } of handled) {
			if (isNew && user !== null) counts.set(user, (counts.get(user) ?? 0) + 1);
		}
	}
	return Math.max(...counts.values()) - Math.min(...counts.values());
}
