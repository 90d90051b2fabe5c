import type { LedgerNeeds } from '../routing/ledgerNeeds';
import type { ContactSnapshot } from '../routing/model/contactSnapshot';
import type { Decision } from '../routing/model/decision';
import type { Standing } from '../routing/model/standing';
import type { LedgerState } from '../routing/model/state';
import { WrittenAccounts, writeAccounts } from './accounts';
import { lastAssignment } from './assignments';
import { credit, expireDue, uncredit } from './assignmentStatus';
import type { BatchContext } from './batchContext';
import { contactsOf, hashesOf, removeContacts } from './contacts';
import type { Database, Transaction } from './database';
import { DecisionBatch } from './decisionBatch';
import { decideRequests } from './decideRequests';
import { standingDecisions } from './decisions';
import type {
	ContactWithoutOwner,
	DecisionRequest,
	Ledger,
	Recorded,
	Settlement,
	TurnMoved,
} from './ledger';
import { areOpen, closeSlots, removeOwners } from './owners';
import { previewRequests } from './previewRequests';
import { leaveQueue } from './queueRows';
import { removePreviews } from './previews';
import { noteClosed } from './outcomeRows';
import { Outcomes } from './outcomes';
import { Pauses } from './pauses';
import { Plans } from './plans';
import type { Reading } from './reading';
import { SqlReading } from './sqlReading';
import { Reassignments } from './reassignments';
import { Records } from './records';
import type { Retention } from './retention';
import type { AssignmentRow } from './rows';
import type { Secrets } from './secrets';
import { settle } from './settlements';
import { noteSnapshot, readSnapshots } from './snapshots';
import { standingOf } from './standing';
import { storeTime } from './storeClock';
import { closeWaits, closeWaitsBy, followOwners } from './waitEndings';
import { WaitingQueue } from './waitingQueue';
import { Waits } from './waits';

/** The ledger of one scope in a SQL store. */
export class SqlLedger implements Ledger {
	readonly reassignments: Reassignments;
	readonly waits: Waits;
	readonly queue: WaitingQueue;
	readonly plans: Plans;
	readonly pauses: Pauses;
	readonly records: Records;
	readonly outcomes: Outcomes;
	readonly reading: Reading;
	private readonly writtenAccounts = new WrittenAccounts();

	/**
	 * @param scope the HighLevel location; others never mix with it
	 */
	constructor(
		private readonly database: Database,
		private readonly scope: string,
		private readonly secrets: Secrets,
		private readonly retention: Retention,
	) {
		this.reassignments = new Reassignments(database, scope, secrets);
		this.plans = new Plans(database, scope, secrets);
		this.waits = new Waits(database, scope, secrets, this.plans);
		this.queue = new WaitingQueue(database, scope, secrets);
		this.pauses = new Pauses(database, scope);
		this.records = new Records(database, scope, secrets, this.plans);
		this.outcomes = new Outcomes(database, scope, secrets);
		this.reading = new SqlReading(database, scope, secrets, this.plans);
	}

	now(): number {
		return storeTime(this.database.clock);
	}

	async recall(keys: readonly string[], now: number): Promise<Map<string, Recorded>> {
		const hashes = await this.secrets.hashes(keys);
		const ids = new Map(hashes.map((hash, i) => [hash, keys[i] ?? '']));
		return await this.transaction(async (sql) => {
			const standing = await standingDecisions(sql, this.scope, [...ids.keys()], now);
			return new Map([...standing].map(([id, recorded]) => [ids.get(id) ?? '', recorded]));
		});
	}

	async decide(
		requests: readonly DecisionRequest[],
		now: number,
		reserveFor: number | null,
	): Promise<Recorded[]> {
		if (requests.length === 0) return [];
		const accounts = this.writtenAccounts.changed(requests.map(({ account }) => account));
		const plans = this.plans.toBeWritten(
			requests.map(({ kept }) => kept?.plan),
			now,
		);
		const recorded = await this.retention.transaction(this.scope, now, async (sql) => {
			await expireDue(sql, this.scope, now);
			// First: a touch of the same batch may not say its account.
			await writeAccounts(sql, this.scope, accounts);
			await this.plans.write(sql, plans, now);
			return await decideRequests(sql, this.context(now, reserveFor), requests);
		});
		this.writtenAccounts.note(accounts);
		this.plans.note(plans, now);
		return recorded;
	}

	async preview(
		requests: readonly DecisionRequest[],
		now: number,
		series: string | null,
	): Promise<Decision[]> {
		if (requests.length === 0) return [];
		const name = series === null ? null : this.secrets.hash(series);
		return await this.retention.transaction(
			this.scope,
			now,
			async (sql) => await previewRequests(sql, this.context(now), requests, name),
		);
	}

	async settle(settlements: readonly Settlement[], now: number): Promise<void> {
		if (settlements.length === 0) return;
		await this.transaction(async (sql) => {
			for (const settlement of settlements) await settle(sql, this.context(now), settlement);
		});
	}

	async standing(id: string, now: number): Promise<Standing> {
		return await this.transaction(async (sql) => {
			await expireDue(sql, this.scope, now);
			return await standingOf(sql, this.scope, id);
		});
	}

	async clearOwners(contacts: readonly ContactWithoutOwner[], now: number): Promise<void> {
		if (contacts.length === 0) return;
		await this.transaction(async (sql) => {
			for (const { contact, user, contactId } of contacts) {
				const known = await contactsOf(sql, this.scope, this.secrets.hashAll(contact));
				await removeOwners(sql, known, user);
				await followOwners(
					sql,
					now,
					known,
					({ user_id }) => user_id !== null && user_id === (user ?? user_id),
				);
				const shown = { contactId, ownerId: null, tags: null, followers: null, at: now };
				for (const id of known) await noteSnapshot(sql, this.secrets, id, shown);
			}
		});
	}

	async contactSnapshots(
		contacts: ReadonlyArray<readonly string[]>,
		since: number,
	): Promise<Array<ContactSnapshot | null>> {
		const hashes = await this.secrets.hashLists(contacts);
		return await this.transaction(
			async (sql) => await readSnapshots(sql, this.scope, this.secrets, hashes, since),
		);
	}

	async areOpen(contacts: ReadonlyArray<readonly string[]>, since: number): Promise<boolean[]> {
		const hashes = await this.secrets.hashLists(contacts);
		return await this.transaction(async (sql) => await areOpen(sql, this.scope, hashes, since));
	}

	async read(needs: LedgerNeeds, now: number): Promise<LedgerState> {
		return await this.transaction(async (sql) => {
			await expireDue(sql, this.scope, now);
			const [contact = ''] = await contactsOf(sql, this.scope, this.secrets.hashAll(needs.contact));
			const asked = { contact, needs };
			return (await DecisionBatch.open(sql, this.context(now), [asked], [contact])).state(asked);
		});
	}

	async close(contact: readonly string[], now: number): Promise<boolean> {
		return await this.withContacts(contact, async (sql, contacts) => {
			await expireDue(sql, this.scope, now);
			await noteClosed(sql, this.scope, contacts, now);
			await closeSlots(sql, contacts);
			await closeWaits(sql, this.context(now), contacts);
			await leaveQueue(sql, contacts);
			return contacts.length > 0;
		});
	}

	async giveTurnBack(
		contact: readonly string[],
		reason: string,
		now: number,
	): Promise<TurnMoved | null> {
		return await this.withContacts(contact, async (sql, contacts) => {
			await expireDue(sql, this.scope, now);
			const row = await lastAssignment(sql, contacts);
			if (!row || row.status === 'credited') return null;
			await credit(sql, row, this.secrets.seal(reason), now);
			await closeWaitsBy(sql, this.context(now), row);
			return turnMoved(row, reason);
		});
	}

	async takeTurnAgain(contact: readonly string[], now: number): Promise<TurnMoved | null> {
		return await this.withContacts(contact, async (sql, contacts) => {
			await expireDue(sql, this.scope, now);
			const row = await lastAssignment(sql, contacts);
			if (row?.status !== 'credited') return null;
			await uncredit(sql, row, now);
			return turnMoved(row, this.secrets.openIfSealed(row.reason ?? ''));
		});
	}

	async forget(contact: readonly string[], now: number): Promise<boolean> {
		const known = await this.withContacts(contact, async (sql, contacts) => {
			const names = [...this.secrets.hashAll(contact), ...(await hashesOf(sql, contacts))];
			const previewed = await removePreviews(sql, this.scope, names);
			await removeContacts(sql, contacts, now);
			return contacts.length > 0 || previewed;
		});
		await this.database.wipe();
		return known;
	}

	private context(now: number, reserveFor: number | null = null): BatchContext {
		return { scope: this.scope, now, reserveFor, secrets: this.secrets, plans: this.plans };
	}

	private async withContacts<T>(
		identities: readonly string[],
		work: (sql: Transaction, contacts: string[]) => Promise<T>,
	): Promise<T> {
		return await this.transaction(async (sql) =>
			work(sql, await contactsOf(sql, this.scope, this.secrets.hashAll(identities))),
		);
	}

	private async transaction<T>(work: (sql: Transaction) => Promise<T>): Promise<T> {
		return await this.database.transaction(this.scope, work);
	}
}

function turnMoved({ user_id, team, at }: AssignmentRow, reason: string): TurnMoved {
	return { user: user_id, team, assignedAt: at, reason };
}
