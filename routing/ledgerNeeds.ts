import type { CompiledPlan } from './compiledPlan';
import type { AccountRecord } from './model/accounts';
import type { User } from './model/decision';
import { isFromPerson } from './model/events';
import { LATE_MS, type StaffSnapshot } from './model/staffSnapshot';
import { LONGEST_WINDOW } from './availability/limits';
import { identitiesOf, type Touch } from './model/touch';
import { DAY } from './model/durations';

/** What of a ledger one decision has to know. */
export interface LedgerNeeds {
	/** What the contact is known by, see `identitiesOf`. */
	contact: readonly string[];
	/** Whether the accounts count of which messages came. */
	accounts: boolean;
	/** Names of the teams whose turns count. */
	teams: readonly string[];
	/** IDs of the users whose loads count. */
	users: readonly string[];
	/** How far back new contacts count for limits or loads, milliseconds since 1970; null: not at all. */
	recentSince: number | null;
	/** Contacts that have been silent since then are not open any more, milliseconds since 1970. */
	openSince: number;
}

/** What decisions of this plan about this contact need to know. */
export function ledgerNeeds(
	compiled: CompiledPlan,
	touch: Touch,
	users: readonly User[],
	now: number,
	staffSnapshot: StaffSnapshot = {},
): LedgerNeeds {
	const { plan } = compiled;
	const since = Object.values(staffSnapshot.load ?? {}).map(
		({ readAt }) => Math.min(readAt, now) - LATE_MS,
	);
	if (plan.people.some(({ limits }) => limits.length > 0)) since.push(now - LONGEST_WINDOW);
	return {
		contact: identitiesOf(touch.contact),
		accounts: !touch.account?.id || Boolean(touch.reassign),
		teams: plan.teams.map(({ name }) => name),
		users: users.map(({ id }) => id),
		recentSince: since.length > 0 ? Math.min(...since) : null,
		openSince: now - plan.staleAfterDays * DAY,
	};
}

/** What a message shows of its account; null when it is no message, or shows nothing to rely on. */
export function accountToRemember({ account, event, test }: Touch): AccountRecord | null {
	if (!account?.id || !isFromPerson(event) || test) return null;
	const { id, number = null, name = null, tag = null } = account;
	return { id, number, name, tag };
}
