import type { IDataObject } from 'n8n-workflow';
import type { HighLevelClient } from '../../highlevel/client';
import type { HighLevelContact } from '../../highlevel/contact';
import { readRepliesTo } from '../../highlevel/replies';
import type { Ledger } from '../../ledger/ledger';
import type { KeptWait } from '../../ledger/waits';
import { answerSettingsIn, noteReplies } from '../shared/replies/noteReplies';
import { withCountry } from '../shared/highLevel/withCountry';
import { KeptPlans } from './keptPlans';
import { contactOf, wasMovedByHand } from './movedByHand';
import { LOST_MS, type OutgoingItem } from './outbox';
import type { WaitingSettings } from './parameters';
import { keyOfWait, touchOfWait } from './touchOfWait';

/** The sub-account whose waits are looked through. */
export interface WaitsIn {
	locationId: string;
	ledger: Ledger;
	/** Null: HighLevel is not asked who owns the contacts now. */
	client: HighLevelClient | null;
}

/** What is to start a run, and why there is not more of it. */
export interface Unanswered {
	items: OutgoingItem[];
	/** Why HighLevel did not show the owners of the others, which come again. */
	failure: unknown;
}

/**
 * Takes the contacts whose answer is overdue, or soon, the longest overdue first. Whom somebody moved
 * by hand meanwhile is left out.
 * @param readUpTo all answers until then are known, milliseconds since 1970
 * @param except keys of touches that are under way
 */
export async function takeUnanswered(
	{ locationId, ledger, client }: WaitsIn,
	settings: WaitingSettings,
	readUpTo: number,
	except: ReadonlySet<string>,
): Promise<Unanswered> {
	const now = ledger.now();
	const { event, atMost, soonMs } = settings;
	const most = atMost + except.size;
	const taken =
		event === 'dueSoon'
			? await ledger.waits.takeDueSoon(now, soonMs, atMost)
			: await ledger.waits.takeOverdue(Math.min(readUpTo, now), most, LOST_MS);
	const plans = new KeptPlans(ledger);
	const items: OutgoingItem[] = [];
	for (const wait of taken) {
		if (items.length >= atMost) break;
		if (except.has(keyOfWait(kindOf(settings), wait))) continue;
		try {
			const contact = client && (await shownBy(client, wait, settings));
			if (contact && (await endedByHand(ledger, plans, wait, contact, now))) continue;
			if (client && contact && (await isAnswered(client, ledger, wait, contact))) continue;
			items.push(await itemOf(wait, settings, { plans, contact, locationId, now }));
		} catch (failure) {
			return { items, failure };
		}
	}
	return { items, failure: null };
}

/** A last look at the messages to the contact: the list of all may have been read before this one came. */
async function isAnswered(
	client: HighLevelClient,
	ledger: Ledger,
	{ id, askedAt }: KeptWait,
	{ contactId }: HighLevelContact,
): Promise<boolean> {
	const { email } = await answerSettingsIn(ledger);
	const told = await readRepliesTo(client, contactId, askedAt, email);
	return (await noteReplies(ledger, told)).some(({ ended }) => ended.includes(id));
}

/** What a wait looks like on the canvas: nothing is marked, and HighLevel is not asked. */
export async function shownWaits(
	{ locationId, ledger }: Omit<WaitsIn, 'client'>,
	settings: WaitingSettings,
): Promise<IDataObject[]> {
	const now = ledger.now();
	const due = (await ledger.waits.open(settings.atMost * 10))
		.filter(({ dueAt }) => dueAt !== null)
		.sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0));
	const until = now + (settings.event === 'dueSoon' ? settings.soonMs : 0);
	const over = due.filter(({ dueAt }) => (dueAt ?? 0) <= until).slice(0, settings.atMost);
	const plans = new KeptPlans(ledger);
	// Else the next one, so that there is something to build the workflow with.
	const shown = over.length > 0 ? over : due.slice(0, 1);
	const items = await Promise.all(
		shown.map(
			async (wait) => await itemOf(wait, settings, { plans, contact: null, locationId, now }),
		),
	);
	return items.map(({ json }) => json);
}

/** A reminder is given once, so it comes also when HighLevel does not show the contact. */
async function shownBy(client: HighLevelClient, wait: KeptWait, { event }: WaitingSettings) {
	const shown = contactOf(client, wait);
	return event === 'dueSoon' ? await shown.catch(() => null) : await shown;
}

async function endedByHand(
	ledger: Ledger,
	plans: KeptPlans,
	wait: KeptWait,
	contact: HighLevelContact,
	now: number,
): Promise<boolean> {
	const kept = await plans.find(wait.plan, wait.staff);
	if (!kept || !(await wasMovedByHand(ledger, wait, contact, kept, now))) return false;
	await ledger.waits.moved(wait.id, now);
	return true;
}

interface ShownWith {
	plans: KeptPlans;
	contact: HighLevelContact | null;
	locationId: string;
	now: number;
}

async function itemOf(
	wait: KeptWait,
	settings: WaitingSettings,
	{ plans, contact, locationId, now }: ShownWith,
): Promise<OutgoingItem> {
	const facts = { ...(await plans.factsOf(wait, now)), contact };
	const touch = withCountry(touchOfWait(kindOf(settings), wait, facts, now));
	// Where the nodes that follow look for it.
	const json = { ...touch, locationId } as unknown as IDataObject;
	return { key: touch.key, json };
}

function kindOf({ event }: WaitingSettings) {
	return event === 'dueSoon' ? 'replyDueSoon' : 'noReply';
}
