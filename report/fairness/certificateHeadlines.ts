import { count } from '../../routing/model/text';
import { momentWords, periodWords } from '../words/times';
import type { Judgement, Section } from './certificate';

/** What a judgement is called. */
export const RESULT_WORDS: Readonly<Record<Judgement['result'], string>> = {
	held: 'Promise kept',
	broken: 'Promise broken',
	notJudged: 'Not judged',
	tooLittle: 'Too few contacts',
};

/** Said instead, when there is nothing to certify. */
export const NO_SECTION = {
	what: 'No team gave contacts to anybody in this time.',
	way: 'Choose a longer period, or check which sub-account and ledger the node reads: only decisions of published workflows count. What a rule gives to one person, without a team, has no turns.',
} as const;

/** What came of a section: in short, and why. */
export interface SectionHeadline {
	/** `Sales: promise kept`. */
	result: string;
	/** `12 contacts by the team's strategy.` */
	because: string;
}

/** Of each section, in their order. */
export function certificateHeadlines(
	sections: readonly Section[],
	zone: string,
): SectionHeadline[] {
	return sections.map((section) => {
		const { team, contacts, judgement } = section;
		const several = sections.filter((other) => other.team === team).length > 1;
		const when = several ? `, ${spanWords(section, zone)}` : '';
		return {
			result: `${team}${when}: ${RESULT_WORDS[judgement.result].toLowerCase()}`,
			because: `${count(contacts, 'contact')} by the team's strategy${because(judgement, zone)}`,
		};
	});
}

/** From when to when it was. */
export function spanWords({ from, to }: Section, zone: string): string {
	return periodWords({ from, to: to + 1 }, zone);
}

/** The sentence that says why, with when it was. */
function because({ because: why, at }: Judgement, zone: string): string {
	if (why === null) return '.';
	return at === null ? `: ${why}.` : `. On ${momentWords(at, zone)}: ${why}.`;
}
