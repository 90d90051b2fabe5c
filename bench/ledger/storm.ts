import type { WorkerProcesses } from './workerProcesses';
import type { Handled, JobResult, Place, SubjectName } from './jobs';
import type { Message } from './scenario';
import { turnsApart } from './speed';

const MESSAGES = 80;
/** What an execution does besides: HighLevel takes several times longer. */
const WORK_MS = 20;

/** What went wrong when the same messages were delivered again and again. */
export interface StormCell {
	engine: Place['engine'];
	subject: SubjectName;
	/** Executions at the same time. */
	writers: number;
	messages: number;
	/** Messages that counted as new twice, delivered twice at nearly the same time. */
	twiceAtOnce: number;
	/** Messages that counted as new when each was delivered once more, alone and later. */
	againLater: number;
	/** Messages of which two members were told that it is theirs. */
	twoMembers: number;
	/** Most turns of a member less fewest; null: knows no turns. */
	apart: number | null;
	failed: number;
	failure: string | null;
}

/**
 * Delivers every message twice at nearly the same time, and once more when all is over, as Meta
 * does when a confirmation gets lost.
 * @param processes the writers are worker processes; else overlapping calls of one process
 */
export async function storm(
	workers: WorkerProcesses,
	place: Place,
	subject: SubjectName,
	scope: string,
	writers: number,
	processes: boolean,
): Promise<StormCell> {
	const messages: Message[] = Array.from({ length: MESSAGES }, (_, i) => ({
		key: `storm:${i}`,
		phone: `+1storm${i}`,
	}));
	const common = { subject, place, scope, capacity: false, size: 1 };
	const deliveries = messages.flatMap((message) => [message, message]);
	const first = await workers.run(processes ? writers : 1, (worker) => ({
		...common,
		overlapping: processes ? 1 : writers,
		workMs: WORK_MS,
		load: {
			messages: processes ? deliveries.filter((_, i) => i % writers === worker) : deliveries,
		},
	}));
	const later = await workers.run(1, () => ({
		...common,
		overlapping: 1,
		workMs: 0,
		load: { messages },
	}));
	const atOnce = handlings(first);
	const all = handlings([...first, ...later]);
	const failed = [...first, ...later].flatMap((result) => result.failed);
	return {
		engine: place.engine,
		subject,
		writers,
		messages: MESSAGES,
		twiceAtOnce: [...atOnce.values()].filter((counted) => counted.length > 1).length,
		againLater: [...handlings(later).keys()].filter((key) => atOnce.has(key)).length,
		twoMembers: [...all.values()].filter(
			(counted) => new Set(counted.map(({ user }) => user)).size > 1,
		).length,
		apart: subject === 'removeDuplicates' ? null : turnsApart(first),
		failed: failed.length,
		failure: failed[0] ?? null,
	};
}

/** How often each message counted as new. */
function handlings(results: readonly JobResult[]): Map<string, Handled[]> {
	const found = new Map<string, Handled[]>();
	for (const { handled } of results) {
		for (const one of handled) {
			if (one.isNew) found.set(one.key, [...(found.get(one.key) ?? []), one]);
		}
	}
	return found;
}
