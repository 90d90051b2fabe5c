import { CalendarHours } from '../availability/calendarHours';
import { WeekMap } from '../availability/hours';
import type { Roster } from '../availability/roster';
import { referenceKey } from '../availability/staff';
import type { CompiledPlan } from '../compiledPlan';
import type { User } from '../model/decision';
import { MINUTE } from '../model/durations';
import { own } from '../model/own';
import type { CalendarSchedule, StaffSnapshot } from '../model/staffSnapshot';
import { fold } from '../model/text';
import type { Target, Team, UserReference, WorkingTime } from '../plan/plan';
import type { Week } from './gaps';

/** Hours of a usual week; holidays come and go. */
export interface KnownHours {
	/** Equal for equal hours. */
	key: string;
	/** Minutes: they begin and end at multiples of them only. */
	step: number;
	zones: readonly string[];
	/** For each step of a week 1 when they are open. */
	openIn(week: Week): Uint8Array;
}

/** When somebody can be found; null when nobody is named, or nobody whom a plan knows. */
export type Cover = 'always' | null | Times;

interface Times {
	/** Equal for equal times. */
	key: string;
	/** For each step of a week 1 when somebody is there. */
	in(week: Week): Uint8Array;
	/** By which it goes. */
	hours: readonly KnownHours[];
	/** Of the people, for words. */
	zones: readonly string[];
	/** Of several who are asked one after the other, each. */
	parts?: readonly Times[];
}

/** Says when the targets of a plan find somebody. */
export class CoverReader {
	private readonly roster: Roster | null;
	private readonly known = new Map<string, KnownHours>();
	private readonly times = new Map<string, Times>();

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
		const open = typeof works === 'string' ? this.hoursNamed(works) : works && this.week(works);
		const outside = open && outsideHours ? this.ask([outsideHours], asked) : null;
		const inTurn = open ? this.within(open, members, outside) : members;
		return this.either([inTurn, ifNobody ? this.ask([ifNobody], asked) : null]);
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
			in: (week) =>
				anyOf(
					parts.map((part) => part.in(week)),
					week.length,
				),
			parts,
			...partsOf(parts),
		});
	}

	/** One cover while hours are open, another one while they are closed. */
	private within(open: KnownHours, inside: Cover, outside: Cover): Cover {
		if (inside === outside && (inside === 'always' || inside === null)) return inside;
		const [one, two] = [inside, outside].map((cover) => (cover === 'always' ? ALWAYS : cover));
		const { hours, zones } = partsOf([one, two].flatMap((part) => part ?? []));
		return this.shared({
			key: `(${open.key}?${one?.key}:${two?.key})`,
			in: (week) => {
				const [ifOpen, ifClosed] = [one?.in(week), two?.in(week)];
				return open.openIn(week).map((isOpen, i) => (isOpen ? ifOpen : ifClosed)?.[i] ?? 0);
			},
			hours: [open, ...hours],
			zones: zones.length > 0 ? zones : open.zones,
		});
	}

	/** Rules and teams that find somebody at the same times share what was worked out. */
	private shared(times: Times): Times {
		const found = this.times.get(times.key) ?? { ...times, in: onceAWeek(times.in) };
		this.times.set(times.key, found);
		return found;
	}

	private week(time: WorkingTime | null): KnownHours {
		const { timeZone, hours } = time ?? { timeZone: 'UTC', hours: [] };
		return this.hours(JSON.stringify([timeZone, hours]), [timeZone], () => {
			const map = new WeekMap({ timeZone, hours, holidays: [] });
			return [map.step, ({ from, step, length }) => map.openings(from, step, length)];
		});
	}

	private calendars(schedules: readonly CalendarSchedule[]): KnownHours {
		const usual = schedules.map((one) => ({ ...one, dates: {} }));
		const zones = [...new Set(schedules.map(({ timeZone }) => timeZone))];
		return this.hours(JSON.stringify(usual), zones, () => {
			const hours = new CalendarHours(usual);
			const isOpen = ({ from, step, length }: Week) =>
				Uint8Array.from({ length }, (_, i) => (hours.isOpen(from + i * step * MINUTE) ? 1 : 0));
			return [hours.step, isOpen];
		});
	}

	/** The hours with this content, made ready once. */
	private hours(content: string, zones: readonly string[], make: () => [number, InWeek]) {
		let known = this.known.get(content);
		if (!known) {
			const [step, openIn] = make();
			known = { key: `h${this.known.size}`, step, zones, openIn: onceAWeek(openIn) };
			this.known.set(content, known);
		}
		return known;
	}
}

type InWeek = (week: Week) => Uint8Array;

function onceAWeek(work: InWeek): InWeek {
	const known = new Map<string, Uint8Array>();
	return (week) => {
		const key = `${week.from} ${week.step}`;
		const found = known.get(key) ?? work(week);
		known.set(key, found);
		return found;
	};
}

function times(known: KnownHours): Times {
	const { key, openIn, zones } = known;
	return { key, in: openIn, hours: [known], zones };
}

/** Of somebody who is named and never there. */
function never(timeZone: string): Times {
	return { key: 'never', in: ({ length }) => new Uint8Array(length), hours: [], zones: [timeZone] };
}

/** Of somebody who is always there. */
const ALWAYS: Times = {
	key: 'always',
	in: ({ length }) => new Uint8Array(length).fill(1),
	hours: [],
	zones: [],
};

function anyOf(parts: readonly Uint8Array[], length: number): Uint8Array {
	const found = new Uint8Array(length);
	for (const part of parts) for (let i = 0; i < length; i++) if (part[i] === 1) found[i] = 1;
	return found;
}

function partsOf(parts: readonly Times[]): Pick<Times, 'hours' | 'zones'> {
	return {
		hours: [...new Set(parts.flatMap(({ hours }) => hours))],
		zones: [...new Set(parts.flatMap(({ zones }) => zones))],
	};
}
