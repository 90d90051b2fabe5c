import { createHash } from 'node:crypto';
import { HOUR } from '../../routing/model/durations';
import { ABSENCES, absencesOf, type Absence } from './absences';
import type { Certificate, Judgement, MemberShare, Section } from './certificate';

/** What only rows of members have; null in rows of teams. */
interface MemberCells extends Record<Absence, number> {
	weight: number;
	got: number;
	/** In turns, as the difference: with two decimals. */
	expected: number;
	difference: number;
	/** How many they could have taken. */
	couldTake: number;
	longestDrought: number;
	longestDroughtHours: number;
	longestRun: number;
	escalatedTo: number;
	reassigned: number;
	workingNext: number;
	kept: number;
	keptByHand: number;
	escalatedAway: number;
	givenBack: number;
}

/** What only rows of teams have; null in rows of members. */
interface TeamCells {
	result: Judgement['result'];
	because: string | null;
	brokenAt: string | null;
	contacts: number;
	notRecorded: number;
	promise: string;
}

type Nullable<Cells> = { [K in keyof Cells]: Cells[K] | null };

/**
 * A row of a certificate, as a table takes it: a team under one plan, then its members. Times are ISO
 * 8601 in UTC.
 */
export interface CertificateRow extends Nullable<TeamCells>, Nullable<MemberCells> {
	kind: 'team' | 'member';
	name: string;
	team: string;
	strategy: string;
	from: string;
	to: string;
	plan: string;
}

const NO_TEAM: Nullable<TeamCells> = {
	result: null,
	because: null,
	brokenAt: null,
	contacts: null,
	notRecorded: null,
	promise: null,
};

const NO_MEMBER: Nullable<MemberCells> = {
	weight: null,
	got: null,
	expected: null,
	difference: null,
	couldTake: null,
	longestDrought: null,
	longestDroughtHours: null,
	longestRun: null,
	...(Object.fromEntries(Object.keys(ABSENCES).map((name) => [name, null])) as Nullable<
		Record<Absence, number>
	>),
	escalatedTo: null,
	reassigned: null,
	workingNext: null,
	kept: null,
	keptByHand: null,
	escalatedAway: null,
	givenBack: null,
};

/** The figures of a certificate: each team, then its members. They hold no contacts. */
export function certificateRows({ sections }: Pick<Certificate, 'sections'>): CertificateRow[] {
	return sections.flatMap((section) => [
		rowOf(section, 'team', section.team, teamCells(section), NO_MEMBER),
		...section.members.map((member) =>
			rowOf(section, 'member', member.name, NO_TEAM, memberCells(member)),
		),
	]);
}

/** SHA-256 over the JSON of the rows, as anybody can make it again; no signature. */
export function certificateHash(sections: readonly Section[]): string {
	const text = JSON.stringify(certificateRows({ sections }));
	return createHash('sha256').update(text).digest('hex');
}

function rowOf(
	{ team, strategy, plan, from, to }: Section,
	kind: CertificateRow['kind'],
	name: string,
	{ result, because, brokenAt, contacts, notRecorded, promise }: Nullable<TeamCells>,
	member: Nullable<MemberCells>,
): CertificateRow {
	const about = { from: iso(from), to: iso(to), strategy, promise, plan };
	const judged = { result, because, brokenAt, contacts, notRecorded };
	return { kind, name, team, ...judged, ...member, ...about };
}

function teamCells({ judgement, contacts, notRecorded }: Section): TeamCells {
	const { promise, result, because, at } = judgement;
	return {
		result,
		because,
		brokenAt: at === null ? null : iso(at),
		contacts,
		notRecorded,
		promise,
	};
}

function memberCells(member: MemberShare): MemberCells {
	const { weight, got, could, longestDrought, longestDroughtMs, longestRun } = member;
	const { escalatedTo, reassigned, workingNext, kept, byHand, escalatedAway, givenBack } = member;
	return {
		weight,
		got,
		expected: rounded(member.expected),
		difference: rounded(member.difference),
		couldTake: could,
		longestDrought,
		longestDroughtHours: rounded(longestDroughtMs / HOUR),
		longestRun,
		...absencesOf(member),
		escalatedTo,
		reassigned,
		workingNext,
		kept,
		keptByHand: byHand,
		escalatedAway,
		givenBack,
	};
}

function iso(at: number): string {
	return new Date(at).toISOString();
}

/** To two decimals, without a zero below 0. */
function rounded(value: number): number {
	return Math.round(value * 100) / 100 || 0;
}
