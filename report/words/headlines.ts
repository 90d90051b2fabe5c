import { GROUPINGS, type Grouping, type TimeCounts } from '../request';
import { ENOUGH } from '../metric';
import type { HeatCell, Report, ReportGroup, Values } from '../report';
import { count } from '../../routing/model/text';
import { beyondChance, canBeJudged, totalOf, worstOf, type Counts } from './standsOut';
import { hoursOfWeekWords, periodWords } from './times';
import { minutesWords, shareWords, valueWords } from './values';

/** What is to be seen first: full sentences. */
export interface Headlines {
	/** How it went on the whole. */
	overall: string;
	/** Who needs help; null when people are not told apart. */
	who: string | null;
	/** HighLevel's user ID of whom that is about; null when nobody stands out. */
	whoKey: string | null;
	/** Where and when it is slow; null when nothing tells. */
	where: string | null;
}

/** Answers `who needs help, and where are we slow?` */
export function headlines(report: Report): Headlines {
	const who = whoNeedsHelp(report);
	return { overall: overall(report), ...who, where: whereSlow(report) };
}

/** One line, for the subject of an e-mail. */
export function reportSubject({ request, total: { values } }: Report): string {
	const { zone, period } = request;
	const title = `Assignment report, ${periodWords(period, zone)}`;
	const facts = [inTargetShort(values), waitingNow(values)].filter((fact) => fact !== '');
	return facts.length === 0 ? title : `${title}: ${facts.join(', ')}`;
}

function inTargetShort(values: Values): string {
	const share = values.answeredInTarget ?? null;
	return share === null ? '' : `${shareWords(share)} answered in time`;
}

/** `working time`, beside a number of minutes. */
export const TIME_WORDS: Readonly<Record<TimeCounts, string>> = {
	working: 'in working time',
	all: 'in all hours',
};

function overall({ request, total: { values } }: Report): string {
	const waits = values.waits ?? 0;
	if (waits === 0) return noQuestions(values);
	const { targetMinutes, timeCounts } = request;
	const target = `within ${minutesWords(targetMinutes)} ${TIME_WORDS[timeCounts]}`;
	const facts = [answeredOf(values, target), medianOf(values), waitingNow(values)];
	return `${facts.filter((fact) => fact !== '').join('; ')}.`;
}

function noQuestions(values: Values): string {
	if (values.waits === null) {
		return 'Nothing is recorded of this period yet: publish the workflow with Resolve Assignment, and let somebody write.';
	}
	const waiting = waitingNow(values);
	const none = 'Nobody asked anything in this period that is known';
	return waiting === '' ? `${none}.` : `${none}; ${waiting}.`;
}

function answeredOf(values: Values, target: string): string {
	const { waits, hadTarget, inTarget, answeredInTarget } = known(values);
	if (hadTarget === 0) return `${count(waits, 'question')}, none of which has had its time yet`;
	const share = answeredInTarget === null ? '' : `${shareWords(answeredInTarget)}: `;
	return `${share}${grouped(inTarget)} of ${grouped(hadTarget)} questions were answered ${target}`;
}

function medianOf({ medianMinutes, p90Minutes }: Values): string {
	if (medianMinutes === null || medianMinutes === undefined) return '';
	const half = `half of all within ${minutesWords(medianMinutes)}`;
	if (p90Minutes === null || p90Minutes === undefined) return half;
	return `${half}, 9 of 10 within ${minutesWords(p90Minutes)}`;
}

/** `6 wait now, the oldest for 3 h`; empty when nobody does, or it is not known. */
function waitingNow(values: Values): string {
	const { unansweredNow, oldestUnansweredMinutes: oldest } = values;
	if (!unansweredNow) return '';
	const waits = `${grouped(unansweredNow)} ${unansweredNow === 1 ? 'waits' : 'wait'} now`;
	if (oldest === null || oldest === undefined) return waits;
	if (unansweredNow === 1) return `${waits}, for ${minutesWords(oldest)}`;
	return `${waits}, the oldest for ${minutesWords(oldest)}`;
}

/** A person, and why they stand out. */
interface Need {
	person: ReportGroup;
	/** How many contacts more than others they let wait. */
	missed: number;
	/** How many wait for them now, when the oldest waits longer than wanted. */
	late: number;
}

function whoNeedsHelp(report: Report): Pick<Headlines, 'who' | 'whoKey'> {
	const people = report.groups.filter(({ by, key }) => by === 'person' && key !== null);
	if (people.length === 0) return { who: null, whoKey: null };
	const whole = totalOf(people.map(({ values }) => heldOf(values)));
	const [worst] = people
		.map((person) => needOf(person, { whole, looks: people.length }, report))
		.filter(({ missed, late }) => missed + late > 0)
		.sort((a, b) => b.missed + b.late - a.missed - a.late);
	if (!worst) return { who: nobodyStandsOut(people, whole), whoKey: null };
	return { who: needWords(worst, report), whoKey: worst.person.key };
}

function needOf(
	person: ReportGroup,
	{ whole, looks }: { whole: Counts; looks: number },
	{ request }: Report,
): Need {
	const { unansweredNow, oldestUnansweredMinutes } = person.values;
	// Of whole minutes, rounded down: with as many as the target, its time is over.
	const isLate = (oldestUnansweredMinutes ?? 0) >= request.targetMinutes;
	const missed = beyondChance(heldOf(person.values), whole, looks)?.missed ?? 0;
	return { person, missed, late: isLate ? (unansweredNow ?? 0) : 0 };
}

function needWords({ person: { name, values }, missed }: Need, report: Report): string {
	const facts = [answeredShort(values, report), waitingNow(values)].filter((fact) => fact !== '');
	if (missed > 0) return `${name} needs help: ${facts.join(', ')}.`;
	return `${name} has the most who wait too long: ${facts.reverse().join('; ')}.`;
}

/**
 * What a person had the time for, and did. From whom contacts are taken away before the target is over,
 * those count that were not: of their answers only the fast ones are left.
 */
function heldOf(values: Values): Counts {
	const { hadTarget, waits, escalatedAway } = values;
	if (hadTarget !== null) return known(values);
	return { hadTarget: waits ?? 0, inTarget: (waits ?? 0) - (escalatedAway ?? 0) };
}

/** That all is well is said only when there was enough to see it. */
function nobodyStandsOut(people: readonly ReportGroup[], whole: Counts): string {
	if (whole.hadTarget === 0) return 'Nobody has had a question long enough to say who needs help.';
	return people.some(({ values }) => canBeJudged(heldOf(values), whole))
		? 'Nobody stands out: people differ no more than by chance, and nobody waits too long.'
		: `Nobody waits too long. To compare people, there are too few questions: ${grouped(whole.hadTarget)} in all.`;
}

function answeredShort(values: Values, { request }: Report): string {
	const { hadTarget, inTarget } = known(values);
	if (values.hadTarget === null && values.escalatedAway) {
		const { escalatedAway, waits } = values;
		return `${grouped(escalatedAway)} of ${grouped(waits ?? 0)} taken away without an answer`;
	}
	if (hadTarget === 0) return '';
	const target = minutesWords(request.targetMinutes);
	return `${grouped(inTarget)} of ${grouped(hadTarget)} answered within ${target}`;
}

/** In this order, when several are told apart: where the customer is, before who is asked. */
const PLACES: readonly Grouping[] = ['account', 'team', 'rule', 'source'];

function whereSlow({ groups, heat, total }: Report): string | null {
	const slowest = [slowestPlace(groups), slowestHours(heat)].filter((part) => part !== null);
	if (slowest.length > 0) {
		const parts = slowest.map((part) => `${part.name} (${ofAll(part)})`);
		return `Slowest: ${parts.join('; ')}.`;
	}
	const { hadTarget } = known(total.values);
	if (hadTarget === 0) return null;
	return hadTarget < ENOUGH
		? `To say where, there are too few questions: ${grouped(hadTarget)} in all.`
		: 'No place and no time of the week is slower than chance makes it.';
}

function ofAll({ inTarget, hadTarget }: Counts): string {
	return `${grouped(inTarget)} of ${grouped(hadTarget)} in time`;
}

interface Slow extends Counts {
	name: string;
}

/** The group that stands out most, of the first grouping that has one. */
function slowestPlace(groups: readonly ReportGroup[]): Slow | null {
	for (const by of PLACES) {
		const all = groups
			.filter((group) => group.by === by)
			.map((group): Slow => ({ ...known(group.values), name: placeName(group) }));
		const worst = worstOf(all, totalOf(all), 'missed');
		if (worst) return worst;
	}
	return null;
}

function placeName({ by, name }: ReportGroup): string {
	return by === 'account' ? name : `${GROUPINGS[by].toLowerCase()} ${name}`;
}

/** No more hours than this are one time of the day. */
const LONGEST_HOURS = 4;

/** The hours of a weekday, up to four in a row, in which most was missed. */
function slowestHours(heat: readonly HeatCell[]): Slow | null {
	const times = heat.flatMap(({ weekday, hour }) =>
		Array.from({ length: Math.min(LONGEST_HOURS, 24 - hour) }, (_, i): Slow => {
			const until = hour + i + 1;
			const cells = heat.filter(
				(cell) => cell.weekday === weekday && cell.hour >= hour && cell.hour < until,
			);
			return { ...totalOf(cells), name: hoursOfWeekWords(weekday, [hour, until]) };
		}),
	);
	return worstOf(times, totalOf(heat), 'deviations');
}

/** What is not known counts as none here: a sentence is about what is. */
function known({ waits, hadTarget, inTarget, answeredInTarget }: Values) {
	return {
		waits: waits ?? 0,
		hadTarget: hadTarget ?? 0,
		inTarget: inTarget ?? 0,
		answeredInTarget: answeredInTarget ?? null,
	};
}

function grouped(value: number): string {
	return valueWords(value, 'count');
}
