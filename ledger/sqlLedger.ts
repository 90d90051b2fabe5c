import { setImmediate as pause } from 'node:timers/promises';
import type { LedgerNeeds } from '../routing/ledgerNeeds';
import type { ContactSnapshot } from '../routing/model/contactSnapshot';
import type { Decision } from '../routing/model/decision';
import type { Standing } from '../routing/model/standing';
import type { LedgerState } from '../routing/model/state';
import { lastAssignment } from './assignments';
import { credit, expireDue, uncredit } from './assignmentStatus';
import type { BatchContext } from './batchContext';
import { contactsOf, removeContacts } from './contacts';
import type { Database, Transaction } from './database';
import { DecisionBatch } from './decisionBatch';
import { decideRequests, openBatch } from './decideRequests';
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
import { Reassignments } from './reassignments';
import { prune } from './retention';
import type { AssignmentRow } from './rows';
import type { Secrets } from './secrets';
import { settle } from './settlements';
import { noteSnapshot, readSnapshots } from './snapshots';
import { standingOf } from './standing';
import { MINUTE } from '../routing/model/durations';

/** How often old entries are looked for. */
const PRUNE_EVERY_MS = MINUTE;

const PREVIEWED_AT_A_STRETCH = 50;

/** The ledger of one scope in a SQL store. */
export class SqlLedger implements Ledger {
	readonly reassignments: Reassignments;
	private pruneAt = 0;

	/**
	 * @param scope the HighLevel location; others never mix with it
	 */
	constructor(
		private readonly database: Database,
		private readonly scope: string,
		private readonly secrets: Secrets,
	) {
		this.reassignments = new Reassignments(database, scope, secrets);
	}

	async recall(keys: readonly string[], now: number): Promise<Map<string, Recorded>> {
		const ids = new Map(keys.map((key) => [this.secrets.hash(key), key]));
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
		return await this.transaction(async (sql) => {
			if (now >= this.pruneAt) {
				await prune(sql, this.scope, now);
				this.pruneAt = now + PRUNE_EVERY_MS;
			}
			await expireDue(sql, this.scope, now);
			return await decideRequests(sql, this.context(now, reserveFor), requests);
		});
	}

	async preview(requests: readonly DecisionRequest[], now: number): Promise<Decision[]> {
		// The contacts are put together as for a decision, and that is taken back.
		const { batch, identified } = await this.rolledBack(async (sql) => {
			await expireDue(sql, this.scope, now);
			const all = new Map(requests.map((request, i) => [String(i), request]));
			return await openBatch(sql, this.context(now), all);
		});
		const decisions: Decision[] = [];
		for (const [i, request] of identified.entries()) {
			decisions.push(batch.decide(request));
			// Thousands of decisions at a stretch would keep n8n from everything else.
			if (i % PREVIEWED_AT_A_STRETCH === 0) await pause();
		}
		return decisions;
	}

	async settle(settlements: readonly Settlement[], now: number): Promise<void> {
		if (settlements.length === 0) return;
		await this.transaction(async (sql) => {
			for (const settlement of settlements)
				await settle(sql, this.scope, this.secrets, settlement, now);
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
				const shown = { contactId, ownerId: null, tags: null, followers: null, at: now };
				for (const id of known) await noteSnapshot(sql, this.secrets, id, shown);
			}
		});
	}

	async contactSnapshots(
		contacts: ReadonlyArray<readonly string[]>,
		since: number,
	): Promise<Array<ContactSnapshot | null>> {
		const hashes = contacts.map((identities) => this.secrets.hashAll(identities));
		return await this.transaction(
			async (sql) => await readSnapshots(sql, this.scope, this.secrets, hashes, since),
		);
	}

	async areOpen(contacts: ReadonlyArray<readonly string[]>, since: number): Promise<boolean[]> {
		const hashes = contacts.map((identities) => this.secrets.hashAll(identities));
		return await this.transaction(async (sql) => await areOpen(sql, this.scope, hashes, since));
	}

	async read(needs: LedgerNeeds, now: number): Promise<LedgerState> {
		return await this.transaction(async (sql) => {
			await expireDue(sql, this.scope, now);
			const [contact = ''] = await contactsOf(sql, this.scope, this.secrets.hashAll(needs.contact));
			const asked = { contact, needs };
			return (await DecisionBatch.open(sql, this.context(now), [asked])).state(asked);
		});
	}

	async close(contact: readonly string[]): Promise<boolean> {
		return await this.withContacts(contact, async (sql, contacts) => {
			await closeSlots(sql, contacts);
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
			await credit(sql, row, reason, now);
			return turnMoved({ ...row, reason });
		});
	}

	async takeTurnAgain(contact: readonly string[], now: number): Promise<TurnMoved | null> {
		return await this.withContacts(contact, async (sql, contacts) => {
			await expireDue(sql, this.scope, now);
			const row = await lastAssignment(sql, contacts);
			if (row?.status !== 'credited') return null;
			await uncredit(sql, row, now);
			return turnMoved(row);
		});
	}

	async forget(contact: readonly string[]): Promise<boolean> {
		return await this.withContacts(contact, async (sql, contacts) => {
			await removeContacts(sql, contacts);
			return contacts.length > 0;
		});
	}

	private context(now: number, reserveFor: number | null = null): BatchContext {
		return { scope: this.scope, now, reserveFor, secrets: this.secrets };
	}

	private async withContacts<T>(
		identities: readonly string[],
		work: (sql: Transaction, contacts: string[]) => Promise<T>,
	): Promise<T> {
		return await this.transaction(async (sql) =>
			work(sql, await contactsOf(sql, this.scope, this.secrets.hashAll(identities))),
		);
	}

	/** Does work in a transaction that leaves nothing behind. */
	private async rolledBack<T>(work: (sql: Transaction) => Promise<T>): Promise<T> {
		const results: T[] = [];
		await this.transaction(async (sql) => {
			results.push(await work(sql));
			throw new Rollback();
		}).catch((error: unknown) => {
			if (!(error instanceof Rollback)) throw error;
		});
		return results[0] as T;
	}

	private async transaction<T>(work: (sql: Transaction) => Promise<T>): Promise<T> {
		return await this.database.transaction(this.scope, work);
	}
}

class Rollback extends Error {}

function turnMoved({ user_id, team, at, reason }: AssignmentRow): TurnMoved {
	return { user: user_id, team, assignedAt: at, reason: reason ?? '' };
}
