import { DateTime } from 'luxon';
import type { CompiledPlan } from '../compiledPlan';
import { fold } from '../rules/touchFacts';
import { WeekMap } from '../availability/hours';
import { referenceKey, type StaffMember } from '../availability/staff';
import type { Plan, Rule, Target, UserReference } from '../plan/plan';
import { DAY, MINUTE, ZoneClock } from '../availability/zoneClock';
import { finding, type Finding } from './finding';

/** Finer than people plan their days. */
const STEP = 5 * MINUTE;
const YEAR = 366 * DAY;
/** How many gaps a text lists. */
const LISTED = 6;

type Open = (at: number) => boolean;

/**
 * Finds the hours in which a rule that matches finds nobody: neither its target nor its backups
 * nor the fallback. Weekly hours only; holidays and away days come and go. Rules with the same
 * people and times are one finding.
 */
export function checkCoverage(compiled: CompiledPlan, now: number): Finding[] {
	const { plan } = compiled;
	const chains = new Map<string, { rules: string[]; rule: Rule }>();
	for (const { rule, never } of compiled.rules) {
		if (never !== null) continue;
		const time = rule.kind === 'conditional' ? rule.when.time : undefined;
		const key = JSON.stringify([rule.target, rule.backups, time]);
		const chain = chains.get(key) ?? { rules: [], rule };
		chain.rules.push(rule.name);
		chains.set(key, chain);
	}
	const findings: Finding[] = [];
	for (const { rules, rule } of chains.values()) {
		const people = peopleOf(compiled, [rule.target, ...rule.backups, plan.fallback]);
		// Nobody named at all is another finding, or the previous owner, whom no plan knows.
		if (people === 'always' || people.length === 0) continue;
		const zones = [...new Set(people.map(({ timeZone }) => timeZone))];
		const [zone = plan.timeZone] = zones;
		const works = people.map((person) => weeklyHours(plan, person));
		const wanted = timeOf(plan, rule);
		const uncovered: Open = (at) => wanted(at) && !works.some((open) => open(at));
		const [first = '', ...more] = rules;
		const where = more.length ? `Rule '${first}' and ${more.length} more` : `Rule '${first}'`;
		findings.push(...gapsOf(uncovered, zones.length ? zones : [zone], where, now));
	}
	return findings;
}

function gapsOf(uncovered: Open, zones: readonly string[], where: string, now: number): Finding[] {
	const [zone = 'UTC'] = zones;
	const changes = zones.flatMap((one) => clockChanges(one, now)).sort((a, b) => a - b);
	const start = usualWeek(zones, now);
	const usual = gaps(uncovered, start, start + 7 * DAY);
	const findings: Finding[] = [];
	if (usual.length > 0) {
		const texts = zones.map(
			(one) =>
				`${usual
					.slice(0, LISTED)
					.map((gap) => weekly(gap, one))
					.join(
						', ',
					)}${usual.length > LISTED ? `, and ${usual.length - LISTED} more times` : ''} (${one})`,
		);
		findings.push(
			finding('uncovered', where, `Nobody can be found on ${texts.join('; that is ')}.`),
		);
	}
	const known = new Set<number>();
	for (const [from, to] of usual) {
		for (let at = from; at < to; at += STEP) known.add(minuteOfWeek(zone, at));
	}
	const unusual: Open = (at) => uncovered(at) && !known.has(minuteOfWeek(zone, at));
	const seen = new Set<number>();
	const extra = changes.flatMap((change) => {
		const day = DateTime.fromMillis(change, { zone }).startOf('day').toMillis();
		return gaps((at) => unusual(at) && !seen.has(at), day, day + 7 * DAY).map((gap) => {
			for (let at = gap[0]; at < gap[1]; at += STEP) seen.add(at);
			return gap;
		});
	});
	if (extra.length > 0) {
		const listed = extra
			.slice(0, LISTED)
			.map((gap) => dated(gap, zone))
			.join(', ');
		const rest = extra.length > LISTED ? `, and ${extra.length - LISTED} more times` : '';
		const text = `When the clocks change, nobody can be found on ${listed}${rest} (${zone}).`;
		findings.push(finding('uncovered_clock_change', where, text));
	}
	return findings;
}

/** The people whom targets can find; `always` when somebody can be found at any time. */
function peopleOf(
	compiled: CompiledPlan,
	targets: ReadonlyArray<Target | null>,
): StaffMember[] | 'always' {
	const people = new Map<string, StaffMember>();
	/** True when this person is always there. */
	const add = (reference: UserReference): boolean => {
		const key = referenceKey(reference);
		if (people.has(key)) return false;
		const colleague = compiled.people.get(key);
		if (!colleague) return true;
		people.set(key, colleague);
		const { paused, works, backup } = colleague.person;
		if (!paused && works === null) return true;
		return backup !== null && add(backup);
	};
	for (const target of targets) {
		// What comes after `nextRule` depends on the touch.
		if (target?.type === 'nextRule') return 'always';
		if (target?.type === 'user' && add(target.user)) return 'always';
		if (target?.type !== 'team' && target?.type !== 'firstWorkingNext') continue;
		const { members, roles } = compiled.team(target.team) ?? { members: [], roles: [] };
		// Who has a role is for HighLevel to say.
		if (roles.length > 0) return 'always';
		if (members.length > 0 && target.type === 'firstWorkingNext') return 'always';
		if (members.map(({ user }) => add(user)).includes(true)) return 'always';
	}
	return [...people.values()];
}

function weeklyHours(plan: Plan, { person: { works, paused } }: StaffMember): Open {
	if (paused) return () => false;
	const time =
		typeof works === 'string'
			? plan.schedules.find(({ name }) => fold(name) === fold(works))
			: works;
	if (!time) return () => false;
	const map = new WeekMap({ ...time, holidays: [] });
	return (at) => map.isOpen(at);
}

/** When the rule matches, as far as time decides. */
function timeOf(plan: Plan, rule: Rule): Open {
	const time = rule.kind === 'conditional' ? (rule.when.time ?? 'any') : 'any';
	if (time === 'any') return () => true;
	const wanted = typeof time === 'object' ? time.schedule : (plan.businessHours ?? '');
	const schedule = plan.schedules.find(({ name }) => fold(name) === fold(wanted));
	if (!schedule) return () => false;
	const map = new WeekMap({ ...schedule, holidays: [] });
	return (at) => map.isOpen(at) === (time !== 'afterHours');
}

/** Stretches in which `open` is true. */
function gaps(open: Open, from: number, to: number): Array<[number, number]> {
	const found: Array<[number, number]> = [];
	for (let at = from; at < to; at += STEP) {
		if (!open(at)) continue;
		const last = found[found.length - 1];
		if (last && last[1] === at) last[1] = at + STEP;
		else found.push([at, at + STEP]);
	}
	return found;
}

/** When a zone changes its clocks in the year from `now` on. */
function clockChanges(zone: string, now: number): number[] {
	const clock = ZoneClock.of(zone);
	const changes: number[] = [];
	let at = now;
	while (at < now + YEAR) {
		const { until, offset } = clock.stretch(at);
		if (clock.stretch(until).offset !== offset) changes.push(until);
		at = until;
	}
	return changes;
}

/**
 * The first Monday of a usual week: one in which the zones are as far apart as in most weeks of the
 * year. America and Europe change their clocks weeks apart.
 */
function usualWeek(zones: readonly string[], now: number): number {
	const [zone = 'UTC'] = zones;
	const weeks = new Map<string, { monday: number; count: number }>();
	let monday = DateTime.fromMillis(now, { zone }).startOf('week').plus({ weeks: 1 });
	for (let week = 0; week < 52; week++, monday = monday.plus({ weeks: 1 })) {
		const from = monday.toMillis();
		const apart = zones.map((one) => {
			const clock = ZoneClock.of(one);
			const first = ZoneClock.of(zone);
			return [from, from + 7 * DAY].map((at) => clock.local(at) - first.local(at));
		});
		const key = JSON.stringify(apart);
		const known = weeks.get(key);
		if (known) known.count++;
		else weeks.set(key, { monday: from, count: 1 });
	}
	const [usual] = [...weeks.values()].sort((x, y) => y.count - x.count);
	return usual?.monday ?? now;
}

function minuteOfWeek(zone: string, at: number): number {
	return Math.floor(ZoneClock.of(zone).local(at) / MINUTE) % (7 * 24 * 60);
}

/** `Monday 17:00 to Tuesday 09:00`. */
function weekly([from, to]: [number, number], zone: string): string {
	if (to - from >= 7 * DAY) return 'any day';
	const format = (at: number) =>
		DateTime.fromMillis(at, { zone, locale: 'en-US' }).toFormat('cccc HH:mm');
	return `${format(from)} to ${format(to)}`;
}

function dated([from, to]: [number, number], zone: string): string {
	const format = (at: number, text: string) => DateTime.fromMillis(at, { zone }).toFormat(text);
	return `${format(from, 'yyyy-MM-dd HH:mm')} to ${format(to, 'yyyy-MM-dd HH:mm')}`;
}
