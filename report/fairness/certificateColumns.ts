import { HOUR } from '../../routing/model/durations';
import { hoursWords, valueWords } from '../words/values';
import { ABSENCES, absencesOf, type Absence } from './absences';
import type { MemberShare } from './certificate';

/** A column of a team's table. */
export interface MemberColumn {
	label: string;
	group: 'turns' | 'couldNot' | 'apart';
	words(member: MemberShare): string;
}

type Number = (member: MemberShare) => number;

const TURNS: readonly MemberColumn[] = [
	{ label: 'Difference', group: 'turns', words: differenceWords },
	{ label: 'Weight', group: 'turns', words: ({ weight }) => valueWords(weight, 'count') },
	{ label: 'Could take', group: 'turns', words: ({ could }) => valueWords(could, 'count') },
	{ label: 'Longest without', group: 'turns', words: droughtWords },
	{
		label: 'Most in a row',
		group: 'turns',
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

/** The columns of a team: those of which nobody has anything are left out. */
export function memberColumns(members: readonly MemberShare[]): MemberColumn[] {
	const isUsed = (value: Number) => members.some((member) => value(member) > 0);
	const absences = (Object.entries(ABSENCES) as Array<[Absence, string]>).map(
		([name, label]) => [label, (member: MemberShare) => absencesOf(member)[name]] as const,
	);
	return [
		...TURNS,
		...absences.filter(([, value]) => isUsed(value)).map(columnOf('couldNot')),
		...APART.filter(([, value]) => isUsed(value)).map(columnOf('apart')),
	];
}

function columnOf(group: MemberColumn['group']) {
	return ([label, value]: readonly [string, Number]): MemberColumn => ({
		label,
		group,
		words: (member) => valueWords(value(member), 'count'),
	});
}

/** `+1.2`: more than expected. */
function differenceWords({ difference }: MemberShare): string {
	const words = valueWords(difference, 'turns');
	return difference > 0 && words !== '0' ? `+${words}` : words.replace('-', '−');
}

/** `7 in 3 h`. */
function droughtWords({ longestDrought, longestDroughtMs }: MemberShare): string {
	if (longestDrought === 0) return '0';
	return `${valueWords(longestDrought, 'count')} in ${hoursWords(longestDroughtMs / HOUR)}`;
}
