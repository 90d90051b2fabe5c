import { CalendarHours } from '../availability/calendarHours';
import { WeekShifts } from '../availability/hours';
import type { Roster } from '../availability/roster';
import { NO_SPANS, anyOf, both, without, type Spans } from '../availability/spans';
import { referenceKey } from '../availability/staff';
import type { CompiledPlan } from '../compiledPlan';
import type { User } from '../model/decision';
import { own } from '../model/own';
import type { CalendarSchedule, StaffSnapshot } from '../model/staffSnapshot';
import { fold } from '../model/text';
import type { Target, Team, UserReference, WorkingTime } from '../plan/plan';
import type { Week } from './gaps';

/** Hours of a usual week; holidays come and go. */
export interface KnownHours {
	/** Equal for equal hours. */
	key: string;
	zones: readonly string[];
	/** When they are open in a week. */
	openIn: InWeek;
}

/** When somebody can be found; null when nobody is named, or nobody whom a plan knows. */
export type Cover = 'always' | null | Times;

interface Times {
	/** Equal for equal times. */
	key: string;
	/** When somebody is there in a week. */
	in: InWeek;
	/** Of all hours by which it goes. */
	goesBy: readonly string[];
	/** Of the people, for words. */
	zones: readonly string[];
	/** Of several who are asked one after the other, each. */
	parts?: readonly Times[];
}

type InWeek = (week: Week) => Spans;

/** Says when the targets of a plan find somebody. */
export class CoverReader {
	private readonly roster: Roster | null;
	private readonly known = new Map<string, KnownHours>();
	private readonly named = new Map<string, KnownHours>();
	private readonly times = new Map<string, Times>();
	private readonly chains = new Map<string, Cover>();

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
		// Many rules name few teams, and a team may name others, and they still others.
		const key = JSON.stringify(targets);
		const known = this.chains.get(key);
		if (known !== undefined) return known;
		const cover = this.ask(targets, new Set());
		this.chains.set(key, cover);
		return cover;
	}

	/** Never open for a schedule that is not in the plan. */
	hoursNamed(wanted: string): KnownHours {
		const key = fold(wanted);
		let hours = this.named.get(key);
		if (!hours) {
			const { schedules } = this.compiled.plan;
			hours = this.week(schedules.find(({ name }) => fold(name) === key) ?? null);
			this.named.set(key, hours);
		}
		return hours;
	}

	/** @param asked teams by folded name, each of which is asked once */
	private ask(targets: readonly Target[], asked: Set<string>): Cover {
		const covers: Cover[] = [];
		for (const target of targets) {
			const cover = this.target(target, asked);
			if (cover === 'always') return 'always';
			covers.push(cover);
		}
		return this.either(covers);
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
		const open = this.openHours(works);
		const outside = open && outsideHours ? this.ask([outsideHours], asked) : null;
		const inTurn = open ? this.within(open, members, outside) : members;
		return this.either([inTurn, ifNobody ? this.ask([ifNobody], asked) : null]);
	}

	/** Hours of a team, and those of its members; null where one of them goes by none. */
	hoursOfTeam(team: Team): { open: KnownHours; members: Times } | null {
		const { works } = team;
		const { schedules } = this.compiled.plan;
		const isMissing =
			typeof works === 'string' && !schedules.some(({ name }) => fold(name) === fold(works));
		const open = isMissing ? null : this.openHours(works);
		const members = this.members(team);
		// Who is paused has hours all the same.
		if (!open || members === null || members === 'always' || members.key === NEVER) return null;
		return { open, members };
	}

	private openHours(works: Team['works']): KnownHours | null {
		return typeof works === 'string' ? this.hoursNamed(works) : works && this.week(works);
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
		return this.either(covers);
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

	private either(covers: readonly Cover[]): Cover {
		if (covers.includes('always')) return 'always';
		const byKey = new Map<string, Times>();
		for (const cover of covers) {
			if (cover === null || cover === 'always') continue;
			for (const part of cover.parts ?? [cover]) byKey.set(part.key, part);
		}
		const parts = [...byKey.values()];
		const [first, second] = parts;
		if (!first || !second) return first ?? null;
		return this.shared({
			key: `(${[...byKey.keys()].sort().join('|')})`,
			in: (week) => anyOf(parts.map((part) => part.in(week))),
			parts,
			...partsOf(parts),
		});
	}

	/** One cover while hours are open, another one while they are closed. */
	private within(open: KnownHours, inside: Cover, outside: Cover): Cover {
		if (inside === outside && (inside === 'always' || inside === null)) return inside;
		const [one, two] = [inside, outside].map((cover) => (cover === 'always' ? ALWAYS : cover));
		const { goesBy, zones } = partsOf([one, two].flatMap((part) => part ?? []));
		return this.shared({
			key: `(${open.key}?${one?.key}:${two?.key})`,
			in: (week) => {
				const isOpen = open.openIn(week);
				const ifOpen = both(isOpen, one?.in(week) ?? NO_SPANS);
				return anyOf([ifOpen, without(two?.in(week) ?? NO_SPANS, isOpen)]);
			},
			goesBy: [...new Set([...open.zones, ...goesBy])],
			zones: zones.length > 0 ? zones : open.zones,
		});
	}

	/** Rules and teams that find somebody at the same times share what was worked out. */
	private shared(times: Times): Times {
		let found = this.times.get(times.key);
		if (!found) {
			// Keys are made of keys, which must not grow along a circle of teams.
			found = { ...times, key: `t${this.times.size}`, in: onceAWeek(times.in) };
			this.times.set(times.key, found);
		}
		return found;
	}

	private week(time: WorkingTime | null): KnownHours {
		const { timeZone, hours } = time ?? { timeZone: 'UTC', hours: [] };
		return this.hours(JSON.stringify([timeZone, hours]), [timeZone], () => {
			const shifts = new WeekShifts({ timeZone, hours });
			return ({ from, until }) => shifts.spans(from, until);
		});
	}

	private calendars(schedules: readonly CalendarSchedule[]): KnownHours {
		const usual = schedules.map(({ timeZone, week }) => ({ timeZone, week, dates: {} }));
		const zones = [...new Set(schedules.map(({ timeZone }) => timeZone))];
		return this.hours(JSON.stringify(usual), zones, () => {
			const hours = new CalendarHours(usual);
			return ({ from, until }) => hours.usualSpans(from, until);
		});
	}

	/** The hours with this content, made ready once. */
	private hours(content: string, zones: readonly string[], make: () => InWeek): KnownHours {
		let known = this.known.get(content);
		if (!known) {
			known = { key: `h${this.known.size}`, zones, openIn: onceAWeek(make()) };
			this.known.set(content, known);
		}
		return known;
	}
}

function onceAWeek(work: InWeek): InWeek {
	const known = new Map<number, Spans>();
	return (week) => {
		const found = known.get(week.from) ?? work(week);
		known.set(week.from, found);
		return found;
	};
}

function times({ key, openIn, zones }: KnownHours): Times {
	return { key, in: openIn, goesBy: zones, zones };
}

const NEVER = 'never';

/** Of somebody who is named and never there. */
function never(timeZone: string): Times {
	return { key: NEVER, in: () => NO_SPANS, goesBy: [], zones: [timeZone] };
}

/** Of somebody who is always there. */
const ALWAYS: Times = {
	key: 'always',
	in: ({ from, until }) => [from, until],
	goesBy: [],
	zones: [],
};

function partsOf(parts: readonly Times[]): Pick<Times, 'goesBy' | 'zones'> {
	return {
		goesBy: [...new Set(parts.flatMap(({ goesBy }) => goesBy))],
		zones: [...new Set(parts.flatMap(({ zones }) => zones))],
	};
}
