import { DateTime } from 'luxon';
import type { Dimensions, WaitPart } from '../../ledger/facts';
import type { KeptSince, Span } from '../../ledger/reading';
import type { Grouping, ReportRequest } from '../../report/request';
import type { Happened } from './arrayReading';

/**
 * Every value of a report, counted as its definition says it and as slowly as that takes: one filter
 * over all facts a value. It shares no code with the report.
 */
export class BruteForce {
	constructor(
		private readonly happened: Happened,
		private readonly request: ReportRequest,
	) {}

	/** @param showsNow whether it is the period itself */
	values(
		{ from, to }: Span,
		showsNow: boolean,
		by: Grouping | null = null,
		key: string | null = null,
	): Record<string, number | null> {
		const { happened, request } = this;
		const isIn = (at: number) => at >= from && at < to;
		const isTheirs = (one: Partial<Dimensions>) => by === null || one[dimension(by)] === key;
		const waits = this.waits(by).filter((wait) => isTheirs(wait) && isIn(wait.askedAt));
		const openNow = this.waits(by).filter((wait) => isTheirs(wait) && wait.end === 'open');
		const given = happened.assignments.filter(
			(one) => isTheirs(one) && isIn(one.at) && !one.credited,
		);
		const notes = happened.outcomes.filter((one) => isTheirs(one) && isIn(one.at));
		const ratings = notes.flatMap(({ kind, value }) => (kind === 'rated' && value ? [value] : []));
		const kept = happened.kept.filter((one) => isTheirs(one) && isIn(one.at));
		const unclear = happened.unclear.filter((one) => isTheirs(one) && isIn(one.at));
		const isUnclearTold = by === null || by === 'person' || by === 'account';
		const isSince = (since: number | null | undefined) =>
			since !== null && since !== undefined && since < to;
		const { since } = happened;
		const ifSince = (at: number | null | undefined, value: number | null) =>
			isSince(at) ? value : null;
		const became = (kind: 'closed' | 'won' | 'lost' | 'abandoned') =>
			given.filter(({ outcomes }) => outcomes[kind] !== undefined).length;
		const share = (part: number, all: number) => (all < 20 ? null : part / all);
		const target = request.targetMinutes * 60_000;
		const inTarget = waits.filter(({ end, ms }) => end === 'answered' && ms <= target).length;
		const hadTarget = waits.filter(({ end, ms }) => end === 'answered' || ms >= target).length;
		const taken = waits.flatMap(({ takenMinutes }) => takenMinutes ?? []);
		const last = Math.min(Infinity, ...taken);
		const isTaken = request.targetMinutes > last;
		const closing = given
			.flatMap(({ at, outcomes: { closed } }) =>
				closed === undefined ? [] : [Math.ceil((closed - at) / 60_000)],
			)
			.sort((one, other) => one - other);
		const deals = earliest(since, 'won', 'lost', 'abandoned');
		const rated = earliest(since, 'asked', 'rated');
		return {
			waits: ifSince(since.waits, waits.length),
			hadTarget: isTaken ? null : ifSince(since.waits, hadTarget),
			inTarget: isTaken ? null : ifSince(since.waits, inTarget),
			answeredInTarget: isTaken ? null : share(inTarget, hadTarget),
			medianMinutes: percentile(waits, 0.5, last),
			p90Minutes: percentile(waits, 0.9, last),
			unansweredNow: showsNow ? ifSince(since.waits, openNow.length) : null,
			oldestUnansweredMinutes:
				showsNow && openNow.length > 0
					? Math.floor(Math.max(...openNow.map(({ ms }) => ms)) / 60_000)
					: null,
			askedOutsideHours:
				waits.length > 0 && waits.every(({ outsideHours }) => outsideHours === null)
					? null
					: ifSince(since.waits, waits.filter(({ outsideHours }) => outsideHours).length),
			unclearReplies: isUnclearTold ? ifSince(since.waits, unclear.length) : null,
			assigned: ifSince(since.assignments, given.length),
			takenOver:
				given.length > 0 && given.every(({ event }) => event === null)
					? null
					: ifSince(since.assignments, given.filter(({ event }) => event === 'noReply').length),
			kept: ifSince(
				since.kept,
				kept.reduce((sum, { count }) => sum + count, 0),
			),
			escalatedAway: ifSince(
				since.waits,
				waits.reduce((sum, { escalated }) => sum + escalated, 0),
			),
			closed: since.outcomes.closed === undefined ? null : became('closed'),
			closedShare:
				since.outcomes.closed === undefined ? null : share(became('closed'), given.length),
			won: deals === null ? null : became('won'),
			wonShare: deals === null ? null : share(became('won'), given.length),
			lost: deals === null ? null : became('lost'),
			abandoned: deals === null ? null : became('abandoned'),
			hoursToClose:
				closing.length < 20 ? null : (closing[Math.ceil(closing.length / 2) - 1] ?? 0) / 60,
			ratingsAsked: ifSince(rated, notes.filter(({ kind }) => kind === 'asked').length),
			ratings: ifSince(rated, ratings.length),
			ratingsGood: share(ratings.filter((value) => value >= 4).length, ratings.length),
			ratingMean:
				ratings.length < 20
					? null
					: ratings.reduce((sum, value) => sum + value, 0) / ratings.length,
			openContacts: showsNow ? this.open(by, key) : null,
		};
	}

	/** The curve of the period, as `minutes unanswered`; null when there are too few waits. */
	curve(by: Grouping | null, key: string | null): string[] | null {
		const { from, to } = this.request.period;
		const waits = this.waits(by).filter(
			(one) =>
				one.askedAt >= from && one.askedAt < to && (by === null || one[dimension(by)] === key),
		);
		if (waits.length < 20) return null;
		const last = Math.min(Infinity, ...waits.flatMap(({ takenMinutes }) => takenMinutes ?? []));
		return estimate(waits)
			.filter(([minutes]) => minutes <= last)
			.map(([minutes, unanswered]) => `${minutes} ${unanswered.toFixed(9)}`);
	}

	/** Questions by weekday and hour, as `weekday hour asked hadTarget inTarget`. */
	heat(): string[] {
		const { period, zone, targetMinutes } = this.request;
		const asked = this.waits(null)
			.filter(({ askedAt }) => askedAt >= period.from && askedAt < period.to)
			.map((wait) => ({ ...wait, local: DateTime.fromMillis(wait.askedAt, { zone }) }));
		const target = targetMinutes * 60_000;
		const cells: string[] = [];
		for (let weekday = 1; weekday <= 7; weekday++) {
			for (let hour = 0; hour < 24; hour++) {
				const waits = asked.filter(({ local }) => local.weekday === weekday && local.hour === hour);
				const had = waits.filter(({ end, ms }) => end === 'answered' || ms >= target);
				const within = waits.filter(({ end, ms }) => end === 'answered' && ms <= target);
				cells.push([weekday, hour, waits.length, had.length, within.length].join(' '));
			}
		}
		return cells;
	}

	/** The longest of the period, as `chain minutes`, those of the same length by when they were asked. */
	longest(count: number): string[] {
		const { period } = this.request;
		return this.waits(null)
			.filter(({ askedAt }) => askedAt >= period.from && askedAt < period.to)
			.map((wait) => ({ ...wait, minutes: wait.minutes }))
			.sort((one, other) => other.minutes - one.minutes || one.askedAt - other.askedAt)
			.slice(0, count)
			.map(({ askedAt, minutes }) => `${askedAt} ${minutes}`);
	}

	private open(by: Grouping | null, key: string | null): number | null {
		const { open } = this.happened;
		if (by === null) return Object.values(open).reduce((sum, count) => sum + count, 0);
		return by === 'person' ? (open[key ?? ''] ?? 0) : null;
	}

	private waits(by: Grouping | null): Wait[] {
		const chains = new Map<string, WaitPart[]>();
		for (const part of this.happened.waits) {
			chains.set(part.chain, [...(chains.get(part.chain) ?? []), part]);
		}
		return [...chains.values()].flatMap((parts) =>
			by === 'person' ? this.ownWaits(parts) : [this.question(parts)],
		);
	}

	/** When it was due to be taken away; of working time until it was, if there was any. */
	private takenAfter({ dueAt, givenAt, workingMs }: WaitPart): number | null {
		if (dueAt === null) return null;
		const all = Math.ceil((dueAt - givenAt) / 60_000);
		if (this.request.timeCounts === 'all') return all > 0 ? all : null;
		const worked = Math.min(all, Math.floor(workingMs / 60_000));
		return worked > 0 ? worked : null;
	}

	private question(parts: readonly WaitPart[]): Wait {
		const { now, timeCounts } = this.request;
		const [first] = parts as [WaitPart];
		const last = parts.at(-1) ?? first;
		const answers = parts.flatMap(({ answeredAt }) => answeredAt ?? []);
		const answer = answers.length > 0 ? Math.min(...answers) : null;
		const until = answer ?? last.endedAt ?? now;
		const before = parts.filter(({ givenAt }) => answer === null || givenAt < answer);
		const worked = before.reduce((sum, { workingMs }) => sum + workingMs, 0);
		const ms = timeCounts === 'all' ? until - first.askedAt : worked;
		const end = answer !== null ? 'answered' : last.ended === null ? 'open' : 'cut';
		const escalated = parts.filter(
			({ ended, answeredAt }) => ended === 'escalated' && answeredAt === null,
		);
		return {
			...first,
			ms,
			end,
			minutes: inMinutes(ms, end),
			escalated: escalated.length,
			takenMinutes: null,
		};
	}

	private ownWaits(parts: readonly WaitPart[]): Wait[] {
		const { now, timeCounts } = this.request;
		const answers = parts.flatMap(({ answeredAt }) => answeredAt ?? []);
		const answer = Math.min(Infinity, ...answers);
		return parts
			.filter(({ user, givenAt }) => user !== null && givenAt <= answer)
			.map((part) => {
				const { user, givenAt, endedAt, ended, answeredAt, answeredBy } = part;
				const isOwn = answeredAt !== null && (answeredBy === null || answeredBy === user);
				const ms = timeCounts === 'all' ? (answeredAt ?? endedAt ?? now) - givenAt : part.workingMs;
				const end = isOwn ? 'answered' : ended === null ? 'open' : 'cut';
				const isTaken = ended === 'escalated' && answeredAt === null;
				return {
					...part,
					ms,
					end,
					minutes: inMinutes(ms, end),
					escalated: isTaken ? 1 : 0,
					takenMinutes: isTaken ? this.takenAfter(part) : null,
				};
			});
	}
}

interface Wait extends Dimensions {
	askedAt: number;
	outsideHours: boolean | null;
	ms: number;
	minutes: number;
	end: 'answered' | 'open' | 'cut';
	escalated: number;
	/** When it was due to be taken away, of those that were. */
	takenMinutes: number | null;
}

function inMinutes(ms: number, end: Wait['end']): number {
	return end === 'answered' ? Math.ceil(ms / 60_000) : Math.floor(ms / 60_000);
}

function dimension(by: Grouping): keyof Dimensions {
	return by === 'person' ? 'user' : by;
}

function earliest(
	{ outcomes }: KeptSince,
	...kinds: Array<keyof KeptSince['outcomes']>
): number | null {
	const times = kinds.flatMap((kind) => outcomes[kind] ?? []);
	return times.length > 0 ? Math.min(...times) : null;
}

/** The first minute at which the estimate is low enough. */
function percentile(waits: readonly Wait[], share: number, last: number): number | null {
	if (waits.length < 20) return null;
	const point = estimate(waits).find(([, unanswered]) => unanswered <= 1 - share + 1e-9);
	return point && point[0] <= last ? point[0] : null;
}

/** The estimate of Kaplan and Meier as the textbook has it: which share is left after which minute. */
function estimate(waits: readonly Wait[]): Array<[minutes: number, unanswered: number]> {
	const answered = waits.filter(({ end }) => end === 'answered');
	const times = [...new Set(answered.map(({ minutes }) => minutes))].sort((a, b) => a - b);
	let left = 1;
	return times.map((time) => {
		const atRisk = waits.filter(({ minutes }) => minutes >= time).length;
		const events = answered.filter(({ minutes }) => minutes === time).length;
		left *= (atRisk - events) / atRisk;
		return [time, left];
	});
}
