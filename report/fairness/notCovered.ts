import { count } from '../../routing/model/text';
import type { Section } from './certificate';

const ALWAYS = [
	'Contacts that a rule gives to one person, that owners keep, or that somebody moved by hand in HighLevel take no turn: what was kept is listed apart.',
	'Contacts that came because somebody else did not answer in time, or that were moved together with others, cost a turn like any other: they are in what was got, and listed apart too.',
	'Who could take a contact is what the plan, working hours, time away, capacity and limits said when it was decided, as far as this package knew them.',
	'The hash shows whether figures were changed since. It is no signature: whoever can write to the ledger can make another certificate.',
];

/**
 * What a certificate does not cover, in full sentences.
 * @param withoutPlan contacts of which it is not known which plan gave them, by name of the team
 */
export function notCovered(
	sections: readonly Section[],
	withoutPlan: ReadonlyMap<string, number>,
): string[] {
	const unknown = [...withoutPlan].map(
		([team, number]) =>
			`${count(number, 'contact')} of ${team} ${number === 1 ? 'was' : 'were'} given before it was recorded which plan chose, and who could have taken them.`,
	);
	const unrecorded = sections
		.filter(({ notRecorded }) => notRecorded > 0)
		.map(
			({ team, notRecorded }) =>
				`Of ${count(notRecorded, 'contact')} of ${team} it was not recorded who could have taken them.`,
		);
	return [...unknown, ...unrecorded, ...ALWAYS];
}
