import {
	NodeOperationError,
	type IDataObject,
	type INodeExecutionData,
	type IPollFunctions,
} from 'n8n-workflow';
import type { LedgerStore } from '../../ledger/store';
import { MINUTE } from '../../routing/model/durations';
import { count } from '../../routing/model/text';
import type { HighLevelConnection } from '../shared/highLevel/connection';
import { toNodeError } from '../shared/highLevel/nodeErrors';
import { openTriggerStore } from '../shared/ledger/open';
import { checkReading, readAnswers } from '../shared/replies/readAnswers';
import { noteSeen } from '../shared/trigger/lastSeen';
import { shownQueue, takeFree } from './freeAgain';
import { Outbox } from './outbox';
import { readSettings, type WaitingSettings } from './parameters';
import { watchedSubAccounts, type WatchedSubAccount } from './subAccounts';
import { isToBeTold, isWell, mayPass, unread } from './troubles';
import { shownWaits, takeUnanswered } from './unanswered';

/** n8n gives up a poll after some time; a reading that is too long goes on with the next one. */
const SHARE_OF_BUDGET = 0.5;

/** Who reads from then on has more to read than at a time, e.g. after n8n was down. */
const FAR_BEHIND_MS = 3 * MINUTE;

/** Nodes whose poll has not ended: n8n begins the next one all the same. */
const busy = new Set<string>();

/** Nodes that have polled since this process started. */
const started = new Set<string>();

/**
 * One poll: a run for the contacts of each sub-account about whom something is due.
 * @returns items for a test run only; the others are handed to n8n with a way to hear of their end
 */
export async function pollWaiting(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const name = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
	try {
		const settings = readSettings(context);
		const store = await openTriggerStore(context);
		if (context.getMode() === 'manual') return await shownOnCanvas(context, store, settings);
		if (busy.has(name)) return null;
		busy.add(name);
		await new Poll(context, store, settings, name)
			.run()
			.catch((error: unknown) => {
				if (!startsWithN8n(context, name) || !mayPass(error)) throw error;
				context.logger.warn(`Waiting Contacts Trigger looks later: ${error.message}`);
			})
			.finally(() => {
				busy.delete(name);
				started.add(name);
			});
		return null;
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

/** Somebody publishes the workflow, and would see at once that a permission is missing. */
function isPublished(context: IPollFunctions, name: string): boolean {
	return !started.has(name) && ['activate', 'update'].includes(context.getActivationMode());
}

/** n8n polls when it starts a workflow, and does not start it when that fails. */
function startsWithN8n(context: IPollFunctions, name: string): boolean {
	return !started.has(name) && ['init', 'leadershipChange'].includes(context.getActivationMode());
}

class Poll {
	private readonly mayGoOn: () => boolean;
	/** What people have to be told, when all other sub-accounts have had their turn. */
	private told: { error: unknown } | null = null;

	constructor(
		private readonly context: IPollFunctions,
		private readonly store: LedgerStore,
		private readonly settings: WaitingSettings,
		private readonly name: string,
	) {
		const deadline = performance.now() + context.getPollBudgetMs() * SHARE_OF_BUDGET;
		this.mayGoOn = () => performance.now() < deadline;
	}

	/** @throws {HighLevelError} what is wrong with a sub-account, and has to be told */
	async run(): Promise<void> {
		for (const place of await watchedSubAccounts(this.context, this.store)) {
			const name = `${this.name} ${place.scope}`;
			try {
				await this.lookAt(place);
				isWell(name);
			} catch (error) {
				if (isToBeTold(this.context, name, error)) this.told ??= { error };
			}
		}
		if (this.told) throw this.told.error;
	}

	private async lookAt(place: WatchedSubAccount): Promise<void> {
		const { context, store, name } = this;
		const highLevel = await place.open();
		if (!highLevel) return;
		const now = store.now();
		const outbox = new Outbox(context, store, JSON.stringify(['waiting', name, place.scope]));
		const again = await outbox.due(now);
		if (again.length > 0) await outbox.give(again, now);
		const { items, failure } = await this.take(place, highLevel, await outbox.keys());
		if (items.length > 0) await outbox.give(items, now);
		if (failure !== null) throw failure;
	}

	private async take(
		{ scope, locationId }: WatchedSubAccount,
		highLevel: HighLevelConnection,
		underWay: ReadonlySet<string>,
	) {
		const { context, store, settings } = this;
		const ledger = store.ledger(scope);
		if (settings.event === 'freeAgain') {
			const items = await takeFree(
				{ context, store, ledger, scope, highLevel },
				settings,
				underWay,
			);
			return { items, failure: null };
		}
		const readUpTo = await this.readUpTo(scope, highLevel);
		await ledger.waits.endSilent(ledger.now());
		if (readUpTo === null) return { items: [], failure: null };
		const client = readUpTo === 'unread' ? null : highLevel.client;
		const upTo = readUpTo === 'unread' ? ledger.now() : readUpTo;
		return await takeUnanswered({ locationId, ledger, client }, settings, upTo, underWay);
	}

	/**
	 * Until when all answers are known, milliseconds since 1970; null when nobody waits; `unread` when
	 * they are not known, and that is not to matter.
	 */
	private async readUpTo(
		scope: string,
		{ client, locationId }: HighLevelConnection,
	): Promise<number | 'unread' | null> {
		const { context, store, settings, mayGoOn } = this;
		const ledger = store.ledger(scope);
		try {
			const upTo = await readAnswers({ client, store, ledger, scope, mayGoOn });
			if (upTo === null && isPublished(context, this.name)) await checkReading(client, store.now());
			if (upTo !== null) await this.noteReading(locationId, ledger.now() - upTo);
			return upTo;
		} catch (error) {
			await noteSeen(context, 'unreadReplies', locationId, String((error as Error).message));
			if (!settings.goesOnUnread) throw unread(error, locationId);
			context.logger.warn(`Waiting Contacts Trigger goes on without: ${(error as Error).message}`);
			return 'unread';
		}
	}

	/** @param behindMs how long ago is what was read last */
	private async noteReading(locationId: string, behindMs: number): Promise<void> {
		const { context } = this;
		if (behindMs < FAR_BEHIND_MS) {
			return await noteSeen(context, 'replies', locationId, 'messages of HighLevel');
		}
		const behind = `reading is ${count(Math.floor(behindMs / MINUTE), 'minute')} behind`;
		context.logger.warn(`Waiting Contacts Trigger: ${behind}, so what is due since waits`);
		await noteSeen(context, 'unreadReplies', locationId, behind);
	}
}

/** What is due now, or next; nothing is marked, so that a published workflow starts for it all the same. */
async function shownOnCanvas(
	context: IPollFunctions,
	store: LedgerStore,
	settings: WaitingSettings,
): Promise<INodeExecutionData[][]> {
	const shown: IDataObject[] = [];
	for (const { scope, locationId } of await watchedSubAccounts(context, store)) {
		const place = { locationId, ledger: store.ledger(scope) };
		const items = settings.event === 'freeAgain' ? shownQueue : shownWaits;
		shown.push(...(await items(place, settings)));
	}
	if (shown.length === 0) throw nobodyWaits(context, settings);
	return [shown.map((json) => ({ json }))];
}

function nobodyWaits(context: IPollFunctions, { event }: WaitingSettings): Error {
	return event === 'freeAgain'
		? new NodeOperationError(context.getNode(), 'No contact waits for somebody to be available', {
				description:
					"Contacts wait when Resolve Assignment, in a published workflow, finds nobody and its option 'Outcome If Nobody Is Available' is 'Wait'.",
			})
		: new NodeOperationError(context.getNode(), 'No contact waits for an answer that is due', {
				description:
					"Add 'Reply Times' to Resolve Assignment and publish its workflow: a contact who writes waits from then on, until somebody answers.",
			});
}
