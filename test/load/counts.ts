import type { FaultHandle } from '../../sandbox/highlevel';
import type { Sent } from './messages';

/** Numbers by what they count, in the order in which they are printed. */
export type Counts = Record<string, number | string>;

/** What WhatsApp did. */
export function countDeliveries(sent: readonly Sent[]): Counts {
	const attempts = sent.flatMap(({ delivery }) => delivery.attempts);
	const duplicates = attempts.filter(({ duplicate }) => duplicate);
	const failures = new Map<string, number>();
	for (const { status, error } of attempts) {
		if (status === 200) continue;
		const kind =
			status === undefined ? `attempts without answer (${error})` : `attempts answered ${status}`;
		failures.set(kind, (failures.get(kind) ?? 0) + 1);
	}
	return {
		'messages sent': sent.length,
		'messages accepted': sent.filter(({ delivery }) => delivery.outcome === 'accepted').length,
		attempts: attempts.length,
		redeliveries: attempts.length - duplicates.length - sent.length,
		duplicates: duplicates.length,
		...Object.fromEntries([...failures].sort()),
	};
}

/** What n8n knows of its runs. */
export function countExecutions(byStatus: Record<string, number>): Counts {
	const total = Object.values(byStatus).reduce((sum, count) => sum + count, 0);
	return {
		executions: total,
		...Object.fromEntries(
			Object.entries(byStatus).map(([status, count]) => [`executions: ${status}`, count]),
		),
	};
}

/** How often HighLevel failed, by how. */
export function countFaults(faults: Record<string, FaultHandle>, requests: number): Counts {
	const hits = Object.values(faults).reduce((sum, fault) => sum + fault.hits, 0);
	return {
		'HighLevel requests': requests,
		'HighLevel requests that failed': hits,
		...Object.fromEntries(
			Object.entries(faults).map(([kind, fault]) => [`HighLevel: ${kind}`, fault.hits]),
		),
	};
}

/** Messages a second, from the first one sent to the last one accepted. */
export function throughput(sent: readonly Sent[]): number {
	const attempts = sent.flatMap(({ delivery }) => delivery.attempts);
	const accepted = attempts.filter(({ status, duplicate }) => status === 200 && !duplicate);
	const first = Math.min(...attempts.map(({ at }) => at));
	const last = Math.max(...accepted.map(({ at, ms }) => at + ms));
	return Math.round((10_000 * accepted.length) / (last - first)) / 10;
}
