import type { Ledger } from '../../ledger/ledger';
import { MINUTE } from '../../routing/model/durations';
import { fillWaits } from './fill';
import type { Place } from './jobs';
import { openLedger } from './ours';
import { reception, type Message } from './scenario';

/** What is there before it is measured. */
const BEFORE = [
	{ stored: 10_000, open: 1_000 },
	{ stored: 1_000_000, open: 100_000 },
];

/** How often each is measured. */
const TIMES = 200;

/** What is done with a wait, one after the other. */
export const WAITS_WORK = {
	/** A new contact asks, and is decided. */
	opening: async (ledger: Ledger, message: Message) => {
		await ledger.decide([reception(true)(message)], Date.now(), null);
	},
	/** Somebody answers. */
	settling: async (ledger: Ledger, { key, phone }: Message) => {
		const about = { contact: [`phone:${phone}`], at: Date.now(), user: null, account: null };
		await ledger.waits.note(
			[{ ...about, ids: [key], verdict: 'person', how: 'highLevel' }],
			Date.now(),
		);
	},
	/** The first of what is overdue within the next hour. */
	findingDue: async (ledger: Ledger) => {
		const found = await ledger.waits.takeOverdue(Date.now() + 60 * MINUTE, 1, 60 * MINUTE);
		return found[0]?.id;
	},
} as const;

type Work = keyof typeof WAITS_WORK;

/** How long each takes. */
export interface WaitsCell {
	engine: Place['engine'];
	stored: number;
	open: number;
	/** Milliseconds. */
	took: Record<Work, { medianMs: number; p95Ms: number }>;
}

/**
 * Measures waits for an answer, with more and more of them stored.
 * @param scope a location with 100 000 open contacts
 */
export async function measureWaits(place: Place, scope: string): Promise<WaitsCell[]> {
	const cells: WaitsCell[] = [];
	for (const [i, before] of BEFORE.entries()) {
		await fillWaits(place, scope, BEFORE[i - 1]?.stored ?? 0, before);
		const ledger = (await openLedger(place)).ledger(scope);
		const messages = Array.from({ length: TIMES }, (_, n) => ({
			key: `wait:${i}:${n}`,
			phone: `+1415555${1_000 * (i + 1) + n}`,
		}));
		const took = {} as WaitsCell['took'];
		for (const work of Object.keys(WAITS_WORK) as Work[]) {
			took[work] = await measure(
				messages,
				async (one) => await WAITS_WORK[work](ledger, one),
				// As a decision about it does.
				async (found) => await ledger.waits.moved(found, Date.now()),
			);
		}
		cells.push({ engine: place.engine, ...before, took });
	}
	return cells;
}

async function measure(
	messages: readonly Message[],
	work: (message: Message) => Promise<string | void>,
	after: (found: string) => Promise<void>,
): Promise<{ medianMs: number; p95Ms: number }> {
	const took: number[] = [];
	for (const message of messages) {
		const before = performance.now();
		const found = await work(message);
		took.push(performance.now() - before);
		if (typeof found === 'string') await after(found);
	}
	took.sort((a, b) => a - b);
	const at = (share: number) => took[Math.floor(took.length * share)] ?? Number.NaN;
	return { medianMs: at(0.5), p95Ms: at(0.95) };
}
