import {
	countSince,
	ENOUGH,
	shareOf,
	type CurvePoint,
	type GroupCurve,
	type Metric,
	type MetricContext,
} from '../metric';
import { kaplanMeier, minutesUntil } from '../waits/kaplanMeier';
import { MinuteCounts } from '../waits/minuteCounts';
import type { OwnWait, Question } from '../waits/questions';

interface State {
	answered: MinuteCounts;
	cut: MinuteCounts;
	/** The earliest time after which contacts were taken away; null: none was. */
	takenAfter: number | null;
}

type Name =
	'waits' | 'hadTarget' | 'inTarget' | 'answeredInTarget' | 'medianMinutes' | 'p90Minutes';

/** How fast contacts are answered, those that were never answered included. */
export const answerTimes: Metric<State, Name> = {
	columns: {
		waits: {
			label: 'Waits',
			unit: 'count',
			definition:
				'Questions of contacts that were asked in the period and wait, or waited, for a person; further messages until the answer are the same wait. Of a person: those that they had to answer.',
			better: null,
		},
		hadTarget: {
			label: "Had target's time",
			unit: 'count',
			definition:
				'Waits that were answered, or that were still unanswered when the time of the target was over. Those that ended before in another way (closed, moved, gone silent) or that began just now are left out. Empty for people from whom contacts are taken away before that time is over.',
			better: null,
		},
		inTarget: {
			label: 'In target',
			unit: 'count',
			definition: 'Of these: those that a person answered within the time of the target.',
			better: 'more',
		},
		answeredInTarget: {
			label: 'Answered in target',
			unit: 'share',
			definition:
				"The share answered within the target, of all waits that had the target's time: those that nobody answered count as not in time.",
			better: 'more',
		},
		medianMinutes: {
			label: 'Median answer time',
			unit: 'minutes',
			definition:
				'Half of the contacts had an answer of a person within this time, by Kaplan and Meier: those still without an answer are part of it.',
			better: 'less',
		},
		p90Minutes: {
			label: '9 of 10 within',
			unit: 'minutes',
			definition:
				'Nine of ten contacts had an answer of a person within this time, by Kaplan and Meier; empty when fewer were answered.',
			better: 'less',
		},
	},
	begin: () => ({ answered: new MinuteCounts(), cut: new MinuteCounts(), takenAfter: null }),
	add: { question: addWait, ownWait: addOwnWait },
	values: (state, context) => {
		const { since, span, targetMinutes } = context;
		const { points } = curveOf(state);
		const n = waitsOf(state);
		const inTarget = state.answered.upTo(targetMinutes);
		const hadTarget = n - state.cut.upTo(targetMinutes - 1);
		const canTell = canTellTarget(state, context);
		return {
			waits: countSince(since.waits, span, n),
			hadTarget: canTell ? countSince(since.waits, span, hadTarget) : null,
			inTarget: canTell ? countSince(since.waits, span, inTarget) : null,
			answeredInTarget: canTell ? shareOf(inTarget, hadTarget) : null,
			medianMinutes: n < ENOUGH ? null : minutesUntil(0.5, points),
			p90Minutes: n < ENOUGH ? null : minutesUntil(0.9, points),
		};
	},
	notes: notesOf,
	curve: (state) => (waitsOf(state) < ENOUGH ? null : curveOf(state)),
};

function addWait(
	{ answered, cut }: State,
	{ minutes, end }: Pick<Question | OwnWait, 'minutes' | 'end'>,
	{ timeCounts }: MetricContext,
	count: number,
): void {
	(end === 'answered' ? answered : cut).add(minutes[timeCounts], count);
}

function addOwnWait(state: State, wait: OwnWait, context: MetricContext, count: number): void {
	addWait(state, wait, context, count);
	const due = wait.dueMinutes?.[context.timeCounts] ?? null;
	// Who did not work at all while they had it, or got it when its time was over, lost it to the clock,
	// however fast they are.
	if (due === null || due === 0) return;
	state.takenAfter = Math.min(due, state.takenAfter ?? due);
}

function waitsOf({ answered, cut }: State): number {
	return answered.total + cut.total;
}

/** Only the slow ones are taken away, so that nothing can be said of the time after that. */
function curveOf({ answered, cut, takenAfter }: State): GroupCurve {
	const points = kaplanMeier(answered, cut);
	return {
		n: answered.total + cut.total,
		points: takenAfter === null ? points : points.filter(isUntil(takenAfter)),
		endsAtMinutes: takenAfter,
	};
}

function isUntil(last: number): (point: CurvePoint) => boolean {
	return ({ minutes }) => minutes <= last;
}

/** Of whom slow contacts are taken away before the target is over, only the fast ones would be left. */
function canTellTarget({ takenAfter }: State, { targetMinutes }: MetricContext): boolean {
	return takenAfter === null || targetMinutes <= takenAfter;
}

/** Where it matters: a value is empty because of it. */
function notesOf(state: State, context: MetricContext): string[] {
	const { takenAfter } = state;
	if (takenAfter === null) return [];
	const taken = `Contacts are taken away after ${minutesWords(takenAfter)} without an answer`;
	const isCut = waitsOf(state) >= ENOUGH && minutesUntil(0.9, curveOf(state).points) === null;
	const cut = `${taken}: how long answers would take beyond that is not known.`;
	const way = `${taken}: how many were answered in target cannot be told, so choose a target of at most that.`;
	return [...(isCut ? [cut] : []), ...(canTellTarget(state, context) ? [] : [way])];
}

function minutesWords(minutes: number): string {
	return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
