import type { Decision } from '../routing/decision';
import type { LedgerState } from '../routing/state';
import type { StateNeeds } from '../routing/stateNeeds';
import {
	assignmentOf,
	confirm,
	credit,
	expireDue,
	lastAssignment,
	uncredit,
	undo,
} from './assignments';
import { Batch, type Case } from './batch';
import { contactsOf, identify, removeContacts } from './contacts';
import type { Database, Transaction } from './database';
import type { DecisionRequest, Ledger, Recorded, Seen, Settlement, TurnMoved } from './ledger';
import { prune } from './retention';
import type { AssignmentRow } from './rows';
import type { Secrets } from './secrets';

/** How often old entries are looked for. */
const PRUNE_EVERY_MS = 60_000;

/** The ledger of one scope in a SQL store. */
export class SqlLedger implements Ledger {
	private pruneAt = 0;

	/**
	 * @param scope the HighLevel location; others never mix with it
	 */
	constructor(
		private readonly database: Database,
		private readonly scope: string,
		private readonly secrets: Secrets,
	) {}

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
			const contacts = await identify(
				sql,
				this.scope,
				[...fresh.values()].map(({ needs }) => this.hashes(needs.contact)),
			);
			const cases: Case[] = [...fresh].map(([id, request], i) => ({
				...request,
				id,
				contact: contacts[i] ?? '',
			}));
			const batch = await Batch.open(sql, { scope: this.scope, now, reserveFor }, cases);
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

	async settle(settlements: readonly Settlement[], now: number): Promise<void> {
		if (settlements.length === 0) return;
		await this.transaction(async (sql) => {
			for (const settlement of settlements) await this.settleOne(sql, settlement, now);
		});
	}

	async seen(
		contacts: ReadonlyArray<readonly string[]>,
		since: number,
	): Promise<Array<Seen | null>> {
		const lists = contacts.map((identities) => this.hashes(identities));
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
				const seen = JSON.parse(this.secrets.open(row.seen)) as Omit<Seen, 'at'>;
				return { ...seen, at: row.at };
			});
		});
	}

	async read(needs: StateNeeds, now: number): Promise<LedgerState> {
		return await this.transaction(async (sql) => {
			await expireDue(sql, this.scope, now);
			const [contact = ''] = await contactsOf(sql, this.scope, this.hashes(needs.contact));
			const asked = { key: '', id: '', contact, needs, decide: neverAsked };
			const batch = await Batch.open(sql, { scope: this.scope, now, reserveFor: null }, [asked]);
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

	private async settleOne(sql: Transaction, settlement: Settlement, now: number): Promise<void> {
		const [decided] = await sql.all<{ contact: string | null; assignment: string | null }>(
			'SELECT contact, assignment FROM contact_assignment_decisions WHERE scope = ? AND id = ?',
			this.scope,
			settlement.id,
		);
		if (!decided) return;
		const { contact, assignment } = decided;
		if (settlement.outcome === 'confirmed' && contact !== null) {
			await this.link(sql, contact, settlement.alsoKnownAs);
		}
		if (settlement.seen) {
			const { at, ...seen } = settlement.seen;
			await sql.run(
				`UPDATE contact_assignment_contacts SET seen = ?, seen_in_highlevel_at = ?
				WHERE id = ? AND (seen_in_highlevel_at IS NULL OR seen_in_highlevel_at <= ?)`,
				this.secrets.seal(JSON.stringify(seen)),
				at,
				contact,
				at,
			);
		}
		// Read after linking: two contacts may just have become one.
		const row = assignment === null ? undefined : await assignmentOf(sql, this.scope, assignment);
		if (!row) return;
		if (settlement.outcome === 'confirmed') await confirm(sql, row, now);
		else if (row.id === settlement.id && row.status === 'reserved') {
			await undo(sql, row, 'released', settlement.reason, now);
		}
	}

	/** More identities of a contact. */
	private async link(
		sql: Transaction,
		contact: string,
		identities: readonly string[],
	): Promise<void> {
		if (identities.length === 0) return;
		const known = await sql.all<{ hash: string }>(
			'SELECT hash FROM contact_assignment_identities WHERE contact = ?',
			contact,
		);
		const own = known.map(({ hash }) => hash);
		// A contact that was forgotten meanwhile stays forgotten.
		if (own.length > 0) await identify(sql, this.scope, [[...own, ...this.hashes(identities)]]);
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

	private hashes(identities: readonly string[]): string[] {
		return [...new Set(identities.map((identity) => this.secrets.hash(identity)))];
	}

	private async withContacts<T>(
		identities: readonly string[],
		work: (sql: Transaction, contacts: string[]) => Promise<T>,
	): Promise<T> {
		return await this.transaction(async (sql) =>
			work(sql, await contactsOf(sql, this.scope, this.hashes(identities))),
		);
	}

	private async transaction<T>(work: (sql: Transaction) => Promise<T>): Promise<T> {
		return await this.database.transaction(this.scope, work);
	}
}

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
