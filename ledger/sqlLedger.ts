import { setImmediate as pause } from 'node:timers/promises';
import type { Decision } from '../routing/model/decision';
import type { LedgerState } from '../routing/model/state';
import type { LedgerNeeds } from '../routing/ledgerNeeds';
import { assignmentOf, credit, expireDue, lastAssignment, release, uncredit } from './assignments';
import { Batch, type Case } from './decisionBatch';
import { contactsOf, identify, removeContacts, removeOwners } from './contacts';
import type { Database, Transaction } from './database';
import type { DecisionRequest, Ledger, Recorded, Settlement, TurnMoved, Unowned } from './ledger';
import type { ContactSnapshot } from '../routing/model/contactSnapshot';
import { Reassignments } from './reassignments';
import { prune } from './retention';
import type { AssignmentRow } from './rows';
import type { Secrets } from './secrets';
import { noteSeen, settle } from './settlements';

/** How often old entries are looked for. */
const PRUNE_EVERY_MS = 60_000;

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
			const known = await this.known(sql, [...ids.keys()], now);
			return new Map([...known].map(([id, recorded]) => [ids.get(id) ?? '', recorded]));
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
			const ids = requests.map(({ key }) => this.secrets.hash(key));
			const recorded = await this.known(sql, ids, now);
			const fresh = new Map(
				requests.flatMap((request, i) => {
					const id = ids[i] ?? '';
					return recorded.has(id) ? [] : [[id, request] as const];
				}),
			);
			const { batch, cases } = await this.open(sql, fresh, now, reserveFor);
			for (const one of cases) {
				recorded.set(one.id, { id: one.id, decision: batch.decide(one), repeated: false });
			}
			await batch.write(sql);
			const seen = new Set<string>();
			return ids.map((id) => {
				const result = recorded.get(id) as Recorded;
				const again = seen.has(id);
				seen.add(id);
				return again ? { ...result, repeated: true } : result;
			});
		});
	}

	async preview(requests: readonly DecisionRequest[], now: number): Promise<Decision[]> {
		// The contacts are put together as for a decision, and that is taken back.
		const { batch, cases } = await this.undone(async (sql) => {
			await expireDue(sql, this.scope, now);
			const all = new Map(requests.map((request, i) => [String(i), request]));
			return await this.open(sql, all, now, null);
		});
		const decisions: Decision[] = [];
		for (const [i, one] of cases.entries()) {
			decisions.push(batch.decide(one));
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

	async clearOwners(contacts: readonly Unowned[], now: number): Promise<void> {
		if (contacts.length === 0) return;
		await this.transaction(async (sql) => {
			for (const { contact, user, contactId } of contacts) {
				const known = await contactsOf(sql, this.scope, this.secrets.hashAll(contact));
				await removeOwners(sql, known, user);
				const seen: ContactSnapshot = {
					contactId,
					ownerId: null,
					tags: null,
					followers: null,
					at: now,
				};
				for (const id of known) await noteSeen(sql, this.secrets, id, seen);
			}
		});
	}

	async contactSnapshots(
		contacts: ReadonlyArray<readonly string[]>,
		since: number,
	): Promise<Array<ContactSnapshot | null>> {
		const lists = contacts.map((identities) => this.secrets.hashAll(identities));
		return await this.transaction(async (sql) => {
			const rows = await sql.all<{ hash: string; seen: string; at: number }>(
				`SELECT hash, seen, seen_in_highlevel_at AS at FROM contact_assignment_identities
				JOIN contact_assignment_contacts ON id = contact
				WHERE contact_assignment_identities.scope = ? AND seen_in_highlevel_at > ?
					AND hash IN (SELECT value FROM EACH(?))`,
				this.scope,
				since,
				lists.flat(),
			);
			const sealed = new Map(rows.map((row) => [row.hash, row]));
			return lists.map((hashes) => {
				const row = sealed.get(hashes.find((hash) => sealed.has(hash)) ?? '');
				if (!row) return null;
				const seen = JSON.parse(this.secrets.open(row.seen)) as Omit<ContactSnapshot, 'at'>;
				return { ...seen, at: row.at };
			});
		});
	}

	async areOpen(contacts: ReadonlyArray<readonly string[]>, since: number): Promise<boolean[]> {
		const lists = contacts.map((identities) => this.secrets.hashAll(identities));
		return await this.transaction(async (sql) => {
			const rows = await sql.all<{ hash: string }>(
				`SELECT DISTINCT hash FROM contact_assignment_identities
				JOIN contact_assignment_slots
					ON contact_assignment_slots.contact = contact_assignment_identities.contact
				WHERE contact_assignment_identities.scope = ? AND is_open = 1 AND touched_at > ?
					AND hash IN (SELECT value FROM EACH(?))`,
				this.scope,
				since,
				lists.flat(),
			);
			const open = new Set(rows.map(({ hash }) => hash));
			return lists.map((hashes) => hashes.some((hash) => open.has(hash)));
		});
	}

	async read(needs: LedgerNeeds, now: number): Promise<LedgerState> {
		return await this.transaction(async (sql) => {
			await expireDue(sql, this.scope, now);
			const [contact = ''] = await contactsOf(sql, this.scope, this.secrets.hashAll(needs.contact));
			const asked = { key: '', id: '', contact, needs, decide: neverAsked };
			const { scope, secrets } = this;
			const batch = await Batch.open(sql, { scope, now, reserveFor: null, secrets }, [asked]);
			return batch.state(asked);
		});
	}

	async close(contact: readonly string[]): Promise<boolean> {
		return await this.withContacts(contact, async (sql, contacts) => {
			await sql.run(
				`UPDATE contact_assignment_slots SET is_open = 0
				WHERE contact IN (SELECT value FROM EACH(?))`,
				contacts,
			);
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

	/** Makes ready for deciding what was not decided before. */
	private async open(
		sql: Transaction,
		fresh: ReadonlyMap<string, DecisionRequest>,
		now: number,
		reserveFor: number | null,
	): Promise<{ batch: Batch; cases: Case[] }> {
		const { scope, secrets } = this;
		const contacts = await identify(
			sql,
			scope,
			[...fresh.values()].map(({ needs }) => this.secrets.hashAll(needs.contact)),
		);
		for (const { instead } of fresh.values()) {
			const row = instead ? await assignmentOf(sql, scope, instead) : undefined;
			if (row) await release(sql, row, 'another decision took its place', now);
		}
		const cases: Case[] = [...fresh].map(([id, request], i) => ({
			...request,
			id,
			contact: contacts[i] ?? '',
		}));
		return { batch: await Batch.open(sql, { scope, now, reserveFor, secrets }, cases), cases };
	}

	private async known(
		sql: Transaction,
		ids: readonly string[],
		now: number,
	): Promise<Map<string, Recorded>> {
		const rows = await sql.all<{ id: string; decision: string }>(
			`SELECT id, decision FROM contact_assignment_decisions
			WHERE scope = ? AND id IN (SELECT value FROM EACH(?))`,
			this.scope,
			ids,
		);
		const known = new Map<string, Recorded>();
		for (const { id, decision: text } of rows) {
			const decision = JSON.parse(text) as Decision;
			if (stands(decision, now)) known.set(id, { id, decision, repeated: true });
		}
		return known;
	}

	private async withContacts<T>(
		identities: readonly string[],
		work: (sql: Transaction, contacts: string[]) => Promise<T>,
	): Promise<T> {
		return await this.transaction(async (sql) =>
			work(sql, await contactsOf(sql, this.scope, this.secrets.hashAll(identities))),
		);
	}

	private async undone<T>(work: (sql: Transaction) => Promise<T>): Promise<T> {
		const results: T[] = [];
		await this.transaction(async (sql) => {
			results.push(await work(sql));
			throw new OnlyLooked();
		}).catch((error: unknown) => {
			if (!(error instanceof OnlyLooked)) throw error;
		});
		return results[0] as T;
	}

	private async transaction<T>(work: (sql: Transaction) => Promise<T>): Promise<T> {
		return await this.database.transaction(this.scope, work);
	}
}

/** Takes back a transaction that was there to look. */
class OnlyLooked extends Error {}

/** Nobody has got a contact who waits, so asking again later moves nothing twice. */
function stands({ outcome, availableAt }: Decision, now: number): boolean {
	return outcome !== 'waiting' || (availableAt !== null && now < Date.parse(availableAt));
}

function turnMoved({ user_id, team, at, reason }: AssignmentRow): TurnMoved {
	return { user: user_id, team, assignedAt: at, reason: reason ?? '' };
}

function neverAsked(): never {
	throw new TypeError('A question that only reads decides nothing');
}
