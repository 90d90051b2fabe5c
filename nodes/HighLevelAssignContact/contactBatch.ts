import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { concernsEverything, HighLevelError } from '../../highlevel/errors';
import type { Settlement, ContactWithoutOwner } from '../../ledger/ledger';
import { count } from '../../routing/model/text';
import { asShown } from '../shared/decidedItem/canvasRow';
import { openHighLevel, type HighLevelConnection } from '../shared/highLevel/connection';
import { locationNamed } from '../shared/highLevel/location';
import type { LedgerPlace } from '../shared/ledger/ledgerPlace';
import { ledgerPlaceOf, ledgerUseOf, openAllLedgers, openLedger } from '../shared/ledger/open';
import { toNodeError } from '../shared/highLevel/nodeErrors';
import { hintAtTrial, isTrial } from '../shared/highLevel/trial';
import { inSlices } from '../shared/inSlices';
import { assignJob } from './assignItem';
import { inTurn, outcomeOf, type ContactJob, type ItemOutcome } from './contactJob';
import { isPreview, previewJob } from './previewItem';
import { withResult } from './resultItem';
import { ContactSnapshots } from './contactSnapshots';
import { unassigns } from './parameters/operation';
import { triedItem } from './triedItem';
import { unassignJob } from './unassignItem';

/** Enough to use up a small rate limit at usual answer times, and few when HighLevel fails. */
const AT_ONCE = 4;

/**
 * Works on all items, some of them at once and those of one contact in their order, and tells the
 * ledger what became of each decision. One item that fails does not keep the others from being
 * assigned: the run fails at the end, so that WhatsApp delivers the message again. When HighLevel
 * fails a sub-account as a whole, no more of its items are started.
 * @returns results in the order of the items
 */
export async function runContacts(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await new ContactBatch(context).run();
}

class ContactBatch {
	private readonly items: INodeExecutionData[];
	private readonly outcomes: ItemOutcome[] = [];
	private readonly jobs: ContactJob[] = [];
	/** By item; empty for the one that the credential is connected to. */
	private readonly locations: string[] = [];
	private readonly opened = new Map<string, HighLevelConnection>();
	readonly startedAt = Date.now();
	readonly refused = new Map<string, HighLevelError>();
	readonly snapshots: ContactSnapshots;
	private place: Promise<LedgerPlace | null> | null = null;
	/** By sub-account: others may be well. */
	private readonly outages = new Map<string, HighLevelError>();

	constructor(private readonly context: IExecuteFunctions) {
		this.items = context.getInputData();
		this.snapshots = new ContactSnapshots(context);
	}

	async run(): Promise<INodeExecutionData[]> {
		const running = new Set<Promise<void>>();
		for await (const itemIndex of inSlices(this.items.keys())) {
			while (running.size >= AT_ONCE) await Promise.race(running);
			const work = this.start(itemIndex, await this.read(itemIndex));
			const ended = work.finally(() => running.delete(ended));
			running.add(ended);
		}
		await Promise.all(running);
		await this.settle();
		this.addHints();
		return await this.results();
	}

	/** Asked once, and only for decisions. A ledger that fails says so when it is told what became of them. */
	async ledgerPlace(): Promise<LedgerPlace | null> {
		this.place ??= ledgerPlaceOf(this.context).catch(() => null);
		return await this.place;
	}

	/** One item after the other, so that items of one contact line up in their order. */
	private async read(itemIndex: number): Promise<ContactJob | ItemOutcome> {
		try {
			const location = locationNamed(this.context, itemIndex);
			this.locations[itemIndex] = location;
			const outage = this.outages.get(location);
			if (outage) return outcomeOf({ error: outage });
			if (isTrial(this.context)) return outcomeOf({ result: triedItem(this.context, itemIndex) });
			const highLevel = this.opened.get(location) ?? (await openHighLevel(this.context, itemIndex));
			this.opened.set(location, highLevel);
			if (isPreview(this.context, itemIndex)) return previewJob(this.context, highLevel, itemIndex);
			return unassigns(this.context)
				? unassignJob(this.context, highLevel, itemIndex)
				: await assignJob(this.context, highLevel, itemIndex, this);
		} catch (error) {
			return outcomeOf({ error });
		}
	}

	private async start(itemIndex: number, job: ContactJob | ItemOutcome): Promise<void> {
		if (!('run' in job)) return this.note(itemIndex, job);
		this.jobs[itemIndex] = job;
		const run = async () => {
			const outage = this.outages.get(this.locations[itemIndex] ?? '');
			return outage ? outcomeOf({ error: outage }) : await job.run();
		};
		this.note(itemIndex, await inTurn({ ...job, run }));
	}

	private note(itemIndex: number, outcome: ItemOutcome): void {
		this.outcomes[itemIndex] = outcome;
		const { error } = outcome;
		const location = this.locations[itemIndex];
		if (location !== undefined && concernsEverything(error)) this.outages.set(location, error);
	}

	/** In one transaction for each sub-account; when there is nothing to tell no ledger is opened. */
	private async settle(): Promise<void> {
		const settlements = new Map<HighLevelConnection, Settlement[]>();
		const withoutOwner = new Map<HighLevelConnection, ContactWithoutOwner[]>();
		for (const [itemIndex, job] of this.jobs.entries()) {
			const outcome = this.outcomes[itemIndex];
			if (!job || !outcome) continue;
			if (outcome.settlement) append(settlements, job.highLevel, outcome.settlement);
			if (outcome.withoutOwner) append(withoutOwner, job.highLevel, outcome.withoutOwner);
		}
		try {
			for (const [highLevel, those] of settlements) {
				const ledger = await openLedger(this.context, highLevel, ledgerUseOf(this.context));
				await ledger.settle(those, ledger.now());
			}
			for (const [highLevel, those] of withoutOwner) {
				for (const ledger of await openAllLedgers(this.context, highLevel)) {
					await ledger.clearOwners(those, ledger.now());
				}
			}
		} catch (error) {
			throw toNodeError(this.context.getNode(), error);
		}
	}

	/** @throws what concerned everything, else the error of the first item, unless the node goes on */
	private async results(): Promise<INodeExecutionData[]> {
		const node = this.context.getNode();
		const errors = this.outcomes.map(({ error }, itemIndex) =>
			error ? toNodeError(node, error, itemIndex) : null,
		);
		const outage = this.outcomes.findIndex(({ error }) => concernsEverything(error));
		const failure = errors[outage] ?? errors.find((error) => error !== null);
		if (failure && !this.context.continueOnFail()) throw failure;
		const results: INodeExecutionData[] = [];
		for await (const [itemIndex, item] of inSlices(this.items.entries())) {
			results.push(this.resultOf(item, itemIndex, errors[itemIndex] ?? null));
		}
		return results;
	}

	private resultOf(
		item: INodeExecutionData,
		itemIndex: number,
		error: Error | null,
	): INodeExecutionData {
		const pairedItem = { item: itemIndex };
		if (error) return { json: { error: error.message }, pairedItem };
		const result = this.outcomes[itemIndex]?.result ?? null;
		return { ...item, json: asShown(this.context, withResult(item.json, result)), pairedItem };
	}

	private addHints(): void {
		const warn = (message: string) =>
			this.context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
		if (isTrial(this.context)) hintAtTrial(this.context, 'nothing was written to HighLevel.');
		const withoutPhone = this.outcomes.filter(({ result }) => result?.outcome === 'noPhone').length;
		if (withoutPhone > 0) {
			warn(
				`${count(withoutPhone, 'person has', 'people have')} a WhatsApp username and no visible phone number, so HighLevel cannot find the contact. Ask for the number, or find the contact by ID.`,
			);
		}
		const refusals = this.outcomes.flatMap(({ mentionRefused }) => mentionRefused ?? []);
		if (refusals[0]) {
			warn(
				`HighLevel took no internal comment for ${refusals.length} of the contacts: ${refusals[0].message}. Not every app may write them; a task tells the owner, too.`,
			);
		}
	}
}

function append<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
	const known = lists.get(key);
	if (known) known.push(value);
	else lists.set(key, [value]);
}
