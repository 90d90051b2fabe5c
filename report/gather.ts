import type { Dimensions } from '../ledger/facts';
import type { KeptSince, Reading, Span } from '../ledger/reading';
import { DAY } from '../routing/model/durations';
import { PLAN_DEFAULTS } from '../routing/plan/plan';
import { turnShares } from './fairness/turnShares';
import { Heat } from './heat';
import type { FactKind, Facts, MetricContext } from './metric';
import { placeOf, stretchesOf, type Stretch } from './periods';
import type { ReportRequest } from './request';
import { Slowest } from './slowest';
import { Tallies } from './tallies';
import { Tally } from './tally';
import { chainsOf, ownWaitsOf, questionOf, type Question } from './waits/questions';

/** What is counted of one stretch of time. */
export interface Gathered {
	tallies: Tallies;
	trend: ReadonlyArray<{ stretch: Stretch; tally: Tally }>;
	heat: Heat;
	slowest: Slowest;
}

/**
 * Counts what happened in the period of a report.
 * @throws {LedgerError} when the ledger cannot be read
 */
export async function gatherPeriod(
	request: ReportRequest,
	since: KeptSince,
	reading: Reading,
): Promise<Gathered> {
	const { period, trend, zone, now } = request;
	const stretches = trend === 'none' ? [] : stretchesOf(trend, period, zone, now);
	const gathering = new Gathering(
		request,
		{ ...request, span: period, showsNow: true, since },
		stretches,
	);
	await readSpan(gathering, period, now, reading);
	await readTurns(gathering, request, reading);
	await readNow(gathering, now, reading);
	return gathering;
}

/**
 * Counts what happened in the period before, to compare with.
 * @throws {LedgerError} when the ledger cannot be read
 */
export async function gatherBefore(
	request: ReportRequest,
	span: Span,
	since: KeptSince,
	reading: Reading,
): Promise<Tallies> {
	const gathering = new Gathering(request, { ...request, span, showsNow: false, since }, []);
	await readSpan(gathering, span, request.now, reading);
	return gathering.tallies;
}

class Gathering implements Gathered {
	readonly tallies: Tallies;
	readonly trend: ReadonlyArray<{ stretch: Stretch; tally: Tally }>;
	readonly heat: Heat;
	readonly slowest: Slowest;
	readonly hasPeople: boolean;
	private readonly stretches: readonly Stretch[];

	constructor(
		request: ReportRequest,
		context: Omit<MetricContext, 'by'>,
		stretches: readonly Stretch[],
	) {
		this.tallies = new Tallies(context, request.groupBy);
		this.hasPeople = request.groupBy.includes('person');
		this.stretches = stretches;
		this.trend = stretches.map((stretch) => ({
			stretch,
			tally: new Tally({ ...context, by: null, span: stretch, showsNow: false }),
		}));
		this.heat = new Heat(request);
		this.slowest = new Slowest(request);
	}

	/** Counts for the whole, all groups and the trend. */
	add<K extends FactKind>(kind: K, fact: Facts[K], place: Partial<Dimensions>, at: number): void {
		this.tallies.add(kind, fact, place);
		this.addToTrend(kind, fact, at);
	}

	addQuestion(question: Question): void {
		this.tallies.addBeside('question', question, question);
		this.addToTrend('question', question, question.askedAt);
		this.heat.add(question);
		this.slowest.add(question);
	}

	private addToTrend<K extends FactKind>(kind: K, fact: Facts[K], at: number): void {
		this.trend[placeOf(this.stretches, at)]?.tally.add(kind, fact);
	}
}

async function readSpan(
	gathering: Gathering,
	span: Span,
	now: number,
	reading: Reading,
): Promise<void> {
	for await (const parts of reading.waits(span, now)) {
		for (const chain of chainsOf(parts)) {
			gathering.addQuestion(questionOf(chain, now));
			if (!gathering.hasPeople) continue;
			for (const own of ownWaitsOf(chain, now)) {
				gathering.tallies.addToPerson('ownWait', own, own.user);
			}
		}
	}
	await addAll(gathering, 'assignment', reading.assignments(span, now));
	await addAll(gathering, 'kept', reading.kept(span));
	await addAll(gathering, 'outcome', reading.outcomes(span));
	await addAll(gathering, 'unclear', reading.unclearReplies(span));
}

async function addAll<K extends 'assignment' | 'kept' | 'outcome' | 'unclear'>(
	gathering: Gathering,
	kind: K,
	blocks: AsyncIterable<ReadonlyArray<Facts[K]>>,
): Promise<void> {
	for await (const facts of blocks) {
		for (const fact of facts) gathering.add(kind, fact, fact, fact.at);
	}
}

/** How the turns of teams were shared, which concerns people alone. */
async function readTurns(
	{ tallies, hasPeople }: Gathering,
	{ period, now }: ReportRequest,
	reading: Reading,
): Promise<void> {
	if (!hasPeople) return;
	for (const members of (await turnShares(period, now, null, reading)).values()) {
		for (const [user, turns] of members) tallies.addToPerson('turns', turns, user);
	}
}

/** What stands now: of people those parts that they have now. */
async function readNow(
	{ tallies, hasPeople }: Gathering,
	now: number,
	reading: Reading,
): Promise<void> {
	for await (const parts of reading.openWaits(now)) {
		for (const chain of chainsOf(parts)) {
			const question = questionOf(chain, now);
			if (question.end !== 'open') continue;
			tallies.addBeside('openQuestion', question, question);
			if (!hasPeople) continue;
			for (const own of ownWaitsOf(chain, now)) {
				if (own.end === 'open') tallies.addToPerson('openOwnWait', own, own.user);
			}
		}
	}
	const { plan = PLAN_DEFAULTS } = (await reading.latestPlan()) ?? {};
	const open = await reading.openContacts(now - plan.staleAfterDays * DAY);
	for (const [user, count] of Object.entries(open)) {
		tallies.add('openContacts', { user, open: count }, { user });
	}
}
