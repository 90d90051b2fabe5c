import type { Span } from '../../ledger/reading';
import type { CandidateReason } from '../../routing/model/reasons';
import type { StrategyName } from '../../routing/strategies';

/** What one member of a team got, and could have got. */
export interface MemberShare {
	user: string;
	name: string;
	weight: number;
	/** Contacts for which the strategy chose them. */
	got: number;
	/** The sum, over all contacts of the team that they could have taken, of their share of the weights. */
	expected: number;
	difference: number;
	/** How many contacts they could have taken. */
	could: number;
	/** The most contacts in a row that they could have taken and did not get. */
	longestDrought: number;
	/** From the first to the last of these, milliseconds. */
	longestDroughtMs: number;
	/** The most in a row that they got although somebody else could have taken them. */
	longestRun: number;
	/** Why they could not take the others, by reason. */
	couldNot: Readonly<Partial<Record<CandidateReason, number>>>;
	/** Of what they got: because somebody else had not answered in time. */
	escalatedTo: number;
	/** Of what they got: moved together with others. */
	reassigned: number;
	/** Contacts of the team that came to them without its strategy: they were the next to work. */
	workingNext: number;
	/** What they kept as owners, of whatever team; and of that, what they got by hand in HighLevel. */
	kept: number;
	byHand: number;
	/** Contacts of the team that they had and did not answer in time. */
	escalatedAway: number;
	/** Turns that were given back: these contacts count nowhere else. */
	givenBack: number;
}

/** What the strategy of a team promises, and whether it was so. */
export interface Judgement {
	/** One sentence of the strategy itself. */
	promise: string;
	/** `notJudged`: it was not recorded what has to be known. `tooLittle`: too few contacts with a full record. */
	result: 'held' | 'broken' | 'notJudged' | 'tooLittle';
	/** What was done against it, or why it is not judged: a sentence without its full stop. */
	because: string | null;
	/** When it was broken, milliseconds since 1970. */
	at: number | null;
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
	/** Name of the sub-account, or its ID. */
	location: string;
	sections: readonly Section[];
	/** SHA-256 over {@link certificateRows}: no signature. */
	hash: string;
	/** Full sentences: what it does not cover. */
	notCovered: readonly string[];
}
