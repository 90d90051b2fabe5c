import type { ContactOwners, OwnedSlot, StateChange } from '../routing/model/state';
import type { WorkContext } from './batchContext';
import type { Transaction } from './database';
import { OpenSlotsGained } from './openSlots';
import type { AssignmentRow, SlotRow } from './rows';
import { primarySlots, slotsOf, writeSlots } from './slots';

/** The owners of a batch's contacts: as they were read, then as its decisions leave them. */
export class BatchOwners {
	private readonly slots = new Map<string, Map<string, SlotRow>>();
	private readonly primaries = new Map<string, string>();
	/** As they were read: what loads have counted. */
	private readonly before: SlotRow[] = [];
	private readonly changed = new Set<SlotRow>();
	/** Of each time that was asked for; nearly always one entry. */
	private readonly gained = new Map<number, Map<string, number>>();

	private constructor(private readonly context: WorkContext) {}

	static async read(
		sql: Transaction,
		context: WorkContext,
		contacts: readonly string[],
	): Promise<BatchOwners> {
		const owners = new BatchOwners(context);
		for (const row of await slotsOf(sql, contacts)) {
			owners.before.push({ ...row });
			owners.slotsOf(row.contact).set(row.slot, row);
		}
		for (const [contact, slot] of await primarySlots(sql, contacts)) {
			owners.primaries.set(contact, slot);
		}
		return owners;
	}

	/** The owners of a contact, null when it has none. */
	of(contact: string): ContactOwners | null {
		const slots = this.slots.get(contact);
		if (!slots?.size) return null;
		return {
			primary: this.primaries.get(contact) ?? null,
			slots: Object.fromEntries([...slots].map(([name, row]) => [name, ownedSlot(row)])),
		};
	}

	slot(contact: string, slot: string): SlotRow | undefined {
		return this.slots.get(contact)?.get(slot);
	}

	/** @param assignment what came of the same decision */
	change(
		contact: string,
		{ slot, primary, owner }: StateChange & { type: 'owner' },
		assignment: AssignmentRow | null,
	): void {
		const slots = this.slotsOf(contact);
		const replaced = slots.get(slot);
		if (replaced) {
			this.changed.delete(replaced);
			this.count(replaced, -1);
		}
		const row: SlotRow = {
			contact,
			slot,
			scope: this.context.scope,
			user_id: owner.user,
			account: owner.account,
			at: owner.at,
			replaced: owner.replaced,
			assignment: assignment?.slot === slot ? assignment.id : null,
			is_open: 1,
			touched_at: this.context.now,
		};
		slots.set(slot, row);
		this.changed.add(row);
		this.count(row, 1);
		if (primary) this.primaries.set(contact, slot);
	}

	/** The contact has given its owner something to do, so it is open again. */
	reopen(slot: SlotRow): void {
		this.count(slot, -1);
		slot.is_open = 1;
		slot.touched_at = this.context.now;
		this.count(slot, 1);
		this.changed.add(slot);
	}

	/** How many more open slots users have than before the batch, by user ID; fewer are below 0. */
	openGained(openSince: number): ReadonlyMap<string, number> {
		let gained = this.gained.get(openSince);
		if (!gained) {
			gained = new Map();
			// From then on it is counted with each change: a batch may be of thousands.
			this.gained.set(openSince, gained);
			for (const row of this.before) countIn(gained, openSince, row, -1);
			for (const slots of this.slots.values())
				for (const row of slots.values()) countIn(gained, openSince, row, 1);
		}
		return gained;
	}

	/** @param contacts those that something was decided about */
	async write(sql: Transaction, contacts: Iterable<string>): Promise<void> {
		const { scope, now } = this.context;
		await sql.insert(
			'contact_assignment_contacts',
			[...contacts].map((id) => ({
				id,
				scope,
				primary_slot: this.primaries.get(id) ?? null,
				seen_at: now,
			})),
			`ON CONFLICT (id) DO UPDATE SET
				primary_slot = excluded.primary_slot, seen_at = excluded.seen_at`,
		);
		await writeSlots(sql, [...this.changed]);
		const gained = new OpenSlotsGained();
		gained.count(this.before, -1);
		for (const slots of this.slots.values()) gained.count(slots.values(), 1);
		await gained.write(sql);
	}

	private count(row: SlotRow, by: 1 | -1): void {
		for (const [openSince, gained] of this.gained) countIn(gained, openSince, row, by);
	}

	private slotsOf(contact: string): Map<string, SlotRow> {
		let slots = this.slots.get(contact);
		if (!slots) this.slots.set(contact, (slots = new Map()));
		return slots;
	}
}

function countIn(gained: Map<string, number>, openSince: number, row: SlotRow, by: 1 | -1): void {
	if (row.is_open !== 1 || row.touched_at <= openSince) return;
	gained.set(row.user_id, (gained.get(row.user_id) ?? 0) + by);
}

function ownedSlot({ user_id, account, at, replaced }: SlotRow): OwnedSlot {
	return { user: user_id, account, at, replaced };
}
