import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';
import { assigns } from '../../routing/model/decision';
import { fullItem } from '../shared/decidedItem/shapes';
import { isReassignItem } from '../shared/highLevel/reassignItems';
import { LEDGER_PLACES, type LedgerPlace } from '../shared/ledger/ledgerPlace';

/** What HighLevel showed Resolve Assignment of the contact, and when. */
const shownSchema = z.object({
	at: z.iso.datetime(),
	asked: z.object({ phone: z.string().nullable() }),
	contactId: z.string().nullable(),
	ownerId: z.string().nullable(),
	tags: z.array(z.string()).nullable(),
});

/** That somebody has to be told, though the contact stays; null for whom: its owner. */
const tellSchema = z.object({
	about: z.string(),
	to: z.object({ id: z.string(), name: z.string().nullish().catch(null) }).nullish(),
});

export type ToBeTold = z.infer<typeof tellSchema>;

/** What an item says of Resolve Assignment's decision, as far as carrying it out depends on it. */
const decidedSchema = z.object({
	assignment: z.object({
		outcome: z.string(),
		user: z.object({ id: z.string(), name: z.string().nullish().catch(null) }),
		owner: z
			.object({
				previous: z.string().nullish(),
				primary: z.boolean(),
				cover: z.boolean(),
				/** Also somebody whom the decision did not see. */
				replacesAnybody: z.boolean().nullish().catch(null),
			})
			.nullish(),
		seenOwner: z.string().nullish().catch(null),
		shown: shownSchema.nullish().catch(null),
		tell: tellSchema.nullish().catch(null),
		receipt: z.object({ sentence: z.string() }).nullish().catch(null),
		/** Missing when no ledger has it. */
		id: z.string().optional(),
		ledger: z.enum(LEDGER_PLACES).optional(),
	}),
	contact: z.object({ ownerId: z.string().nullish() }).nullish().catch(null),
});

/**
 * What a decision makes of its user. `cover`: answers this time, the owner stays. `accountOwner`:
 * owns the contact for this account, and somebody else is its owner in HighLevel.
 */
export type AssigneeRole = 'owner' | 'cover' | 'accountOwner';

/** A decision that names a user. */
export interface Decided {
	userId: string;
	/** Null for a user of the agency, whom HighLevel does not list. */
	userName: string | null;
	role: AssigneeRole;
	/** The contact was given to the user, who did not own it before. */
	given: boolean;
	/** Whom the decision took for the owner: in the ledger and in HighLevel. */
	knownOwners: string[];
	/** Whoever else owns it may be replaced, too. */
	replacesAnybody: boolean;
	sentence: string | null;
	/** Null when nobody has to be told. */
	tell: ToBeTold | null;
	/** It moves the contact together with others. */
	moves?: boolean;
	/** What Resolve Assignment was shown of the contact, null when it did not ask. */
	shown: z.infer<typeof shownSchema> | null;
	/** Where it is written, null when it is in no ledger. */
	entry: { id: string; ledger: LedgerPlace } | null;
}

/** The decision that an item carries; null when Resolve Assignment named nobody for it. */
export function decisionIn(context: IExecuteFunctions, itemIndex: number): Decided | null {
	const { json = {} } = context.getInputData()[itemIndex] ?? {};
	const found = decidedSchema.safeParse(fullItem(json)).data;
	if (!found) return null;
	const { outcome, user, owner, seenOwner, receipt, id, ledger } = found.assignment;
	const knownOwners = [owner?.previous, seenOwner, found.contact?.ownerId].filter(
		(one) => typeof one === 'string',
	);
	return {
		userId: user.id,
		userName: user.name && user.name !== user.id ? user.name : null,
		role: owner?.cover ? 'cover' : owner?.primary === false ? 'accountOwner' : 'owner',
		given: assigns(outcome),
		knownOwners,
		replacesAnybody: owner?.replacesAnybody === true,
		...(isReassignItem(json) && { moves: true }),
		sentence: receipt?.sentence ?? null,
		tell: found.assignment.tell ?? null,
		shown: found.assignment.shown ?? null,
		entry: id !== undefined && ledger !== undefined ? { id, ledger } : null,
	};
}

/** Whether the contact stays with its owner, and somebody has to be told about it. */
export function isToTell(decided: Decided | null): decided is Decided & { tell: ToBeTold } {
	return Boolean(decided?.tell) && decided?.given === false;
}
