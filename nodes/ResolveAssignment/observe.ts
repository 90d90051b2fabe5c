import type { IExecuteFunctions } from 'n8n-workflow';
import { readBlockedSlots } from '../../highlevel/blockedSlots';
import type { HighLevelError } from '../../highlevel/errors';
import { StaffCache, type ReadingRequest } from '../../highlevel/staffCache';
import { readSchedules } from '../../highlevel/schedules';
import { countContacts, countUnread } from '../../highlevel/workload';
import type { CompiledPlan } from '../../routing/compiledPlan';
import type { User } from '../../routing/model/decision';
import { staffNeeds } from '../../routing/staffNeeds';
import type { CalendarSchedule, StaffSnapshot, Stretch } from '../../routing/model/staffSnapshot';
import type { HighLevelConnection } from '../shared/highLevel/connection';

/** One of each per process: all nodes and workflows of a location share what was read. */
const hours = new StaffCache<readonly CalendarSchedule[]>(() => Date.now());
const away = new StaffCache<readonly Stretch[]>(() => Date.now());
const loads = new StaffCache<number>(() => Date.now());

/** What the items of one run were decided with, so that all of them see the same. */
const snapshots = new WeakMap<
	HighLevelConnection,
	Map<string, Promise<StaffSnapshot | undefined>>
>();

/** Runs that were told already. */
const hinted = new WeakSet<HighLevelConnection>();

/**
 * What HighLevel shows of people, as far as the plan asks for it; undefined when it does not ask.
 * @param routing the same for all items of a run
 * @param ownerId the contact's owner in HighLevel
 * @throws {HighLevelError} when HighLevel does not say and what it said before is too old
 */
export async function observe(
	context: IExecuteFunctions,
	routing: HighLevelConnection,
	compiled: CompiledPlan,
	users: readonly User[],
	ownerId: string | null,
): Promise<StaffSnapshot | undefined> {
	const { sources } = compiled.plan;
	if (sources.hours === 'plan' && sources.away === 'plan' && sources.load === 'ledger') {
		return undefined;
	}
	const known = snapshots.get(routing) ?? new Map<string, Promise<StaffSnapshot | undefined>>();
	snapshots.set(routing, known);
	const key = JSON.stringify([compiled.hash, ownerId]);
	let snapshot = known.get(key);
	if (!snapshot) {
		snapshot = read(context, routing, compiled, users, ownerId);
		known.set(key, snapshot);
	}
	return await snapshot;
}

async function read(
	context: IExecuteFunctions,
	routing: HighLevelConnection,
	compiled: CompiledPlan,
	users: readonly User[],
	ownerId: string | null,
): Promise<StaffSnapshot> {
	const { client, account } = routing;
	const { sources, staleAfterDays: days } = compiled.plan;
	const needs = staffNeeds(compiled, users, ownerId);
	const common = (what: string, userIds: readonly string[]) => ({
		key: `${account}|${client.locationId}|${what}`,
		userIds,
		maxAgeMs: sources.refreshMinutes * 60_000,
	});
	const load: ReadingRequest<number> =
		sources.load === 'unreadConversations'
			? { ...common('unread', needs.load), read: async (ids) => await countUnread(client, ids) }
			: {
					...common(`contacts ${days}`, needs.load),
					read: async (ids) => await countContacts(client, ids, days, Date.now()),
				};
	// One after the other, so that a plan that asks for much leaves room for other workflows.
	const calendars = await hours.load({
		...common('hours', needs.hours),
		read: async (ids) => await readSchedules(client, ids),
	});
	const blocked = await away.load({
		...common('away', needs.away),
		read: async (ids) => await readBlockedSlots(client, ids, Date.now()),
	});
	const counted = await loads.load(load);
	hintAtOverdue(context, routing, calendars.overdue ?? blocked.overdue ?? counted.overdue);
	return {
		...(sources.hours === 'calendars' && { hours: calendars.readings }),
		...(sources.away === 'blockedSlots' && { away: blocked.readings }),
		...(sources.load !== 'ledger' && { load: counted.readings }),
	};
}

/** Once in a run, though each owner of a contact may have to be asked about. */
function hintAtOverdue(
	context: IExecuteFunctions,
	routing: HighLevelConnection,
	error: HighLevelError | null,
): void {
	if (!error || hinted.has(routing)) return;
	hinted.add(routing);
	context.addExecutionHints({
		message: `Working hours, time away or load are older than they should be, because HighLevel did not give them anew: ${error.message}. ${error.description} Older data serves for one hour; after that, this node fails.`,
		type: 'warning',
		location: 'outputPane',
	});
}
