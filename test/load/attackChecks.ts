import type { Answers } from './attackLoad';
import type { Counts } from './counts';
import type { Check } from './outsideChecks';

/** Some seconds of attacks, either on the triggers or on n8n's own Webhook node. */
export interface Phase {
	on: 'triggers' | 'stock';
	/** From its first request to the end of all that it began. */
	seconds: number;
	answers: Answers;
	/** Of `/healthz`, in milliseconds. */
	times: number[];
	/** Lines in n8n's log meanwhile, without those by which n8n itself says that somebody hung up. */
	logged: number;
}

/** How much slower n8n may be than with its own Webhook node, at the 99th percentile. */
const MOST_SLOWER = 1.3;

/** What attackers must not reach. */
export function checkAttack(
	phases: readonly Phase[],
	runs: ReadonlyMap<string, number>,
	honest: number,
): Check[] {
	return [
		asQuickAsStock(phases),
		startedNothing(runs, honest),
		allTurnedAway(phases),
		noFullLog(phases),
	];
}

/** For people: the times of both sides, and what came of each kind of request. */
export function countPhases(phases: readonly Phase[]): Counts {
	const kinds = new Set(phases.flatMap(({ answers }) => [...answers.keys()]));
	return {
		...timesOf(phases, 'triggers'),
		...timesOf(phases, 'stock'),
		'log lines: triggers': sum(phases, 'triggers'),
		'log lines: stock': sum(phases, 'stock'),
		...Object.fromEntries(
			[...kinds]
				.sort()
				.map((kind) => [
					`answers: ${kind}`,
					[...statusesOf(phases, kind)]
						.map(([status, count]) => `${count} × ${status || 'none'}`)
						.join(', '),
				]),
		),
	};
}

function timesOf(phases: readonly Phase[], on: Phase['on']): Counts {
	const perRound = phases
		.filter((phase) => phase.on === on)
		.map(({ times }) => atShare(times, 0.99).toFixed(0));
	const times = timesOn(phases, on);
	return {
		[`/healthz median ms: ${on}`]: atShare(times, 0.5).toFixed(1),
		[`/healthz p99 ms: ${on}`]: atShare(times, 0.99).toFixed(1),
		[`/healthz longest ms: ${on}`]: atShare(times, 1).toFixed(0),
		[`/healthz p99 ms by round: ${on}`]: perRound.join(' '),
	};
}

/** Of what was measured until now. */
export function isQuickEnough(phases: readonly Phase[]): boolean {
	return asQuickAsStock(phases).holds;
}

/** One line, while it runs. */
export function sayPhase({ on, times, logged }: Phase): string {
	const [median, p99] = [0.5, 0.99].map((share) => atShare(times, share).toFixed(1));
	return `${on.padEnd(8)} /healthz median ${median} ms, p99 ${p99} ms, ${logged} lines logged`;
}

function asQuickAsStock(phases: readonly Phase[]): Check {
	const p99 = (on: Phase['on']) => atShare(timesOn(phases, on), 0.99);
	const [ours, stock] = [p99('triggers'), p99('stock')];
	return {
		check: `/healthz at p99 is at most ${MOST_SLOWER} times as slow as with n8n's own Webhook node`,
		holds: ours <= stock * MOST_SLOWER,
		found: `${ours.toFixed(1)} ms and ${stock.toFixed(1)} ms: ${(ours / stock).toFixed(2)} times`,
	};
}

/** The honest workflow runs for the honest; of any other source, the first of its replays. */
function startedNothing(runs: ReadonlyMap<string, number>, honest: number): Check {
	const most = (source: string) => (source === 'cloudApi' ? honest : 1);
	const wrong = [...runs].filter(([source, count]) => count > most(source));
	return {
		check: 'No attack has started a run, and no replay a second one',
		holds: wrong.length === 0 && runs.size > 0,
		found: [...runs].map(([source, count]) => `${source} ${count}`).join(', '),
	};
}

function allTurnedAway(phases: readonly Phase[]): Check {
	const ours = phases.filter(({ on }) => on === 'triggers');
	const kinds = new Set(ours.flatMap(({ answers }) => [...answers.keys()]));
	const wrong = [...kinds].flatMap((kind) =>
		[...statusesOf(ours, kind)]
			.filter(([status]) => !isRight(kind, status))
			.map(([status, count]) => `${kind}: ${count} × ${status || 'no answer'}`),
	);
	return {
		check: 'Every attack is turned away, and every replay is confirmed',
		holds: wrong.length === 0 && kinds.size > 0,
		found: wrong.join(', ') || `${kinds.size} kinds`,
	};
}

function isRight(kind: string, status: number): boolean {
	if (kind === 'replayed') return status === 200;
	// Who drips hangs up before n8n has anything to answer.
	return kind === 'dripping' ? status === 0 || status >= 400 : status >= 400 && status < 500;
}

function noFullLog(phases: readonly Phase[]): Check {
	const seconds = phases
		.filter(({ on }) => on === 'triggers')
		.reduce((total, phase) => total + phase.seconds, 0);
	const logged = sum(phases, 'triggers');
	return {
		check: 'n8n logs at most one line a second',
		holds: logged <= seconds,
		found: `${logged} lines in ${seconds.toFixed(0)} s`,
	};
}

function sum(phases: readonly Phase[], on: Phase['on']): number {
	return phases.filter((phase) => phase.on === on).reduce((total, { logged }) => total + logged, 0);
}

function timesOn(phases: readonly Phase[], on: Phase['on']): number[] {
	return phases.filter((phase) => phase.on === on).flatMap(({ times }) => times);
}

/** The statuses of all requests of a kind to the triggers. */
function statusesOf(phases: readonly Phase[], kind: string): Map<number, number> {
	const statuses = new Map<number, number>();
	for (const { on, answers } of phases) {
		if (on === 'stock') continue;
		for (const [each, counts] of answers) {
			if (each !== kind) continue;
			for (const [status, count] of counts)
				statuses.set(status, (statuses.get(status) ?? 0) + count);
		}
	}
	return statuses;
}

function atShare(times: readonly number[], share: number): number {
	const sorted = [...times].sort((a, b) => a - b);
	return sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
}
