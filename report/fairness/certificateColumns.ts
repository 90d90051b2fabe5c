import { HOUR } from '../../routing/model/durations';
import { hoursWords, valueWords } from '../words/values';
import { ABSENCES, absencesOf, type Absence } from './absences';
import type { MemberShare } from './certificate';

/** A column of a team's table. */
export interface MemberColumn {
	label: string;
	words(member: MemberShare): string;
}

type Number = (member: MemberShare) => number;

/** What there is of turns, beside what they got. */
export const TURN_COLUMNS: readonly MemberColumn[] = [
	{ label: 'Difference', words: differenceWords },
	{ label: 'Weight', words: ({ weight }) => valueWords(weight, 'count') },
	{ label: 'Could take', words: ({ could }) => valueWords(could, 'count') },
	{ label: 'Longest without', words: droughtWords },
	{
		label: 'Most in a row',
		words: ({ longestRun }) => valueWords(longestRun, 'count'),
	},
];

const APART: ReadonlyArray<readonly [label: string, value: Number]> = [
	['Escalated to them', ({ escalatedTo }) => escalatedTo],
	['Moved to them', ({ reassigned }) => reassigned],
	['Next to work', ({ workingNext }) => workingNext],
	['Kept', ({ kept }) => kept],
	['Kept, set by hand', ({ byHand }) => byHand],
	['Escalated away', ({ escalatedAway }) => escalatedAway],
	['Given back', ({ givenBack }) => givenBack],
];

/** Why they could not take contacts, then what is told apart: what nobody has is left out. */
export function restColumns(members: readonly MemberShare[]): MemberColumn[] {
	const absences = (Object.entries(ABSENCES) as Array<[Absence, string]>).map(
		([name, label]) => [label, (member: MemberShare) => absencesOf(member)[name]] as const,
	);
	return [...absences, ...APART]
		.filter(([, value]) => members.some((member) => value(member) > 0))
		.map(([label, value]) => ({
			label,
			words: (member) => valueWords(value(member), 'count'),
		}));
}

/** `+1.2`: more than expected. */
function differenceWords({ difference }: MemberShare): string {
	const words = valueWords(difference, 'turns');
	return difference > 0 && words !== '0' ? `+${words}` : words.replace('-', '−');
}

/** `7 in 3 h`. */
function droughtWords({ longestDrought, longestDroughtMs }: MemberShare): string {
	const number = valueWords(longestDrought, 'count');
	if (longestDrought < 2) return number;
	return `${number} in ${hoursWords(longestDroughtMs / HOUR)}`;
}
