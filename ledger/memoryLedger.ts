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

/** A ledger that forgets when the process ends: for tests, simulations and replays. */
export class MemoryLedger implements Ledger {
	private readonly decisions = new Map<string, Decision>();
	private readonly contacts = new Map<string, Contact>();
	private readonly turns = new Map<string, Record<string, Turn>>();
	private readonly assigned = new Map<string, number[]>();

	async decideOnce(
		touchKey: string,
		needs: StateNeeds,
		decide: (state: LedgerState) => Resolution,
	): Promise<{ decision: Decision; repeated: boolean }> {
		const before = this.decisions.get(touchKey);
		if (before) return { decision: structuredClone(before), repeated: true };
		const { decision, changes } = decide(this.read(needs));
		this.decisions.set(touchKey, structuredClone(decision));
		for (const change of changes) this.apply(change);
		return { decision, repeated: false };
	}

	async close(contact: string): Promise<void> {
		this.contacts.get(contact)?.open.clear();
	}

	/** A copy of what a decision needs. */
	read({ contact, teams, users, recentSince }: StateNeeds): LedgerState {
		const known = this.contacts.get(contact);
		const open = this.openSlots();
		const load = (user: string): Load => {
			const times = this.assigned.get(user) ?? [];
			return {
				open: open.get(user) ?? 0,
				lastAssignedAt: times.length > 0 ? Math.max(...times) : null,
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
			times.push(change.at);
			this.assigned.set(change.user, times);
		} else {
			const contact = this.contacts.get(change.contact) ?? {
				primary: null,
				slots: {},
				open: new Set<string>(),
			};
			contact.slots[change.slot] = change.owner;
			contact.open.add(change.slot);
			if (change.primary) contact.primary = change.slot;
			this.contacts.set(change.contact, contact);
		}
	}

	private openSlots(): Map<string, number> {
		const counts = new Map<string, number>();
		for (const { slots, open } of this.contacts.values()) {
			for (const slot of open) {
				const user = slots[slot]?.user;
				if (user !== undefined) counts.set(user, (counts.get(user) ?? 0) + 1);
			}
		}
		return counts;
	}
}
