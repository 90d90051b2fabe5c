import type { IWebhookFunctions } from 'n8n-workflow';
import { foldTag } from '../../highlevel/tags';
import type { EventKind, WebhookEvent } from '../../highlevel/webhooks/event';
import {
	newTags,
	touchesOf,
	withoutPrefixes,
	type InitialTags,
} from '../../highlevel/webhooks/newTags';
import type { LedgerStore } from '../../ledger/store';
import { identitiesOf, type Touch } from '../../routing/model/touch';
import { memoryOf, type ContactMemory } from '../shared/trigger/contactMemory';
import { openTriggerStore } from '../shared/ledger/open';
import { writtenOwners } from '../shared/ledger/opportunityMemory';
import { answerOf } from '../shared/trigger/answer';
import { UnderWay } from './underWay';
import { reasonOf } from '../../routing/model/text';

/** What of an event may start the workflow. */
interface StartingEvents {
	/** Tags that begin with one of these start nothing. */
	ignoredPrefixes: readonly string[];
	initialTags: InitialTags;
	/** What starts the workflow: nothing is remembered for anything else. */
	kinds: ReadonlySet<EventKind>;
}

/** A list of what a contact had; the fields are one entry, because only a change counts. */
interface Trace {
	name: string;
	entries: readonly string[];
}

/** Deliveries and contacts that this process is busy with, until n8n has answered. */
const underWay = new UnderWay();

/**
 * The touches that an event makes, without what was handled before: a repeated delivery, tags that
 * the contact had already, and changes of nothing but owner and tags, which the nodes of this
 * package make themselves. What is known is kept in the store of the ledger, for each workflow apart,
 * and moves on only when n8n could start the run.
 *
 * Best effort, and nothing is lost for it: when nothing can be remembered, every event is a first
 * one. A test run remembers nothing.
 */
export async function newTouches(
	context: IWebhookFunctions,
	event: WebhookEvent,
	starting: StartingEvents,
): Promise<Touch[]> {
	const now = Date.now();
	if (context.getMode() === 'manual') return touchesFor(event, null, starting, now);

	const { id: workflowId } = context.getWorkflow();
	const node = `${workflowId ?? ''} ${context.getNode().id}`;
	const memory = memoryOf(workflowId, event.locationId, event.touch.contact);
	const deliveries = event.deliveryIds.map((id) => `${node} highlevel ${id}`);
	const who = { locationId: event.locationId, identities: identitiesOf(event.touch.contact) };
	const traces = tracesOf(event, memory, starting.kinds);
	const [trace] = traces;
	const end = await underWay.take([...deliveries, memory.person]);
	let waits = false;
	try {
		const at = event.time ?? now;
		const handled = [...deliveries, ...handledElsewhere(event, memory, at)];
		const known = await tryStore(context, async (store) => ({
			done: (await store.idempotencyKeys.done(handled)).size > 0,
			added: trace ? await store.contactTags.unseen(trace.name, trace.entries, at) : null,
		}));
		if (known?.done) return [];
		const touches = touchesFor(event, known?.added ?? null, starting, now);
		const remember = async () => {
			await tryStore(context, async (store) => {
				const created = event.kind === 'contactCreated' ? [memory.created] : [];
				await store.idempotencyKeys.note([...deliveries.slice(0, 1), ...created], store.now());
				for (const { name, entries } of traces) {
					await store.contactTags.remember(name, who, entries, at, store.now());
				}
			});
		};
		if (touches.length === 0) {
			await remember();
			return [];
		}
		waits = true;
		void answerOf(context.getResponseObject()).then(async (status) => {
			if (status === 200) await remember();
			end();
		});
		return touches;
	} finally {
		if (!waits) end();
	}
}

function touchesFor(
	event: WebhookEvent,
	added: readonly string[] | null,
	{ ignoredPrefixes, initialTags }: StartingEvents,
	now: number,
): Touch[] {
	if (event.kind === 'contactUpdated') {
		const changed = added ? added.length > 0 : initialTags !== 'none';
		return changed ? touchesOf(event, []) : [];
	}
	const tags = event.kind === 'tagAdded' ? newTags(event, added, initialTags, now) : [];
	return touchesOf(event, withoutPrefixes(tags, ignoredPrefixes));
}

/** Under which names others remember that the event needs no run: a search, or who wrote the owner. */
function handledElsewhere(event: WebhookEvent, memory: ContactMemory, at: number): string[] {
	const { kind, locationId, touch } = event;
	if (kind === 'contactCreated') return [memory.createdFound];
	const opportunity = touch.opportunity as { id: string; ownerId: string | null } | undefined;
	if (kind !== 'opportunityOwnerChanged' || !opportunity) return [];
	const { id: opportunityId, ownerId } = opportunity;
	return writtenOwners({ locationId, opportunityId, ownerId }, at);
}

/**
 * What has to be remembered of a contact, what the event is about first. Its tags, by tag events and
 * by its creation, whose touch carries them all; not by other changes, which HighLevel may tell
 * before the tag event.
 */
function tracesOf(
	event: WebhookEvent,
	memory: ContactMemory,
	kinds: ReadonlySet<EventKind>,
): Trace[] {
	const { kind, tags, fieldsDigest } = event;
	const traces: Trace[] = [];
	if (tags && kinds.has('tagAdded') && (kind === 'tagAdded' || kind === 'contactCreated')) {
		traces.push({ name: memory.tags, entries: tags.map(foldTag) });
	}
	const tellsFields = kind === 'contactUpdated' || kind === 'contactCreated';
	if (fieldsDigest && kinds.has('contactUpdated') && tellsFields) {
		traces.push({ name: memory.fields, entries: [fieldsDigest] });
	}
	return traces;
}

/** Without its memory the trigger takes every event for new: none may be lost for that. */
async function tryStore<T>(
	context: IWebhookFunctions,
	use: (store: LedgerStore) => Promise<T>,
): Promise<T | undefined> {
	try {
		return await use(await openTriggerStore(context));
	} catch (error) {
		const reason = reasonOf(error);
		context.logger.warn(
			`HighLevel Contact Trigger cannot remember which events it has handled: ${reason}`,
		);
		return undefined;
	}
}
