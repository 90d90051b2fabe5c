import { DateTime } from 'luxon';
import type { AssignmentFact, Dimensions, OutcomeFact, WaitPart } from '../../ledger/facts';
import { DAY, HOUR, MINUTE } from '../../routing/model/durations';
import { makeReport, type Names, type Report } from '../../report/report';
import type { ReportRequest } from '../../report/request';
import { ArrayReading, type Happened } from './arrayReading';

const ZONE = 'Europe/Berlin';
/** A Monday, at half past eleven. */
const NOW = DateTime.fromISO('2026-11-30T11:30', { zone: ZONE }).toMillis();
const TODAY = DateTime.fromMillis(NOW, { zone: ZONE }).startOf('day');
const FROM = TODAY.minus({ days: 30 }).toMillis();
const BEFORE = TODAY.minus({ days: 60 }).toMillis();

interface SamplePerson {
	id: string;
	name: string;
	team: string;
	/** How long half of their answers take, minutes. */
	pace: number;
}

const PEOPLE: readonly SamplePerson[] = [
	{ id: 'u-ann', name: 'Ann Abel', team: 'Sales', pace: 5 },
	{ id: 'u-ben', name: 'Ben Brandt', team: 'Sales', pace: 8 },
	{ id: 'u-cleo', name: 'Cleo Cruz', team: 'Sales', pace: 11 },
	{ id: 'u-tom', name: 'Tom Tanner', team: 'Sales', pace: 55 },
	{ id: 'u-dana', name: 'Dana Diaz', team: 'Support', pace: 6 },
	{ id: 'u-eli', name: 'Eli Evans', team: 'Support', pace: 9 },
	{ id: 'u-fay', name: 'Fay Fuchs', team: 'Support', pace: 7 },
	{ id: 'u-gus', name: 'Gus <b>Gray</b>', team: 'Billing', pace: 14 },
];

const ACCOUNTS: Readonly<Record<string, { id: string; name: string }>> = {
	Sales: { id: 'a-sales', name: 'Sales line' },
	Support: { id: 'a-support', name: 'Support line' },
	Billing: { id: 'a-billing', name: 'Billing line' },
};
const SOURCES = ['Google Ads', 'Website', 'Referral', null];
const DEADLINE = 60;

export const SAMPLE_NAMES: Names = {
	users: Object.fromEntries(PEOPLE.map(({ id, name }) => [id, name])),
	accounts: Object.fromEntries(Object.values(ACCOUNTS).map(({ id, name }) => [id, name])),
};

export const SAMPLE_REQUEST: ReportRequest = {
	period: { from: FROM, to: TODAY.plus({ days: 1 }).toMillis() },
	before: { from: BEFORE, to: FROM },
	now: NOW,
	zone: ZONE,
	groupBy: ['person', 'team', 'account', 'rule', 'source'],
	trend: 'day',
	timeCounts: 'working',
	location: 'location',
	targetMinutes: 15,
	slowest: 10,
};

/**
 * A report of made-up facts, the same each time: 8 people in 3 teams with 3 accounts, 30 days and the 30
 * before. Tom is slow, and so is the Sales line on Monday mornings.
 */
export async function sampleReport(change: Partial<ReportRequest> = {}): Promise<Report> {
	const reading = new ArrayReading(sampleFacts(), 200);
	return await makeReport({ ...SAMPLE_REQUEST, ...change }, reading, SAMPLE_NAMES);
}

/** What the sample is made of. */
export function sampleFacts(): Partial<Happened> {
	return new Story().tell();
}

/** Numbers that look random and are the same each time, from 0 to 1. */
function numbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

class Story {
	private readonly random = numbers(7);
	private readonly waits: WaitPart[] = [];
	private readonly assignments: AssignmentFact[] = [];
	private readonly outcomes: OutcomeFact[] = [];
	private readonly kept: Array<Happened['kept'][number]> = [];
	private readonly unclear: Array<Happened['unclear'][number]> = [];
	private turn = 0;

	tell(): Partial<Happened> {
		for (let day = TODAY.minus({ days: 60 }); day <= TODAY; day = day.plus({ days: 1 })) {
			const isWeekend = day.weekday > 5;
			const count =
				(isWeekend ? 8 : 34) + Math.floor(this.random() * 9) + (day.weekday === 1 ? 12 : 0);
			for (let i = 0; i < count; i++) this.message(day);
		}
		this.waits.sort((one, other) => one.askedAt - other.askedAt);
		const { waits, assignments, outcomes, kept, unclear } = this;
		const open = Object.fromEntries(PEOPLE.map(({ id }, i) => [id, 9 + ((i * 7) % 17)]));
		const contacts = Object.fromEntries(waits.map(({ chain }) => [chain, `contact-${chain}`]));
		return { waits, assignments, outcomes, kept, unclear, open, contacts };
	}

	private message(day: DateTime): void {
		const hour = this.hour();
		const askedAt = day.startOf('day').toMillis() + Math.floor(hour * HOUR);
		if (askedAt > NOW) return;
		const team = this.pick(['Sales', 'Sales', 'Sales', 'Support', 'Support', 'Billing']);
		const members = PEOPLE.filter((person) => person.team === team);
		const person = members[this.turn++ % members.length] as SamplePerson;
		const place: Dimensions = {
			user: person.id,
			team,
			account: ACCOUNTS[team]?.id ?? null,
			rule: `${team} line`,
			source: this.pick(SOURCES),
		};
		const isSlowMonday = team === 'Sales' && day.weekday === 1 && hour >= 9 && hour < 11;
		const isNew = this.random() < 0.6;
		if (isNew) this.assign(place, askedAt);
		else this.keep(place, askedAt);
		this.wait(place, person, askedAt, isSlowMonday ? 4 : 1);
		if (this.random() < 0.02) this.isUnclear(place, askedAt + 5 * MINUTE);
	}

	/** Most write by day. */
	private hour(): number {
		return this.random() < 0.12 ? this.random() * 24 : 8 + (this.random() + this.random()) * 5.5;
	}

	private wait(place: Dimensions, person: SamplePerson, askedAt: number, slowness: number): void {
		const minutes = Math.exp(Math.log(person.pace * slowness) + 1.1 * this.normal());
		const isNever = this.random() < 0.03;
		const due = afterWorking(askedAt, DEADLINE);
		const answer = isNever ? null : afterWorking(askedAt, minutes);
		const id = `w${this.waits.length}`;
		const part = { ...place, id, chain: id, level: 0, askedAt, givenAt: askedAt, dueAt: due };
		if ((answer === null || answer > due) && due <= NOW) {
			this.waits.push(this.ended(part, due, 'escalated', null));
			this.escalate(part, due);
		} else if (answer !== null && answer <= NOW) {
			this.waits.push(this.ended(part, answer, 'answered', person.id));
		} else this.waits.push(this.open(part));
	}

	/** A colleague of the team takes over, and answers as fast as they are. */
	private escalate(before: Begun, at: number): void {
		const others = PEOPLE.filter(({ team, id }) => team === before.team && id !== before.user);
		const next = this.pick(others.length > 0 ? others : [PEOPLE[4] as SamplePerson]);
		const id = `w${this.waits.length}`;
		const place = { ...before, user: next.id };
		const part = { ...place, id, level: 1, givenAt: at, dueAt: null };
		this.assign(place, at, 'noReply');
		const answer = afterWorking(at, Math.exp(Math.log(next.pace) + 1.1 * this.normal()));
		const isGivenUp = this.random() < 0.05;
		if (isGivenUp && at + DAY <= NOW) this.waits.push(this.ended(part, at + DAY, 'silent', null));
		else if (answer <= NOW && !isGivenUp)
			this.waits.push(this.ended(part, answer, 'answered', next.id));
		else this.waits.push(this.open(part));
	}

	private ended(
		part: Begun,
		at: number,
		ended: WaitPart['ended'],
		answeredBy: string | null,
	): WaitPart {
		const isAnswered = ended === 'answered';
		return {
			...part,
			endedAt: at,
			ended,
			answeredBy,
			answeredHow: isAnswered ? 'highLevel' : null,
			answeredAt: isAnswered ? at : null,
			...hoursOf(part, at),
		};
	}

	private open(part: Begun): WaitPart {
		const end = {
			endedAt: null,
			ended: null,
			answeredBy: null,
			answeredHow: null,
			answeredAt: null,
		};
		return { ...part, ...end, ...hoursOf(part, NOW) };
	}

	private assign(place: Dimensions, at: number, event: AssignmentFact['event'] = 'message'): void {
		const user = place.user ?? '';
		const outcomes: Partial<Record<OutcomeFact['kind'], number>> = {};
		const id = `d${this.assignments.length}`;
		const closed = at + (2 + this.random() * 90) * HOUR;
		if (this.random() < 0.7 && closed < NOW) outcomes.closed = closed;
		if (outcomes.closed !== undefined) {
			const kind = this.pick(['won', 'won', 'lost', 'lost', 'lost', 'abandoned', null] as const);
			if (kind) outcomes[kind] = closed;
			this.rate({ ...place }, closed);
		}
		for (const [kind, when] of Object.entries(outcomes) as Array<[OutcomeFact['kind'], number]>) {
			this.outcomes.push({
				...place,
				id: `${id}-${kind}`,
				at: when,
				kind,
				value: null,
				question: null,
			});
		}
		this.assignments.push({ ...place, user, id, at, event, credited: false, outcomes });
	}

	private rate(place: Dimensions, at: number): void {
		if (this.random() < 0.4) return;
		const question = `r${this.outcomes.length}`;
		const asked = { ...place, id: `${question}-asked`, at, value: null, question };
		this.outcomes.push({ ...asked, kind: 'asked' });
		const rated = at + this.random() * 3 * HOUR;
		if (this.random() < 0.55 || rated > NOW) return;
		const value =
			place.user === 'u-tom' ? this.pick([1, 2, 3, 4, 5]) : this.pick([3, 4, 4, 5, 5, 5]);
		this.outcomes.push({ ...asked, id: question, at: rated, kind: 'rated', value });
	}

	private keep(place: Dimensions, askedAt: number): void {
		const at = Math.floor(askedAt / (15 * MINUTE)) * 15 * MINUTE;
		const byHand = this.random() < 0.1;
		this.kept.push({ ...place, user: place.user ?? '', at, byHand, count: 1 });
	}

	private isUnclear({ user, account }: Dimensions, at: number): void {
		this.unclear.push({ at, user, account, verdict: 'unclear', how: 'highLevel' });
	}

	private pick<One>(all: readonly One[]): One {
		return all[Math.floor(this.random() * all.length)] as One;
	}

	/** As the sum of twelve is nearly distributed. */
	private normal(): number {
		let sum = -6;
		for (let i = 0; i < 12; i++) sum += this.random();
		return sum;
	}
}

type Begun = Dimensions &
	Pick<WaitPart, 'id' | 'chain' | 'level' | 'askedAt' | 'givenAt' | 'dueAt'>;

function hoursOf(
	{ askedAt, givenAt }: Begun,
	end: number,
): Pick<WaitPart, 'workingMs' | 'outsideHours'> {
	return { workingMs: workedMs(givenAt, end), outsideHours: !works(askedAt) };
}

/** Everybody works from 8 to 18 on weekdays. */
const OPENS = 8;
const CLOSES = 18;

/** Times of work of all days that are told, as pairs of beginning and end. */
const SHIFTS = shifts();

function shifts(): ReadonlyArray<[from: number, to: number]> {
	const days = Array.from({ length: 100 }, (_, i) => TODAY.plus({ days: i - 65 }));
	return days
		.filter(({ weekday }) => weekday <= 5)
		.map((day) => [day.set({ hour: OPENS }).toMillis(), day.set({ hour: CLOSES }).toMillis()]);
}

function works(at: number): boolean {
	return SHIFTS.some(([from, to]) => at >= from && at < to);
}

function workedMs(from: number, to: number): number {
	return SHIFTS.reduce(
		(sum, [start, end]) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)),
		0,
	);
}

function afterWorking(from: number, minutes: number): number {
	let left = Math.round(minutes * MINUTE);
	for (const [start, end] of SHIFTS) {
		const begins = Math.max(start, from);
		const room = Math.max(0, end - begins);
		if (left < room) return begins + left;
		left -= room;
	}
	throw new RangeError('More working time than is told');
}
