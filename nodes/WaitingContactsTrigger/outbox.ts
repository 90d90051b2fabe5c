import type { IDataObject, IPollFunctions, IRun } from 'n8n-workflow';
import { z } from 'zod/v4';
import { KeyedMutex } from '../../highlevel/keyedMutex';
import type { LedgerStore } from '../../ledger/store';
import { HOUR, MINUTE } from '../../routing/model/durations';
import { reasonOf } from '../../routing/model/text';

/** Longer than a run takes to decide, as a rule: what no process hears of by then was lost. */
export const LOST_MS = MINUTE / 2;

/** A run that failed is started again after this time, then after twice as long, and so on. */
const AGAIN_MS = MINUTE;

/** What still fails by then fails for a reason of its own, which n8n's list of executions shows. */
const GIVEN_UP_MS = HOUR;

const entrySchema = z.object({
	/** As it was given to n8n. */
	item: z.record(z.string(), z.unknown()),
	/** When it was given first, and last: milliseconds since 1970. */
	since: z.number(),
	at: z.number(),
	/** How often its runs failed. */
	failed: z.number(),
});
const entriesSchema = z.record(z.string(), entrySchema);

/** What was given to n8n and has not ended well, by the key of the touch. */
type Entries = z.infer<typeof entriesSchema>;
type Entry = z.infer<typeof entrySchema>;

/** One item for a run. */
export interface OutgoingItem {
	/** Key of the touch. */
	key: string;
	json: IDataObject;
}

/** What is read and written by several at once, one after the other. */
const turns = new KeyedMutex();

/** Keys whose runs have not ended in this process, by the name of the outbox. */
const runs = new Map<string, Set<string>>();

/**
 * Gives touches to n8n, and gives them again when their run failed, could not be started, or was
 * killed: the ledger decides about each key once. It is kept in the store, so it survives a restart.
 */
export class Outbox {
	private readonly underWay: Set<string>;

	/** @param name of one node and sub-account */
	constructor(
		private readonly context: IPollFunctions,
		private readonly store: LedgerStore,
		private readonly name: string,
	) {
		this.underWay = runs.get(name) ?? new Set();
		runs.set(name, this.underWay);
	}

	/** What has to be given again now. */
	async due(now: number): Promise<OutgoingItem[]> {
		return Object.entries(await this.read())
			.filter(([key, entry]) => !this.underWay.has(key) && isDue(entry, now))
			.map(([key, { item }]) => ({ key, json: item as IDataObject }));
	}

	/** Keys of all that has not ended well. */
	async keys(): Promise<ReadonlySet<string>> {
		return new Set([...Object.keys(await this.read()), ...this.underWay]);
	}

	/** Starts one run with these items. */
	async give(items: readonly OutgoingItem[], now: number): Promise<void> {
		const { context, underWay } = this;
		const keys = items.map(({ key }) => key);
		await this.change((entries) => withGiven(entries, items, now), now);
		for (const key of keys) underWay.add(key);
		const ended = context.helpers.createDeferredPromise<IRun | undefined>();
		// Not waited for: a run takes as long as it likes.
		void this.ended(keys, ended.promise);
		try {
			context.__emit([items.map(({ json }) => ({ json }))], undefined, ended);
		} catch (error) {
			ended.reject(error instanceof Error ? error : new Error(String(error)));
		}
	}

	private async ended(keys: readonly string[], run: Promise<IRun | undefined>): Promise<void> {
		try {
			const went = await run.then(isDone, hadEnded);
			const now = this.store.now();
			await this.change((entries) => (went ? without : withFailed)(entries, keys), now);
		} catch (error) {
			this.context.logger.warn(
				`Waiting Contacts Trigger starts again for what it could not start: ${reasonOf(error)}`,
			);
		} finally {
			for (const key of keys) this.underWay.delete(key);
		}
	}

	private async read(): Promise<Entries> {
		const known = entriesSchema.safeParse(await this.store.cursors.read(this.name));
		return known.success ? known.data : {};
	}

	private async change(work: (entries: Entries) => Entries, now: number): Promise<void> {
		await turns.run([this.name], async () => {
			await this.store.cursors.write(this.name, work(await this.read()), now);
		});
	}
}

/** Whether a run leaves nothing to do. Who stops one by hand wants no other. */
function isDone(run: IRun | undefined): boolean {
	return run?.status !== 'error' && run?.status !== 'crashed';
}

/** It had ended before n8n could wait for it. */
function hadEnded(error: unknown): boolean {
	if (error instanceof Error && error.constructor.name === 'ExecutionNotFoundError') return true;
	throw error;
}

function isDue({ since, at, failed }: Entry, now: number): boolean {
	if (now - since >= GIVEN_UP_MS) return false;
	return now - at >= (failed === 0 ? LOST_MS : AGAIN_MS * 2 ** (failed - 1));
}

function withGiven(entries: Entries, items: readonly OutgoingItem[], now: number): Entries {
	const kept = Object.entries(entries).filter(([, { since }]) => now - since < GIVEN_UP_MS);
	const given = items.map(({ key, json: item }) => {
		const { since, failed } = entries[key] ?? { since: now, failed: 0 };
		return [key, { item, since, at: now, failed }] as const;
	});
	return Object.fromEntries([...kept, ...given]);
}

function withFailed(entries: Entries, keys: readonly string[]): Entries {
	const failed = keys.flatMap((key) => {
		const entry = entries[key];
		return entry ? [[key, { ...entry, failed: entry.failed + 1 }] as const] : [];
	});
	return { ...entries, ...Object.fromEntries(failed) };
}

function without(entries: Entries, keys: readonly string[]): Entries {
	return Object.fromEntries(Object.entries(entries).filter(([key]) => !keys.includes(key)));
}
