import type { Resolution } from '../routing/decide';
import type { Decision } from '../routing/decision';
import type { StateNeeds } from '../routing/stateNeeds';
import type { Ledger } from './ledger';
import type { LedgerState, Load, OwnedSlot, StateChange, Turn } from '../routing/state';

interface Contact {
	primary: string | null;
	slots: Record<string, OwnedSlot>;
	open: Set<string>;
}

/** A week, the longest that limits look back (`StateNeeds.recentSince`), and a day to spare. */
const RECENT_MS = 8 * 24 * 3_600_000;

/** What is kept at most; the oldest goes first. */
const MAX_DECISIONS = 5_000;
const MAX_CONTACTS = 50_000;

/** A ledger that forgets when the process ends, and the oldest before memory runs out. */
export class MemoryLedger implements Ledger {
	private readonly decisions = new Map<string, Decision>();
	private readonly contacts = new Map<string, Contact>();
	private readonly turns = new Map<string, Record<string, Turn>>();
	private readonly assigned = new Map<string, number[]>();
	/** Open slots by user. */
	private readonly open = new Map<string, number>();

	async decideOnce(
		touchKey: string,
		needs: StateNeeds,
		decide: (state: LedgerState) => Resolution,
	): Promise<{ decision: Decision; repeated: boolean }> {
		const before = this.decisions.get(touchKey);
		if (before) return { decision: structuredClone(before), repeated: true };
		// No await between reading and writing: two runs of this process must not decide on one state.
		const { decision, changes } = decide(this.snapshot(needs));
		this.decisions.set(touchKey, structuredClone(decision));
		for (const change of changes) this.apply(change);
		if (this.decisions.size > MAX_DECISIONS) forgetOldest(this.decisions);
		if (this.contacts.size > MAX_CONTACTS) {
			const oldest = forgetOldest(this.contacts);
			if (oldest) this.closeSlots(oldest);
		}
		return { decision, repeated: false };
	}

	async close(contact: string): Promise<void> {
		const known = this.contacts.get(contact);
		if (known) this.closeSlots(known);
	}

	async read(needs: StateNeeds): Promise<LedgerState> {
		return this.snapshot(needs);
	}

	private snapshot({ contact, teams, users, recentSince }: StateNeeds): LedgerState {
		const known = this.contacts.get(contact);
		const load = (user: string): Load => {
			const times = this.assigned.get(user) ?? [];
			return {
				open: this.open.get(user) ?? 0,
				lastAssignedAt: times.at(-1) ?? null,
				recent: recentSince === null ? [] : times.filter((at) => at >= recentSince),
			};
		};
		return structuredClone({
			owners: known ? { primary: known.primary, slots: known.slots } : null,
			loads: Object.fromEntries(users.map((user) => [user, load(user)])),
			turns: Object.fromEntries(teams.map((team) => [team, this.turns.get(team) ?? {}])),
		});
	}

	private apply(change: StateChange): void {
		if (change.type === 'turns') {
			this.turns.set(change.team, { ...this.turns.get(change.team), ...change.turns });
		} else if (change.type === 'assigned') {
			const times = this.assigned.get(change.user) ?? [];
			const needed = times.filter((at) => at > change.at - RECENT_MS);
			this.assigned.set(
				change.user,
				[...needed, change.at].sort((a, b) => a - b),
			);
		} else {
			const contact = this.contacts.get(change.contact) ?? {
				primary: null,
				slots: {},
				open: new Set<string>(),
			};
			this.closeSlot(contact, change.slot);
			contact.slots[change.slot] = change.owner;
			contact.open.add(change.slot);
			this.count(change.owner.user, 1);
			if (change.primary) contact.primary = change.slot;
			this.contacts.set(change.contact, contact);
		}
	}

	private closeSlots(contact: Contact): void {
		for (const slot of [...contact.open]) this.closeSlot(contact, slot);
	}

	private closeSlot(contact: Contact, slot: string): void {
		const owner = contact.slots[slot];
		if (owner && contact.open.delete(slot)) this.count(owner.user, -1);
	}

	private count(user: string, by: number): void {
		this.open.set(user, (this.open.get(user) ?? 0) + by);
	}
}

/** Maps keep the order of insertion. */
function forgetOldest<V>(map: Map<string, V>): V | undefined {
	for (const [key, value] of map) {
		map.delete(key);
		return value;
	}
	return undefined;
}
