import { own } from '../model/own';
import type { User } from '../model/decision';
import type { UserReference } from '../model/references';
import type { StaffSnapshot } from '../model/staffSnapshot';
import { personSchema } from '../plan/person';
import type { Member, Team } from '../plan/team';
import { fold } from '../model/text';
import { StaffMember } from './staff';

/** The users of a location, found by reference. Built once for each list. */
export class Roster {
	private readonly ids = new Map<string, User>();
	private readonly emails = new Map<string, User>();
	private readonly shown = new Map<string, StaffMember>();
	private readonly teams = new WeakMap<Team, readonly Member[]>();

	constructor(
		private readonly users: readonly User[],
		private readonly people: ReadonlyMap<string, StaffMember>,
		private readonly snapshot: StaffSnapshot = {},
		private readonly timeZone = 'UTC',
	) {
		for (const user of users) {
			this.ids.set(user.id, user);
			const email = fold(user.email);
			if (email !== '' && !this.emails.has(email)) this.emails.set(email, user);
		}
	}

	find({ by, value }: UserReference): User | null {
		const user = by === 'id' ? this.ids.get(value) : this.emails.get(fold(value));
		return user ?? null;
	}

	byId(id: string): User | null {
		return this.ids.get(id) ?? null;
	}

	/** Whether a reference of a plan means this user, whom HighLevel need not list. */
	means(reference: UserReference, { id }: User): boolean {
		if (reference.by === 'id') return reference.value === id;
		return this.find(reference)?.id === id;
	}

	/**
	 * The members of a team: those whom it lists, HighLevel may not know all of them, and everybody
	 * with its roles, by name.
	 */
	membersOf(team: Team): readonly Member[] {
		if (team.roles.length === 0) return team.members;
		let members = this.teams.get(team);
		if (!members) {
			const listed = new Set(team.members.map(({ user }) => this.find(user)?.id));
			const more = this.users
				.filter(({ id, role }) => role && team.roles.includes(role) && !listed.has(id))
				.sort((a, b) => (`${a.name}\n${a.id}` < `${b.name}\n${b.id}` ? -1 : 1))
				.map(({ id }) => ({ user: { by: 'id' as const, value: id }, weight: 1, tier: 1 }));
			this.teams.set(team, (members = [...team.members, ...more]));
		}
		return members;
	}

	/** Whether a team has this user, by name or by role. */
	hasMember(team: Team, user: User): boolean {
		return this.membersOf(team).some((member) => this.means(member.user, user));
	}

	/** What the plan says about a user, whichever way it names them, and what HighLevel showed. */
	staffMember(user: User): StaffMember | null {
		const { hours, away } = this.snapshot;
		if (!own(hours, user.id) && !own(away, user.id)) return this.planned(user);
		let shown = this.shown.get(user.id);
		if (shown === undefined) {
			const planned = this.planned(user) ?? this.unlisted(user);
			this.shown.set(user.id, (shown = planned.with(this.snapshot, user.id)));
		}
		return shown;
	}

	private unlisted({ id }: User): StaffMember {
		const person = personSchema.parse({ user: { by: 'id', value: id } });
		return new StaffMember(person, null, this.timeZone);
	}

	private planned(user: User): StaffMember | null {
		if (this.people.size === 0) return null;
		return this.people.get(`id:${user.id}`) ?? this.people.get(`email:${fold(user.email)}`) ?? null;
	}
}
