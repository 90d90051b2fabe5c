import { CalendarHours } from '../availability/calendarHours';
import { WeekMap } from '../availability/hours';
import type { Roster } from '../availability/roster';
import { referenceKey } from '../availability/staff';
import type { CompiledPlan } from '../compiledPlan';
import type { User } from '../model/decision';
import type { Hours } from '../model/hours';
import { own } from '../model/own';
import type { CalendarSchedule, StaffSnapshot } from '../model/staffSnapshot';
import { fold } from '../model/text';
import type { Target, Team, UserReference, WorkingTime } from '../plan/plan';

/** Hours of a usual week; holidays come and go. */
export interface KnownHours {
	/** Equal for equal hours. */
	key: string;
	hours: Hours;
	zones: readonly string[];
}

/** When somebody can be found; null when nobody is named, or nobody whom a plan knows. */
export type Cover = 'always' | null | Times;

interface Times {
	/** Equal for equal times. */
	key: string;
	/** At an instant, in milliseconds since 1970. */
	at(at: number): boolean;
	/** By which it goes. */
	hours: readonly KnownHours[];
	/** Of the people, for words. */
	zones: readonly string[];
}

/** Says when the targets of a plan find somebody. */
export class CoverReader {
	private readonly roster: Roster | null;
	private readonly weeks = new Map<string, KnownHours>();

	/** @param users those of HighLevel, null when they are not known */
	constructor(
		private readonly compiled: CompiledPlan,
		users: readonly User[] | null,
		private readonly snapshot: StaffSnapshot,
	) {
		this.roster = users && compiled.roster(users);
	}

	/** When one of several targets finds somebody, who are asked one after the other. */
	chain(targets: readonly Target[]): Cover {
		return this.ask(targets, new Set());
	}

	/** Never open for a schedule that is not in the plan. */
	hoursNamed(wanted: string): KnownHours {
		const { schedules } = this.compiled.plan;
		return this.week(schedules.find(({ name }) => fold(name) === fold(wanted)) ?? null);
	}

	/** @param asked teams by folded name, each of which is asked once */
	private ask(targets: readonly Target[], asked: Set<string>): Cover {
		const covers: Cover[] = [];
		for (const target of targets) {
			const cover = this.target(target, asked);
			if (cover === 'always') return 'always';
			covers.push(cover);
		}
		return either(covers);
	}

	private target(target: Target, asked: Set<string>): Cover {
		switch (target.type) {
			// What comes after `nextRule` depends on the touch; `nobody` is what somebody wants.
			case 'nextRule':
			case 'nobody':
				return 'always';
			case 'previousOwner':
				return null;
			case 'user':
				return this.people([target.user]);
			case 'firstWorkingNext':
				return this.hasMembers(target.team) ? 'always' : null;
			case 'team':
				return this.team(target.team, asked);
		}
	}

	private team(name: string, asked: Set<string>): Cover {
		const team = this.compiled.team(name);
		if (!team || asked.has(fold(name))) return null;
		asked.add(fold(name));
		const { works, outsideHours, ifNobody } = team;
		const members = this.members(team);
		const open = typeof works === 'string' ? this.hoursNamed(works) : works && this.week(works);
		const outside = open && outsideHours ? this.ask([outsideHours], asked) : null;
		const inTurn = open ? within(open, members, outside) : members;
		return either([inTurn, ifNobody ? this.ask([ifNobody], asked) : null]);
	}

	private members(team: Team): Cover {
		// Who has a role is for HighLevel to say.
		if (team.roles.length > 0 && !this.roster) return 'always';
		const members = this.roster?.membersOf(team) ?? team.members;
		return this.people(members.map(({ user }) => user));
	}

	private hasMembers(name: string): boolean {
		const team = this.compiled.team(name);
		return team !== null && (team.members.length > 0 || team.roles.length > 0);
	}

	/** When one of these people works, or whoever stands in for them. */
	private people(references: readonly UserReference[]): Cover {
		const covers: Cover[] = [];
		const seen = new Set<string>();
		const next = [...references];
		for (let reference = next.shift(); reference; reference = next.shift()) {
			const key = referenceKey(reference);
			if (reference.value === '' || seen.has(key)) continue;
			seen.add(key);
			const cover = this.person(reference);
			if (cover === 'always') return 'always';
			covers.push(cover);
			const backup = this.planned(reference)?.person.backup;
			if (backup) next.push(backup);
		}
		return either(covers);
	}

	private person(reference: UserReference): Cover {
		const member = this.planned(reference);
		if (member?.person.paused) return never(member.timeZone);
		const works = member?.person.works ?? null;
		if (works !== null) {
			return times(typeof works === 'string' ? this.hoursNamed(works) : this.week(works));
		}
		const user = this.roster?.find(reference);
		const calendars = user ? own(this.snapshot.hours, user.id)?.value : undefined;
		return calendars && calendars.length > 0 ? times(this.calendars(calendars)) : 'always';
	}

	private planned(reference: UserReference) {
		const user = this.roster?.find(reference);
		const key = referenceKey(reference);
		return (user && this.roster?.staffMember(user)) ?? this.compiled.people.get(key) ?? null;
	}

	private week(time: WorkingTime | null): KnownHours {
		const { timeZone, hours } = time ?? { timeZone: 'UTC', hours: [] };
		return this.known(JSON.stringify([timeZone, hours]), [timeZone], () => {
			return new WeekMap({ timeZone, hours, holidays: [] });
		});
	}

	private calendars(schedules: readonly CalendarSchedule[]): KnownHours {
		const usual = schedules.map((one) => ({ ...one, dates: {} }));
		const zones = [...new Set(schedules.map(({ timeZone }) => timeZone))];
		return this.known(JSON.stringify(usual), zones, () => new CalendarHours(usual));
	}

	private known(content: string, zones: readonly string[], make: () => Hours): KnownHours {
		let known = this.weeks.get(content);
		if (!known) {
			known = { key: `h${this.weeks.size}`, hours: make(), zones };
			this.weeks.set(content, known);
		}
		return known;
	}
}

function times(known: KnownHours): Times {
	const { key, hours, zones } = known;
	return { key, at: (at) => hours.isOpen(at), hours: [known], zones };
}

/** Of somebody who is named and never there. */
function never(timeZone: string): Times {
	return { key: 'never', at: () => false, hours: [], zones: [timeZone] };
}

function either(covers: readonly Cover[]): Cover {
	if (covers.includes('always')) return 'always';
	const byKey = new Map<string, Times>();
	for (const cover of covers) if (cover !== null && cover !== 'always') byKey.set(cover.key, cover);
	const parts = [...byKey.values()];
	const [first, second] = parts;
	if (!first || !second) return first ?? null;
	return {
		key: `(${[...byKey.keys()].sort().join('|')})`,
		at: (at) => parts.some((part) => part.at(at)),
		...partsOf(parts),
	};
}

/** One cover while hours are open, another one while they are closed. */
function within(open: KnownHours, inside: Cover, outside: Cover): Cover {
	if (inside === outside && (inside === 'always' || inside === null)) return inside;
	const [one, two] = [inside, outside].map((cover): Times | null =>
		cover === 'always' ? { key: 'always', at: () => true, hours: [], zones: [] } : cover,
	);
	const parts = [one, two].flatMap((part) => part ?? []);
	const { hours, zones } = partsOf(parts);
	return {
		key: `(${open.key}?${one?.key}:${two?.key})`,
		at: (at) => (open.hours.isOpen(at) ? one : two)?.at(at) ?? false,
		hours: [open, ...hours],
		zones: zones.length > 0 ? zones : open.zones,
	};
}

function partsOf(parts: readonly Times[]): Pick<Times, 'hours' | 'zones'> {
	return {
		hours: [...new Set(parts.flatMap(({ hours }) => hours))],
		zones: [...new Set(parts.flatMap(({ zones }) => zones))],
	};
}
