import type { Touch } from '../../routing/model/touch';

/**
 * Whose messages a trigger receives. Meta looks for a callback in this order: the number's own, its
 * WhatsApp Business Account's, the app's (Meta: webhooks/override).
 */
export type Scope =
	{ level: 'number'; id: string } | { level: 'businessAccount'; id: string } | { level: 'app' };

/** The ID of the number or business account; empty for the app. */
export function idOf(scope: Scope): string {
	return scope.level === 'app' ? '' : scope.id;
}

/** What the button Test in Meta's App Dashboard sends instead of the ID of a business account. */
const DASHBOARD_TEST = '0';

/**
 * Whether a touch is for a trigger of one business account (null for any). As the app's callback such a
 * trigger may also get what belongs to accounts that have none.
 */
export function isOfBusinessAccount(touch: Touch, wabaId: string | null): boolean {
	// A notice about an account belongs to none of its numbers.
	const own = touch.account?.wabaId ?? touch.wabaId;
	return wabaId === null || own === wabaId || own === DASHBOARD_TEST;
}
