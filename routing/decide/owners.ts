import type { ContactOwners, OwnedSlot, StateChange } from '../model/state';
import type { Touch } from '../model/touch';
import type { Plan } from '../plan/plan';
import type { Rule } from '../plan/rule';

/** The whole contact. */
export const WHOLE = '*';

/** The part of the contact that a decision is about. */
export function slotOf(plan: Plan, touch: Touch, rule: Rule | null): string {
	const mode = plan.owners?.mode;
	if (mode === 'separate' && touch.account) return `account:${touch.account.id}`;
	if (mode === 'context' && rule) return `label:${rule.label || rule.name}`;
	return WHOLE;
}

/** Who owns a slot. `assignedHere`: we put them there, so HighLevel knew them once. */
export interface Owner {
	user: string;
	account: string | null;
	assignedHere: boolean;
}

/**
 * The owner of a slot. Somebody else in HighLevel's `assignedTo` than the ledger put there was set
 * by hand, and is the owner of all that the ledger's primary owner had. With separate owners or
 * contexts HighLevel's owner is nobody's in particular until the ledger knows the contact.
 */
export function ownerOf(
	plan: Plan,
	touch: Touch,
	owners: ContactOwners | null,
	slot: string,
): Owner | null {
	const known: OwnedSlot | undefined = owners?.slots[slot];
	const primary = owners?.primary ? owners.slots[owners.primary] : undefined;
	const shown = touch.contact.ownerId ?? null;
	const whole = slot === WHOLE;
	if (plan.owners?.respectManual !== false && shown !== null) {
		const manual = primary ? shown !== primary.user && shown !== primary.replaced : whole;
		const concerned = primary ? known?.user === primary.user : whole;
		if (manual && concerned) return { user: shown, account: null, assignedHere: false };
	}
	return known ? { user: known.user, account: known.account, assignedHere: true } : null;
}

/**
 * Whom the target `previousOwner` means: the owner of this slot, else the contact's primary owner,
 * else whoever HighLevel shows.
 */
export function previousOwner(
	plan: Plan,
	touch: Touch,
	owners: ContactOwners | null,
	slot: string,
): string | null {
	const owner = ownerOf(plan, touch, owners, slot);
	if (owner) return owner.user;
	const primary = owners?.primary ? ownerOf(plan, touch, owners, owners.primary) : null;
	return primary?.user ?? touch.contact.ownerId ?? null;
}

/** Whether an owner of this slot belongs into HighLevel's `assignedTo`. */
export function isPrimary(owners: ContactOwners | null, slot: string): boolean {
	return slot === WHOLE || !owners?.primary || owners.primary === slot;
}

/**
 * What is remembered when a slot gets an owner. A change by hand took over every slot of the former
 * primary owner, so those follow, or the change would be forgotten with the first of them.
 * @param user user ID of the new owner
 * @param at milliseconds since 1970
 */
export function ownerStateChanges(
	plan: Plan,
	touch: Touch,
	owners: ContactOwners | null,
	slot: string,
	user: string,
	at: number,
): StateChange[] {
	const replaced = touch.contact.ownerId ?? null;
	const owner = { user, account: touch.account?.id || null, at, replaced };
	const changes: StateChange[] = [{ type: 'owner', slot, primary: isPrimary(owners, slot), owner }];
	if (!owners) return changes;
	for (const other of Object.keys(owners.slots)) {
		const manual = other === slot ? null : ownerOf(plan, touch, owners, other);
		if (!manual || manual.assignedHere) continue;
		const account = owners.slots[other]?.account ?? null;
		changes.push({
			type: 'owner',
			slot: other,
			primary: isPrimary(owners, other) && slot !== WHOLE,
			owner: { user: manual.user, account, at, replaced: manual.user },
		});
	}
	return changes;
}
