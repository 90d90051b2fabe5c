import type { Locator } from 'playwright-core';
import type { Newcomer } from './newcomer';

/** Fields in which somebody says who gets a contact. */
export type TargetField = 'assignTo' | 'outsideHours' | 'ifNobody' | 'atLast';

/** Names a person, or a team that is there: whom the list shows. */
export async function nameTarget(
	person: Newcomer,
	target: string,
	{ field = 'assignTo', within }: { field?: TargetField; within?: Locator } = {},
): Promise<void> {
	await person.pick(field, target, within);
}

/** Names a team of a rule that is not there yet: typed, it stands in the list. */
export async function nameNewTeam(person: Newcomer, name: string): Promise<void> {
	await person.pickTyped('assignTo', name, `${name} (team as typed)`);
}
