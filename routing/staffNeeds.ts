import type { CompiledPlan } from './compiledPlan';
import type { User } from './model/decision';
import { userReferencesOf } from './plan/userReferences';
import { STRATEGIES } from './strategies';

/** Whose facts decisions of a plan depend on, by user ID; empty for what the plan does not ask. */
export interface StaffNeeds {
	hours: readonly string[];
	away: readonly string[];
	load: readonly string[];
}

/**
 * What HighLevel has to be asked about whom: all that the plan can name and the contact's owner, and
 * for load only those with a capacity and those in teams that go by load.
 * @param ownerId the owner that HighLevel shows, who may be somebody whom the plan does not name
 */
export function staffNeeds(
	compiled: CompiledPlan,
	users: readonly User[],
	ownerId: string | null,
): StaffNeeds {
	const { plan } = compiled;
	const { sources, teams, people } = plan;
	const roster = compiled.roster(users);
	const members = teams.flatMap((team) =>
		roster
			.membersOf(team)
			.map(({ user }) => ({ user, byLoad: STRATEGIES[team.strategy].usesLoad })),
	);
	const known = (found: ReadonlyArray<User | null>) => [
		...new Set(found.flatMap((user) => user?.id ?? [])),
	];
	const named = known([
		// Bots have no hours.
		...userReferencesOf({ ...plan, replies: undefined }).map((reference) => roster.find(reference)),
		...members.map(({ user }) => roster.find(user)),
		ownerId === null ? null : roster.byId(ownerId),
	]);
	const loaded = known([
		...members.filter(({ byLoad }) => byLoad).map(({ user }) => roster.find(user)),
		...people.filter(({ capacity }) => capacity !== null).map(({ user }) => roster.find(user)),
	]);
	return {
		hours: sources.hours === 'calendars' ? named : [],
		away: sources.away === 'blockedSlots' ? named : [],
		load: sources.load === 'ledger' ? [] : loaded,
	};
}
