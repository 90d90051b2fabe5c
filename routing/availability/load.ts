import type { CandidateTrace } from '../model/decision';
import { LATE_MS, readWords, type StaffSnapshot, type Readings } from '../model/staffSnapshot';
import { NO_LOAD, type CountedLoad } from './staff';
import type { Plan, Sources } from '../plan/plan';
import type { RoutingState } from '../model/state';

/**
 * What a person has to do: as HighLevel counts it, if the plan says so, and what was assigned here
 * since then, so that a burst does not go to whoever had least when HighLevel was read. Else the
 * ledger's open contacts.
 */
export function countedLoad(
	{ loads, observed }: RoutingState,
	userId: string,
	{ sources, staleAfterDays }: Plan,
	now: number,
): CountedLoad {
	const load = loads?.[userId] ?? NO_LOAD;
	const read = observed?.load?.[userId];
	if (!read) return load;
	const from = Math.min(read.readAt, now) - LATE_MS;
	const since = load.recent.filter((at) => at >= from).length;
	const what =
		sources.load === 'unreadConversations'
			? `unread conversation${read.value === 1 ? '' : 's'}`
			: `contact${read.value === 1 ? '' : 's'} of the last ${staleAfterDays} days`;
	const added = since > 0 ? `, and ${since} assigned since` : '';
	const words = `${read.value} ${what} in HighLevel, ${readWords(read.readAt, now)}${added}`;
	return { ...load, open: read.value + since, words };
}

/** Where the facts about the candidates came from, and how old the oldest was; for the receipt. */
export function sourceWords(
	sources: Sources,
	observed: StaffSnapshot | undefined,
	candidates: readonly CandidateTrace[],
	now: number,
): string[] {
	if (!observed) return [];
	const told = (what: string, readings: Readings<unknown> | undefined): string[] => {
		const times = candidates.flatMap(({ userId }) => readings?.[userId ?? '']?.readAt ?? []);
		return times.length > 0 ? [`${what}, ${readWords(Math.min(...times), now)}`] : [];
	};
	const load =
		sources.load === 'unreadConversations'
			? 'unread conversations in HighLevel'
			: 'contacts owned in HighLevel';
	return [
		...told('Working hours: calendars in HighLevel', observed.hours),
		...told('Away: blocked slots in HighLevel', observed.away),
		...told(`Load: ${load}`, observed.load),
	];
}
