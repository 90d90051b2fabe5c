/**
 * When the owner is written. `onlyIfUnowned`: another owner stays. `always`: whoever owns it.
 * `never`: the user takes part without being HighLevel's owner. `replaces`: in place of one of
 * these users, as a decision saw it; anybody else got the contact since, and keeps it. A decision may
 * replace anybody, too; unlike with `always`, what is known is compared first.
 */
export type OwnerRule =
	'onlyIfUnowned' | 'always' | 'never' | { replaces: readonly string[] | 'anybody' };

/** What becomes of a contact that has this owner when it is to be assigned to a user. */
export function ownerOutcome(
	ownerId: string | null,
	{ userId, ownerRule }: { userId: string; ownerRule: OwnerRule },
): 'assigned' | 'unchanged' | 'kept' | 'lostRace' {
	if (ownerId === userId) return 'unchanged';
	if (ownerRule === 'never') return 'kept';
	if (ownerId === null || ownerRule === 'always') return 'assigned';
	if (ownerRule === 'onlyIfUnowned') return 'kept';
	const { replaces } = ownerRule;
	return replaces === 'anybody' || replaces.includes(ownerId) ? 'assigned' : 'lostRace';
}
