import fc from 'fast-check';
import type {
	AssignmentFact,
	KeptFact,
	OutcomeFact,
	ReplyFact,
	WaitPart,
} from '../../ledger/facts';
import { DAY, HOUR, MINUTE } from '../../routing/model/durations';
import { CONTACT_OUTCOMES, type ContactOutcome } from '../../routing/model/contactOutcome';
import type { WaitEnding } from '../../routing/model/wait';
import type { Happened } from './arrayReading';

/** Made-up histories, in which everything that a ledger can tell occurs. */

/** Midnight in Berlin; clocks go back on the 25th. */
export const START = Date.UTC(2026, 9, 19, 22);
/** Of the histories: two weeks and some hours. */
export const LENGTH = 14 * DAY;

const time = fc.integer({ min: START, max: START + LENGTH - 1 });
const user = fc.constantFrom('u1', 'u1', 'u2');
const dimensions = fc.record({
	team: fc.constantFrom('Sales', 'Support', null),
	account: fc.constantFrom('a1', 'a2', null),
	rule: fc.constantFrom('Ads', 'Fallback', null),
	source: fc.constantFrom('Website', 'toString', null),
});
/** Whole minutes and a little more or less, so that many are as long as others or as a target. */
const short = fc
	.record({ minutes: fc.noBias(fc.nat(20)), ms: fc.constantFrom(0, 0, 1, 59_999) })
	.map(({ minutes, ms }) => minutes * MINUTE + ms);
const duration = fc.oneof(
	{ weight: 6, arbitrary: short },
	{ weight: 1, arbitrary: fc.integer({ min: 0, max: 20 * DAY }) },
);

/** One person's part, told by how long it took. */
const part = fc.record({
	user: fc.option(user),
	place: dimensions,
	ms: duration,
	/** Which share of it was working time. */
	worked: fc.double({ min: 0, max: 1, noNaN: true }),
	/** After which share of it the answer was given that became known late. */
	late: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 8 }),
	answeredBy: fc.constantFrom('u1', 'u9', null, null, null),
	dueMs: fc.option(fc.noBias(fc.nat(20)).map((minutes) => minutes * MINUTE)),
	outsideHours: fc.constantFrom(true, false, null),
	goesOn: fc.constantFrom<WaitEnding>('escalated', 'moved'),
	ends: fc.constantFrom<WaitEnding | null>(
		...(['answered', 'answered', 'answered', 'answered', 'answered'] as const),
		...(['closed', 'silent', 'forgotten', 'moved', 'escalated', null] as const),
	),
});

type Part = typeof part extends fc.Arbitrary<infer One> ? One : never;

const chain = fc.record({
	askedAt: time,
	waitsMs: duration,
	parts: fc.array(part, { minLength: 1, maxLength: 3 }),
});

const outcomesOf = fc.record(
	Object.fromEntries(
		(['closed', 'won', 'lost', 'abandoned'] as const).map((kind) => [kind, duration]),
	) as Record<'closed' | 'won' | 'lost' | 'abandoned', fc.Arbitrary<number>>,
	{ requiredKeys: [] },
);

const assignment = fc
	.record({
		at: time,
		user,
		place: dimensions,
		event: fc.constantFrom<AssignmentFact['event']>('message', 'noReply', 'reassign', null),
		credited: fc.boolean(),
		outcomes: outcomesOf,
	})
	.map(({ at, place, outcomes, ...one }): Omit<AssignmentFact, 'id'> => {
		const later = Object.entries(outcomes).map(([kind, ms]) => [kind, at + ms]);
		return { ...one, ...place, at, outcomes: Object.fromEntries(later) as typeof outcomes };
	});

const outcome = fc
	.record({
		at: time,
		user: fc.option(user),
		place: dimensions,
		kind: fc.constantFrom(...(Object.keys(CONTACT_OUTCOMES) as ContactOutcome[])),
		rating: fc.integer({ min: 1, max: 5 }),
	})
	.map(({ place, rating, ...one }): Omit<OutcomeFact, 'id'> => {
		const value = one.kind === 'rated' ? rating : null;
		return { ...one, ...place, value, question: null };
	});

const kept = fc
	.record({
		quarter: fc.nat(Math.floor(LENGTH / (15 * MINUTE)) - 1),
		user,
		place: dimensions,
		byHand: fc.boolean(),
		count: fc.integer({ min: 1, max: 5 }),
	})
	.map(({ quarter, place, ...one }): KeptFact => {
		return { ...one, ...place, at: START + quarter * 15 * MINUTE };
	});

const unclear = fc.record({
	at: time,
	user: fc.option(user),
	account: fc.constantFrom('a1', 'a2', null),
	verdict: fc.constant('unclear' as const),
	how: fc.constant('highLevel' as const),
}) satisfies fc.Arbitrary<ReplyFact>;

/** @param now until when open waits go */
export function happenings(now: number): fc.Arbitrary<Partial<Happened>> {
	return fc
		.record({
			chains: fc.array(chain, { maxLength: 90, size: 'max' }),
			assignments: fc.array(assignment, { maxLength: 60, size: 'max' }),
			outcomes: fc.array(outcome, { maxLength: 60, size: 'max' }),
			kept: fc.array(kept, { maxLength: 20, size: 'max' }),
			unclear: fc.array(unclear, { maxLength: 10, size: 'max' }),
			open: fc.dictionary(user, fc.nat(50)),
		})
		.map(({ chains, assignments, outcomes, ...others }) => ({
			...others,
			waits: chains.flatMap(({ askedAt, waitsMs, parts }, i) =>
				toldParts(`c${i}`, askedAt, waitsMs, parts, now),
			),
			assignments: assignments.map((one, i) => ({ ...one, id: `d${i}` })),
			outcomes: outcomes.map((one, i) => ({ ...one, id: `o${i}` })),
			contacts: { c0: 'contact-0', c3: 'contact-3' },
		}));
}

function toldParts(
	name: string,
	askedAt: number,
	waitsMs: number,
	parts: readonly Part[],
	now: number,
): WaitPart[] {
	let givenAt = askedAt + Math.min(waitsMs, HOUR);
	const told: WaitPart[] = [];
	for (const [i, one] of parts.entries()) {
		const isLast = i === parts.length - 1 || givenAt + one.ms > now;
		const endsAt = givenAt + one.ms;
		const ended = !isLast ? one.goesOn : endsAt > now ? null : one.ends;
		const next = toldPart(name, i, one, { askedAt, givenAt, ended, now });
		const known = told.at(-1)?.answeredAt ?? null;
		told.push(known === null ? next : answeredBefore(next, known));
		if (isLast || known !== null) break;
		givenAt = endsAt;
	}
	return told;
}

/** As soon as an answer becomes known, the part of whoever has the question by then ends as it began. */
function answeredBefore(one: WaitPart, answeredAt: number): WaitPart {
	const { givenAt } = one;
	return {
		...one,
		endedAt: givenAt,
		ended: 'answered',
		answeredAt,
		answeredBy: 'u1',
		workingMs: 0,
	};
}

function toldPart(
	chainName: string,
	level: number,
	one: Part,
	{
		askedAt,
		givenAt,
		ended,
		now,
	}: Pick<WaitPart, 'askedAt' | 'givenAt' | 'ended'> & { now: number },
): WaitPart {
	// It had been answered before anybody got it, and became known when somebody had it.
	const isBefore = ended === 'answered' && one.late !== null;
	const endedAt = ended === null ? null : isBefore ? givenAt : givenAt + one.ms;
	const begun = isBefore ? askedAt : givenAt;
	const lateAt = begun + Math.floor((isBefore ? givenAt - askedAt : one.ms) * (one.late ?? 0));
	const isLate = isBefore || (one.late !== null && (ended === 'escalated' || ended === 'moved'));
	const answeredAt = isLate ? lateAt : ended === 'answered' ? endedAt : null;
	const until = Math.max(givenAt, answeredAt ?? endedAt ?? now);
	return {
		...one.place,
		id: level === 0 ? chainName : `${chainName}-${level}`,
		chain: chainName,
		user: one.user,
		level,
		askedAt,
		givenAt,
		dueAt: one.dueMs === null ? null : givenAt + one.dueMs,
		endedAt,
		ended,
		answeredAt,
		answeredBy: answeredAt === null ? null : one.answeredBy,
		answeredHow: answeredAt === null ? null : 'highLevel',
		workingMs: Math.floor((until - givenAt) * one.worked),
		outsideHours: one.outsideHours,
	};
}
