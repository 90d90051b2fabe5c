import { WHOLE } from '../model/slots';
import type { ContactOwners, OwnedSlot, StateChange } from '../model/state';
import { fold } from '../model/text';
import type { Touch } from '../model/touch';
import type { Plan } from '../plan/plan';
import type { Rule } from '../plan/rule';
import { ruleLabel } from '../plan/ruleName';

/** What the fallback decides has a label of its own, as if it were a rule. */
const FALLBACK = 'Fallback';

/** The part of the contact that a touch is about, `*` when the policy knows no parts. */
export function slotOf(plan: Plan, touch: Touch): string {
	// An account may be known by its name alone, e.g. from a tag.
	const account = touch.account?.id;
	return plan.owners?.mode === 'separate' && account ? `account:${account}` : WHOLE;
}

/** The part of the contact that a rule is about, or the fallback (null), with owners by label. */
function slotOfLabel(rule: Rule | null): string {
	return `label:${rule ? ruleLabel(rule) : FALLBACK}`;
}

/** Who owns a slot. `assignedHere`: we put them there, so HighLevel knew them once. */
export interface Owner {
	user: string;
	account: string | null;
	assignedHere: boolean;
}

/** Whom the target `previousOwner` means. */
export interface PreviousOwner {
	user: string;
	/** The slot that is decided on is theirs now. */
	owns: boolean;
	hasLeft: boolean;
}

/** Who owns the parts of a contact, as the ledger and HighLevel together say. */
export class OwnersOfContact {
	/** The slot whose owner is HighLevel's; the whole contact as long as none is known. */
	readonly primarySlot: string;
	private readonly slots: Readonly<Record<string, OwnedSlot>>;
	private readonly primary: OwnedSlot | undefined;
	/** HighLevel's owner, null when nobody, or unknown. */
	private readonly shown: string | null;
	private readonly respectsManual: boolean;

	/** @param hasLeft whether this owner is no user of the location any more */
	constructor(
		private readonly plan: Plan,
		private readonly touch: Touch,
		private readonly known: ContactOwners | null,
		private readonly hasLeft: (owner: Owner) => boolean,
	) {
		this.slots = known?.slots ?? {};
		this.primarySlot = known?.primary ?? WHOLE;
		this.primary = known?.primary ? this.slots[known.primary] : undefined;
		this.shown = touch.contact.ownerId ?? null;
		this.respectsManual = plan.owners?.respectManual !== false;
	}

	/** What the owner of the contact as a whole owns: with owners of parts, the primary part. */
	get wholeSlot(): string {
		const mode = this.plan.owners?.mode;
		return mode === 'separate' || mode === 'context' ? this.primarySlot : WHOLE;
	}

	/** What a touch is about, as long as no rule says more. */
	get slotOfTouch(): string {
		const slot = slotOf(this.plan, this.touch);
		return slot === WHOLE ? this.wholeSlot : slot;
	}

	/**
	 * The part of the contact that a rule is about, or the fallback (null), with owners by label: as the
	 * ledger has it, if that differs in no more than upper and lower case.
	 */
	slotOfLabel(rule: Rule | null): string {
		const slot = slotOfLabel(rule);
		if (this.slots[slot]) return slot;
		const folded = fold(slot);
		return Object.keys(this.slots).find((known) => fold(known) === folded) ?? slot;
	}

	/**
	 * The part of the contact that new rules of the touch's account are about: HighLevel's owner moves,
	 * unless they own another part or were decided at another account.
	 * @param rule the rule that matches; null for the fallback
	 */
	slotOfNewRules(rule: Rule | null): string {
		const mode = this.plan.owners?.mode;
		if (mode !== 'separate' && mode !== 'context') return this.primarySlot;
		const part = mode === 'context' ? this.slotOfLabel(rule) : this.slotOfTouch;
		const decidedAt = this.primary?.account ?? null;
		const isElsewhere = decidedAt !== null && decidedAt !== (this.touch.account?.id || decidedAt);
		return this.slots[part] || isElsewhere ? part : this.primarySlot;
	}

	/**
	 * The owner of a slot. Somebody else in HighLevel's `assignedTo` than the ledger put there was set
	 * by hand, and is the owner of all that the ledger's primary owner had. With separate owners or
	 * contexts HighLevel's owner is nobody's in particular until the ledger knows the contact.
	 */
	of(slot: string): Owner | null {
		const { primary } = this;
		// What was decided with owners of parts counts for the whole, when the policy has changed.
		const known = this.slots[slot] ?? (slot === WHOLE ? primary : undefined);
		const concerned = primary ? known?.user === primary.user : slot === WHOLE;
		if (concerned) {
			const byHand = this.setByHand();
			if (byHand) return byHand;
		}
		return known ? { user: known.user, account: known.account, assignedHere: true } : null;
	}

	/** Whom somebody made HighLevel's owner by hand, as far as that counts; null when nobody. */
	setByHand(): Owner | null {
		const { primary, shown } = this;
		if (!this.respectsManual || shown === primary?.user || shown === primary?.replaced) return null;
		return this.inHighLevel();
	}

	/** Of this slot, else of the contact, else whoever HighLevel shows. */
	previous(slot: string): PreviousOwner | null {
		const current = this.of(slot);
		const owner =
			current ?? (this.primary ? this.of(this.primarySlot) : null) ?? this.inHighLevel();
		if (!owner) return null;
		return { user: owner.user, owns: current !== null, hasLeft: this.hasLeft(owner) };
	}

	/**
	 * Whether an owner of this slot belongs into HighLevel's `assignedTo`: not as long as somebody else
	 * is there for another part of the contact, or was put there by hand.
	 */
	isPrimary(slot: string, user: string): boolean {
		if (slot === WHOLE || slot === this.known?.primary) return true;
		const holder = this.primary ? this.of(this.primarySlot) : null;
		if (holder && !this.hasLeft(holder)) return false;
		const byHand = this.setByHand();
		if (!byHand || byHand.user === user || this.hasLeft(byHand)) return true;
		return this.touch.excludedUsers?.includes(byHand.user) ?? false;
	}

	/**
	 * Whether whoever owns the contact in HighLevel makes room for the owner of a primary slot, also
	 * somebody whom this decision did not see. Who is moved together with others is looked for by owner.
	 */
	get replacesAnybody(): boolean {
		const { plan, touch } = this;
		return !touch.reassign && (plan.owners === null || !plan.owners.respectManual);
	}

	/** When the owner of a slot got it; null when there is none, or somebody made them the owner by hand. */
	since(slot: string): number | null {
		const known = this.slots[slot];
		return known && this.of(slot)?.assignedHere ? known.at : null;
	}

	/** Whether the ledger has all of this: the user owns the slot, decided at this account. */
	isRecorded(slot: string, user: string): boolean {
		const known = this.slots[slot];
		if (known?.user !== user) return false;
		// The account is part of what `one` goes by, so a confirmation by another account is a change.
		const account = this.touch.account?.id;
		if (this.plan.owners?.mode === 'one' && account && account !== known.account) return false;
		return slot === this.known?.primary || !this.isPrimary(slot, user);
	}

	/**
	 * What is remembered when a slot gets an owner. A change by hand took over every slot of the former
	 * primary owner, so those follow, or the change would be forgotten with the first of them. Whoever
	 * leaves or is away loses all of the contact, and gets all of it back.
	 * @param user user ID of the new owner
	 * @param at milliseconds since 1970
	 */
	changes(slot: string, user: string, at: number): StateChange[] {
		const { slots, shown } = this;
		const known = slots[slot];
		const before = known?.user === user ? known.account : null;
		const owner = { user, account: this.touch.account?.id || before, at, replaced: shown };
		const primary = this.isPrimary(slot, user);
		const changes: StateChange[] = [{ type: 'owner', slot, primary, owner }];
		for (const [other, { account }] of Object.entries(slots)) {
			const current = other === slot ? null : this.of(other);
			if (!current) continue;
			if (this.goesAlong(other, slot, current)) {
				changes.push({ type: 'owner', slot: other, primary: false, owner: { ...owner, account } });
				continue;
			}
			if (current.assignedHere) continue;
			const { user: byHand } = current;
			changes.push({
				type: 'owner',
				slot: other,
				primary: !primary && this.isPrimary(other, byHand),
				owner: { user: byHand, account, at, replaced: byHand },
			});
		}
		return changes;
	}

	/** Whether a slot moves together with the one that is decided on, being the same person's. */
	private goesAlong(other: string, slot: string, { user }: Owner): boolean {
		const { kind, from } = this.touch.reassign ?? {};
		if (!from || user !== from.id) return false;
		if (kind === 'leaves' || kind === 'handOver') return true;
		// A stand-in keeps what was theirs before.
		return kind === 'handBack' && this.slots[other]?.at === this.slots[slot]?.at;
	}

	private inHighLevel(): Owner | null {
		const { shown } = this;
		return shown === null ? null : { user: shown, account: null, assignedHere: false };
	}
}
