import type { IDataObject, INodeExecutionData, IPollFunctions, IRun } from 'n8n-workflow';
import type { HighLevelClient } from '../../highlevel/client';
import { searchContacts } from '../../highlevel/contactSearch';
import {
	changedContacts,
	contactsBefore,
	firstProgress,
	lookingAgainAt,
	lookingBack,
	type SearchProgress,
} from '../../highlevel/missedContacts';
import { HighLevelError } from '../../highlevel/errors';
import { eventFromSearch } from '../../highlevel/webhooks/eventFromSearch';
import { touchesOf } from '../../highlevel/webhooks/newTags';
import type { LedgerStore } from '../../ledger/store';
import type { Touch } from '../../routing/model/touch';
import { openHighLevel } from '../shared/highLevel/connection';
import { openTriggerStore } from '../shared/ledger/open';
import { toNodeError } from '../shared/highLevel/nodeErrors';
import { noteSeen } from '../shared/trigger/lastSeen';
import { withCountry } from '../shared/highLevel/withCountry';
import {
	learn,
	contactChanges,
	remember,
	type ContactChange,
	type SearchScope,
} from './contactChanges';
import { searchOf, type Search } from './searches';
import { readSettings, type SearchSettings } from './parameters';
import { reasonOf } from '../../routing/model/text';

/** n8n gives up a poll after some time; a search that is too long goes on with the next one. */
const SHARE_OF_BUDGET = 0.5;

/**
 * One search. What it finds starts one run, and counts as handled when that run has ended, or at
 * least has failed by itself: what n8n could not start, or was killed in, is found again.
 * @returns items for a test run only; the others are handed to n8n with a way to hear of their end
 */
export async function findMissed(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	try {
		const settings = readSettings(context);
		const { client, account } = await openHighLevel(context);
		if (context.getMode() === 'manual') return await sample(client, settings);
		const { id: workflowId } = context.getWorkflow();
		const name = JSON.stringify([
			'search',
			workflowId,
			context.getNode().id,
			account,
			client.locationId,
		]);
		const search = searchOf(name);
		if (search.isBusy) return null;
		search.isBusy = true;
		try {
			await new Poll(context, client, settings, search, await openTriggerStore(context)).run();
			await noteSeen(context, 'search', client.locationId, 'search');
		} catch (error) {
			if (!startsWithN8n(context, search) || !mayPass(error))
				throw toNodeError(context.getNode(), error);
			context.logger.warn(`HighLevel Missed Contacts Trigger searches later: ${error.message}`);
		} finally {
			search.isBusy = false;
			search.hasSearched = true;
		}
		return null;
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

/**
 * n8n polls when it starts the workflow, and does not start it when that fails: the webhooks beside
 * this node would wait for HighLevel, too.
 */
function startsWithN8n(context: IPollFunctions, { hasSearched }: Search): boolean {
	return !hasSearched && ['init', 'leadershipChange'].includes(context.getActivationMode());
}

function mayPass(error: unknown): error is HighLevelError {
	return error instanceof HighLevelError && error.kind !== 'credential';
}

class Poll {
	/** By the clock of the store, which remembers how far the search has come. */
	private readonly now: number;

	constructor(
		private readonly context: IPollFunctions,
		private readonly client: HighLevelClient,
		private readonly settings: SearchSettings,
		private readonly search: Search,
		private readonly store: LedgerStore,
	) {
		this.now = store.now();
	}

	async run(): Promise<void> {
		const { client, search, store, settings, now } = this;
		const { progress: known, attempt } = await search.begin(store);
		let progress = known;
		if (!progress) {
			// Tells at once, while somebody is looking, when the credential does not fit.
			await newest(client);
			progress = firstProgress(now);
			await search.advance(store, progress, attempt, Promise.resolve());
		}
		const deadline = Date.now() + this.context.getPollBudgetMs() * SHARE_OF_BUDGET;
		const mayGoOn = () => Date.now() < deadline;
		const scope = this.scope(progress);

		const begun = lookingBack(progress, now - settings.lookBackMs);
		const step = await changedContacts(client, begun, now, mayGoOn);
		const waiting = step.contacts.filter(({ contactId }) => search.underWay.has(contactId));
		const contacts = step.contacts.filter(({ contactId }) => !search.underWay.has(contactId));
		const changes = await contactChanges(store, contacts, scope, settings, now);
		progress = lookingAgainAt(step.progress, waiting);
		if (settings.kinds.has('tagAdded')) {
			const before = await contactsBefore(client, progress, mayGoOn);
			await learn(store, before.contacts, scope, now);
			progress = before.progress;
		}
		await this.start(changes, progress, attempt);
	}

	private scope({ since }: SearchProgress): SearchScope {
		const { id: workflowId } = this.context.getWorkflow();
		return { workflowId, locationId: this.client.locationId, since };
	}

	/** Starts a run for what is new, and remembers it and the progress when that has gone well. */
	private async start(
		changes: readonly ContactChange[],
		progress: SearchProgress,
		attempt: number,
	): Promise<void> {
		const { context, search, store, settings, now } = this;
		const found = changes.filter(({ touches }) => touches.length > 0);
		const known = changes.filter(({ touches }) => touches.length === 0);
		await remember(store, known, settings, this.client.locationId, now);
		const ended = context.helpers.createDeferredPromise<IRun | undefined>();
		const handled = found.length > 0 ? this.handled(found, ended.promise) : Promise.resolve();
		// Not waited for: a run takes as long as it likes.
		void search.advance(store, progress, attempt, handled).catch((error: unknown) => {
			const reason = reasonOf(error);
			context.logger.warn(
				`HighLevel Missed Contacts Trigger searches again for what it could not start: ${reason}`,
			);
		});
		if (found.length === 0) return;
		const items = itemsOf(found.flatMap(({ touches }) => touches));
		try {
			context.__emit([items], undefined, ended);
		} catch (error) {
			ended.reject(error instanceof Error ? error : new Error(String(error)));
		}
	}

	/** @throws {Error} when n8n could not start the run */
	private async handled(
		found: readonly ContactChange[],
		run: Promise<IRun | undefined>,
	): Promise<void> {
		const { search, store, settings, now } = this;
		for (const { contact } of found) search.underWay.add(contact.contactId);
		try {
			await run.catch((error: unknown) => {
				// It had ended before n8n could wait for it.
				if (error instanceof Error && error.constructor.name === 'ExecutionNotFoundError') return;
				throw error;
			});
			await remember(store, found, settings, this.client.locationId, now);
		} finally {
			for (const { contact } of found) search.underWay.delete(contact.contactId);
		}
	}
}

/** What a search would give for the contact that changed last; nothing is remembered. */
async function sample(
	client: HighLevelClient,
	{ kinds }: SearchSettings,
): Promise<INodeExecutionData[][] | null> {
	const { contacts } = await newest(client);
	const touches = contacts.flatMap((contact) => {
		const { locationId } = client;
		if (kinds.has('contactCreated')) {
			return touchesOf(eventFromSearch('contactCreated', contact, locationId), []);
		}
		return touchesOf(eventFromSearch('tagAdded', contact, locationId), contact.tags.slice(-1));
	});
	return touches.length > 0 ? [itemsOf(touches)] : null;
}

async function newest(client: HighLevelClient) {
	return await searchContacts(client, {
		filters: [],
		sort: { field: 'dateUpdated', direction: 'desc' },
		after: null,
		limit: 1,
	});
}

function itemsOf(touches: readonly Touch[]): INodeExecutionData[] {
	return touches.map((touch) => ({ json: withCountry(touch) as IDataObject }));
}
