import { readBlockedSlots } from '../../../highlevel/blockedSlots';
import type { HighLevelError } from '../../../highlevel/errors';
import { StaffCache, type ReadingRequest } from '../../../highlevel/staffCache';
import { readSchedules } from '../../../highlevel/schedules';
import type { UserList } from '../../../highlevel/users';
import { countContacts, countUnread } from '../../../highlevel/workload';
import type { CompiledPlan } from '../../../routing/compiledPlan';
import type { User } from '../../../routing/model/decision';
import type {
	CalendarSchedule,
	StaffSnapshot,
	Stretch,
} from '../../../routing/model/staffSnapshot';
import type { Plan } from '../../../routing/plan/plan';
import { findUser } from '../../../routing/model/user';
import { userReferencesOf } from '../../../routing/plan/userReferences';
import { staffNeeds, type StaffNeeds } from '../../../routing/staffNeeds';
import { userDirectory, type HighLevelConnection } from './connection';
import { MINUTE } from '../../../routing/model/durations';

/** One of each per process: all nodes and workflows of a location share what was read. */
const hours = new StaffCache<readonly CalendarSchedule[]>(() => Date.now());
const away = new StaffCache<readonly Stretch[]>(() => Date.now());
const loads = new StaffCache<number>(() => Date.now());

/** Asks HighLevel about the people of one sub-account, in one run. */
export class StaffReader {
	/** What the items of this run are decided with, so that all of them see the same. */
	private readonly snapshots = new Map<string, Promise<StaffSnapshot>>();
	/** Whether this run was told already that something is overdue. */
	private hasTold = false;

	/** @param tell told, in words for people, that what HighLevel showed before has to do */
	constructor(
		private readonly highLevel: HighLevelConnection,
		private readonly tell: (message: string) => void,
	) {}

	/** The users of the location; read anew when somebody whom the plan names is not among them. */
	async userList(plan: Plan): Promise<UserList> {
		const { client, account } = this.highLevel;
		const references = userReferencesOf(plan);
		return await userDirectory.list(client, account, (known) =>
			references.every((reference) => findUser(known, reference)),
		);
	}

	/**
	 * What HighLevel shows of people, as far as the plan asks for it; undefined when it does not ask.
	 * @param ownerId the contact's owner in HighLevel
	 * @throws {HighLevelError} when HighLevel does not say and what it said before is too old
	 */
	async snapshot(
		compiled: CompiledPlan,
		users: readonly User[],
		ownerId: string | null,
	): Promise<StaffSnapshot | undefined> {
		const { sources } = compiled.plan;
		if (sources.hours === 'plan' && sources.away === 'plan' && sources.load === 'ledger') {
			return undefined;
		}
		const key = JSON.stringify([compiled.hash, ownerId]);
		let snapshot = this.snapshots.get(key);
		if (!snapshot) {
			snapshot = this.read(compiled, staffNeeds(compiled, users, ownerId));
			this.snapshots.set(key, snapshot);
		}
		return await snapshot;
	}

	private async read({ plan }: CompiledPlan, needs: StaffNeeds): Promise<StaffSnapshot> {
		const { client } = this.highLevel;
		const { sources } = plan;
		// One after the other, so that a plan that asks for much leaves room for other workflows.
		const calendars = await hours.load({
			...this.request('hours', needs.hours, plan),
			read: async (ids) => await readSchedules(client, ids),
		});
		const blocked = await away.load({
			...this.request('away', needs.away, plan),
			read: async (ids) => await readBlockedSlots(client, ids, Date.now()),
		});
		const counted = await loads.load(this.loadRequest(needs.load, plan));
		this.tellOverdue(calendars.overdue ?? blocked.overdue ?? counted.overdue);
		return {
			...(sources.hours === 'calendars' && { hours: calendars.readings }),
			...(sources.away === 'blockedSlots' && { away: blocked.readings }),
			...(sources.load !== 'ledger' && { load: counted.readings }),
		};
	}

	private loadRequest(userIds: readonly string[], plan: Plan): ReadingRequest<number> {
		const { client } = this.highLevel;
		const { staleAfterDays: days } = plan;
		if (plan.sources.load === 'unreadConversations') {
			return {
				...this.request('unread', userIds, plan),
				read: async (ids) => await countUnread(client, ids),
			};
		}
		return {
			...this.request(`contacts ${days}`, userIds, plan),
			read: async (ids) => await countContacts(client, ids, days, Date.now()),
		};
	}

	/** @param what names what is read */
	private request(what: string, userIds: readonly string[], { sources }: Plan) {
		const { account, locationId } = this.highLevel;
		return {
			key: `${account}|${locationId}|${what}`,
			userIds,
			maxAgeMs: sources.refreshMinutes * MINUTE,
		};
	}

	/** Once in a run, though each owner of a contact may have to be asked about. */
	private tellOverdue(error: HighLevelError | null): void {
		if (!error || this.hasTold) return;
		this.hasTold = true;
		this.tell(
			`Working hours, time away or load are older than they should be, because HighLevel did not give them anew: ${error.message}. ${error.description} Older data serves for one hour; after that, this node fails.`,
		);
	}
}
