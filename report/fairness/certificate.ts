import type { Reading, Span } from '../../ledger/reading';
import type { CandidateReason } from '../../routing/model/reasons';
import type { StrategyName } from '../../routing/strategies';
import type { Names } from '../report';

/** What one member of a team got, and could have got. */
export interface MemberShare {
	user: string;
	name: string;
	weight: number;
	/** Contacts by turn. */
	got: number;
	/** The sum, over all contacts of the team that they could have taken, of their share of the weights. */
	expected: number;
	difference: number;
	/** How many contacts they could have taken. */
	could: number;
	/** The most contacts of the team in a row that they could have taken and did not get. */
	longestDrought: number;
	/** And how long that lasted, milliseconds. */
	longestDroughtMs: number;
	/** The most in a row that they got. */
	longestRun: number;
	/** Why they could not take the others, by reason. */
	couldNot: Readonly<Partial<Record<CandidateReason, number>>>;
	/** Not by turn, listed apart. */
	kept: number;
	byHand: number;
	escalatedTo: number;
	escalatedAway: number;
	reassigned: number;
	/** Turns that were given back. */
	givenBack: number;
}

/** What the strategy of a team promises, and whether it was so. */
export interface Judgement {
	/** One sentence of the strategy itself. */
	promise: string;
	/** `notJudged`: the promise is not about turns. `tooLittle`: too few contacts with a full record. */
	result: 'held' | 'broken' | 'notJudged' | 'tooLittle';
	/** The first place at which it was broken, or why it is not judged. */
	because: string | null;
}

/** One team under one plan: what changed in between cannot be judged together. */
export interface Section {
	team: string;
	/** Hash of the plan. */
	plan: string;
	from: number;
	to: number;
	strategy: StrategyName;
	members: readonly MemberShare[];
	/** Contacts by turn that count, and those of which it was not kept who could have had them. */
	contacts: number;
	notRecorded: number;
	judgement: Judgement;
}

export interface Certificate {
	period: Span;
	madeAt: number;
	/** Names the ledger. */
	location: string;
	sections: readonly Section[];
	/** SHA-256 over {@link certificateRows}: no signature. */
	hash: string;
	/** Full sentences: what it does not cover. */
	notCovered: readonly string[];
}

/**
 * Shows how the turns of teams were shared.
 * @param teams names; null for all
 * @throws {LedgerError} when the ledger cannot be read
 */
export async function certify(
	period: Span,
	now: number,
	location: string,
	teams: readonly string[] | null,
	reading: Reading,
	names: Names,
): Promise<Certificate> {
	throw new Error(
		`not built: ${period.from} ${now} ${location} ${teams?.length} ${typeof reading} ${typeof names}`,
	);
}
