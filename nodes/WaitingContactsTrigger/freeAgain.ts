import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import type { DecisionRequest, Ledger } from '../../ledger/ledger';
import type { LedgerStore } from '../../ledger/store';
import type { QueuedTouch } from '../../ledger/waitingQueue';
import { compilePlan } from '../../routing/compiledPlan';
import { decide } from '../../routing/decide/decide';
import type { KeptPlan } from '../../routing/keptPlan';
import { ledgerNeeds } from '../../routing/ledgerNeeds';
import { MINUTE } from '../../routing/model/durations';
import { fold } from '../../routing/model/text';
import type { Touch } from '../../routing/model/touch';
import { ruleName } from '../../routing/plan/ruleName';
import type { HighLevelConnection } from '../shared/highLevel/connection';
import { DepartedUsers } from '../shared/highLevel/departedUsers';
import { StaffReader } from '../shared/highLevel/staffReader';
import { without } from '../shared/json';
import { KeptPlans } from './keptPlans';
import type { OutgoingItem } from './outbox';
import type { WaitingSettings } from './parameters';

/** Of a longer queue, those at its end wait for another time. */
const MOST_LOOKED_AT = 300;

/** For whom it turned out that nobody was free after all is asked about again after this time. */
const AGAIN_MS = 2 * MINUTE;

/** The queue of one sub-account. */
export interface QueueIn {
	context: IPollFunctions;
	store: LedgerStore;
	ledger: Ledger;
	scope: string;
	highLevel: HighLevelConnection;
}

/**
 * Takes from the queue whom somebody would get now, by the priority of their rules and then who waits
 * longest, and as many as fit: each is asked about on what those before it would leave behind.
 * @param except keys of touches that are under way
 * @throws {HighLevelError} when HighLevel does not show what the plan goes by
 */
export async function takeFree(
	queue: QueueIn,
	{ atMost }: WaitingSettings,
	except: ReadonlySet<string>,
): Promise<OutgoingItem[]> {
	const { ledger } = queue;
	const now = ledger.now();
	await ledger.queue.drains(now);
	const waiting = await ledger.queue.waiting(now, MOST_LOOKED_AT, AGAIN_MS);
	const plans = new QueuePlans(ledger);
	const asked: Asked[] = [];
	for (const entry of waiting) {
		const kept = await plans.of(entry);
		if (kept && !except.has(entry.touch.key)) asked.push({ entry, kept });
	}
	const free = (await whomSomebodyGets(queue, asked, now)).slice(0, atMost);
	await ledger.queue.given(
		free.map(({ entry }) => entry.id),
		now,
	);
	return free.map((one) => itemOf(one, queue.highLevel.locationId));
}

/** What the queue looks like on the canvas: nothing is marked. */
export async function shownQueue(
	{ locationId, ledger }: { locationId: string; ledger: Ledger },
	{ atMost }: WaitingSettings,
): Promise<IDataObject[]> {
	const plans = new QueuePlans(ledger);
	const waiting = await ledger.queue.waiting(ledger.now(), atMost, 0);
	return await Promise.all(
		waiting.map(async (entry) => itemOf({ entry, kept: await plans.of(entry) }, locationId).json),
	);
}

/** One of the queue, and the plan by which somebody is looked for. */
interface Asked {
	entry: QueuedTouch;
	kept: KeptPlan;
}

/**
 * The plan that decided last counts as long as it has the teams that were waited for: its panel may have
 * changed since. Else the one that told to wait.
 */
class QueuePlans {
	private readonly plans: KeptPlans;
	private latest: Promise<KeptPlan | null> | null = null;

	constructor(private readonly ledger: Ledger) {
		this.plans = new KeptPlans(ledger);
	}

	async of({ plan, staff, teams }: QueuedTouch): Promise<KeptPlan | null> {
		this.latest ??= this.ledger.plans.latest();
		const latest = await this.latest;
		const known = latest?.plan.teams.map(({ name }) => fold(name)) ?? [];
		const hasTeams = teams.length > 0 && teams.every((name) => known.includes(fold(name)));
		return hasTeams ? latest : await this.plans.find(plan, staff);
	}
}

async function whomSomebodyGets(
	{ context, store, ledger, scope, highLevel }: QueueIn,
	asked: readonly Asked[],
	now: number,
): Promise<Asked[]> {
	const staff = new StaffReader(highLevel, (message) => context.logger.warn(message));
	const departed = new DepartedUsers(highLevel, store.users, scope);
	const requests: DecisionRequest[] = [];
	for (const one of asked) requests.push(await requestFor(one, { staff, departed }, now));
	// All at once, so that what one gets is not promised to the next one.
	const decisions = await ledger.preview(requests, now, null);
	return asked.filter((_, i) => decisions[i]?.user);
}

interface Readers {
	staff: StaffReader;
	departed: DepartedUsers;
}

async function requestFor(
	{ entry, kept }: Asked,
	{ staff, departed }: Readers,
	now: number,
): Promise<DecisionRequest> {
	const { plan, hash, staffHash } = kept;
	const touch = queuedTouch({ entry, kept });
	const compiled = compilePlan(plan);
	const ownerId = entry.touch.contact.ownerId ?? null;
	const list = await staff.userList(plan);
	const { users, names } = list;
	const left = await departed.of(list, ownerId);
	const staffSnapshot = await staff.snapshot(compiled, users, ownerId);
	const world = { users, left, names, staffSnapshot };
	const options = { kept: { plan: hash, staff: staffHash } };
	return {
		key: touch.key,
		needs: ledgerNeeds(compiled, touch, users, now, staffSnapshot),
		decide: (state) => decide(compiled, touch, { ...state, ...world }, now, options),
		account: null,
		reassignment: null,
		instead: null,
		kept: null,
	};
}

/** @param one the plan is null when it is not kept any more */
function queuedTouch({ entry, kept }: { entry: QueuedTouch; kept: KeptPlan | null }): Touch {
	const { id, since, priority, touch } = entry;
	const rule = priority === null ? undefined : kept?.plan.rules[priority - 1];
	return {
		...touch,
		queued: {
			id,
			since: new Date(since).toISOString(),
			// The text of the message is not kept, so no rule may be asked about it again.
			rule: rule ? ruleName(rule) : null,
		},
	};
}

function itemOf(
	one: { entry: QueuedTouch; kept: KeptPlan | null },
	locationId: string,
): OutgoingItem {
	const { queued, key, ...touch } = queuedTouch(one);
	// Somebody may have changed them meanwhile: who needs them asks.
	const contact = without(without(touch.contact as IDataObject, 'ownerId'), 'tags');
	const json = { queued, key, ...touch, contact, locationId } as unknown as IDataObject;
	return { key, json };
}
