import type { Decision } from '../routing/model/decision';
import type { LedgerState, Load, OwnedSlot, StateChange, Turn } from '../routing/model/state';
import type { LedgerNeeds } from '../routing/ledgerNeeds';
import { OVERWRITE_SLOT, type TurnMove } from './assignments';
import { primarySlots, slotsOf } from './contacts';
import type { Transaction } from './database';
import type { DecisionRequest } from './ledger';
import { readLoads, readTurns } from './loads';
import { endHandOvers, moveRow } from './reassignments';
import type { AssignmentRow, Insertable, MoveRow, SlotRow } from './rows';
import type { Secrets } from './secrets';

/** A request whose contact is known. */
export interface Case extends DecisionRequest {
	id: string;
	contact: string;
}

/** What decisions of one transaction share. */
interface Clerk {
	scope: string;
	now: number;
	reserveFor: number | null;
	secrets: Secrets;
}

/**
 * The decisions of one transaction: reads once what they need, lets each be made on what those
 * before it left behind, and writes everything at the end.
 */
export class Batch {
	private readonly slots = new Map<string, Map<string, SlotRow>>();
	private readonly primaries = new Map<string, string>();
	private readonly turns = new Map<string, Record<string, Turn>>();
	/** By what was asked; nearly always one entry. */
	private readonly loads = new Map<string, Map<string, Load>>();
	/** Slots as they were read: their share in `loads`. */
	private readonly before: SlotRow[] = [];

	private readonly contacts = new Set<string>();
	private readonly changedSlots = new Set<SlotRow>();
	private readonly changedTeams = new Set<string>();
	private readonly assignments: AssignmentRow[] = [];
	private readonly decisions: Array<Insertable<DecisionRow>> = [];
	private readonly moves: MoveRow[] = [];
	/** Hand-overs of which nothing is to be given back any more. */
	private readonly over: string[] = [];

	private constructor(private readonly clerk: Clerk) {}

	/** Reads what these cases need. */
	static async open(sql: Transaction, clerk: Clerk, cases: readonly Case[]): Promise<Batch> {
		const batch = new Batch(clerk);
		const contacts = [...new Set(cases.map(({ contact }) => contact))];
		for (const row of await slotsOf(sql, contacts)) {
			batch.before.push({ ...row });
			batch.slotsOf(row.contact).set(row.slot, row);
		}
		for (const [contact, slot] of await primarySlots(sql, contacts)) {
			batch.primaries.set(contact, slot);
		}
		const teams = [...new Set(cases.flatMap(({ needs }) => needs.teams))];
		for (const [team, turns] of await readTurns(sql, clerk.scope, teams)) {
			batch.turns.set(team, turns);
		}
		for (const { needs } of cases) {
			const key = loadKey(needs);
			if (batch.loads.has(key)) continue;
			batch.loads.set(key, await readLoads(sql, clerk.scope, needs));
		}
		return batch;
	}

	/** What the case has to know now. */
	state({ contact, needs }: Pick<Case, 'contact' | 'needs'>): LedgerState {
		const slots = this.slots.get(contact);
		return {
			owners: slots?.size
				? {
						primary: this.primaries.get(contact) ?? null,
						slots: Object.fromEntries([...slots].map(([name, row]) => [name, ownedSlot(row)])),
					}
				: null,
			loads: this.currentLoads(needs),
			turns: Object.fromEntries(
				needs.teams.map((team) => [team, structuredClone(this.turns.get(team) ?? {})]),
			),
		};
	}

	/** Decides one case and remembers what has to be written. */
	decide(request: Case): Decision {
		const { decision, changes } = request.decide(this.state(request));
		this.contacts.add(request.contact);
		const assigned = changes.find((change) => change.type === 'assigned');
		const assignment = assigned ? this.assignment(request, assigned, decision, changes) : null;
		for (const change of changes) {
			if (change.type === 'turns') {
				this.turns.set(change.team, { ...this.turns.get(change.team), ...change.turns });
				this.changedTeams.add(change.team);
			} else if (change.type === 'owner') {
				this.own(request.contact, change, assignment);
			}
		}
		if (assignment) this.assignments.push(assignment);
		if (assignment && request.move) {
			this.moves.push(moveRow(this.clerk, assignment.id, request.contact, request.move));
		}
		if (request.move?.ends && request.move.isOver) this.over.push(request.move.ends);
		const slot = decision.owner && this.slots.get(request.contact)?.get(decision.owner.slot);
		if (slot) {
			// Whoever writes again has something to be done again.
			slot.is_open = 1;
			slot.touched_at = this.clerk.now;
			this.changedSlots.add(slot);
		}
		this.decisions.push({
			scope: this.clerk.scope,
			id: request.id,
			at: this.clerk.now,
			contact: request.contact,
			assignment: assignment?.id ?? slot?.assignment ?? null,
			decision: JSON.stringify(withoutMisses(decision)),
		});
		return decision;
	}

	/** Writes what the decisions changed. */
	async write(sql: Transaction): Promise<void> {
		const { scope, now } = this.clerk;
		await sql.insert(
			'contact_assignment_contacts',
			[...this.contacts].map((id) => ({
				id,
				scope,
				primary_slot: this.primaries.get(id) ?? null,
				seen_at: now,
			})),
			`ON CONFLICT (id) DO UPDATE SET
				primary_slot = excluded.primary_slot, seen_at = excluded.seen_at`,
		);
		await sql.insert(
			'contact_assignment_slots',
			[...this.changedSlots] as Array<Insertable<SlotRow>>,
			OVERWRITE_SLOT,
		);
		await sql.insert(
			'contact_assignment_turns',
			[...this.changedTeams].flatMap((team) =>
				Object.entries(this.turns.get(team) ?? {}).map(([user_id, { credit, lift, away }]) => ({
					scope,
					team,
					user_id,
					credit,
					lift,
					away: away ? 1 : 0,
				})),
			),
			`ON CONFLICT (scope, team, user_id) DO UPDATE SET
				credit = excluded.credit, lift = excluded.lift, away = excluded.away`,
		);
		await sql.insert(
			'contact_assignment_assignments',
			this.assignments as Array<Insertable<AssignmentRow>>,
			// The decision of before was pruned: its assignment is kept longer.
			`ON CONFLICT (scope, id) DO UPDATE SET ${ASSIGNMENT_COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}`,
		);
		await sql.insert(
			'contact_assignment_decisions',
			this.decisions,
			`ON CONFLICT (scope, id) DO UPDATE SET at = excluded.at, contact = excluded.contact,
				assignment = excluded.assignment, decision = excluded.decision`,
		);
		await sql.insert(
			'contact_assignment_moves',
			this.moves as Array<Insertable<MoveRow>>,
			'ON CONFLICT (scope, id) DO NOTHING',
		);
		await endHandOvers(sql, scope, this.over);
	}

	private assignment(
		{ id, contact }: Case,
		{ user, at }: StateChange & { type: 'assigned' },
		{ team, owner }: Decision,
		changes: readonly StateChange[],
	): AssignmentRow {
		const { scope, now, reserveFor } = this.clerk;
		const owned = changes.find(
			(change) => change.type === 'owner' && change.slot === owner?.slot,
		) as (StateChange & { type: 'owner' }) | undefined;
		const turn = changes.find((change) => change.type === 'turns');
		const previous = owned && this.slots.get(contact)?.get(owned.slot);
		return {
			scope,
			id,
			at,
			contact,
			user_id: user,
			team,
			status: reserveFor === null ? 'confirmed' : 'reserved',
			reason: null,
			changed_at: now,
			expires_at: reserveFor === null ? null : now + reserveFor,
			slot: owned?.slot ?? null,
			is_primary: owned?.primary ? 1 : 0,
			account: owned?.owner.account ?? null,
			replaced: owned?.owner.replaced ?? null,
			turns: JSON.stringify(turn ? moved(this.turns.get(turn.team) ?? {}, turn.turns) : {}),
			previous: previous ? JSON.stringify(previous) : null,
		};
	}

	private own(
		contact: string,
		{ slot, primary, owner }: StateChange & { type: 'owner' },
		assignment: AssignmentRow | null,
	): void {
		const slots = this.slotsOf(contact);
		const replaced = slots.get(slot);
		if (replaced) this.changedSlots.delete(replaced);
		const row: SlotRow = {
			contact,
			slot,
			scope: this.clerk.scope,
			user_id: owner.user,
			account: owner.account,
			at: owner.at,
			replaced: owner.replaced,
			assignment: assignment?.slot === slot ? assignment.id : null,
			is_open: 1,
			touched_at: this.clerk.now,
		};
		slots.set(slot, row);
		this.changedSlots.add(row);
		if (primary) this.primaries.set(contact, slot);
	}

	/** Loads as they were read, less the slots of before, plus those of now. */
	private currentLoads(needs: LedgerNeeds): Record<string, Load> {
		const read = this.loads.get(loadKey(needs));
		const open = new Map<string, number>();
		const count = (row: SlotRow, by: number) => {
			if (row.is_open !== 1 || row.touched_at <= needs.openSince) return;
			open.set(row.user_id, (open.get(row.user_id) ?? 0) + by);
		};
		for (const row of this.before) count(row, -1);
		for (const slots of this.slots.values()) for (const row of slots.values()) count(row, 1);
		return Object.fromEntries(
			needs.users.map((user) => {
				const before = read?.get(user) ?? { open: 0, lastAssignedAt: null, recent: [] };
				const times = this.assignments.filter(({ user_id }) => user_id === user);
				const latest = Math.max(before.lastAssignedAt ?? 0, ...times.map(({ at }) => at));
				const load: Load = {
					open: before.open + (open.get(user) ?? 0),
					lastAssignedAt: latest || null,
					recent:
						needs.recentSince === null
							? []
							: [...before.recent, ...times.map(({ at }) => at)].sort((a, b) => a - b),
				};
				return [user, load];
			}),
		);
	}

	private slotsOf(contact: string): Map<string, SlotRow> {
		let slots = this.slots.get(contact);
		if (!slots) this.slots.set(contact, (slots = new Map()));
		return slots;
	}
}

const ASSIGNMENT_COLUMNS: ReadonlyArray<keyof AssignmentRow> = [
	'at',
	'contact',
	'user_id',
	'team',
	'status',
	'reason',
	'changed_at',
	'expires_at',
	'slot',
	'is_primary',
	'account',
	'replaced',
	'turns',
	'previous',
];

interface DecisionRow {
	scope: string;
	id: string;
	at: number;
	contact: string | null;
	assignment: string | null;
	decision: string;
}

function loadKey({ users, recentSince, openSince }: LedgerNeeds): string {
	return JSON.stringify([recentSince, openSince, users]);
}

function ownedSlot({ user_id, account, at, replaced }: SlotRow): OwnedSlot {
	return { user: user_id, account, at, replaced };
}

/** What a turn moves: undone by moving it the other way, whatever has moved since. */
function moved(before: Readonly<Record<string, Turn>>, after: Record<string, Turn>): TurnMove {
	return Object.fromEntries(
		Object.entries(after).flatMap(([user, { credit }]) => {
			const by = credit - (before[user]?.credit ?? 0);
			return by === 0 ? [] : [[user, by]];
		}),
	);
}

/** Reasons why rules did not match may quote what the contact wrote: those are not kept. */
function withoutMisses(decision: Decision): Decision {
	const { receipt } = decision;
	const rules = receipt.rules.filter(({ matched }) => matched);
	const rulesNotShown = receipt.rulesNotShown + receipt.rules.length - rules.length;
	return { ...decision, receipt: { ...receipt, rules, rulesNotShown } };
}
