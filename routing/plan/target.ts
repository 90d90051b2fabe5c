import { z } from 'zod/v4';
import { nameOrNobody, referenceWords, userReferenceSchema } from '../model/references';
import { fold } from '../model/text';

const user = z.strictObject({ type: z.literal('user'), user: userReferenceSchema });
const team = z.strictObject({ type: z.literal('team'), team: nameOrNobody('the team') });
const firstWorkingNext = z.strictObject({
	type: z.literal('firstWorkingNext'),
	team: nameOrNobody('the team'),
});
const previousOwner = z.strictObject({ type: z.literal('previousOwner') });
const nextRule = z.strictObject({ type: z.literal('nextRule') });
const nobody = z.strictObject({ type: z.literal('nobody') });

/**
 * Whom a rule names. `nextRule` hands over to the next rule that matches. `firstWorkingNext` names
 * the member of a team who works now or will be the first to work again. `nobody` ends the search.
 */
export const targetSchema = z.discriminatedUnion('type', [
	user,
	team,
	previousOwner,
	nextRule,
	firstWorkingNext,
	nobody,
]);

/** Whom a team names in its place. It belongs to no rule, so that there is no next one. */
export const teamTargetSchema = z.discriminatedUnion('type', [
	user,
	team,
	previousOwner,
	firstWorkingNext,
	nobody,
]);

/** Who gets a contact that nobody answered in time. */
export const replyTargetSchema = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('nextOfRule') }),
	z.strictObject({ type: z.literal('tell'), to: userReferenceSchema.nullable().default(null) }),
	user,
	team,
	firstWorkingNext,
]);

export type ReplyTarget = z.infer<typeof replyTargetSchema>;
export type Target = z.infer<typeof targetSchema>;
export type TeamTarget = z.infer<typeof teamTargetSchema>;

/** Whom a target means, for the name of a rule that has none. */
export function targetWords(target: Target): string {
	switch (target.type) {
		case 'user':
			return referenceWords(target.user);
		case 'team':
			return teamWords(target.team);
		case 'firstWorkingNext':
			return `first of ${teamWords(target.team)} who works`;
		case 'previousOwner':
			return 'previous owner';
		case 'nextRule':
			return 'next matching rule';
		case 'nobody':
			return 'Nobody';
	}
}

function teamWords(name: string): string {
	if (name === '') return 'an empty field';
	return /(^| )team$/.test(fold(name)) ? name : `${name} team`;
}
